/* clock.c - the clock goes backwards, stands still and jumps while people
 * work: the journal keeps its order, everything verifies, and undo takes back
 * what came last. clock STEPS FLOOR */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "desk.h"

static time_t now = 1484524800; /* 2017-01-16 */

time_t __wrap_time(time_t *out);

time_t __wrap_time(time_t *out)
{
    if (out)
        *out = now;
    return now;
}

struct proof {
    struct desk desk;
    int64_t points, bad;
    uint64_t seed;
};

static void check(struct proof *p, bool good, const char *what)
{
    p->points++;
    p->bad += !good;
    if (!good)
        (void)fprintf(stderr, "%s\n", what);
}

static void tick(struct proof *p)
{
    static const time_t jumps[] = {0, 0, 1, -1, -3600, 86400, -31536000, 7};
    now += jumps[desk_random(&p->seed, 8)];
}

static void edit(struct proof *p, int n)
{
    char toll[16];
    struct ibid_change_result result;
    struct ibid_error err = {0};
    const char *id = desk_fact(&p->desk, "casualty", 0);
    const char *was = desk_value(&p->desk, id, "number");
    (void)snprintf(toll, sizeof toll, "%d", 1000 + n);
    struct ibid_assignment value = {"number", toll};
    tick(p);
    check(p,
          !ibid_fact_edit(p->desk.db, id, &value, 1, NULL, 0, NULL, &result,
                          &err),
          err.text);
    tick(p);
    if (n % 2) {
        check(p, !ibid_undo(p->desk.db, NULL, NULL, &result, &err), err.text);
        check(p, strcmp(desk_value(&p->desk, id, "number"), was) == 0,
              "undo took back another step");
    }
}

static enum ibid_status in_order(void *ctx, const struct ibid_change *change,
                                 struct ibid_error *err)
{
    int64_t *last = ctx;
    (void)err;
    if (*last >= 0 && change->seq != *last - 1)
        *last = INT64_MIN; /* and stays so */
    else
        *last = change->seq;
    return IBID_OK;
}

int main(int count, char **words)
{
    struct proof p = {.seed = 3};
    int64_t last = -1;
    if (count != 3)
        return 2;
    desk_open(&p.desk);
    desk_import(&p.desk, desk_file(&p.desk, "a.txt",
                                   desk_article(&p.desk, "Dravik", 23,
                                                "A. Verrick", "It rained.")));
    for (int i = 0; i < strtol(words[1], NULL, 10); i++)
        edit(&p, i);
    check(&p, !ibid_log(p.desk.db, NULL, 0, in_order, &last, NULL) && last == 1,
          "the journal is out of order");
    check(&p, desk_findings(&p.desk) == 0, "it does not verify");
    desk_done(&p.desk);
    return desk_proved("clock", p.points, p.bad, words[2]);
}
