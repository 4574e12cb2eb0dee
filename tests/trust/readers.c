/* readers.c - does reading time grow in line with size? Hostile inputs at n, 2n
 * and 4n bytes through every reader, facts and all.
 *
 * readers BYTES [READER]   4n is BYTES, or more where so much is read too fast
 * to be measured. Prints a line of totals, and one for each input that is over
 * a limit (with READER: for each of its own). Compared is the processor's time,
 * the least of several interleaved runs; a build with sanitizers measures
 * nothing. How long one may take, and with how much memory, is that of a
 * megabyte. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "desk.h"
#include "extract/extract.h"
#include "hostile.h"
#include "import/input.h"
#include "tabular/tabular.h"

#ifdef __SANITIZE_ADDRESS__
enum { RELEASED = 0 };
#else
enum { RELEASED = 1 };
#endif

enum {
    SIZES = 3,
    RUNS = 3,
    RUNS_MAX = 15, /* where the first ones are over the limit */
    GROW_MAX = 16, /* times BYTES, until it can be measured */
    POINTS_MIN = 240,
    MEMORY_KB_MAX = 256 * 1024,
    SKIPPED = 77,
};

static const double ratio_max = 2.3;    /* of the times at doubled size */
static const double seconds_max = 1;    /* for a megabyte */
static const double seconds_seen = 0.1; /* measurable */

/* ---- The readers ------------------------------------------------------- */

/* Facts are looked for, as an import does. */
static enum ibid_status put(void *ctx, const struct article *article,
                            const struct ibid_error *why,
                            struct ibid_error *err)
{
    struct arena mem = {0};
    struct extraction facts;
    (void)why, (void)err;
    if (article)
        extract_facts(ctx, article->text, article->blocks, article->block_count,
                      article->published, false, &mem, &facts);
    arena_done(&mem);
    return IBID_OK;
}

static void read_article(const char *format, const struct codebook *codebook,
                         struct str bytes)
{
    struct arena mem = {0};
    struct article_sink sink = {
        .ctx = (void *)codebook, .mem = &mem, .put = put};
    struct import_hints hints = {0};
    struct ibid_error err = {0};
    struct input *in;
    if (input_open_memory(bytes, "in", &in, &err) == IBID_OK) {
        (void)importer_named(str_of(format))->read(in, &hints, &sink, &err);
        input_close(in);
    }
    arena_done(&mem);
}

static void report(void *ctx, const struct ibid_error *problem)
{
    (void)ctx, (void)problem;
}

static void read_codebook(const char *path, struct str bytes)
{
    const struct codebook_file files[] = {
        {"codebook.txt", STR("name a\nlanguage en\ndescription A.\n\n"
                             "kind a: A.\nfield b text required: B.\n")},
        {path, bytes},
    };
    size_t rules, examples;
    (void)codebook_check(files, 2, report, NULL, &rules, &examples);
}

static enum ibid_status row_take(void *ctx, const struct tabular_row *row,
                                 struct ibid_error *err)
{
    (void)ctx, (void)row, (void)err;
    return IBID_OK;
}

static void read_once(const char *reader, const struct codebook *codebook,
                      struct str bytes)
{
    struct ibid_error err = {0};
    if (strcmp(reader, "table") == 0)
        (void)tabular_read_memory(bytes, "in", row_take, NULL, &err);
    else if (strcmp(reader, "words") == 0)
        read_codebook("words/a.txt", bytes);
    else if (strcmp(reader, "rules") == 0)
        read_codebook("rules/a.txt", bytes);
    else
        read_article(reader, codebook, bytes);
}

/* ---- The measuring ----------------------------------------------------- */

