/* nth.c - let a task fail at its kth step for every k, in a child that goes on
 * to the next k in the same process for as long as it lives: what a failure
 * leaves broken in memory, the next run meets. Where nothing is asked for after
 * the kth, "from then on" is the very same run, and is counted without being
 * repeated. A folder found byte for byte as after an earlier run of the task
 * with the same end is not opened again. Time, chance and the codebook are the
 * same in every run (same.c). */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"
#include "folder.h"
#include "nth.h"
#include "task.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
size_t __sanitizer_get_current_allocated_bytes(void);
void __sanitizer_purge_allocator(void);
#else
static int __lsan_do_recoverable_leak_check(void)
{
    return 0;
}

static size_t __sanitizer_get_current_allocated_bytes(void)
{
    return 0;
}

static void __sanitizer_purge_allocator(void)
{
}
#endif

/* There in builds that count coverage: _exit() would lose the counts. */
void __gcov_dump(void) __attribute__((weak));
void __gcov_reset(void) __attribute__((weak));

enum { CODE_EXHAUSTED = 3 }; /* of a program that has no memory */
enum { STATES_MAX = 4096 };

/* How the task came to its end. */
enum outcome { OUT_DONE, OUT_SAID, OUT_LEAK, OUT_EXHAUSTED, OUT_CRASH };
static const char *const outcome_names[] = {"done", "failed", "leaks",
                                            "out of memory", "crash"};

/* What parent and child both know: the child may end anywhere. */
static struct shared {
    struct nth nth;
    int64_t most, all; /* in the task, in all of them */
    int64_t points, bad, ended, failed, twins, opened;
    bool changed;                   /* the folder is not as at the start */
    bool pending;                   /* a child ended in the midst of a run, */
    enum outcome how;               /* so: the next one looks at the folder */
    bool start_good[END_CUT + 1];   /* the folder as at the start, for an end */
    struct sha256 good[STATES_MAX]; /* folders that are as they should be */
    size_t good_count;
} * shared;

struct proof {
    struct place at;
    char said[PLACE_PATH_BYTES]; /* what the task printed */
    int64_t every;
    uint64_t seed;
    /* Of the task that is tried: */
    const struct task *task;
    struct expected e;
    struct folder start, now;
};

static void begin(void)
{
    same_begin();
    shared->nth.count = 0;
    shared->nth.on = true;
}

/* ---- One failure -------------------------------------------------------- */

/* Run the task with standard error in the file of what it said. */
static enum outcome attempt(const struct proof *p, int said, int own)
{
    struct ibid_error err = {0};
    if (shared->changed)
        place_reset(&p->at, p->task);
    shared->changed = false;
    if (ftruncate(said, 0) != 0 || dup2(said, STDERR_FILENO) < 0)
        desk_fail("standard error cannot be kept");
    size_t before = __sanitizer_get_current_allocated_bytes();
    begin();
    enum ibid_status status = p->task->run(&p->at, &err);
    shared->nth.on = false;
    bool more = __sanitizer_get_current_allocated_bytes() > before;
    if (status)
        (void)fprintf(stderr, "%s\n", err.text);
    (void)fflush(stderr);
    bool leaks =
        same_borrowed() || (more && __lsan_do_recoverable_leak_check());
    if (dup2(own, STDERR_FILENO) < 0)
        _exit(1);
    return leaks ? OUT_LEAK : status ? OUT_SAID : OUT_DONE;
}

/* Is the folder as it may be? Its bytes decide, so each state of it is opened
 * and verified once for each end. */
static bool judge(struct proof *p, enum ending how)
{
    char label[16];
    folder_keep(p->at.folder, &p->now);
    shared->changed = !folder_same(&p->now, &p->start);
    if (!shared->changed && shared->start_good[how])
        return true;
    (void)snprintf(label, sizeof label, "%d", (int)how);
    struct sha256 sum = folder_sum(&p->now, str_of(label));
    for (size_t i = 0; i < shared->good_count; i++)
        if (memcmp(&shared->good[i], &sum, sizeof sum) == 0)
            return true;
    shared->opened++;
    bool same = !shared->changed;
    shared->changed = true; /* opening may mend it */
    if (!place_judge(&p->at, p->task, &p->e, how))
        return false;
    shared->start_good[how] = shared->start_good[how] || same;
    if (shared->good_count < STATES_MAX)
        shared->good[shared->good_count++] = sum;
    return true;
}

static void settle(struct proof *p, enum outcome out)
{
    struct buf said = place_read(p->said);
    enum ending how = out == OUT_DONE   ? END_DONE
                      : out == OUT_SAID ? END_FAILED
                                        : END_CUT;
    bool clean = out == OUT_DONE || out == OUT_SAID || out == OUT_EXHAUSTED;
    bool silent = out != OUT_DONE && said.len < 2;
    if (said.len && strstr(said.ptr, "not known whether"))
        how = END_CUT;
    shared->points++;
    shared->ended += out == OUT_EXHAUSTED;
    shared->failed += out == OUT_SAID;
    bool reached = shared->nth.count >= shared->nth.at;
    if (!reached || !clean || silent || !judge(p, how)) {
        shared->bad++;
        shared->changed = true;
        (void)fprintf(stderr, "^ %s, %lld of %lld%s, %s: %.4000s\n",
                      p->task->name, (long long)shared->nth.at,
                      (long long)shared->nth.count,
                      shared->nth.sticky ? " and after" : "",
                      outcome_names[out], said.ptr ? said.ptr : "");
    }
    buf_done(&said);
}

