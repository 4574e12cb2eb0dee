/* same.c - what does not depend on the failure is the same in every run: the
 * time, what is drawn at random, and the codebook. That is compiled again where
 * the failure falls into it; elsewhere the one of the task's first run is
 * handed out, as if it had taken as many steps. */
#include <sqlite3.h>
#include <time.h>
#include <unistd.h>

#include "desk.h"
#include "extract/codebook.h"
#include "nth.h"

static struct nth idle;
static struct nth *now = &idle;

bool nth_fails(void)
{
    if (!now->on)
        return false;
    now->count++;
    return now->count == now->at || (now->sticky && now->count > now->at);
}

void same_nth(struct nth *nth)
{
    now = nth;
}

/* ---- Time and chance: the same in every run ----------------------------- */

static uint64_t chance;

time_t __wrap_time(time_t *out);
ssize_t __wrap_getrandom(void *out, size_t bytes, unsigned flags);
time_t __real_time(time_t *out);
ssize_t __real_getrandom(void *out, size_t bytes, unsigned flags);

time_t __wrap_time(time_t *out)
{
    return now->on ? 1484524800 : __real_time(out);
}

ssize_t __wrap_getrandom(void *out, size_t bytes, unsigned flags)
{
    if (!now->on)
        return __real_getrandom(out, bytes, flags);
    for (size_t i = 0; i < bytes; i++)
        ((uint8_t *)out)[i] = (uint8_t)desk_random(&chance, 256);
    return (ssize_t)bytes;
}

/* ---- The codebook ------------------------------------------------------- */

/* What the task's first run compiled, between two counts. */
static struct compiled {
    struct codebook *book;
    int64_t from, to;
    int in_use;
} compiled;

enum ibid_status __real_codebook_open(const struct codebook_file *files,
                                      size_t count, struct codebook **out,
                                      struct ibid_error *err);
enum ibid_status __wrap_codebook_open(const struct codebook_file *files,
                                      size_t count, struct codebook **out,
                                      struct ibid_error *err);
void __real_codebook_close(struct codebook *book);
void __wrap_codebook_close(struct codebook *book);

enum ibid_status __wrap_codebook_open(const struct codebook_file *files,
                                      size_t count, struct codebook **out,
                                      struct ibid_error *err)
{
    struct compiled *c = &compiled;
    bool within = now->at > c->from && now->at <= c->to;
    bool behind = now->sticky && now->at <= c->from;
    if (c->book && now->on && now->count == c->from && !within && !behind) {
        now->count = c->to;
        c->in_use++;
        *out = c->book;
        return IBID_OK;
    }
    int64_t from = now->count;
    enum ibid_status status = __real_codebook_open(files, count, out, err);
    if (!status && now->on && now->at == 0 && !c->book)
        *c = (struct compiled){*out, from, now->count, 1};
    return status;
}

void __wrap_codebook_close(struct codebook *book)
{
    if (book && book == compiled.book)
        compiled.in_use--;
    else
        __real_codebook_close(book);
}

/* ---- A task, a run ------------------------------------------------------ */

void same_begin(void)
{
    chance = 17;
    (void)sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, 17, NULL);
    compiled.in_use = 0;
}

bool same_borrowed(void)
{
    return compiled.in_use != 0;
}

void same_done(void)
{
    __real_codebook_close(compiled.book);
    compiled = (struct compiled){0};
}
