/* relabel.c - what paragraphs are, put right by hand, and the facts found
 * because of it. */
#include <stdio.h>

#include "curate/step.h"
#include "store/roles.h"
#include "store/sources.h"

struct relabelling {
    struct step *step;
    const struct ibid_relabel *what;
    const struct curate_reader *reader;
    enum block_role to;
    struct source_row source;
    struct version_row version;
    int64_t changed, added, removed;
    bool newest; /* is it the version that facts are looked for in? */
};

/* The version that is meant: by its id, else the newest of a source. */
static enum ibid_status find(struct relabelling *r, struct ibid_error *err)
{
    struct store *st = r->step->who->st;
    const char *ref = r->what->ref;
    int64_t no = 0, source = 0, newest = 0;
    enum ibid_status status = store_version_find(st, ref, &no, err);
    if (!status && !no)
        status = store_source_resolve(st, ref, &source, err);
    if (!status && !no)
        status = store_version_newest(st, source, &no, err);
    if (!status && !no)
        status = err_set(err, IBID_NOT_FOUND, "no version of '%s' counts", ref);
    if (!status)
        status = store_version_get(st, no, &r->step->mem, &r->version, err);
    if (!status)
        status = store_source_get(st, r->version.source, false, &r->step->mem,
                                  &r->source, err);
    if (!status)
        status = store_version_newest(st, r->version.source, &newest, err);
    r->newest = newest == no;
    return status;
}

static enum ibid_status role_named(const char *name, enum block_role *out,
                                   struct ibid_error *err)
{
    struct buf names = {0};
    if (block_role_parse(str_of(name), out))
        return IBID_OK;
    for (int role = 0; role < BLOCK_ROLE_COUNT; role++)
        buf_listed(&names, block_role_name((enum block_role)role));
    err_set(err, IBID_INVALID, "no role '%s'; there are %s", name, names.ptr);
    buf_done(&names);
    return IBID_INVALID;
}

/* Are the paragraphs there, and as the one who asks has seen them? */
static enum ibid_status check(struct relabelling *r, struct ibid_error *err)
{
    const struct ibid_relabel *what = r->what;
    struct block_roles *list;
    size_t count;
    enum block_role was;
    if (r->version.version.redacted)
        return err_set(err, IBID_INVALID,
                       "the text was removed: it has no paragraphs any more");
    enum ibid_status status =
        what->was ? role_named(what->was, &was, err) : IBID_OK;
    if (!status)
        status = store_roles(r->step->who->st, r->version.no, &r->step->mem,
                             &list, &count, err);
    if (status)
        return status;
    if (!what->count || what->first >= count ||
        what->count > count - what->first)
        return err_set(err, IBID_NOT_FOUND,
                       "this text has paragraphs 1 to %zu only", count);
    for (size_t i = 0; i < what->count; i++) {
        if (what->was && list[what->first + i].now != was)
            return err_set(err, IBID_STALE,
                           "paragraph %zu is %s now: someone else changed it",
                           what->first + i + 1,
                           block_role_name(list[what->first + i].now));
        r->changed += list[what->first + i].now != r->to;
    }
    return IBID_OK;
}

static void label(const struct relabelling *r,
                  struct ibid_change_result *result)
{
    const char *plural = r->changed == 1 ? "" : "s";
    if (!r->changed)
        (void)snprintf(result->label, sizeof result->label,
                       "relabel 0 paragraphs");
    else if (!r->newest)
        (void)snprintf(result->label, sizeof result->label,
                       "relabel %lld paragraph%s of an earlier version: facts "
                       "are looked for in the newest only",
                       (long long)r->changed, plural);
    else
        (void)snprintf(result->label, sizeof result->label,
                       "relabel %lld paragraph%s: %lld fact%s found, %lld "
                       "unreviewed no longer count%s",
                       (long long)r->changed, plural, (long long)r->added,
                       r->added == 1 ? "" : "s", (long long)r->removed,
                       r->removed == 1 ? "s" : "");
}

static enum ibid_status relabel(struct step *s, void *ctx,
                                struct ibid_error *err)
{
    struct relabelling *r = ctx;
    r->step = s;
    enum ibid_status status = find(r, err);
    if (!status)
        status = check(r, err);
    for (size_t i = 0; !status && i < r->what->count; i++)
        status = history_role(&s->h, r->version.version.id, r->what->first + i,
                              r->to, err);
    if (!status && s->h.entries && r->newest)
        status = r->reader->read(r->reader->ctx, &s->h, &r->source, &r->added,
                                 &r->removed, err);
    s->changed = r->changed;
    label(r, s->result);
    return status;
}

enum ibid_status curate_relabel(const struct curator *who,
                                const struct ibid_relabel *what,
                                const struct curate_reader *reader,
                                struct ibid_change_result *result,
                                struct ibid_error *err)
{
    struct relabelling r = {.what = what, .reader = reader};
    enum ibid_status status = role_named(what->role, &r.to, err);
    return status ? status : step_run(who, relabel, &r, "relabel", result, err);
}
