/* test_import_crew.c - threads that work on jobs in turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/crew.h"

enum { JOBS = 5000 };

struct job {
    int number, square, times;
};

/* Some take longer than those behind them. */
static void work(void *ctx, void *job, struct arena *scratch)
{
    struct job *j = job;
    (void)ctx;
    int rounds = j->number % 7 == 0 ? 2000 : 1;
    for (int i = 0; i < rounds; i++)
        (void)arena_alloc(scratch, 64);
    j->square = j->number * j->number;
    j->times++;
}

static void in_order_with(int threads)
{
    static struct job jobs[JOBS];
    struct crew *crew = crew_open(threads, work, NULL);
    int given = 0, taken = 0;
    while (taken < JOBS) {
        while (given < JOBS && crew_count(crew) < CREW_JOBS_MAX) {
            jobs[given] = (struct job){.number = given};
            crew_give(crew, &jobs[given++]);
        }
        struct job *job = crew_take(crew);
        assert_ptr_equal(job, &jobs[taken]);
        assert_int_equal(job->square, taken * taken);
        assert_int_equal(job->times, 1);
        taken++;
    }
    assert_null(crew_take(crew));
    crew_close(crew);
}

static void crew_gives_jobs_back_in_order(void **state)
{
    (void)state;
    in_order_with(0);
    in_order_with(1);
    in_order_with(2);
    in_order_with(CREW_THREADS_MAX + 100);
}

static void crew_that_stops_gives_every_job_back_once(void **state)
{
    struct job jobs[CREW_JOBS_MAX] = {{0}};
    struct crew *crew = crew_open(4, work, NULL);
    (void)state;
    for (int i = 0; i < CREW_JOBS_MAX; i++)
        crew_give(crew, &jobs[i]);
    assert_ptr_equal(crew_take(crew), &jobs[0]);
    crew_stop(crew);
    for (int i = 1; i < CREW_JOBS_MAX; i++) {
        assert_ptr_equal(crew_left(crew), &jobs[i]);
        assert_in_range(jobs[i].times, 0, 1);
    }
    assert_null(crew_left(crew));
    crew_close(crew);
}

static void crew_says_when_the_oldest_is_ready(void **state)
{
    struct job job = {.number = 3};
    struct crew *crew = crew_open(1, work, NULL);
    (void)state;
    assert_false(crew_is_ready(crew));
    crew_give(crew, &job);
    assert_false(crew_is_ready(crew)); /* nobody but the caller would do it */
    assert_ptr_equal(crew_take(crew), &job);
    assert_int_equal(job.square, 9);
    crew_close(crew);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(crew_gives_jobs_back_in_order),
        cmocka_unit_test(crew_that_stops_gives_every_job_back_once),
        cmocka_unit_test(crew_says_when_the_oldest_is_ready),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
