/* beside.c - whatever a command writes, it writes in the folder of what it was
 * told to write: no temporary file is made elsewhere. beside PROGRAM FLOOR */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "desk.h"
#include "trace.h"

enum { WORDS_MAX = 10 };

/* A command line each; "@" stands for the folder. */
static const char *const lines[][WORDS_MAX] = {
    {"init"},
    {"import", "@/a.txt"},
    {"import", "@/b.html"},
    {"accept", "1"},
    {"undo"},
    {"redo"},
    {"export", "--format=csv", "-o", "@/out.csv"},
    {"export", "--format=tsv", "-o", "@/out.tsv"},
    {"export", "--format=json", "-o", "@/out.json"},
    {"export", "--format=xlsx", "-o", "@/out.xlsx"},
    {"export", "--format=html", "-o", "@/out.html"},
    {"export", "--format=markdown", "-o", "@/out.md"},
    {"apply", "@/out.csv"},
    {"verify", "@/out.xlsx"},
    {"backup", "@/copy.db"},
    {"restore", "@/copy.db"},
    {"redact", "b.html", "--reason=asked"},
};

struct proof {
    struct desk desk;
    const char *line;
    int64_t points, bad;
};

static void wrote(void *ctx, const char *path)
{
    struct proof *p = ctx;
    size_t len = strlen(p->desk.folder);
    bool beside = strncmp(path, p->desk.folder, len) == 0 && path[len] == '/';
    if (strcmp(path, "/dev/null") == 0 || str_ends(str_of(path), STR(".gcda")))
        return; /* the second: counts, in builds that keep them */
    p->points++;
    p->bad += !beside;
    if (!beside)
        (void)fprintf(stderr, "%s writes %s\n", p->line, path);
}

_Noreturn static void child(const struct proof *p, const char *program,
                            const char *const *line)
{
    const char *words[WORDS_MAX + 4] = {program, "--db", p->desk.path};
    for (size_t i = 0; line[i]; i++)
        words[3 + i] =
            line[i][0] == '@'
                ? arena_printf(p->desk.mem, "%s%s", p->desk.folder, line[i] + 1)
                : line[i];
    int null = open("/dev/null", O_RDWR);
    if (dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0)
        _exit(TRACE_SKIP);
    (void)setenv("IBID_USER", "test", 1);
    trace_become(program, words);
}

static void run(struct proof *p, const char *program, const char *const *line)
{
    struct trace trace = {.writes = wrote, .ctx = p};
    int64_t before = p->points;
    p->line = line[0];
    pid_t pid = fork();
    if (pid == 0)
        child(p, program, line);
    trace_follow(pid, 0, NULL, &trace);
    if (trace.code == TRACE_SKIP) {
        (void)fprintf(stderr, "this machine does not let programs be traced\n");
        desk_done(&p->desk);
        exit(TRACE_SKIP);
    }
    if (trace.code != 0 || p->points == before)
        desk_fail("%s %s: exit code %d, %lld files", line[0],
                  line[1] ? line[1] : "", trace.code,
                  (long long)(p->points - before));
}

int main(int count, char **words)
{
    struct proof p = {0};
    if (count != 3)
        return 2;
    desk_open(&p.desk);
    ibid_close(p.desk.db);
    p.desk.db = NULL;
    (void)unlink(p.desk.path);
    desk_file(&p.desk, "a.txt",
              desk_article(&p.desk, "Dravik", 23, "A. Verrick", "It rained."));
    desk_file(&p.desk, "b.html",
              "<title>Talks</title><p>At least 12 people "
              "were killed in Dravik, he said.");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        run(&p, words[1], lines[i]);
    desk_done(&p.desk);
    return desk_proved("beside", p.points, p.bad, words[2]);
}
