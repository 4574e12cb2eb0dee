/* describe.c - what a journal entry changed, in words. */
#include "history/describe.h"

#include "history/roles.h"

static void begin(struct buf *out, const char *what)
{
    buf_printf(out, "%s%s: ", out->len ? "; " : "", what);
}

static void arrow(struct buf *out, const char *what, const char *old,
                  const char *new)
{
    old = old ? old : "";
    new = new ? new : "";
    if (strcmp(old, new) == 0)
        return;
    begin(out, what);
    buf_printf(out, "%s -> %s", *old ? old : "(none)", *new ? new : "(none)");
}

/* The values of a field as one line. */
static const char *joined(const struct ibid_field *field, struct arena *mem)
{
    struct buf text = {0};
    for (size_t i = 0; field && i < field->value_count; i++)
        buf_printf(&text, "%s%s", i ? " | " : "", field->values[i].text);
    const char *copy = arena_strdup(mem, text.ptr ? text.ptr : "");
    buf_done(&text);
    return copy;
}

static bool same_cites(const struct ibid_citation *a, size_t a_count,
                       const struct ibid_citation *b, size_t b_count)
{
    bool same = a_count == b_count;
    for (size_t i = 0; same && i < a_count; i++)
        same = a[i].start == b[i].start && a[i].end == b[i].end &&
               a[i].anchor == b[i].anchor &&
               strcmp(a[i].version, b[i].version) == 0 &&
               str_eq(str_of(a[i].against), str_of(b[i].against));
    return same;
}

/* What became of citations that are not the same any more. */
static const char *cites_change(const struct ibid_citation *a, size_t a_count,
                                const struct ibid_citation *b, size_t b_count,
                                const char *otherwise, struct arena *mem)
{
    for (size_t i = 0; i < a_count && a_count == b_count; i++) {
        if (strcmp(a[i].version, b[i].version) != 0)
            return arena_printf(mem, "%s in %s", fact_anchor_name(b[i].anchor),
                                b[i].version);
        if (b[i].against &&
            (!a[i].against || strcmp(a[i].against, b[i].against) != 0))
            return arena_printf(mem,
                                b[i].anchor == IBID_LOST ? "lost in %s"
                                                         : "not moved to %s",
                                b[i].against);
    }
    return otherwise;
}

static bool same_normal(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void describe_field(const struct ibid_fact *old,
                           const struct ibid_fact *new, const char *name,
                           struct arena *mem, struct buf *out)
{
    const struct ibid_field *a = fact_field(old, name);
    const struct ibid_field *b = fact_field(new, name);
    arrow(out, name, joined(a, mem), joined(b, mem));
    if (!a || !b || a->value_count != b->value_count)
        return;
    for (size_t i = 0; i < a->value_count; i++) {
        const struct ibid_value *x = &a->values[i], *y = &b->values[i];
        if (!same_cites(x->citations, x->citation_count, y->citations,
                        y->citation_count)) {
            begin(out, name);
            buf_text(out,
                     cites_change(x->citations, x->citation_count, y->citations,
                                  y->citation_count, "another citation", mem));
        }
        if (strcmp(x->text, y->text) == 0 &&
            !same_normal(x->normalized, y->normalized)) {
            begin(out, name);
            buf_printf(out, "%s now means %s", y->text,
                       y->normalized ? y->normalized : "nothing known");
        }
    }
}

static void describe_fact(const struct ibid_fact *old,
                          const struct ibid_fact *new, struct arena *mem,
                          struct buf *out)
{
    for (size_t i = 0; i < old->field_count; i++)
        describe_field(old, new, old->fields[i].name, mem, out);
    for (size_t i = 0; i < new->field_count; i++)
        if (!fact_field(old, new->fields[i].name))
            describe_field(old, new, new->fields[i].name, mem, out);
    if (!same_cites(old->citations, old->citation_count, new->citations,
                    new->citation_count)) {
        begin(out, "evidence");
        buf_text(out, cites_change(old->citations, old->citation_count,
                                   new->citations, new->citation_count,
                                   "another passage", mem));
    }
    arrow(out, "status", fact_status_name(old->status),
          fact_status_name(new->status));
    arrow(out, "rank", fact_rank_name(old->rank), fact_rank_name(new->rank));
    arrow(out, "rule", old->rule, new->rule);
    arrow(out, "note", old->note, new->note);
}

static void describe_facts(const struct body *body, struct arena *mem,
                           struct buf *out)
{
    struct ibid_fact old, new;
    bool was = false, is = false;
    if (fact_state_parse(body->after, mem, &new, &is, NULL))
        return;
    if (!body->before.ptr)
        buf_printf(out, "a new %s", new.kind);
    else if (!fact_state_parse(body->before, mem, &old, &was, NULL))
        describe_fact(&old, &new, mem, out);
    if (is != was) {
        begin(out, "the fact");
        buf_text(out, is ? "no longer counts" : "counts again");
    }
}

static void describe_source(const struct body *body, struct arena *mem,
                            struct buf *out)
{
    struct ibid_source old, new;
    if (body_source_parse(body->before, mem, &old, NULL) ||
        body_source_parse(body->after, mem, &new, NULL))
        return;
    arrow(out, "url", old.url, new.url);
    arrow(out, "title", old.title, new.title);
    arrow(out, "outlet", old.outlet, new.outlet);
    arrow(out, "author", old.author, new.author);
    arrow(out, "published", old.published, new.published);
    arrow(out, "language", old.language, new.language);
    arrow(out, "licence", old.licence, new.licence);
}

static void describe_role(const char *subject, const struct body *body,
                          struct buf *out)
{
    enum block_role old, new;
    const char *dot = strchr(subject, '.');
    if (!dot || !role_parse(body->before, &old) ||
        !role_parse(body->after, &new))
        return;
    buf_printf(out, "paragraph %s: %s -> %s", dot + 1, block_role_name(old),
               block_role_name(new));
}

void history_describe(const struct entry *entry, struct buf *out)
{
    struct arena mem = {0};
    struct body body;
    char kind = entry->subject[0];
    if (strcmp(entry->subject, "codebook") == 0)
        buf_text(out, "the codebook in use");
    else if (!entry->body || body_parse(entry, &mem, &body, NULL))
        buf_text(out, "(removed)");
    else if (strcmp(entry->action, "import") == 0)
        buf_printf(out, "%lld fact%s", (long long)body.facts,
                   body.facts == 1 ? "" : "s");
    else if (kind == 'f')
        describe_facts(&body, &mem, out);
    else if (kind == 's')
        describe_source(&body, &mem, out);
    else if (role_is_subject(entry->subject))
        describe_role(entry->subject, &body, out);
    else if (strcmp(entry->action, "redact") == 0)
        buf_text(out, "original and text removed for good");
    else
        buf_text(out, strcmp(entry->action, "undo") == 0
                          ? "the import no longer counts"
                          : "the import counts again");
    arena_done(&mem);
}
