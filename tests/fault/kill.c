/* kill.c - the program is killed at every system call that changes something
 * outside it: at the call before, nothing of it is there, so these are all the
 * states a kill can leave. Then the database is as before or as after.
 * kill PROGRAM OLD-DATABASE EVERY FLOOR */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk.h"
#include "task.h"
#include "trace.h"

enum { WORDS_MAX = 12, OUT_BYTES = 4096 };

struct proof {
    struct place at;
    const char *program;
    int64_t every, points, bad, said;
    uint64_t seed;
};

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
        _exit(TRACE_SKIP);
    (void)setenv("IBID_USER", "test", 1);
    trace_become(p->program, words);
}

/* ---- The run ----------------------------------------------------------- */

struct run {
    struct trace trace;
    char out[OUT_BYTES]; /* what it printed */
};

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
    trace_follow(pid, at, NULL, &out.trace);
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
    if (whole.trace.code == TRACE_SKIP) {
        (void)fprintf(stderr, "this machine does not let programs be traced\n");
        exit(TRACE_SKIP);
    }
    if (whole.trace.code != 0)
        desk_fail("%s: exit code %d: %s", task->name, whole.trace.code,
                  whole.out);
    *stops = whole.trace.stops;
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
    desk_part(task->name, p->points - before, p->bad - bad);
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
    return desk_proved("killed", p.points, p.bad, words[4]);
}
