/* child.c - run another program over a file, fenced in. */
#define _GNU_SOURCE /* unshare, prctl */
#include "import/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    CHUNK_BYTES = 64 * 1024,
    PATH_BYTES_MAX = 200,
    FILES_MAX = 16,     /* it may have open */
    CODE_NOT_RUN = 127, /* as shells say it */
    TICK_MS = 1000,
};

struct child {
    pid_t pid;
    int from; /* its standard output */
};

static bool program_find(const char *name, char path[PATH_BYTES_MAX])
{
    static const char *const folders[] = {"/usr/bin", "/usr/local/bin"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        int length = snprintf(path, PATH_BYTES_MAX, "%s/%s", folders[i], name);
        if (length > 0 && length < PATH_BYTES_MAX && access(path, X_OK) == 0)
            return true;
    }
    return false;
}

static void limit(int resource, rlim_t most)
{
    struct rlimit both = {most, most};
    (void)setrlimit(resource, &both);
}

/* In the child, between fork and exec: only what is safe there. */
_Noreturn static void child_become(const char *path, const char *const *argv,
                                   int in, int out)
{
    static char *const environment[] = {(char *)"LC_ALL=C", NULL};
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    limit(RLIMIT_CPU, CHILD_SECONDS_MAX);
    limit(RLIMIT_AS, (rlim_t)CHILD_MEMORY_BYTES_MAX);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, FILES_MAX);
    (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    (void)unshare(CLONE_NEWUSER | CLONE_NEWNET); /* not allowed everywhere */
    limit(RLIMIT_FSIZE, 0);
    if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
        dup2(null, STDERR_FILENO) >= 0)
        (void)execve(path, (char *const *)argv, environment);
    _exit(CODE_NOT_RUN);
}

static enum ibid_status child_start(const char *const *argv, FILE *in,
                                    struct child *child, struct ibid_error *err)
{
    char path[PATH_BYTES_MAX];
    int ends[2];
    if (!program_find(argv[0], path))
        return err_set(err, IBID_NOT_FOUND, "%s is not installed", argv[0]);
    if (pipe2(ends, O_CLOEXEC) != 0)
        return err_set(err, IBID_IO, "cannot run %s: %s", argv[0],
                       strerror(errno));
    child->pid = fork();
    if (child->pid == 0)
        child_become(path, argv, fileno(in), ends[1]);
    (void)close(ends[1]);
    child->from = ends[0];
    if (child->pid > 0)
        return IBID_OK;
    (void)close(ends[0]);
    return err_set(err, IBID_IO, "cannot run %s: %s", argv[0], strerror(errno));
}

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* All that it prints, or until a limit. */
static enum ibid_status output_read(const struct child *child, struct buf *out,
                                    struct ibid_error *err)
{
    int64_t end = now_ms() + CHILD_WAIT_SECONDS_MAX * 1000LL;
    for (;;) {
        struct pollfd ready = {.fd = child->from, .events = POLLIN};
        if (now_ms() > end)
            return err_set(err, IBID_LIMIT, "took more than %d seconds",
                           CHILD_WAIT_SECONDS_MAX);
        if (poll(&ready, 1, TICK_MS) <= 0)
            continue;
        char *to = buf_reserve(out, CHUNK_BYTES);
        ssize_t got = read(child->from, to, CHUNK_BYTES);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_set(err, IBID_IO, "cannot read from it: %s",
                           strerror(errno));
        if (got == 0)
            return IBID_OK;
        out->len += (size_t)got;
        if (out->len > CHILD_OUTPUT_BYTES_MAX)
            return err_set(err, IBID_LIMIT, "gives more than %d MiB",
                           CHILD_OUTPUT_BYTES_MAX >> 20);
    }
}

static enum ibid_status child_end(const struct child *child, int *code,
                                  struct ibid_error *err)
{
    int how = 0;
    (void)close(child->from);
    while (waitpid(child->pid, &how, 0) < 0 && errno == EINTR)
        continue;
    if (WIFSIGNALED(how))
        return err_set(err, IBID_LIMIT,
                       "needs more time or memory than it may have (%d s, %lld "
                       "MiB)",
                       CHILD_SECONDS_MAX,
                       (long long)(CHILD_MEMORY_BYTES_MAX >> 20));
    *code = WEXITSTATUS(how);
    return IBID_OK;
}

enum ibid_status child_run(const char *const *argv, FILE *in, struct buf *out,
                           int *code, struct ibid_error *err)
{
    struct child child = {0};
    enum ibid_status status = child_start(argv, in, &child, err);
    if (status)
        return status;
    status = output_read(&child, out, err);
    if (status)
        (void)kill(child.pid, SIGKILL);
    enum ibid_status end = child_end(&child, code, status ? NULL : err);
    return status ? status : end;
}
