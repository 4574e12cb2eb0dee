/* crew.h - threads that work on jobs, which come back in the order in which
 * they were given. */
#ifndef IMPORT_CREW_H
#define IMPORT_CREW_H

#include "base/arena.h"

enum {
    CREW_THREADS_MAX = 64,
    CREW_JOBS_MAX = 256, /* given and not yet taken */
};

struct crew;

/* Do the job. `scratch` is the thread's own memory for as long as that takes.
 * Called by any thread of the crew, for each job once. */
typedef void crew_work(void *ctx, void *job, struct arena *scratch);

/* A crew of `threads`, the caller's one of them: 0 and 1 start none. The others
 * start when there is work for them; where they cannot, the work is done all
 * the same. */
struct crew *crew_open(int threads, crew_work *work, void *ctx);

/* How many jobs were given and not taken. */
size_t crew_count(const struct crew *crew);

/* Give a job; at most CREW_JOBS_MAX at once. */
void crew_give(struct crew *crew, void *job);

/* The oldest job, done: the caller helps and waits until it is. NULL when
 * there is none. */
void *crew_take(struct crew *crew);

/* Is the oldest job done? */
bool crew_is_ready(struct crew *crew);

/* End the threads; jobs that nobody began stay undone. crew_left() then gives
 * one after the other back, NULL behind the last. */
void crew_stop(struct crew *crew);
void *crew_left(struct crew *crew);
void crew_close(struct crew *crew);

#endif