/* What became of one input. */
struct figures {
    double seconds[SIZES];
    double once;    /* for `bytes` */
    long kilobytes; /* likewise */
    size_t bytes;   /* asked for */
    size_t grown;   /* what was measured in the end */
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The larger of the two ratios; 1 where nothing can be measured. */
static double worst_ratio(const struct figures *f)
{
    double worst = 1;
    for (int i = 0; i + 1 < SIZES; i++)
        if (f->seconds[SIZES - 1] > seconds_seen && f->seconds[i] > 0 &&
            f->seconds[i + 1] / f->seconds[i] > worst)
            worst = f->seconds[i + 1] / f->seconds[i];
    return worst;
}

static bool is_costly(const struct figures *f)
{
    double megabytes = (double)f->bytes / 1e6;
    return f->once > seconds_max * (megabytes > 1 ? megabytes : 1) ||
           f->kilobytes > MEMORY_KB_MAX;
}

static bool is_steep(const struct figures *f)
{
    return worst_ratio(f) > ratio_max;
}

static double timed(const struct hostile *how, const struct codebook *codebook,
                    struct str bytes)
{
    double begin = now();
    read_once(how->reader, codebook, bytes);
    return now() - begin;
}

static void run_sizes(const struct hostile *how,
                      const struct codebook *codebook, struct figures *f)
{
    struct buf bytes[SIZES] = {{0}};
    for (int i = 0; i < SIZES; i++)
        hostile_make(how, f->grown >> (SIZES - 1 - i), &bytes[i]);
    for (int run = 0; run < RUNS || (run < RUNS_MAX && is_steep(f)); run++)
        for (int i = 0; i < SIZES; i++) {
            double took = timed(how, codebook, buf_view(&bytes[i]));
            if (run == 0 || took < f->seconds[i])
                f->seconds[i] = took;
        }
    for (int i = 0; i < SIZES; i++)
        buf_done(&bytes[i]);
}

/* What the system does for memory that comes and goes is not the reader's
 * work: from here on the process keeps what it had once. */
static void keep_memory(void)
{
#ifdef __GLIBC__
    (void)mallopt(M_MMAP_THRESHOLD, 1 << 30);
    (void)mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
}

static void measure(const struct hostile *how, const struct codebook *codebook,
                    struct figures *f)
{
    struct buf bytes = {0};
    struct rusage used = {0};
    hostile_make(how, f->bytes, &bytes);
    for (int run = 0; run < RUNS_MAX && (!run || is_costly(f)); run++) {
        double took = timed(how, codebook, buf_view(&bytes));
        f->once = run && f->once < took ? f->once : took;
    }
    buf_done(&bytes);
    (void)getrusage(RUSAGE_SELF, &used);
    f->kilobytes = used.ru_maxrss;
    keep_memory();
    f->grown = f->bytes;
    for (double took = f->once;
         took < seconds_seen && f->grown < f->bytes * GROW_MAX; took *= 2)
        f->grown *= 2;
    run_sizes(how, codebook, f);
}

/* In a process of its own, whose memory is counted. */
static bool measure_apart(const struct hostile *how,
                          const struct codebook *codebook, struct figures *f)
{
    int ends[2], ended = 1;
    if (pipe(ends) != 0)
        desk_fail("no pipe");
    pid_t pid = fork();
    if (pid == 0) {
        measure(how, codebook, f);
        _exit(write(ends[1], f, sizeof *f) != (ssize_t)sizeof *f);
    }
    (void)close(ends[1]);
    bool told = read(ends[0], f, sizeof *f) == (ssize_t)sizeof *f;
    (void)close(ends[0]);
    if (pid < 0 || waitpid(pid, &ended, 0) != pid)
        desk_fail("no child");
    return told && WIFEXITED(ended) && WEXITSTATUS(ended) == 0;
}

static struct codebook *news(struct arena *mem)
{
    const struct codebook_file *files;
    struct codebook *codebook = NULL;
    size_t count;
    if (codebook_builtin("news", mem, &files, &count, NULL) ||
        codebook_open(files, count, &codebook, NULL))
        desk_fail("no codebook");
    return codebook;
}

static void show(const struct hostile *how, const struct figures *f)
{
    printf("%s/%d %.60s|%.60s: %.3f s %ld MB; %zu KB: %.3f %.3f %.3f s, "
           "ratio %.2f\n",
           how->reader, (int)how->pack, how->head, how->unit, f->once,
           f->kilobytes / 1024, f->grown / 1000, f->seconds[0], f->seconds[1],
           f->seconds[2], worst_ratio(f));
}

/* What became of all. */
struct totals {
    int points, bad;
    double ratio, once;
    long kilobytes;
};

static void count(struct totals *all, const struct figures *f, bool over)
{
    double ratio = worst_ratio(f);
    all->points++;
    all->bad += over;
    if (ratio > all->ratio)
        all->ratio = ratio;
    if (f->once > all->once)
        all->once = f->once;
    if (f->kilobytes > all->kilobytes)
        all->kilobytes = f->kilobytes;
}

int main(int argc, char **argv)
{
    const char *only = argc > 2 ? argv[2] : NULL;
    size_t bytes = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
    struct arena mem = {0};
    struct codebook *codebook = news(&mem);
    struct totals all = {0};
    if (!RELEASED) {
        puts("growth: time is measured in the release build");
        return SKIPPED;
    }
    for (size_t i = 0; bytes && i < hostile_count; i++) {
        struct figures f = {.bytes = bytes};
        if (only && strcmp(only, hostiles[i].reader) != 0)
            continue;
        bool over = !measure_apart(&hostiles[i], codebook, &f) ||
                    is_steep(&f) || is_costly(&f);
        if (only || over)
            show(&hostiles[i], &f);
        (void)fflush(stdout);
        count(&all, &f, over);
    }
    printf("growth points=%d ratio=%.2f slowest=%.2fs memory=%ldMB bad=%d\n",
           all.points, all.ratio, all.once, all.kilobytes / 1024, all.bad);
    codebook_close(codebook);
    arena_done(&mem);
    return all.bad || (!only && all.points < POINTS_MIN);
}
