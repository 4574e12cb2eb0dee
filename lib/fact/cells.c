/* cells.c - values, quotes and citations as cells of a table. */
#include "fact/cells.h"

#include "fact/fact.h"
#include "text/utf8.h"

void cell_part(struct str text, bool first, bool doubled, struct buf *out)
{
    if (!first)
        buf_add(out, " | ", 3);
    const char *bar;
    while (doubled && text.len && (bar = memchr(text.ptr, '|', text.len))) {
        size_t bytes = (size_t)(bar - text.ptr) + 1;
        buf_add(out, text.ptr, bytes);
        buf_byte(out, '|');
        text = str_cut(text, bytes, text.len);
    }
    buf_str(out, text);
}

void cell_value(const struct ibid_field *field, bool repeats, struct buf *out)
{
    if (!field)
        return;
    bool doubled = repeats || field->value_count > 1;
    for (size_t v = 0; v < field->value_count; v++)
        cell_part(str_of(field->values[v].text), v == 0, doubled, out);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four digits at `at`, or -1. */
static int32_t hex4(struct str json, size_t at)
{
    int32_t unit = 0;
    for (size_t i = 0; i < 4; i++) {
        int digit = at + i < json.len ? hex_digit(json.ptr[at + i]) : -1;
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/* \uXXXX whose digits begin at `*at`, a surrogate pair as one character. */
static void unescape_unicode(struct str json, size_t *at, struct buf *out)
{
    int32_t c = hex4(json, *at);
    *at += 4;
    if (c >= 0xd800 && c < 0xdc00 && *at + 6 <= json.len &&
        json.ptr[*at] == '\\' && json.ptr[*at + 1] == 'u') {
        int32_t low = hex4(json, *at + 2);
        if (low >= 0xdc00 && low < 0xe000) {
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
            *at += 6;
        }
    }
    if (c < 0 || (c >= 0xd800 && c < 0xe000))
        c = 0xfffd;
    char bytes[4];
    buf_add(out, bytes, (size_t)utf8_put((uint32_t)c, bytes));
}

void cell_json(struct str json, struct buf *out)
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    if (json.len < 2 || json.ptr[0] != '"') {
        buf_str(out, json);
        return;
    }
    json.len--; /* the closing quote */
    for (size_t at = 1; at < json.len;) {
        char c = json.ptr[at++];
        if (c != '\\' || at >= json.len) {
            buf_byte(out, c);
            continue;
        }
        c = json.ptr[at++];
        if (c == 'u')
            unescape_unicode(json, &at, out);
        else
            buf_byte(out, byte_mapped(c, from, to));
    }
}

void cell_normalized(const struct ibid_field *field, bool repeats,
                     struct buf *out)
{
    bool any = false;
    for (size_t v = 0; field && v < field->value_count; v++)
        any |= field->values[v].normalized != NULL;
    if (!any)
        return;
    struct buf plain = {0};
    bool doubled = repeats || field->value_count > 1;
    for (size_t v = 0; v < field->value_count; v++) {
        struct str json = str_of(field->values[v].normalized);
        buf_reset(&plain);
        if (json.len)
            cell_json(json, &plain);
        cell_part(buf_view(&plain), v == 0, doubled, out);
    }
    buf_done(&plain);
}

void cell_resolved(const struct ibid_value *value, const char *mark,
                   struct buf *out)
{
    struct buf plain = {0};
    if (value->normalized)
        cell_json(str_of(value->normalized), &plain);
    if (plain.len && !str_ieq(buf_view(&plain), str_of(value->text))) {
        buf_text(out, mark);
        buf_str(out, buf_view(&plain));
    }
    buf_done(&plain);
}

static size_t citations_of(const struct ibid_field *field)
{
    size_t count = 0;
    for (size_t v = 0; v < field->value_count; v++)
        count += field->values[v].citation_count;
    return count;
}

static void quotes(const struct ibid_citation *list, size_t count, bool doubled,
                   bool *first, struct buf *out)
{
    for (size_t i = 0; i < count; i++) {
        if (!list[i].quote)
            continue;
        cell_part(str_of(list[i].quote), *first, doubled, out);
        *first = false;
    }
}

void cell_quote(const struct ibid_field *field, bool repeats, struct buf *out)
{
    if (!field)
        return;
    bool first = true, doubled = repeats || citations_of(field) > 1;
    for (size_t v = 0; v < field->value_count; v++)
        quotes(field->values[v].citations, field->values[v].citation_count,
               doubled, &first, out);
}

void cell_evidence(const struct ibid_citation *citations, size_t count,
                   struct buf *out)
{
    bool first = true;
    quotes(citations, count, count > 1, &first, out);
}

void cell_cite(const struct ibid_field *field, struct buf *out)
{
    const char *blank = "";
    for (size_t v = 0; field && v < field->value_count; v++)
        for (size_t i = 0; i < field->values[v].citation_count; i++) {
            buf_text(out, blank);
            buf_text(out, field->values[v].citations[i].id);
            blank = " ";
        }
}

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

struct str context_before(struct str text, size_t start)
{
    size_t at = start;
    for (int points = 0; at > 0 && points < FACT_CONTEXT_POINTS; points++)
        do
            at--;
        while (at > 0 && continues(text.ptr[at]));
    return str_cut(text, at, start);
}

struct str context_after(struct str text, size_t end)
{
    size_t at = end;
    for (int n = 0; at < text.len && n < FACT_CONTEXT_POINTS; n++)
        do
            at++;
        while (at < text.len && continues(text.ptr[at]));
    return str_cut(text, end, at);
}

/* Blanks and marks that a spreadsheet or a person does not see. */
static bool is_unseen(uint32_t c)
{
    return c <= 0x20 || c == 0x85 || c == 0xa0 || c == 0xad || c == 0x61c ||
           c == 0x1680 || c == 0x180e || (c >= 0x2000 && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202f) || (c >= 0x205f && c <= 0x206f) ||
           c == 0x3000 || c == 0xfeff;
}

bool cell_is_formula(struct str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        if (!is_unseen(c))
            return c == '=' || c == '+' || c == '-' || c == '@' || c == '|' ||
                   c == '%' || c == 0xff1d || c == 0xff0b || c == 0xff0d ||
                   c == 0xff20;
    }
    return false;
}

bool cell_is_risky(struct str text)
{
    return byte_is_in(str_at(text, 0, '\0'), "\t\r\n'") ||
           cell_is_formula(text);
}

static size_t digits_at(struct str text, size_t at)
{
    size_t start = at;
    while (at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9')
        at++;
    return at - start;
}

static bool has_sign(struct str text, size_t at)
{
    return at < text.len && (text.ptr[at] == '+' || text.ptr[at] == '-');
}

bool cell_is_cut(struct str cell, struct str *before)
{
    struct str begin = STR(" [cut here; ");
    size_t back = sizeof CELL_CUT_MARK + 4;
    if (cell.len < back)
        return false;
    struct str end = str_cut(cell, cell.len - back, cell.len);
    size_t at = str_find(end, begin);
    *before = str_cut(cell, 0, cell.len - back + at);
    return at < end.len;
}

bool cell_is_number(struct str text)
{
    size_t at = has_sign(text, 0), whole = digits_at(text, at), part = 0;
    at += whole;
    if (at < text.len && text.ptr[at] == '.') {
        part = digits_at(text, at + 1);
        if (!part)
            return false;
        at += part + 1;
    }
    if (!whole && !part)
        return false;
    if (at < text.len && (text.ptr[at] | 0x20) == 'e') {
        at += 1 + (size_t)has_sign(text, at + 1);
        size_t digits = digits_at(text, at);
        if (!digits)
            return false;
        at += digits;
    }
    return at == text.len;
}
