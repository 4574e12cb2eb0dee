/* crew.c - threads that work on jobs, which come back in the order in which
 * they were given. */
#include "import/crew.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

enum {
    WORTH_THREADS = 4,                   /* jobs waiting */
    SCRATCH_BYTES_KEPT = 4 * 1024 * 1024 /* from one job to the next */
};

struct slot {
    void *job;
    bool done;
};

/* Jobs are numbered as they come; number n lies in slot n % CREW_JOBS_MAX.
 * [first, next) are under way or done, [next, end) wait. */
struct crew {
    crew_work *work;
    void *ctx;
    struct arena scratch; /* of the caller's thread */
    int threads, started;
    pthread_t list[CREW_THREADS_MAX];
    pthread_mutex_t lock; /* over all below */
    pthread_cond_t waiting, done;
    struct slot slots[CREW_JOBS_MAX];
    size_t first, next, end;
    bool stopping;
};

struct crew *crew_open(int threads, crew_work *work, void *ctx)
{
    struct crew *crew = mem_alloc(sizeof *crew);
    *crew = (struct crew){.work = work, .ctx = ctx, .threads = threads};
    if (crew->threads > CREW_THREADS_MAX)
        crew->threads = CREW_THREADS_MAX;
    if (pthread_mutex_init(&crew->lock, NULL) != 0 ||
        pthread_cond_init(&crew->waiting, NULL) != 0 ||
        pthread_cond_init(&crew->done, NULL) != 0)
        mem_exhausted(sizeof *crew);
    return crew;
}

size_t crew_count(const struct crew *crew)
{
    return crew->end - crew->first; /* only the caller changes them */
}

static struct slot *slot_of(struct crew *crew, size_t n)
{
    return &crew->slots[n % CREW_JOBS_MAX];
}

/* Do the next job that waits; the lock is held before and after. */
static void work_next(struct crew *crew, struct arena *scratch)
{
    size_t n = crew->next++;
    void *job = slot_of(crew, n)->job;
    (void)pthread_mutex_unlock(&crew->lock);
    if (scratch->total_bytes > SCRATCH_BYTES_KEPT)
        arena_done(scratch);
    arena_reset(scratch);
    crew->work(crew->ctx, job, scratch);
    (void)pthread_mutex_lock(&crew->lock);
    slot_of(crew, n)->done = true;
    if (n == crew->first)
        (void)pthread_cond_signal(&crew->done);
}

static void *thread_run(void *ctx)
{
    struct crew *crew = ctx;
    struct arena scratch = {0};
    (void)pthread_mutex_lock(&crew->lock);
    while (!crew->stopping)
        if (crew->next < crew->end)
            work_next(crew, &scratch);
        else
            (void)pthread_cond_wait(&crew->waiting, &crew->lock);
    (void)pthread_mutex_unlock(&crew->lock);
    arena_done(&scratch);
    return NULL;
}

/* Signals are the caller's thread's, which may sit in a read to be ended. */
static void threads_start(struct crew *crew)
{
    sigset_t all, before;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    while (crew->started + 1 < crew->threads &&
           pthread_create(&crew->list[crew->started], NULL, thread_run, crew) ==
               0)
        crew->started++;
    crew->threads = crew->started + 1;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void crew_give(struct crew *crew, void *job)
{
    assert(crew_count(crew) < CREW_JOBS_MAX);
    (void)pthread_mutex_lock(&crew->lock);
    *slot_of(crew, crew->end) = (struct slot){.job = job};
    crew->end++;
    bool enough = crew->end - crew->next >= WORTH_THREADS;
    (void)pthread_cond_signal(&crew->waiting);
    (void)pthread_mutex_unlock(&crew->lock);
    if (enough && crew->started + 1 < crew->threads)
        threads_start(crew);
}

void *crew_take(struct crew *crew)
{
    if (!crew_count(crew))
        return NULL;
    (void)pthread_mutex_lock(&crew->lock);
    struct slot *slot = slot_of(crew, crew->first);
    while (!slot->done)
        if (crew->next < crew->end)
            work_next(crew, &crew->scratch);
        else
            (void)pthread_cond_wait(&crew->done, &crew->lock);
    crew->first++;
    (void)pthread_mutex_unlock(&crew->lock);
    return slot->job;
}

bool crew_is_ready(struct crew *crew)
{
    if (!crew_count(crew))
        return false;
    (void)pthread_mutex_lock(&crew->lock);
    bool ready = slot_of(crew, crew->first)->done;
    (void)pthread_mutex_unlock(&crew->lock);
    return ready;
}

void crew_stop(struct crew *crew)
{
    (void)pthread_mutex_lock(&crew->lock);
    crew->stopping = true;
    (void)pthread_cond_broadcast(&crew->waiting);
    (void)pthread_mutex_unlock(&crew->lock);
    for (int i = 0; i < crew->started; i++)
        (void)pthread_join(crew->list[i], NULL);
    crew->started = 0;
}

void *crew_left(struct crew *crew)
{
    return crew_count(crew) ? slot_of(crew, crew->first++)->job : NULL;
}

void crew_close(struct crew *crew)
{
    crew_stop(crew);
    (void)pthread_cond_destroy(&crew->done);
    (void)pthread_cond_destroy(&crew->waiting);
    (void)pthread_mutex_destroy(&crew->lock);
    arena_done(&crew->scratch);
    free(crew);
}
