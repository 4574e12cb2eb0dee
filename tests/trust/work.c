/* work.c - people at one database: processes that are killed at any moment,
 * and processes that edit at once. work kill ROUNDS | work together EDITS */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "desk.h"

#include "base/arena.h"

enum { TOGETHER = 8, ACKS_MAX = 4096 };

/* What a child says of a step that it was told is done. */
struct ack {
    char op[24];
    int64_t entries; /* 0: not known to the child */
};

static void say(int to, const char *op, int64_t entries)
{
    struct ack ack = {.entries = entries};
    (void)snprintf(ack.op, sizeof ack.op, "%s", op);
    if (write(to, &ack, sizeof ack) != (ssize_t)sizeof ack)
        _exit(1);
}

/* ---- Killed ------------------------------------------------------------ */

static void one_step(struct desk *desk, uint64_t *seed, int round, int n,
                     int to)
{
    struct ibid_change_result result = {0};
    struct ibid_import_summary summary;
    char name[48], toll[16];
    unsigned what = desk_random(seed, 4);
    if (what == 0 || desk_facts(desk, NULL) == 0) {
        (void)snprintf(name, sizeof name, "r%d-%d.txt", round, n);
        summary = desk_import(
            desk, desk_file(desk, name,
                            desk_article(desk, "Dravik", 10 + round % 50,
                                         "Anton Verrick", name)));
        say(to, summary.op, 0);
        return;
    }
    (void)snprintf(toll, sizeof toll, "%d", round * 100 + n);
    struct ibid_assignment value = {"number", toll};
    struct ibid_query query = {.kind = what == 2 ? "statement" : "casualty"};
    enum ibid_status status =
        what == 1   ? ibid_fact_edit(desk->db, desk_fact(desk, "casualty", 0),
                                     &value, 1, NULL, 0, NULL, &result, NULL)
        : what == 2 ? ibid_fact_decide(desk->db, &query,
                                       n % 2 ? IBID_ACCEPTED : IBID_REJECTED,
                                       NULL, &result, NULL)
                    : ibid_undo(desk->db, NULL, NULL, &result, NULL);
    if (!status && result.op[0])
        say(to, result.op, result.changed);
}

_Noreturn static void child(struct desk *desk, int round, int to)
{
    uint64_t seed = (uint64_t)round;
    desk_reopen(desk);
    (void)desk_head(desk); /* compiles the codebook */
    say(to, "ready", 0);
    for (int n = 0;; n++)
        one_step(desk, &seed, round, n, to);
}

struct counting {
    int64_t entries;
};

static enum ibid_status count_entry(void *ctx, const struct ibid_change *change,
                                    struct ibid_error *err)
{
    (void)change;
    (void)err;
    ((struct counting *)ctx)->entries++;
    return IBID_OK;
}

static int64_t entries_of(struct desk *desk, const char *op)
{
    struct counting c = {0};
    if (ibid_log(desk->db, op, 0, count_entry, &c, NULL))
        return 0;
    return c.entries;
}

static void pause_ms(unsigned ms)
{
    struct timespec time = {0, (long)ms * 1000000};
    (void)nanosleep(&time, NULL);
}

/* Start a child, kill it, read what it was told is done. */
static int killed(struct desk *desk, int round, uint64_t *seed,
                  struct ack *acks)
{
    int ends[2], count = 0;
    if (pipe(ends) != 0)
        desk_fail("no pipe");
    pid_t pid = fork();
    if (pid == 0) {
        (void)close(ends[0]);
        child(desk, round, ends[1]);
    }
    (void)close(ends[1]);
    if (read(ends[0], &acks[0], sizeof *acks) != (ssize_t)sizeof *acks)
        desk_fail("the child ended by itself");
    pause_ms(desk_random(seed, 150));
    (void)kill(pid, SIGKILL);
    (void)waitpid(pid, NULL, 0);
    while (count < ACKS_MAX &&
           read(ends[0], &acks[count], sizeof *acks) == (ssize_t)sizeof *acks)
        count++;
    (void)close(ends[0]);
    return count;
}

