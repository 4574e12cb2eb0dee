/* apply_source.c - columns that say what other articles and the source are,
 * not the fact: when one was changed in the sheet, say what to do instead. */
#include "curate/apply_aside.h"
#include "fact/link.h"
#include "fact/members.h"
#include "store/entries.h"
#include "store/versions.h"

enum ibid_status apply_fresh(struct apply *a, bool *out, struct ibid_error *err)
{
    enum ibid_status status = apply_head(a, err);
    *out = a->head > 0 && a->head == a->now;
    return status;
}

/* Might the source have said something else when the file was exported? */
static enum ibid_status was_edited(struct apply *a,
                                   const struct source_row *source, bool *out,
                                   struct ibid_error *err)
{
    struct entry last = {0};
    enum ibid_status status = apply_head(a, err);
    *out = source->revision > 1;
    if (status || !*out || !a->head)
        return status;
    status = store_entry_back(a->who->st, INT64_MAX, source->source.id, NULL,
                              &a->row_mem, &last, err);
    *out = last.seq > a->head;
    return status;
}

/* ---- the source -------------------------------------------------------- */

static const char *source_text(const struct ibid_source *source,
                               const char *name)
{
    for (size_t i = 0; i < MEMBERS_OF_FACT; i++)
        if (strcmp(member_column[i], name) == 0)
            return member_get(source, i);
    return NULL;
}

static enum ibid_status look_up(struct apply *a, const struct apply_sides *s,
                                struct source_row *source,
                                struct ibid_error *err)
{
    const struct ibid_fact *fact = s->base ? s->base : s->now;
    const struct ibid_citation *c = fact_shown(fact);
    const char *id = c ? c->source : fact->source;
    int64_t no = 0;
    if (source->no || !id)
        return IBID_OK;
    enum ibid_status status = store_source_find(a->who->st, id, &no, err);
    if (!status && no)
        status =
            store_source_get(a->who->st, no, false, &a->row_mem, source, err);
    return status;
}

enum ibid_status apply_compare_source(struct apply *a,
                                      const struct apply_sides *s,
                                      const struct apply_column *column,
                                      struct source_row *source,
                                      struct str cell, struct ibid_error *err)
{
    const char *how, *name = column->name + MEMBER_PREFIX;
    bool edited = false;
    enum ibid_status status = look_up(a, s, source, err);
    struct str known = str_of(source_text(&source->source, column->name));
    if (status || apply_same(known, cell, &how) || how)
        return status;
    status = was_edited(a, source, &edited, err);
    a->summary->recounted += edited;
    if (!status && !edited)
        apply_refuse(a, s, column, IBID_APPLY_REFUSED, known, cell,
                     arena_printf(&a->row_mem,
                                  "it is of the source, for all its facts: "
                                  "edit the table of sources, or ibid edit "
                                  "%s %s=...",
                                  source->no ? source->source.id : "SOURCE",
                                  name));
    return status;
}

/* ---- what is computed -------------------------------------------------- */

/* A difference is an edit when nothing else can have made it. */
static enum ibid_status
refuse_computed(struct apply *a, const struct apply_sides *s,
                const struct apply_column *column, struct str known,
                struct str cell, const char *text, struct ibid_error *err)
{
    const char *how;
    bool fresh = false;
    if (apply_same(known, cell, &how) || how)
        return IBID_OK;
    enum ibid_status status = apply_fresh(a, &fresh, err);
    a->summary->recounted += !fresh;
    if (!status && fresh)
        apply_refuse(a, s, column, IBID_APPLY_REFUSED, known, cell, text);
    return status;
}

enum ibid_status apply_compare_link(struct apply *a,
                                    const struct apply_sides *s,
                                    const struct apply_column *column,
                                    struct source_row *source, struct str cell,
                                    struct ibid_error *err)
{
    const struct ibid_citation *c = fact_shown(s->base ? s->base : s->now);
    struct store_text text = {.version = NULL};
    int64_t no = 0;
    enum ibid_status status = look_up(a, s, source, err);
    if (!status && c)
        status = store_version_find(a->who->st, c->version, &no, err);
    if (!status && no)
        status = store_version_text(a->who->st, no, &text, err);
    if (status)
        return status;
    buf_reset(&a->x);
    link_write(source->source.url, text.text.ptr ? text.text : STR(""),
               c ? c->start : 0, c ? c->end : 0, &a->x);
    return refuse_computed(a, s, column, buf_view(&a->x), cell,
                           "it follows from the source's address and the "
                           "words cited",
                           err);
}

enum ibid_status apply_compare_counted(struct apply *a,
                                       const struct apply_sides *s,
                                       const struct apply_column *column,
                                       struct str cell, struct ibid_error *err)
{
    struct standing counts = {0};
    enum ibid_status status =
        standings_get(&a->standings, a->who->st, s->now, &counts, err);
    if (status)
        return status;
    buf_reset(&a->x);
    if (strcmp(column->name, "disputed") == 0)
        buf_text(&a->x, counts.disputed ? "yes" : "");
    else
        buf_int(&a->x, strcmp(column->name, "sources") == 0
                           ? counts.sources
                           : counts.independent);
    return refuse_computed(a, s, column, buf_view(&a->x), cell,
                           "it is counted from what the sources say, not "
                           "edited",
                           err);
}
