/* progress.c - the progress line, and the one flag a signal can set. */
#include "progress.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* A signal handler can reach nothing but a file-scope flag. */
static volatile sig_atomic_t stop_asked;

static void ask_stop(int signal_number)
{
    (void)signal_number;
    stop_asked = 1;
}

static void handle(int signal_number)
{
    struct sigaction action = {.sa_handler = ask_stop}, before;
    sigaction(signal_number, NULL, &before);
    if (before.sa_handler == SIG_IGN) /* someone wants it so: nohup, & */
        return;
    action.sa_flags = (int)SA_RESETHAND; /* the second one ends it */
    sigemptyset(&action.sa_mask);
    sigaction(signal_number, &action, NULL);
}

static double seconds(const struct timespec *from, const struct timespec *to)
{
    return (double)(to->tv_sec - from->tv_sec) +
           (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

void progress_start(struct progress *bar)
{
    handle(SIGINT);
    handle(SIGTERM);
    bar->terminal = isatty(STDERR_FILENO) == 1;
    clock_gettime(CLOCK_MONOTONIC, &bar->start);
    bar->last = bar->start;
}

void progress_show(struct progress *bar, const struct ibid_progress *at)
{
    struct timespec now;
    if (!bar->terminal)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (seconds(&bar->last, &now) < 0.1)
        return;
    bar->last = now;
    bar->shown = true;
    double spent = seconds(&bar->start, &now);
    fprintf(stderr, "\r\033[K%lld %s, %.0f/s", (long long)at->articles,
            bar->done_word, (double)at->articles / spent);
    if (at->total_bytes > 0 && at->bytes > 0) {
        double share = (double)at->bytes / (double)at->total_bytes;
        share = share > 1 ? 1 : share;
        long left = (long)(spent / share * (1 - share));
        fprintf(stderr, ", %.0f%%, %ld:%02ld left", share * 100, left / 60,
                left % 60);
    }
}

void progress_clear(struct progress *bar)
{
    if (bar->shown)
        fputs("\r\033[K", stderr);
    bar->shown = false;
}

void progress_end(struct progress *bar)
{
    progress_clear(bar);
}

bool progress_stop(void *ctx)
{
    (void)ctx;
    return stop_asked != 0;
}