static int kill_rounds(struct desk *desk, int rounds, int64_t floor)
{
    static struct ack acks[ACKS_MAX];
    int64_t points = 0, lost = 0, half = 0, corrupt = 0, said = 0;
    uint64_t seed = 7;
    ibid_close(desk->db);
    desk->db = NULL;
    for (int round = 1; round <= rounds; round++, points++) {
        int count = killed(desk, round, &seed, acks);
        desk_reopen(desk);
        corrupt += desk_findings(desk) != 0;
        for (int i = 0; i < count; i++) {
            int64_t entries = entries_of(desk, acks[i].op);
            lost += !entries;
            half += acks[i].entries && entries < acks[i].entries;
        }
        said += count;
        ibid_close(desk->db);
        desk->db = NULL;
    }
    printf("%lld operations were said to be done\n", (long long)said);
    printf("kill points=%lld lost=%lld half=%lld corrupt=%lld\n",
           (long long)points, (long long)lost, (long long)half,
           (long long)corrupt);
    return lost || half || corrupt || points < floor || said < points;
}

/* ---- Together ---------------------------------------------------------- */

/* Every edit has its own id and is tried until it is known to be done. */
_Noreturn static void editor(struct desk *desk, int me, int edits)
{
    desk_reopen(desk);
    for (int n = 0; n < edits; n++) {
        char op[32], toll[16];
        struct ibid_error err = {0};
        struct ibid_change_result result;
        enum ibid_status status;
        (void)snprintf(op, sizeof op, "p%d-%d", me, n);
        (void)snprintf(toll, sizeof toll, "%d", 1000 * (me + 1) + n);
        struct ibid_assignment value = {"number", toll};
        struct ibid_change_options options = {.op = op};
        do
            status =
                ibid_fact_edit(desk->db, desk_fact(desk, "casualty", 0), &value,
                               1, NULL, 0, &options, &result, &err);
        while (status == IBID_BUSY);
        if (status) {
            (void)fprintf(stderr, "%s\n", err.text);
            _exit(1);
        }
    }
    _exit(0);
}

static int together(struct desk *desk, int edits)
{
    int64_t lost = 0, failed = 0;
    desk_import(desk, desk_file(desk, "a.txt",
                                desk_article(desk, "Dravik", 23, "A. Verrick",
                                             "It rained.")));
    ibid_close(desk->db);
    desk->db = NULL;
    for (int me = 0; me < TOGETHER; me++)
        if (fork() == 0)
            editor(desk, me, edits);
    for (int me = 0; me < TOGETHER; me++) {
        int status = 1;
        (void)wait(&status);
        failed += status != 0;
    }
    desk_reopen(desk);
    for (int me = 0; me < TOGETHER; me++)
        for (int n = 0; n < edits; n++) {
            char op[32];
            (void)snprintf(op, sizeof op, "p%d-%d", me, n);
            lost += entries_of(desk, op) != 1;
        }
    struct ibid_fact fact;
    const char *id = desk_fact(desk, "casualty", 0);
    bool counted = !ibid_fact_get(desk->db, id, desk->mem, &fact, NULL) &&
                   fact.revision == 1 + (int64_t)TOGETHER * edits;
    int64_t findings = desk_findings(desk);
    printf("together points=%d lost=%lld failed=%lld findings=%lld\n",
           TOGETHER * edits, (long long)lost, (long long)failed,
           (long long)findings);
    return lost || failed || findings || !counted;
}

int main(int count, char **words)
{
    struct desk desk;
    if (count != 3)
        return 2;
    int number = (int)strtol(words[2], NULL, 10);
    desk_open(&desk);
    int result = strcmp(words[1], "kill") == 0
                     ? kill_rounds(&desk, number, number)
                     : together(&desk, number);
    desk_done(&desk);
    return result;
}
