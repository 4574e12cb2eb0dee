/* fault.c - every operation on the disk that a task makes fails in turn, or
 * the power goes there: the database is as before or as after, never between,
 * and what was said to be done is done.
 * fault OLD-DATABASE EVERY FLOOR [SEEDS]: every EVERYth operation; at each
 * SEEDS power cuts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "disk.h"
#include "task.h"
#include "vfs.h"

struct proof {
    struct place at;
    int64_t every, seeds;
    int64_t points, bad, failed, unsure, cuts;
    uint64_t seed;
};

/* Run the task with one fault; count how the folder is found. */
static void point(struct proof *p, const struct task *task,
                  const struct expected *e, enum fault_kind kind, int64_t k,
                  bool sticky)
{
    struct ibid_error err = {0};
    place_reset(&p->at, task);
    disk_begin(p->at.folder, kind, k, sticky);
    enum ibid_status status = task->run(&p->at, &err);
    bool fired = disk_fired();
    if (kind == FAULT_CUT)
        disk_power_off(&p->seed);
    disk_end();
    bool unsure = status && strstr(err.text, "not known whether");
    enum ending how = (kind == FAULT_CUT && fired) || unsure ? END_CUT
                      : status                               ? END_FAILED
                                                             : END_DONE;
    p->points++;
    p->unsure += unsure;
    p->failed += how == END_FAILED;
    p->cuts += kind == FAULT_CUT;
    if (place_judge(&p->at, task, e, how) && (how != END_FAILED || err.text[0]))
        return;
    p->bad++;
    (void)fprintf(stderr, "^ %s %s at %lld%s (%s)\n", task->name,
                  fault_names[kind], (long long)k, sticky ? " and after" : "",
                  err.text);
}

/* How many operations of a task a kind of fault can hit. */
static int64_t operations(struct proof *p, const struct task *task,
                          enum fault_kind kind)
{
    struct ibid_error err = {0};
    place_reset(&p->at, task);
    disk_begin(p->at.folder, kind, 0, false);
    if (task->run(&p->at, &err))
        desk_fail("%s: %s", task->name, err.text);
    int64_t points = disk_points();
    disk_end();
    return points;
}

static void prove(struct proof *p, const struct task *task)
{
    struct expected e = {0};
    int64_t before = p->points, bad = p->bad;
    expected_find(&p->at, task, &e);
    for (enum fault_kind kind = FAULT_IOERR; kind <= FAULT_SHORT; kind++) {
        int64_t most = operations(p, task, kind);
        for (int64_t k = 1 + (int64_t)desk_random(&p->seed, (unsigned)p->every);
             k <= most; k += p->every) {
            point(p, task, &e, kind, k, false);
            point(p, task, &e, kind, k, true);
        }
    }
    int64_t most = operations(p, task, FAULT_CUT);
    for (int64_t k = 1 + (int64_t)desk_random(&p->seed, (unsigned)p->every);
         k <= most; k += p->every)
        for (int64_t i = 0; i < p->seeds; i++)
            point(p, task, &e, FAULT_CUT, k, true);
    for (int64_t i = 0; i < p->seeds; i++) /* right after the end */
        point(p, task, &e, FAULT_CUT, most + 1, true);
    expected_done(&e);
    desk_part(task->name, p->points - before, p->bad - bad);
}

int main(int count, char **words)
{
    struct proof p = {.seed = 7, .seeds = 1};
    if (count != 4 && count != 5)
        return 2;
    vfs_install();
    place_make(&p.at, words[1]);
    p.every = strtoll(words[2], NULL, 10);
    if (count == 5)
        p.seeds = strtoll(words[4], NULL, 10);
    for (size_t i = 0; i < task_count; i++)
        prove(&p, &tasks[i]);
    place_done(&p.at);
    printf("failed=%lld unsure=%lld cuts=%lld\n", (long long)p.failed,
           (long long)p.unsure, (long long)p.cuts);
    return desk_proved("fault", p.points, p.bad, words[3]);
}
