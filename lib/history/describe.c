/* describe.c - what a journal entry changed, in words. */
#include "history/describe.h"

#include "history/roles.h"
#include "history/verdict.h"

/* What is said, as a sentence and piece by piece. */
struct telling {
    struct buf *out;
    struct arena *mem;
    struct ibid_changed *list;
    size_t count, room;
};

static void add(struct telling *to, const char *what, const char *before,
                const char *after)
{
    to->list = arena_grow(to->mem, to->list, &to->room, to->count + 1,
                          sizeof *to->list);
    to->list[to->count++] =
        (struct ibid_changed){arena_strdup(to->mem, what),
                              before ? arena_strdup(to->mem, before) : NULL,
                              arena_strdup(to->mem, after)};
}

/* "what: text", where there is nothing to set against it. */
static void tell(struct telling *to, const char *what, const char *text)
{
    buf_printf(to->out, "%s%s: %s", to->out->len ? "; " : "", what, text);
    add(to, what, NULL, text);
}

static void arrow(struct telling *to, const char *what, const char *old,
                  const char *new)
{
    old = old ? old : "";
    new = new ? new : "";
    if (strcmp(old, new) == 0)
        return;
    buf_printf(to->out, "%s%s: %s -> %s", to->out->len ? "; " : "", what,
               *old ? old : "(none)", *new ? new : "(none)");
    add(to, what, old, new);
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
                           struct telling *to)
{
    struct arena *mem = to->mem;
    const struct ibid_field *a = fact_field(old, name);
    const struct ibid_field *b = fact_field(new, name);
    arrow(to, name, joined(a, mem), joined(b, mem));
    if (!a || !b || a->value_count != b->value_count)
        return;
    for (size_t i = 0; i < a->value_count; i++) {
        const struct ibid_value *x = &a->values[i], *y = &b->values[i];
        if (!same_cites(x->citations, x->citation_count, y->citations,
                        y->citation_count)) {
            tell(to, name,
                 cites_change(x->citations, x->citation_count, y->citations,
                              y->citation_count, "another citation", mem));
        }
        if (strcmp(x->text, y->text) == 0 &&
            !same_normal(x->normalized, y->normalized)) {
            tell(to, name,
                 arena_printf(mem, "%s now means %s", y->text,
                              y->normalized ? y->normalized : "nothing known"));
        }
    }
}

static void describe_fact(const struct ibid_fact *old,
                          const struct ibid_fact *new, struct telling *to)
{
    for (size_t i = 0; i < old->field_count; i++)
        describe_field(old, new, old->fields[i].name, to);
    for (size_t i = 0; i < new->field_count; i++)
        if (!fact_field(old, new->fields[i].name))
            describe_field(old, new, new->fields[i].name, to);
    if (!same_cites(old->citations, old->citation_count, new->citations,
                    new->citation_count)) {
        tell(to, "evidence",
             cites_change(old->citations, old->citation_count, new->citations,
                          new->citation_count, "another passage", to->mem));
    }
    arrow(to, "status", fact_status_name(old->status),
          fact_status_name(new->status));
    arrow(to, "rank", fact_rank_name(old->rank), fact_rank_name(new->rank));
    arrow(to, "rule", old->rule, new->rule);
    arrow(to, "note", old->note, new->note);
}

static void describe_facts(const struct body *body, struct telling *to)
{
    struct arena *mem = to->mem;
    struct ibid_fact old, new;
    bool was = false, is = false;
    if (fact_state_parse(body->after, mem, &new, &is, NULL))
        return;
    if (!body->before.ptr)
        buf_printf(to->out, "a new %s", new.kind);
    else if (!fact_state_parse(body->before, mem, &old, &was, NULL))
        describe_fact(&old, &new, to);
    if (is != was)
        tell(to, "the fact", is ? "no longer counts" : "counts again");
}

static void describe_source(const struct body *body, struct telling *to)
{
    struct ibid_source old, new;
    if (body_source_parse(body->before, to->mem, &old, NULL) ||
        body_source_parse(body->after, to->mem, &new, NULL))
        return;
    arrow(to, "url", old.url, new.url);
    arrow(to, "title", old.title, new.title);
    arrow(to, "outlet", old.outlet, new.outlet);
    arrow(to, "author", old.author, new.author);
    arrow(to, "published", old.published, new.published);
    arrow(to, "language", old.language, new.language);
    arrow(to, "licence", old.licence, new.licence);
    arrow(to, "section", old.section, new.section);
    arrow(to, "agency", old.agency, new.agency);
    arrow(to, "also", old.also, new.also);
}

static void describe_role(const char *subject, const struct body *body,
                          struct telling *to)
{
    enum block_role old, new;
    const char *dot = strchr(subject, '.');
    if (dot && role_parse(body->before, &old) && role_parse(body->after, &new))
        arrow(to, arena_printf(to->mem, "paragraph %s", dot + 1),
              block_role_name(old), block_role_name(new));
}

/* "f3k9... same f7a2...: (none) -> confirmed". */
static void describe_verdict(const struct body *body, struct telling *to)
{
    struct verdict_row old = {0}, new = {0};
    if (body->before.ptr)
        (void)verdict_parse(body->before, to->mem, &old, NULL);
    if (body->after.ptr)
        (void)verdict_parse(body->after, to->mem, &new, NULL);
    const struct verdict_row *known = new.id ? &new : &old;
    if (known->id)
        arrow(to,
              arena_printf(to->mem, "%s %s %s", known->a, known->relation,
                           known->b),
              old.says, new.says);
}

/* What was done to a version, or before any fact was there. */
static void describe_whole(const struct entry *entry, const struct body *body,
                           struct buf *out)
{
    if (strcmp(entry->action, "import") == 0)
        buf_printf(out, "%lld fact%s", (long long)body->facts,
                   body->facts == 1 ? "" : "s");
    else if (strcmp(entry->action, "redact") == 0)
        buf_text(out, "original and text removed for good");
    else
        buf_text(out, strcmp(entry->action, "undo") == 0
                          ? "the import no longer counts"
                          : "the import counts again");
}

void history_describe(const struct entry *entry, struct arena *mem,
                      struct buf *out, const struct ibid_changed **list,
                      size_t *count)
{
    struct telling to = {.out = out, .mem = mem};
    struct body body;
    if (strcmp(entry->subject, "codebook") == 0)
        buf_text(out, "the codebook in use");
    else if (!entry->body || body_parse(entry, mem, &body, NULL))
        buf_text(out, "(removed)");
    else if (entry->subject[0] == 'f')
        describe_facts(&body, &to);
    else if (entry->subject[0] == 's')
        describe_source(&body, &to);
    else if (verdict_is_subject(entry->subject))
        describe_verdict(&body, &to);
    else if (role_is_subject(entry->subject))
        describe_role(entry->subject, &body, &to);
    else
        describe_whole(entry, &body, out);
    *list = to.list;
    *count = to.count;
}
