/* task.h - what people do with a database, as tasks that can be cut short,
 * and what may be found afterwards. */
#ifndef FAULT_TASK_H
#define FAULT_TASK_H

#include "base/arena.h"
#include "base/buf.h"
#include "ibid.h"

enum { PLACE_FILES_MAX = 8, PLACE_PATH_BYTES = 128 };

/* A folder with a database and the files that tasks need. */
struct place {
    char folder[64];
    char db[PLACE_PATH_BYTES];
    char in[PLACE_PATH_BYTES];   /* articles, JSONL */
    char csv[PLACE_PATH_BYTES];  /* an edited export */
    char out[PLACE_PATH_BYTES];  /* of exports: there is one already */
    char copy[PLACE_PATH_BYTES]; /* of backups: there is none */
    char kept[PLACE_PATH_BYTES]; /* of restores: there is none */
    char from[PLACE_PATH_BYTES]; /* a backup */
    char fact[16];               /* the first casualty, as a number */
    struct buf filled, old, backup, edited, exported, articles;
};

enum task_base { BASE_FILLED, BASE_NONE, BASE_OLD };

struct task {
    const char *name;
    enum task_base base;
    enum ibid_status (*run)(const struct place *at, struct ibid_error *err);
    const char *const *argv; /* the same at the command line, NULL at the */
                             /* end; "@" stands for the folder, "#" */
                             /* for the fact that is edited */
    bool leaves;             /* the database it finds: exports, backups */
};

extern const struct task tasks[];
extern const size_t task_count;

/* Make the folder and everything in it; `old_db` is a packed database of an
 * earlier schema. And remove it all. */
void place_make(struct place *at, const char *old_db);
void place_done(struct place *at);

/* Bring the folder back to what the task begins with. */
void place_reset(const struct place *at, const struct task *task);

/* What a task comes to when nothing fails. */
struct expected {
    int64_t before, after; /* newest journal entry; -1: no database */
    struct buf out;        /* the export afterwards */
};
void expected_find(const struct place *at, const struct task *task,
                   struct expected *out);
void expected_done(struct expected *e);

/* How a run of a task ended. */
enum ending {
    END_FAILED, /* it said so */
    END_DONE,   /* it said so */
    END_CUT,    /* it could not say any more */
};

/* Is what is there now allowed after such an end? Else false, and a sentence
 * on standard error. Opens the database and, where need be, recovers it. */
bool place_judge(const struct place *at, const struct task *task,
                 const struct expected *e, enum ending how);

/* Read a whole file, "" when there is none; write one. */
struct buf place_read(const char *path);
void place_write(const char *path, struct str bytes);

#endif
