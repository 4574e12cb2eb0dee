/* trace.h - stop a program at every system call that changes something outside
 * it, and kill it at one of them. */
#ifndef FAULT_TRACE_H
#define FAULT_TRACE_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { TRACE_SKIP = 77 }; /* exit code: this machine does not allow it */

struct trace {
    int64_t stops;
    bool killed;
    int code; /* of its exit, -1 after a signal */
    /* Called, where set, with what the child opens to make or write. */
    void (*writes)(void *ctx, const char *path);
    void *ctx;
};

/* In the child: become the program, to be followed by its parent. */
_Noreturn void trace_become(const char *program, const char *const *words);

/* In the parent: let the child go on from stop to stop until its end. At the
 * `at`th stop (from 1; 0: none) it is killed. With `counting` only those count
 * at which it is not 0. */
void trace_follow(pid_t pid, int64_t at, const volatile sig_atomic_t *counting,
                  struct trace *out);

#endif
