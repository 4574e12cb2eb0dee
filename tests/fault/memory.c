/* memory.c - the kth request for memory is refused, once or from then on, for
 * ibid, SQLite and jansson alike: a clean end that says so, nothing leaked
 * where it goes on, and the database as before or as after.
 * memory OLD-DATABASE EVERY FLOOR: every EVERYth request. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include <fcntl.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"
#include "task.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#else
static int __lsan_do_recoverable_leak_check(void)
{
    return 0;
}
#endif

/* There in builds that count coverage: _exit() would lose the counts. */
void __gcov_dump(void) __attribute__((weak));

enum { CODE_DONE, CODE_SAID, CODE_LEAK, CODE_EXHAUSTED }; /* of the child */

static struct refusal {
    bool on, sticky;
    int64_t count, at;
} refusal;

struct proof {
    struct place at;
    char said[PLACE_PATH_BYTES]; /* what a child printed */
    int64_t *requests;           /* shared with the child */
    int64_t every, points, bad, ended, failed;
    uint64_t seed;
};

/* ---- Memory ------------------------------------------------------------ */

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *old, size_t bytes);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *old, size_t bytes);

static bool refused(void)
{
    if (!refusal.on)
        return false;
    refusal.count++;
    return refusal.count == refusal.at ||
           (refusal.sticky && refusal.at && refusal.count > refusal.at);
}

void *__wrap_malloc(size_t bytes)
{
    return refused() ? NULL : __real_malloc(bytes);
}

void *__wrap_calloc(size_t count, size_t bytes)
{
    return refused() ? NULL : __real_calloc(count, bytes);
}

void *__wrap_realloc(void *old, size_t bytes)
{
    return refused() ? NULL : __real_realloc(old, bytes);
}

static sqlite3_mem_methods usual;

static void *sqlite_alloc(int bytes)
{
    return refused() ? NULL : usual.xMalloc(bytes);
}

static void *sqlite_again(void *old, int bytes)
{
    return refused() ? NULL : usual.xRealloc(old, bytes);
}

static void sqlite_install(void)
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual) != SQLITE_OK)
        desk_fail("SQLite does not tell how it gets memory");
    sqlite3_mem_methods ours = usual;
    ours.xMalloc = sqlite_alloc;
    ours.xRealloc = sqlite_again;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) != SQLITE_OK)
        desk_fail("SQLite does not let its memory be counted");
}

/* ---- One refusal ------------------------------------------------------- */

_Noreturn static void child(struct proof *p, const struct task *task,
                            int64_t at, bool sticky)
{
    struct ibid_error err = {0};
    int said = open(p->said, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (said < 0 || dup2(said, STDERR_FILENO) < 0)
        _exit(CODE_LEAK);
    refusal = (struct refusal){true, sticky, 0, at};
    enum ibid_status status = task->run(&p->at, &err);
    refusal.on = false;
    *p->requests = refusal.count;
    if (status)
        (void)fprintf(stderr, "%s\n", err.text);
    (void)fflush(stderr);
    if (__lsan_do_recoverable_leak_check())
        _exit(CODE_LEAK);
    if (__gcov_dump)
        __gcov_dump();
    _exit(status ? CODE_SAID : CODE_DONE);
}

static int run(struct proof *p, const struct task *task, int64_t at,
               bool sticky)
{
    int status = 0;
    place_reset(&p->at, task);
    pid_t pid = fork();
    if (pid == 0)
        child(p, task, at, sticky);
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        desk_fail("no child");
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void point(struct proof *p, const struct task *task,
                  const struct expected *e, int64_t at, bool sticky)
{
    int code = run(p, task, at, sticky);
    struct buf said = place_read(p->said);
    enum ending how = code == CODE_DONE   ? END_DONE
                      : code == CODE_SAID ? END_FAILED
                                          : END_CUT;
    bool clean =
        code == CODE_DONE || code == CODE_SAID || code == CODE_EXHAUSTED;
    bool silent = code != CODE_DONE && said.len < 2;
    if (said.len && strstr(said.ptr, "not known whether"))
        how = END_CUT;
    p->points++;
    p->ended += code == CODE_EXHAUSTED;
    p->failed += code == CODE_SAID;
    if (!clean || silent || !place_judge(&p->at, task, e, how)) {
        p->bad++;
        (void)fprintf(stderr, "^ %s, request %lld%s, code %d: %.4000s\n",
                      task->name, (long long)at, sticky ? " and after" : "",
                      code, said.ptr ? said.ptr : "");
    }
    buf_done(&said);
}

static void prove(struct proof *p, const struct task *task)
{
    struct expected e = {0};
    int64_t before = p->points, bad = p->bad;
    expected_find(&p->at, task, &e);
    if (run(p, task, 0, false) != CODE_DONE)
        desk_fail("%s fails by itself", task->name);
    int64_t most = *p->requests;
    int64_t k = 1 + (int64_t)desk_random(&p->seed, (unsigned)p->every);
    for (; k <= most; k += p->every) {
        point(p, task, &e, k, false);
        point(p, task, &e, k, true);
    }
    expected_done(&e);
    printf("  %-12s points=%lld bad=%lld requests=%lld\n", task->name,
           (long long)(p->points - before), (long long)(p->bad - bad),
           (long long)most);
    (void)fflush(stdout); /* a long run may be cut short */
}

int main(int count, char **words)
{
    struct proof p = {.seed = 5};
    if (count != 4)
        return 2;
    sqlite_install();
    json_set_alloc_funcs(mem_alloc, free); /* as the program does */
    p.requests = mmap(NULL, sizeof *p.requests, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (p.requests == MAP_FAILED)
        desk_fail("no shared memory");
    p.every = strtoll(words[2], NULL, 10);
    place_make(&p.at, words[1]);
    (void)snprintf(p.said, sizeof p.said, "%s/.said", p.at.folder);
    for (size_t i = 0; i < task_count; i++)
        prove(&p, &tasks[i]);
    (void)unlink(p.said);
    place_done(&p.at);
    printf("ended=%lld failed=%lld\n", (long long)p.ended, (long long)p.failed);
    printf("memory points=%lld bad=%lld\n", (long long)p.points,
           (long long)p.bad);
    return p.bad || p.points < strtoll(words[3], NULL, 10);
}