/* From once to "from then on", from there to the next. */
static void advance(const struct proof *p)
{
    if (!shared->nth.sticky && shared->nth.count > shared->nth.at) {
        shared->nth.sticky = true;
        return;
    }
    shared->points += !shared->nth.sticky;
    shared->twins += !shared->nth.sticky;
    shared->nth.sticky = false;
    shared->nth.at += p->every;
}

/* ---- All of a task ------------------------------------------------------ */

_Noreturn static void work(struct proof *p)
{
    int own = dup(STDERR_FILENO);
    int said = open(p->said, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (own < 0 || said < 0)
        desk_fail("standard error cannot be kept");
    for (; shared->nth.at <= shared->most; advance(p)) {
        enum outcome out =
            shared->pending ? shared->how : attempt(p, said, own);
        shared->pending = false;
        settle(p, out);
        if (__gcov_dump) {
            __gcov_dump();
            __gcov_reset();
        }
    }
    _exit(0);
}

/* A child that works until it is done or a failure ends it. */
static int child(struct proof *p)
{
    int status = 0;
    pid_t pid = fork();
    if (pid == 0)
        work(p);
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        desk_fail("no child");
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void every(struct proof *p)
{
    while (shared->nth.at <= shared->most) {
        int code = child(p);
        if (code == 0)
            break;
        if (!shared->nth.on)
            desk_fail("%s: %lld cannot be judged", p->task->name,
                      (long long)shared->nth.at);
        shared->nth.on = false;
        shared->pending = true;
        shared->how = code == CODE_EXHAUSTED ? OUT_EXHAUSTED : OUT_CRASH;
    }
}

/* How often the task asks when nothing fails. */
static int64_t count(struct proof *p)
{
    struct ibid_error err = {0};
    place_reset(&p->at, p->task);
    folder_keep(p->at.folder, &p->start);
    shared->nth.at = 0;
    begin();
    enum ibid_status status = p->task->run(&p->at, &err);
    shared->nth.on = false;
    if (status)
        desk_fail("%s fails by itself: %s", p->task->name, err.text);
    return shared->nth.count;
}

static void prepare(struct proof *p)
{
    same_done();
    expected_find(&p->at, p->task, &p->e);
    shared->most = count(p);
    if (count(p) != shared->most)
        desk_fail("%s: %lld, then %lld", p->task->name, (long long)shared->most,
                  (long long)shared->nth.count);
    shared->all += shared->most;
    shared->changed = true;
    shared->good_count = 0;
    memset(shared->start_good, 0, sizeof shared->start_good);
    __sanitizer_purge_allocator(); /* a large process is slow to fork */
}

static void prove(struct proof *p, const struct task *task, int64_t from,
                  int64_t to)
{
    int64_t before = shared->points, bad = shared->bad;
    p->task = task;
    prepare(p);
    if (to < shared->most)
        shared->most = to;
    shared->nth.at = from + (int64_t)desk_random(&p->seed, (unsigned)p->every);
    every(p);
    expected_done(&p->e);
    desk_part(task->name, shared->points - before, shared->bad - bad);
}

/* TASK or TASK:FROM:TO. */
static void prove_named(struct proof *p, const char *word)
{
    size_t length = strcspn(word, ":");
    long long from = 1, to = INT64_MAX;
    (void)sscanf(word + length, ":%lld:%lld", &from, &to);
    for (size_t i = 0; i < task_count; i++)
        if (str_eq(str_of(tasks[i].name), (struct str){word, length}))
            prove(p, &tasks[i], from, to);
}

int nth_prove(const char *name, int count, char **words)
{
    struct proof p = {.seed = 5};
    if (count < 4)
        return 2;
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        desk_fail("no shared memory");
    same_nth(&shared->nth);
    p.every = strtoll(words[2], NULL, 10);
    place_make(&p.at, words[1]);
    (void)snprintf(p.said, sizeof p.said, "%s/.said", p.at.folder);
    for (size_t i = 0; count == 4 && i < task_count; i++)
        prove(&p, &tasks[i], 1, INT64_MAX);
    for (int i = 4; i < count; i++)
        prove_named(&p, words[i]);
    (void)unlink(p.said);
    same_done();
    folder_forget(&p.start);
    folder_forget(&p.now);
    place_done(&p.at);
    printf("of=%lld ended=%lld failed=%lld twins=%lld opened=%lld\n",
           (long long)shared->all, (long long)shared->ended,
           (long long)shared->failed, (long long)shared->twins,
           (long long)shared->opened);
    return desk_proved(name, shared->points, shared->bad, words[3]);
}
