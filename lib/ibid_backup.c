/* ibid_backup.c - the facade: verified copies, and going back to one. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "history/history.h"
#include "ibid_db.h"
#include "relate/relate.h"
#include "store/copy.h"
#include "store/stats.h"
#include "verify/verify.h"

static void ignore(void *ctx, const struct ibid_finding *finding)
{
    (void)ctx;
    (void)finding;
}

/* IBID_DAMAGED when anything is off in the open database called `name`. */
static enum ibid_status sound(struct store *st, const char *name,
                              struct ibid_verify_summary *summary,
                              struct ibid_error *err)
{
    enum ibid_status status =
        verify_database(st, NULL, ignore, NULL, summary, err);
    if (status || !summary->findings)
        return status;
    return err_set(
        err, IBID_DAMAGED,
        "%s is damaged (%lld found by 'ibid --db %s verify'); nothing "
        "was written",
        name, (long long)summary->findings, name);
}

enum ibid_status ibid_backup(ibid_db *db, const char *to,
                             struct ibid_error *err)
{
    struct ibid_verify_summary summary;
    enum ibid_status status = sound(db->st, store_path(db->st), &summary, err);
    return status ? status : store_copy(db->st, to, err);
}

/* ---- Restoring --------------------------------------------------------- */

static bool same_file(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 &&
           one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* The head of a database that may be of any age, or no database at all. */
static void head_of(const char *path, char out[96])
{
    struct store *st = NULL;
    struct arena mem = {0};
    char *head = NULL;
    out[0] = '\0';
    if (store_open(path, STORE_AS_IS, &st, NULL) == IBID_OK &&
        history_head(st, &mem, &head, NULL) == IBID_OK)
        (void)snprintf(out, 96, "%s", head);
    store_close(st);
    arena_done(&mem);
}

static enum ibid_status draft_make(const struct ibid_restore *how,
                                   const char *draft, struct ibid_restored *out,
                                   struct ibid_error *err)
{
    struct store *st = NULL;
    enum ibid_status status = store_open(how->from, STORE_AS_IS, &st, err);
    if (!status) {
        out->schema_before = store_schema_version(st);
        status = store_copy(st, draft, err);
    }
    store_close(st);
    return status;
}

/* Bring the draft up to date and look at all of it. */
static enum ibid_status draft_check(const struct ibid_restore *how,
                                    const char *draft,
                                    struct ibid_restored *out,
                                    struct ibid_error *err)
{
    struct store *st = NULL;
    struct store_counts counts;
    struct ibid_verify_summary summary;
    enum ibid_status status = store_open(draft, STORE_DRAFT, &st, err);
    if (!status && store_upgraded(st))
        status = relate_catch_up(st, err);
    if (!status)
        status = sound(st, how->from, &summary, err);
    if (!status)
        status = store_counts(st, &counts, err);
    store_close(st);
    if (status)
        return status;
    out->sources = counts.sources;
    out->facts = counts.facts;
    out->changes = counts.changes;
    (void)snprintf(out->head, sizeof out->head, "%s", summary.head);
    return IBID_OK;
}

/* Once more, where it is now. */
static enum ibid_status check_again(const struct ibid_restore *how,
                                    const struct ibid_restored *out,
                                    struct ibid_error *err)
{
    struct store *st = NULL;
    struct ibid_verify_summary summary = {0};
    enum ibid_status status = store_open(how->path, STORE_READ, &st, err);
    if (!status)
        status = sound(st, how->path, &summary, err);
    store_close(st);
    if (!status && strcmp(summary.head, out->head) != 0)
        status = err_set(err, IBID_BUSY,
                         "%s was changed while it was being replaced; what was "
                         "there is %s",
                         how->path, how->kept);
    return status;
}

static enum ibid_status replace(const struct ibid_restore *how,
                                const char *draft, struct ibid_restored *out,
                                struct ibid_error *err)
{
    head_of(how->path, out->replaced);
    enum ibid_status status = store_swap(how->path, draft, how->kept, err);
    out->kept = access(how->kept, F_OK) == 0;
    return status ? status : check_again(how, out, err);
}

/* Before anything is copied: could it be put there? */
static enum ibid_status folder_check(const char *path, struct ibid_error *err)
{
    struct arena mem = {0};
    const char *slash = strrchr(path, '/');
    const char *folder =
        slash ? arena_strndup(&mem, path, (size_t)(slash - path) + 1) : ".";
    enum ibid_status status = IBID_OK;
    if (access(folder, W_OK) != 0)
        status =
            err_set(err, IBID_IO, "cannot make %s: %s", path, strerror(errno));
    arena_done(&mem);
    return status;
}

enum ibid_status ibid_restore(const struct ibid_restore *how,
                              struct ibid_restored *out, struct ibid_error *err)
{
    struct ibid_restored done = {0};
    if (same_file(how->from, how->path))
        return err_set(err, IBID_INVALID, "%s is the database itself",
                       how->from);
    if (access(how->kept, F_OK) == 0)
        return err_set(err, IBID_CONFLICT, "%s exists already", how->kept);
    enum ibid_status status = folder_check(how->path, err);
    if (status)
        return status;
    char *draft = store_draft_name(how->path);
    status = draft_make(how, draft, &done, err);
    if (!status) {
        status = draft_check(how, draft, &done, err);
        if (!status && !how->dry_run)
            status = replace(how, draft, &done, err);
        unlink(draft);
    }
    free(draft);
    if (!status)
        *out = done;
    return status;
}
