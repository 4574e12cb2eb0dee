/* query.c - read a query into terms. */
#include "fact/query_read.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_op(char c)
{
    return c == ':' || c == '=' || c == '<' || c == '>';
}

static struct str rest_of(const struct query_reading *r)
{
    return str_cut(r->text, r->at, r->text.len);
}

/* ---- Words ------------------------------------------------------------- */

/* "..." with a quotation mark inside as \" ; the rest as it stands. */
static enum ibid_status quoted(struct query_reading *r, const char **out)
{
    struct buf value = {0};
    size_t start = r->at++;
    bool closed = false;
    while (r->at < r->text.len && !closed) {
        char c = r->text.ptr[r->at++];
        if (c == '\\' && r->at < r->text.len &&
            byte_is_in(r->text.ptr[r->at], "\"\\"))
            buf_byte(&value, r->text.ptr[r->at++]);
        else if (c == '"')
            closed = true;
        else
            buf_byte(&value, c);
    }
    struct str words = str_trim(buf_view(&value));
    *out = arena_strndup(r->mem, words.ptr ? words.ptr : "", words.len);
    buf_done(&value);
    if (!closed)
        return QUERY_FAIL(r, start, "%s", "the quotation mark is not closed");
    if (!words.len)
        return QUERY_FAIL(r, start, "%s",
                          "nothing stands in the quotation marks");
    return IBID_OK;
}

/* One value: in quotation marks, or up to a blank or comma. */
static enum ibid_status value_next(struct query_reading *r,
                                   struct query_term *t)
{
    if (r->at < r->text.len && r->text.ptr[r->at] == '"') {
        t->quoted = true;
        return quoted(r, &t->value);
    }
    size_t start = r->at;
    while (r->at < r->text.len && !is_blank(r->text.ptr[r->at]) &&
           r->text.ptr[r->at] != ',')
        r->at++;
    t->quoted = false;
    t->value = arena_strndup(r->mem, r->text.ptr + start, r->at - start);
    if (r->at == start)
        return QUERY_FAIL(r, start,
                          "%s: no value follows; has:FIELD asks "
                          "whether there is one",
                          t->name);
    return IBID_OK;
}

/* KEY:VALUE,VALUE... each a term. */
static enum ibid_status values(struct query_reading *r, struct query_term t)
{
    enum ibid_status status;
    do {
        status = value_next(r, &t);
        if (!status)
            status = query_term_add(r, t);
    } while (!status && r->at < r->text.len && r->text.ptr[r->at] == ',' &&
             ++r->at);
    if (!status && r->at < r->text.len && !is_blank(r->text.ptr[r->at]))
        status = QUERY_FAIL(r, r->at, "%s",
                            "a blank is missing behind the quotation mark");
    return status;
}

static enum query_op op_next(struct query_reading *r)
{
    char c = r->text.ptr[r->at++];
    bool equal = r->at < r->text.len && r->text.ptr[r->at] == '=';
    if (c == ':' || c == '=')
        return c == ':' ? QUERY_SAYS : QUERY_IS;
    r->at += equal;
    if (c == '<')
        return equal ? QUERY_AT_MOST : QUERY_BELOW;
    return equal ? QUERY_AT_LEAST : QUERY_ABOVE;
}

static bool is_key(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool letter = c >= 'a' && c <= 'z';
        if (!letter &&
            (i == 0 || !((c >= '0' && c <= '9') || c == '_' || c == '.')))
            return false;
    }
    return text.len > 0;
}

static enum ibid_status keyed(struct query_reading *r, struct query_term t,
                              struct str key)
{
    if (!is_key(key))
        return QUERY_FAIL(
            r, t.at - 1,
            "\"%.*s\" is no filter; to look for words with : = < > "
            "in them put them in quotation marks",
            (int)(key.len < 40 ? key.len : 40), key.ptr);
    t.name = arena_strndup(r->mem, key.ptr, key.len);
    const struct query_name *known = query_name_find(key);
    if (known && known->takes == QUERY_TAKES_NOTHING)
        return QUERY_FAIL(r, t.at - 1, "%s stands alone, without a value",
                          t.name);
    t.op = op_next(r);
    return values(r, t);
}

/* A word of its own: one that says all, a number with #, or any other. */
static enum ibid_status word(struct query_reading *r, struct query_term t,
                             struct str text)
{
    const struct query_name *known = query_name_find(text);
    t.value = arena_strndup(r->mem, text.ptr, text.len);
    if (known && known->takes == QUERY_TAKES_NOTHING) {
        t.name = known->name;
    } else if (text.ptr[0] == '#' && text.len > 1) {
        t.name = "no";
        t.op = QUERY_IS;
        t.value++;
    } else {
        t.key = QUERY_WORD;
    }
    return query_term_add(r, t);
}

static enum ibid_status term_next(struct query_reading *r)
{
    struct query_term t = {.at = r->at + 1};
    struct str rest = rest_of(r);
    t.negated = rest.ptr[0] == '-' && rest.len > 1 && !is_blank(rest.ptr[1]);
    r->at += t.negated;
    if (r->text.ptr[r->at] == '"') {
        t.key = QUERY_WORD;
        t.quoted = true;
        enum ibid_status status = quoted(r, &t.value);
        return status ? status : query_term_add(r, t);
    }
    size_t start = r->at;
    while (r->at < r->text.len && !is_blank(r->text.ptr[r->at]) &&
           !is_op(r->text.ptr[r->at]))
        r->at++;
    struct str name = str_cut(r->text, start, r->at);
    if (r->at < r->text.len && is_op(r->text.ptr[r->at]))
        return keyed(r, t, name);
    return word(r, t, name);
}

static enum ibid_status text_read(struct query_reading *r)
{
    enum ibid_status status = IBID_OK;
    if (r->text.len > QUERY_BYTES_MAX)
        return err_set(r->err, IBID_LIMIT, "a query has at most %d bytes",
                       QUERY_BYTES_MAX);
    if (utf8_invalid_at(r->text) < r->text.len)
        return err_set(r->err, IBID_INVALID, "the query is not UTF-8");
    while (!status) {
        while (r->at < r->text.len && is_blank(r->text.ptr[r->at]))
            r->at++;
        if (r->at == r->text.len)
            return IBID_OK;
        status = term_next(r);
    }
    return status;
}

enum ibid_status query_read_terms(const struct ibid_query *query,
                                  struct arena *mem, struct query *out,
                                  struct ibid_error *err)
{
    struct query_reading r = {
        .text = str_of(query->where), .mem = mem, .err = err};
    enum ibid_status status = text_read(&r);
    if (!status)
        status = query_members(&r, query);
    if (status)
        return status;
    out->list = arena_array(mem, r.count + 1, sizeof *out->list);
    memcpy(out->list, r.list, r.count * sizeof *out->list);
    out->count = r.count;
    return IBID_OK;
}

size_t query_column(const char *where, const struct query_term *term)
{
    return utf8_count(str_cut(str_of(where), 0, term->at - 1)) + 1;
}

bool query_alike(const struct query_term *a, const struct query_term *b)
{
    if (a->key != b->key || a->key == QUERY_WORD || a->negated || b->negated ||
        query_is_compared(a) || query_is_compared(b) || (a->at && !b->at) ||
        (!a->at && b->at))
        return false;
    return a->key != QUERY_FIELD || strcmp(a->name, b->name) == 0;
}
