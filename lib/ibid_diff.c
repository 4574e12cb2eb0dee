/* ibid_diff.c - the facade: what a version of an article says otherwise than
 * another, and which facts rested on that. */
#include "ibid_db.h"
#include "source/changes.h"
#include "store/behind.h"
#include "store/facts.h"
#include "store/sources.h"

/* Two versions of a source side by side. */
struct compared {
    ibid_db *db;
    struct arena *mem;
    struct align align;
    struct ibid_diff *out;
    struct ibid_anchoring *list;
    size_t room;
};

/* The version of the source that `ref` (an id or a beginning of one) names. */
static enum ibid_status version_named(const struct ibid_source *source,
                                      const char *ref, const char **out,
                                      struct ibid_error *err)
{
    size_t found = 0;
    for (size_t i = 0; i < source->version_count; i++)
        if (strncmp(source->versions[i].id, ref, strlen(ref)) == 0) {
            *out = source->versions[i].id;
            found++;
        }
    if (found == 1)
        return IBID_OK;
    return err_set(err, found ? IBID_INVALID : IBID_NOT_FOUND,
                   found ? "'%s' fits several versions of %s; give more of "
                           "the id"
                         : "no version '%s' of %s",
                   ref, source->id);
}

static enum ibid_status choose(const struct ibid_source *source,
                               const char *from, const char *to,
                               struct ibid_diff *out, struct ibid_error *err)
{
    size_t count = source->version_count;
    enum ibid_status status = IBID_OK;
    if (count < 2)
        return err_set(err, IBID_NOT_FOUND,
                       "%s has one version only: there is nothing to compare",
                       source->id);
    out->source = source->id;
    out->from = source->versions[count - 2].id;
    out->to = source->versions[count - 1].id;
    if (from)
        status = version_named(source, from, &out->from, err);
    if (!status && to)
        status = version_named(source, to, &out->to, err);
    return status;
}

static enum ibid_status text_of(struct compared *c, const char *version,
                                struct str *out, struct ibid_error *err)
{
    int64_t no;
    struct store_text text;
    enum ibid_status status = store_version_find(c->db->st, version, &no, err);
    if (!status)
        status = store_version_text(c->db->st, no, &text, err);
    if (!status && !text.text.ptr)
        status =
            err_set(err, IBID_NOT_FOUND, "the text of %s was removed", version);
    if (!status)
        *out = arena_str(c->mem, text.text);
    return status;
}

/* ---- Facts ------------------------------------------------------------- */

static enum ibid_status add(void *ctx, const struct behind_at *at,
                            struct ibid_error *err)
{
    struct compared *c = ctx;
    struct reanchored to;
    (void)err;
    if (strcmp(at->c->version, c->out->from) != 0)
        return IBID_OK;
    reanchor_span(&c->align, at->c->start, at->c->end, !at->field, c->mem, &to);
    c->list = arena_grow(c->mem, c->list, &c->room, c->out->fact_count + 1,
                         sizeof *c->list);
    struct ibid_anchoring *it = &c->list[c->out->fact_count++];
    behind_fill(&c->align, at, c->out->to, &to, c->mem, it);
    it->fact = arena_strdup(c->mem, it->fact);
    it->kind = arena_strdup(c->mem, it->kind);
    it->field = it->field ? arena_strdup(c->mem, it->field) : NULL;
    it->from.quote = arena_strdup(c->mem, it->from.quote);
    it->from.id = arena_strdup(c->mem, it->from.id);
    it->from.version = it->from.against = NULL;
    it->from.version = c->out->from;
    it->from.source = it->to.source = c->out->source;
    return IBID_OK;
}

static enum ibid_status each_fact(void *ctx, int64_t no,
                                  const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    (void)no;
    return store_behind_walk(fact, add, ctx, err);
}

enum ibid_status ibid_diff_get(ibid_db *db, const char *ref, const char *from,
                               const char *to, ibid_arena *mem,
                               struct ibid_diff *out, struct ibid_error *err)
{
    struct ibid_source source;
    struct ibid_diff diff = {0};
    struct compared c = {.db = db, .mem = mem, .out = &diff};
    struct str before, after;
    struct changes changes;
    enum ibid_status status = ibid_source_get(db, ref, mem, &source, err);
    if (!status)
        status = choose(&source, from, to, &diff, err);
    if (!status)
        status = text_of(&c, diff.from, &before, err);
    if (!status)
        status = text_of(&c, diff.to, &after, err);
    if (status)
        return status;
    reanchor_open(before, after, mem, &c.align);
    changes_list(&c.align, mem, &changes);
    diff.paragraphs = changes.list;
    diff.paragraph_count = changes.count;
    diff.unchanged = changes.same;
    struct ibid_query query = {.source = source.id,
                               .statuses = 1U << IBID_EXTRACTED |
                                           1U << IBID_ACCEPTED |
                                           1U << IBID_CORRECTED};
    status = store_fact_each(db->st, &query, each_fact, &c, err);
    diff.facts = c.list;
    if (!status)
        *out = diff;
    return status;
}
