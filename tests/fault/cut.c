/* cut.c - run a program that is killed at its Kth system call that changes
 * something, counted from the moment of SIGUSR1; the count goes to a file.
 * cut K FILE PROGRAM ARGUMENT... (K = 0: it is not killed) */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "desk.h"
#include "trace.h"

static volatile sig_atomic_t counting;
static pid_t child;

static void start(int signal)
{
    (void)signal;
    counting = 1;
}

static void hand_on(int signal)
{
    (void)kill(child, signal);
}

int main(int count, char **words)
{
    struct trace trace = {0};
    if (count < 4)
        return 2;
    child = fork();
    if (child == 0)
        trace_become(words[3], (const char *const *)words + 3);
    struct sigaction begin = {.sa_handler = start},
                     end = {.sa_handler = hand_on};
    (void)sigaction(SIGUSR1, &begin, NULL);
    (void)sigaction(SIGTERM, &end, NULL);
    trace_follow(child, strtoll(words[1], NULL, 10), &counting, &trace);
    FILE *file = fopen(words[2], "w");
    if (!file || fprintf(file, "%lld\n", (long long)trace.stops) < 0 ||
        fclose(file) != 0)
        desk_fail("cannot write %s", words[2]);
    return trace.code < 0 ? 1 : trace.code;
}
