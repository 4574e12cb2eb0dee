/* ibid_queue.h - the inside of a reviewer's queue. Only for
 * lib/ibid_queue*.c. */
#ifndef IBID_QUEUE_INSIDE_H
#define IBID_QUEUE_INSIDE_H

#include "base/map.h"
#include "ibid_db.h"
#include "store/queue.h"

/* A fact, small: there may be a million. */
struct queued {
    int64_t no, source, version, revision;
    uint32_t kind, rule; /* indexes of names */
    uint32_t start;
    float confidence;
    uint8_t status, rank, flags;
    bool matches; /* the words searched for last */
};

/* Names that many facts share; index 0 is "no name". */
struct name_list {
    struct map map; /* name -> its index, a uint32_t */
    const char **names;
    size_t count, room;
};

struct queued_source {
    int64_t no;
    const char *id, *outlet, *title; /* outlet may be NULL */
};

struct ibid_queue {
    ibid_db *db;
    struct arena mem;    /* of names; given back when all is read again */
    int64_t seq;         /* of the journal's head when read; -1: never */
    struct queued *rows; /* in reading order */
    size_t count, room;
    struct name_list kinds, rules, exempt;
    struct queued_source *sources; /* by number */
    size_t source_count, source_room;
    int64_t reviewed;
    int64_t *only; /* numbers that may be in it, sorted; NULL: all */
    size_t only_count;
    char *searched; /* the words `matches` is about, at `seq`; or NULL */
};

/* Bring it in step with the journal. */
enum ibid_status queue_catch_up(ibid_queue *queue, struct ibid_error *err);

/* The index of `name`, added when it is new; and the name. */
uint32_t queue_name(ibid_queue *queue, struct name_list *list,
                    const char *name);

/* May this fact be in it? */
bool queue_admits(const ibid_queue *queue, int64_t no);

/* Reading order: <0, 0, >0. */
int queue_order(const ibid_queue *queue, const struct queued *a,
                const struct queued *b);

#endif
