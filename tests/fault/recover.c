/* recover.c - the disk fails again, or the power goes again, while a database
 * is opened that a fault left with a hot journal: the next opening finds it as
 * before or as after.
 * recover OLD-DATABASE EVERY AGAIN FLOOR: every EVERYth operation of a task;
 * where it leaves a journal, every AGAINth of the opening. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "desk.h"
#include "disk.h"
#include "folder.h"
#include "task.h"
#include "vfs.h"

struct proof {
    struct place at;
    struct folder left; /* by the first fault */
    int64_t every, again;
    int64_t points, bad, hot, failed;
    uint64_t seed;
};

/* ---- The second fault --------------------------------------------------- */

static enum ibid_status reopen(const struct place *at, struct ibid_error *err)
{
    ibid_db *db = NULL;
    enum ibid_status status =
        ibid_open(at->db, IBID_WRITE, "user:test", &db, err);
    ibid_close(db);
    return status;
}

static int64_t operations(struct proof *p, enum fault_kind kind)
{
    struct ibid_error err = {0};
    folder_put_back(p->at.folder, &p->left);
    disk_begin(p->at.folder, kind, 0, false);
    (void)reopen(&p->at, &err);
    int64_t points = disk_points();
    disk_end();
    return points;
}

static void point(struct proof *p, const struct task *task,
                  const struct expected *e, enum fault_kind kind, int64_t k,
                  bool sticky)
{
    struct ibid_error err = {0};
    folder_put_back(p->at.folder, &p->left);
    disk_begin(p->at.folder, kind, k, sticky);
    enum ibid_status status = reopen(&p->at, &err);
    if (kind == FAULT_CUT)
        disk_power_off(&p->seed);
    disk_end();
    p->points++;
    p->failed += status != IBID_OK;
    if (place_judge(&p->at, task, e, END_CUT) && (!status || err.text[0]))
        return;
    p->bad++;
    (void)fprintf(stderr, "^ recovery of %s: %s at %lld%s (%s)\n", task->name,
                  fault_names[kind], (long long)k, sticky ? " and after" : "",
                  err.text);
}

static void fail_again(struct proof *p, const struct task *task,
                       const struct expected *e)
{
    p->hot++;
    for (enum fault_kind kind = FAULT_IOERR; kind <= FAULT_CUT; kind++) {
        int64_t most = operations(p, kind);
        for (int64_t k = 1 + (int64_t)desk_random(&p->seed, (unsigned)p->again);
             k <= most; k += p->again) {
            point(p, task, e, kind, k, true);
            if (kind != FAULT_CUT)
                point(p, task, e, kind, k, false);
        }
    }
}

/* ---- The first fault ---------------------------------------------------- */

static bool hot(const struct place *at)
{
    char path[FOLDER_NAME_BYTES];
    struct stat info;
    (void)snprintf(path, sizeof path, "%s-journal", at->db);
    return stat(path, &info) == 0 && info.st_size > 0;
}

/* A disk that is gone leaves what a kill leaves; a power cut loses more. */
static void first(struct proof *p, const struct task *task,
                  const struct expected *e, enum fault_kind kind, int64_t k)
{
    struct ibid_error err = {0};
    place_reset(&p->at, task);
    disk_begin(p->at.folder, kind, k, true);
    (void)task->run(&p->at, &err);
    if (kind == FAULT_CUT)
        disk_power_off(&p->seed);
    disk_end();
    if (!hot(&p->at))
        return;
    folder_keep(p->at.folder, &p->left);
    fail_again(p, task, e);
}

static void prove(struct proof *p, const struct task *task)
{
    static const enum fault_kind kinds[] = {FAULT_IOERR, FAULT_CUT};
    struct expected e = {0};
    struct ibid_error err = {0};
    int64_t before = p->points, bad = p->bad;
    expected_find(&p->at, task, &e);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        place_reset(&p->at, task);
        disk_begin(p->at.folder, kinds[i], 0, false);
        (void)task->run(&p->at, &err);
        int64_t most = disk_points();
        disk_end();
        for (int64_t k = 1 + (int64_t)desk_random(&p->seed, (unsigned)p->every);
             k <= most; k += p->every)
            first(p, task, &e, kinds[i], k);
    }
    expected_done(&e);
    desk_part(task->name, p->points - before, p->bad - bad);
}

int main(int count, char **words)
{
    struct proof p = {.seed = 11};
    if (count != 5)
        return 2;
    vfs_install();
    place_make(&p.at, words[1]);
    p.every = strtoll(words[2], NULL, 10);
    p.again = strtoll(words[3], NULL, 10);
    for (size_t i = 0; i < task_count; i++)
        prove(&p, &tasks[i]);
    folder_forget(&p.left);
    place_done(&p.at);
    printf("hot=%lld failed=%lld\n", (long long)p.hot, (long long)p.failed);
    return desk_proved("recover", p.points, p.bad, words[4]);
}
