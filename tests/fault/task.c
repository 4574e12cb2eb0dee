/* task.c - the tasks, each through ibid.h, from opening to closing. */
#include "task.h"

#include <string.h>

/* Open, do, close: what a command does. */
typedef enum ibid_status doing(ibid_db *db, const struct place *at,
                               struct arena *mem, struct ibid_error *err);

static enum ibid_status with_db(const struct place *at, enum ibid_mode mode,
                                doing *what, struct ibid_error *err)
{
    ibid_db *db = NULL;
    struct arena mem = {0};
    enum ibid_status status = ibid_open(at->db, mode, "user:test", &db, err);
    if (!status)
        status = what(db, at, &mem, err);
    ibid_close(db);
    arena_done(&mem);
    return status;
}

static void keep_why(void *ctx, const struct ibid_import_item *item)
{
    struct ibid_error *err = ctx;
    if (item->why)
        *err = *item->why;
}

static enum ibid_status do_import(ibid_db *db, const struct place *at,
                                  struct arena *mem, struct ibid_error *err)
{
    const char *path = at->in;
    struct ibid_import_summary summary;
    struct ibid_import what = {.paths = &path,
                               .path_count = 1,
                               .published = "2017-01-16",
                               .ctx = err,
                               .item = keep_why};
    (void)mem;
    enum ibid_status status = ibid_import(db, &what, &summary, err);
    if (summary.count[IBID_NEW] == 3)
        return IBID_OK; /* they were reported; what is derived may be late */
    return status ? status : IBID_IO;
}

static enum ibid_status keep_id(void *ctx, const struct ibid_fact *fact,
                                struct ibid_error *err)
{
    char *id = ctx;
    (void)err;
    memcpy(id, fact->id, strlen(fact->id) + 1);
    return IBID_OK;
}

static enum ibid_status do_edit(ibid_db *db, const struct place *at,
                                struct arena *mem, struct ibid_error *err)
{
    static const struct ibid_query first = {.kind = "casualty", .limit = 1};
    static const struct ibid_assignment value = {"number", "41"};
    static const struct ibid_change_options why = {.reason = "read again"};
    struct ibid_change_result result;
    char id[32] = "";
    (void)at;
    (void)mem;
    enum ibid_status status = ibid_fact_each(db, &first, keep_id, id, err);
    return status
               ? status
               : ibid_fact_edit(db, id, &value, 1, NULL, 0, &why, &result, err);
}

static enum ibid_status do_bulk(ibid_db *db, const struct place *at,
                                struct arena *mem, struct ibid_error *err)
{
    static const struct ibid_query all = {0};
    struct ibid_change_result result;
    (void)at;
    (void)mem;
    return ibid_fact_decide(db, &all, IBID_REJECTED, NULL, &result, err);
}

static enum ibid_status do_undo(ibid_db *db, const struct place *at,
                                struct arena *mem, struct ibid_error *err)
{
    struct ibid_change_result result;
    (void)at;
    (void)mem;
    return ibid_undo(db, NULL, NULL, &result, err);
}

static enum ibid_status do_apply(ibid_db *db, const struct place *at,
                                 struct arena *mem, struct ibid_error *err)
{
    struct ibid_apply how = {.path = at->csv};
    struct ibid_apply_summary summary;
    return ibid_apply(db, &how, NULL, mem, &summary, err);
}

static enum ibid_status do_redact(ibid_db *db, const struct place *at,
                                  struct arena *mem, struct ibid_error *err)
{
    struct ibid_change_result result;
    static const struct ibid_change_options why = {.reason = "asked for"};
    (void)at;
    (void)mem;
    return ibid_source_redact(db, "a1", &why, &result, err);
}

static enum ibid_status do_export(ibid_db *db, const struct place *at,
                                  struct arena *mem, struct ibid_error *err)
{
    struct ibid_export what = {.format = "json", .path = at->out};
    struct ibid_export_summary summary;
    (void)mem;
    return ibid_export(db, &what, &summary, err);
}

static enum ibid_status do_backup(ibid_db *db, const struct place *at,
                                  struct arena *mem, struct ibid_error *err)
{
    (void)mem;
    return ibid_backup(db, at->copy, err);
}

static enum ibid_status do_nothing(ibid_db *db, const struct place *at,
                                   struct arena *mem, struct ibid_error *err)
{
    (void)db;
    (void)at;
    (void)mem;
    (void)err;
    return IBID_OK;
}

/* ---- From opening to closing ------------------------------------------- */

static enum ibid_status run_import(const struct place *at,
                                   struct ibid_error *err)
{
    return with_db(at, IBID_CREATE, do_import, err);
}

static enum ibid_status run_edit(const struct place *at, struct ibid_error *err)
{
    return with_db(at, IBID_WRITE, do_edit, err);
}

static enum ibid_status run_bulk(const struct place *at, struct ibid_error *err)
{
    return with_db(at, IBID_WRITE, do_bulk, err);
}

static enum ibid_status run_undo(const struct place *at, struct ibid_error *err)
{
    return with_db(at, IBID_WRITE, do_undo, err);
}

static enum ibid_status run_apply(const struct place *at,
                                  struct ibid_error *err)
{
    return with_db(at, IBID_WRITE, do_apply, err);
}

static enum ibid_status run_redact(const struct place *at,
                                   struct ibid_error *err)
{
    return with_db(at, IBID_WRITE, do_redact, err);
}

static enum ibid_status run_export(const struct place *at,
                                   struct ibid_error *err)
{
    return with_db(at, IBID_READ, do_export, err);
}

static enum ibid_status run_backup(const struct place *at,
                                   struct ibid_error *err)
{
    return with_db(at, IBID_READ, do_backup, err);
}

static enum ibid_status run_migrate(const struct place *at,
                                    struct ibid_error *err)
{
    return with_db(at, IBID_WRITE, do_nothing, err);
}

static enum ibid_status run_restore(const struct place *at,
                                    struct ibid_error *err)
{
    struct ibid_restore how = {
        .from = at->from, .path = at->db, .kept = at->kept};
    struct ibid_restored done;
    return ibid_restore(&how, &done, err);
}

#define ARGV(...)                                                              \
    (const char *const[])                                                      \
    {                                                                          \
        __VA_ARGS__, NULL                                                      \
    }

const struct task tasks[] = {
    {"import", BASE_FILLED, run_import,
     ARGV("import", "--published=2017-01-16", "@/in.jsonl"), false},
    {"first-import", BASE_NONE, run_import,
     ARGV("import", "--published=2017-01-16", "@/in.jsonl"), false},
    {"edit", BASE_FILLED, run_edit,
     ARGV("edit", "#", "number=41", "--reason=read again"), false},
    {"bulk", BASE_FILLED, run_bulk, ARGV("reject", "--all"), false},
    {"undo", BASE_FILLED, run_undo, ARGV("undo"), false},
    {"apply", BASE_FILLED, run_apply, ARGV("apply", "--yes", "@/edited.csv"),
     false},
    {"redact", BASE_FILLED, run_redact,
     ARGV("redact", "a1", "--reason=asked for"), false},
    {"export", BASE_FILLED, run_export,
     ARGV("export", "--format=json", "-o", "@/out.json"), true},
    {"backup", BASE_FILLED, run_backup, ARGV("backup", "@/copy.db"), true},
    {"restore", BASE_FILLED, run_restore, ARGV("restore", "@/from.db"), false},
    {"migrate", BASE_OLD, run_migrate, ARGV("undo", "--dry-run"), true},
};
const size_t task_count = sizeof tasks / sizeof *tasks;
