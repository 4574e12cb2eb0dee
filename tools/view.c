/* view.c - facts and sources in words and lines. */
#include "view.h"

#include <string.h>

#include "safe.h"

enum { VIEW_HEADLINE_FIELDS = 4 }; /* of a kind whose keys are not known */

static void add_key(void *ctx, const char *kind, const char *field,
                    const char *description, const char *type, bool key,
                    bool repeats, bool derived)
{
    struct keys *keys = ctx;
    (void)description, (void)type, (void)repeats, (void)derived;
    if (!field || !key)
        return;
    keys->list = arena_grow(keys->mem, keys->list, &keys->capacity,
                            keys->count + 1, sizeof keys->list[0]);
    keys->list[keys->count++] = (struct key){arena_strdup(keys->mem, kind),
                                             arena_strdup(keys->mem, field)};
}

enum ibid_status keys_read(struct run *run, struct keys *out)
{
    *out = (struct keys){.mem = run->mem};
    return ibid_codebook_kinds(run->db, add_key, out, &run->err);
}

static bool is_key(const struct keys *keys, const char *kind, const char *field,
                   bool *kind_known)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (strcmp(keys->list[i].kind, kind) != 0)
            continue;
        *kind_known = true;
        if (strcmp(keys->list[i].field, field) == 0)
            return true;
    }
    return false;
}

/* A JSON string of printable text, without its quotes; else "". */
static struct str plain_string(const char *json)
{
    struct str text = str_of(json);
    if (text.len < 2 || text.ptr[0] != '"' || strchr(json, '\\'))
        return STR("");
    return str_cut(text, 1, text.len - 1);
}

static void headline_value(struct buf *out, const struct ibid_value *value)
{
    safe_text(out, value->text);
    struct str resolved = plain_string(value->normalized);
    if (resolved.len == 0 || str_ieq(resolved, str_of(value->text)))
        return;
    buf_text(out, " (");
    safe_line(out, resolved);
    buf_byte(out, ')');
}

void view_headline(struct buf *out, const struct ibid_fact *fact,
                   const struct keys *keys)
{
    size_t shown = 0;
    for (size_t i = 0; i < fact->field_count; i++) {
        const struct ibid_field *field = &fact->fields[i];
        bool known = false;
        bool key = is_key(keys, fact->kind, field->name, &known);
        if (known ? !key : shown == VIEW_HEADLINE_FIELDS)
            continue;
        for (size_t v = 0; v < field->value_count; v++, shown++) {
            buf_text(out, shown ? " \u00B7 " : "");
            headline_value(out, &field->values[v]);
        }
    }
}

void view_source(struct buf *out, const struct ibid_source *source)
{
    if (source->title) {
        buf_byte(out, '"');
        safe_text(out, source->title);
        buf_byte(out, '"');
    } else {
        safe_text(out, source->name);
    }
    const char *after = ", ";
    if (source->outlet) {
        buf_text(out, after);
        safe_text(out, source->outlet);
    }
    if (source->published) {
        buf_text(out, after);
        safe_text(out, source->published);
    }
}

/* How many bytes of `json` are {"min":N,"max":N with the same N, which is put
 * into `number`; 0 when it begins otherwise. */
static size_t same_bounds(struct str json, struct str *number)
{
    const struct str min = STR("{\"min\":"), max = STR(",\"max\":");
    if (!str_starts(json, min))
        return 0;
    struct str rest = str_cut(json, min.len, json.len);
    size_t digits = strspn(rest.ptr, "-.0123456789");
    *number = str_cut(rest, 0, digits);
    rest = str_cut(rest, digits, rest.len);
    if (digits == 0 || !str_starts(rest, max))
        return 0;
    rest = str_cut(rest, max.len, rest.len);
    size_t again = strspn(rest.ptr, "-.0123456789");
    return str_eq(str_cut(rest, 0, again), *number)
               ? min.len + max.len + 2 * digits
               : 0;
}

/* JSON without its marks: quotes and braces left out. */
static void plain_json(struct buf *out, struct str json)
{
    bool inside = false; /* a string */
    for (size_t at = 0; at < json.len;) {
        char c = json.ptr[at];
        struct str rest = str_cut(json, at, json.len);
        if (c == '"') {
            inside = !inside;
            at++;
        } else if (!inside && str_starts(rest, STR(":true"))) {
            at += strlen(":true"); /* the name says it */
        } else if (!inside && strchr("{}:,", c)) {
            buf_text(out, c == ':' ? " " : c == ',' ? ", " : "");
            at++;
        } else {
            at += c == '\\' && at + 1 < json.len;
            struct safe_char shown = safe_next(json, &at);
            buf_add(out, shown.shown, shown.bytes);
        }
    }
}

void view_normalized(struct buf *out, const char *json)
{
    struct str whole = str_of(json), plain = plain_string(json), number;
    if (plain.len > 0) {
        safe_line(out, plain);
        return;
    }
    size_t used = same_bounds(whole, &number);
    if (used > 0)
        buf_str(out, number);
    plain_json(out, str_cut(whole, used, whole.len));
}

const char *view_anchor(enum ibid_anchor anchor)
{
    static const char *const names[] = {[IBID_EXACT] = "exact",
                                        [IBID_MOVED] = "moved",
                                        [IBID_APPROXIMATE] = "approximate",
                                        [IBID_LOST] = "lost"};
    return names[anchor];
}

