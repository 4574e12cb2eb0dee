/* trace.c - stop a program at every system call that changes something. */
#define _GNU_SOURCE /* __WALL */
#include "trace.h"

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

enum { PATH_BYTES = 512 };

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
        _exit(TRACE_SKIP);
}

_Noreturn void trace_become(const char *program, const char *const *words)
{
    (void)setenv("ASAN_OPTIONS", "detect_leaks=0", 1); /* it would trace too */
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
        _exit(TRACE_SKIP);
    (void)raise(SIGSTOP);
    filter_set();
    (void)execv(program, (char *const *)words);
    _exit(TRACE_SKIP);
}

static bool is_stop(int status)
{
    return status >> 8 == (SIGTRAP | PTRACE_EVENT_SECCOMP << 8);
}

static void begin(pid_t pid)
{
    int status = 0;
    long options = PTRACE_O_TRACESECCOMP | PTRACE_O_EXITKILL;
    if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status) ||
        ptrace(PTRACE_SETOPTIONS, pid, NULL, options) != 0)
        exit(TRACE_SKIP);
}

/* A text in the child's memory, as much of it as there is room for. */
static void text_of(pid_t pid, uint64_t address, char *out, size_t room)
{
    char name[32];
    ssize_t got = 0;
    (void)snprintf(name, sizeof name, "/proc/%d/mem", (int)pid);
    int fd = open(name, O_RDONLY);
    if (fd >= 0)
        got = pread(fd, out, room - 1, (off_t)address);
    if (fd >= 0)
        (void)close(fd);
    out[got > 0 ? got : 0] = '\0';
}

static void tell(pid_t pid, const struct trace *trace)
{
    struct __ptrace_syscall_info info = {0};
    char path[PATH_BYTES];
    if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info) <= 0)
        desk_fail("the child's calls cannot be read: %s", strerror(errno));
    if (info.seccomp.nr != SYS_openat ||
        (info.seccomp.args[2] & (O_CREAT | O_WRONLY | O_RDWR)) == 0)
        return;
    text_of(pid, info.seccomp.args[1], path, sizeof path);
    trace->writes(trace->ctx, path);
}

static int wait_for(pid_t pid)
{
    int status = 0;
    pid_t got;
    do
        got = waitpid(pid, &status, __WALL);
    while (got < 0 && errno == EINTR);
    if (got != pid)
        desk_fail("the child is lost");
    return status;
}

void trace_follow(pid_t pid, int64_t at, const volatile sig_atomic_t *counting,
                  struct trace *out)
{
    int status = 0;
    begin(pid);
    for (long signal = 0;; signal = 0) {
        if (ptrace(PTRACE_CONT, pid, NULL, signal) != 0 && errno != ESRCH)
            desk_fail("the child cannot go on: %s", strerror(errno));
        status = wait_for(pid);
        if (WIFEXITED(status) || WIFSIGNALED(status))
            break;
        bool stop = is_stop(status) && (!counting || *counting);
        if (stop && out->writes)
            tell(pid, out);
        if (stop && ++out->stops == at) {
            out->killed = true;
            (void)kill(pid, SIGKILL);
            status = wait_for(pid);
            break;
        }
        if (!is_stop(status) && WSTOPSIG(status) != SIGTRAP)
            signal = WSTOPSIG(status);
    }
    out->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
