/* kill.c - the program is killed at every system call that changes something
 * outside it: at the call before, nothing of it is there, so these are all the
 * states a kill can leave. Then the database is as before or as after.
 * kill PROGRAM OLD-DATABASE EVERY FLOOR */
#define _GNU_SOURCE /* __WALL */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"
#include "task.h"

enum { WORDS_MAX = 12, SKIP = 77, OUT_BYTES = 4096 };

struct proof {
    struct place at;
    const char *program;
    int64_t every, points, bad, said;
    uint64_t seed;
};

/* ---- The child --------------------------------------------------------- */

#define STOP_AT(call)                                                          \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1),                         \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE)

/* Stop before what writes, names, removes or waits for the disk. */
static void filter_set(void)
{
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        STOP_AT(SYS_write),
        STOP_AT(SYS_pwrite64),
        STOP_AT(SYS_writev),
        STOP_AT(SYS_fsync),
        STOP_AT(SYS_fdatasync),
        STOP_AT(SYS_ftruncate),
        STOP_AT(SYS_fallocate),
        STOP_AT(SYS_openat),
        STOP_AT(SYS_unlinkat),
        STOP_AT(SYS_linkat),
        STOP_AT(SYS_renameat2),
        STOP_AT(SYS_fchmod),
#ifdef SYS_unlink /* older names that not every machine has */
        STOP_AT(SYS_unlink),
        STOP_AT(SYS_link),
        STOP_AT(SYS_rename),
        STOP_AT(SYS_open),
#endif
#ifdef SYS_renameat
        STOP_AT(SYS_renameat),
#endif
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof steps / sizeof *steps, steps};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        _exit(SKIP);
}

static const char *word_of(const struct place *at, const char *word,
                           ibid_arena *mem)
{
    if (strcmp(word, "#") == 0)
        return at->fact;
    if (word[0] == '@')
        return arena_printf(mem, "%s%s", at->folder, word + 1);
    return word;
}

_Noreturn static void child(struct proof *p, const struct task *task, int out)
{
    const char *words[WORDS_MAX] = {p->program, "--db", p->at.db};
    int count = 3;
    ibid_arena *mem = ibid_arena_new();
    for (const char *const *w = task->argv; *w && count < WORDS_MAX - 1; w++)
        words[count++] = word_of(&p->at, *w, mem);
    int null = open("/dev/null", O_RDWR);
    if (dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(null, 2) < 0)
        _exit(SKIP);
    (void)setenv("ASAN_OPTIONS", "detect_leaks=0", 1); /* it would trace too */
    (void)setenv("IBID_USER", "test", 1);
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
        _exit(SKIP);
    (void)raise(SIGSTOP);
    filter_set();
    (void)execv(p->program, (char *const *)words);
    _exit(SKIP);
}

/* ---- The run ----------------------------------------------------------- */

struct run {
    int64_t stops;
    bool killed;
    int code;
    char out[OUT_BYTES]; /* what it printed */
};

static bool is_stop(int status)
{
    return status >> 8 == (SIGTRAP | PTRACE_EVENT_SECCOMP << 8);
}

/* Follow the child from stop to stop; at the `at`th (0: none) it is killed. */
static void follow(pid_t pid, int64_t at, struct run *out)
{
    int status = 0;
    long options = PTRACE_O_TRACESECCOMP | PTRACE_O_EXITKILL;
    if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status) ||
        ptrace(PTRACE_SETOPTIONS, pid, NULL, options) != 0)
        exit(SKIP);
    for (long signal = 0;; signal = 0) {
        if (ptrace(PTRACE_CONT, pid, NULL, signal) != 0 && errno != ESRCH)
            desk_fail("the child cannot go on: %s", strerror(errno));
        if (waitpid(pid, &status, __WALL) != pid)
            desk_fail("the child is lost");
        if (WIFEXITED(status) || WIFSIGNALED(status))
            break;
        if (is_stop(status) && ++out->stops == at) {
            out->killed = true;
            (void)kill(pid, SIGKILL);
            (void)waitpid(pid, &status, __WALL);
            break;
        }
        if (!is_stop(status) && WSTOPSIG(status) != SIGTRAP)
            signal = WSTOPSIG(status);
    }
    out->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static struct run run(struct proof *p, const struct task *task, int64_t at)
{
    struct run out = {0};
    int ends[2];
    place_reset(&p->at, task);
    if (pipe(ends) != 0)
        desk_fail("no pipe");
    pid_t pid = fork();
    if (pid == 0)
        child(p, task, ends[1]);
    (void)close(ends[1]);
    follow(pid, at, &out);
    ssize_t got = read(ends[0], out.out, sizeof out.out - 1);
    out.out[got > 0 ? got : 0] = '\0';
    (void)close(ends[0]);
    return out;
}

/* ---- The proof --------------------------------------------------------- */

static void expect(struct proof *p, const struct task *task, struct expected *e,
                   int64_t *stops)
{
    struct run whole = run(p, task, 0);
    if (whole.code == SKIP) {
        (void)fprintf(stderr, "this machine does not let programs be traced\n");
        exit(SKIP);
    }
    if (whole.code != 0)
        desk_fail("%s: exit code %d: %s", task->name, whole.code, whole.out);
    *stops = whole.stops;
    expected_find(&p->at, task, e);
}

static void prove(struct proof *p, const struct task *task)
{
    struct expected e = {0};
    int64_t stops = 0, before = p->points, bad = p->bad;
    expect(p, task, &e, &stops);
    int64_t k = 1 + (int64_t)desk_random(&p->seed, (unsigned)p->every);
    for (; k <= stops; k += p->every) {
        struct run cut = run(p, task, k);
        bool done = cut.out[0] && !task->leaves; /* it said so */
        p->points++;
        p->said += done;
        if (place_judge(&p->at, task, &e, done ? END_DONE : END_CUT))
            continue;
        p->bad++;
        (void)fprintf(stderr, "^ %s killed at call %lld\n", task->name,
                      (long long)k);
    }
    expected_done(&e);
    printf("  %-12s points=%lld bad=%lld\n", task->name,
           (long long)(p->points - before), (long long)(p->bad - bad));
}

int main(int count, char **words)
{
    struct proof p = {.seed = 11};
    if (count != 5)
        return 2;
    p.program = words[1];
    p.every = strtoll(words[3], NULL, 10);
    place_make(&p.at, words[2]);
    for (size_t i = 0; i < task_count; i++)
        prove(&p, &tasks[i]);
    place_done(&p.at);
    printf("said to be done before the kill: %lld\n", (long long)p.said);
    printf("killed points=%lld bad=%lld\n", (long long)p.points,
           (long long)p.bad);
    return p.bad || p.points < strtoll(words[4], NULL, 10);
}