int view_field_style(const struct ibid_fact *fact, const char *field)
{
    for (size_t i = 0; i < fact->field_count; i++)
        if (strcmp(fact->fields[i].name, field) == 0)
            return STYLE_FIELD + (int)(i % FIELD_STYLES);
    return STYLE_FIELD;
}

/* Where words stand, behind a quote. */
static void citation_place(struct out *out, const struct ibid_citation *c)
{
    out_style(out, c->anchor == IBID_EXACT ? STYLE_QUIET : STYLE_BAD);
    buf_printf(&out->text, "(%s%s, bytes %u-%u)",
               c->stance == IBID_DISPUTES ? "disputes, " : "",
               view_anchor(c->anchor), c->start, c->end);
    out_style(out, STYLE_PLAIN);
}

static void citation_line(struct out *out, const struct ibid_citation *c,
                          const char *said, int indent)
{
    if (c->quote && said && strcmp(c->quote, said) == 0) {
        buf_byte(&out->text, ' ');
    } else {
        buf_printf(&out->text, "\n%*s", indent, "");
        buf_text(&out->text, c->quote ? "\"" : "the source was removed");
        safe_text(&out->text, c->quote);
        buf_text(&out->text, c->quote ? "\" " : " ");
    }
    citation_place(out, c);
}

/* What is to be said of how the words cited carry a value. */
static void support_remark(struct out *out, enum ibid_support support,
                           bool cited)
{
    if (support == IBID_UNCITED)
        out_styled(out, STYLE_BAD, "  (no citation)");
    else if (support == IBID_CHOSEN && !cited)
        out_styled(out, STYLE_QUIET, "  (chosen from its list)");
    else if (support == IBID_DIFFERS)
        out_styled(out, STYLE_BAD, "  (the words cited do not carry it)");
}

static void value_lines(struct out *out, const struct ibid_value *value,
                        enum ibid_support support, int indent)
{
    safe_text(&out->text, value->text);
    struct buf normal = {0};
    view_normalized(&normal, value->normalized);
    if (normal.len > 0 && strcmp(normal.ptr, value->text) != 0)
        buf_printf(&out->text, "  = %s", normal.ptr);
    buf_done(&normal);
    for (size_t i = 0; i < value->citation_count; i++)
        citation_line(out, &value->citations[i], value->text, indent);
    support_remark(out, support, value->citation_count > 0);
    buf_byte(&out->text, '\n');
}

static int name_columns(const struct ibid_fact *fact)
{
    int widest = 8; /* "evidence" */
    for (size_t i = 0; i < fact->field_count; i++) {
        int columns = safe_columns(str_of(fact->fields[i].name));
        widest = columns > widest ? columns : widest;
    }
    return widest;
}

static void field_lines(struct run *run, const struct ibid_fact *fact,
                        const enum ibid_support *support)
{
    struct out *out = &run->out;
    int columns = name_columns(fact);
    for (size_t i = 0; i < fact->field_count; i++) {
        const struct ibid_field *field = &fact->fields[i];
        for (size_t v = 0; v < field->value_count; v++) {
            buf_text(&out->text, "  ");
            out_style(out, STYLE_FIELD + (int)(i % FIELD_STYLES));
            safe_text(&out->text, v ? "" : field->name);
            out_style(out, STYLE_PLAIN);
            int used = v ? 0 : safe_columns(str_of(field->name));
            buf_printf(&out->text, "%*s", columns - used + 2, "");
            value_lines(out, &field->values[v], *support++, columns + 4);
        }
    }
}

static void status_line(struct out *out, const struct ibid_fact *fact)
{
    static const char *const ranks[] = {"", ", preferred", ", deprecated"};
    bool bad = fact->status == IBID_REJECTED || fact->status == IBID_MERGED;
    buf_text(&out->text, "  ");
    out_styled(out, bad ? STYLE_BAD : STYLE_GOOD,
               ibid_fact_status_name(fact->status));
    buf_printf(&out->text, "%s, confidence %.2f, revision %lld, ",
               ranks[fact->rank], fact->confidence, (long long)fact->revision);
    if (fact->rule) {
        buf_text(&out->text, "rule ");
        safe_text(&out->text, fact->rule);
    } else {
        buf_text(&out->text, "made by hand");
    }
    buf_printf(&out->text, ", id %s\n", fact->id);
    if (fact->merged_into)
        buf_printf(&out->text, "  merged into %s\n", fact->merged_into);
    if (fact->rank_reason) {
        buf_text(&out->text, "  rank because: ");
        safe_text(&out->text, fact->rank_reason);
        buf_byte(&out->text, '\n');
    }
    if (fact->note) {
        buf_text(&out->text, "  note: ");
        safe_text(&out->text, fact->note);
        buf_byte(&out->text, '\n');
    }
}

void view_fact(struct run *run, const struct ibid_fact *fact,
               const enum ibid_support *support, const struct keys *keys)
{
    struct out *out = &run->out;
    out_style(out, STYLE_HEAD);
    buf_printf(&out->text, "#%lld ", (long long)fact->no);
    safe_text(&out->text, fact->kind);
    buf_text(&out->text, ": ");
    view_headline(&out->text, fact, keys);
    out_style(out, STYLE_PLAIN);
    buf_byte(&out->text, '\n');
    status_line(out, fact);
    buf_byte(&out->text, '\n');
    field_lines(run, fact, support);
    for (size_t i = 0; i < fact->citation_count; i++) {
        buf_printf(&out->text, "  %-*s", name_columns(fact) + 2,
                   i ? "" : "evidence");
        citation_place(out, &fact->citations[i]);
        buf_byte(&out->text, '\n');
    }
}
