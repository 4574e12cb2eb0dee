/* query_match.c - does a value say what a term asks? */
#include <stdlib.h>

#include "fact/query.h"
#include "text/date.h"
#include "text/fold.h"

enum { BOUND_BYTES_MAX = 32 };

/* ---- Numbers ----------------------------------------------------------- */

static bool compare(enum query_op op, double value, double asked)
{
    switch (op) {
    case QUERY_BELOW:
        return value < asked;
    case QUERY_AT_MOST:
        return value <= asked;
    case QUERY_ABOVE:
        return value > asked;
    case QUERY_AT_LEAST:
        return value >= asked;
    default:
        return value == asked;
    }
}

/* The number behind `key` in {"min":28,"max":30}. */
static bool bound(struct str json, struct str key, double *out)
{
    size_t at = str_find(json, key);
    if (at == json.len)
        return false;
    char digits[BOUND_BYTES_MAX], *end;
    struct str rest = str_cut(json, at + key.len, json.len);
    size_t count = rest.len < sizeof digits - 1 ? rest.len : sizeof digits - 1;
    memcpy(digits, rest.ptr, count);
    digits[count] = '\0';
    *out = strtod(digits, &end);
    return end != digits;
}

/* A number counts by its least value, or the greatest where that is all that
 * is known; below a limit the other way round. */
static bool number_matches(const struct query_term *term, struct str json)
{
    double min = 0, max = 0;
    bool has_min = bound(json, STR("\"min\":"), &min);
    bool has_max = bound(json, STR("\"max\":"), &max);
    if (!has_min && !has_max)
        return false;
    bool upward = term->op == QUERY_ABOVE || term->op == QUERY_AT_LEAST;
    if (term->op == QUERY_SAYS || term->op == QUERY_IS)
        return (has_min && min == term->number) ||
               (has_max && max == term->number);
    double value = upward ? (has_min ? min : max) : (has_max ? max : min);
    return compare(term->op, value, term->number);
}

/* ---- Dates ------------------------------------------------------------- */

/* The first point of a date: "2016-12-21" of "2016-12-21/2016-12-31", without
 * marks of doubt; empty when it is open. */
static struct str first_point(struct str edtf)
{
    struct str rest = edtf, first;
    if (!str_split(&rest, '/', &first) || str_eq(first, STR("..")))
        return (struct str){0};
    if (first.len && byte_is_in(first.ptr[first.len - 1], "~?%"))
        first.len--;
    return first;
}

/* Dates compare as texts: up to the precision asked for when within, and with
 * what is not known as the earliest. "2017-01" is below "2017-01-16". */
bool query_date_matches(const struct query_term *term, struct str edtf)
{
    struct str value = first_point(edtf), asked = str_of(term->value);
    if (!value.len || memchr(value.ptr, 'X', value.len))
        return false; /* open, or of a year that nobody knows */
    if (term->op == QUERY_IS)
        return str_eq(value, asked);
    size_t shared = value.len < asked.len ? value.len : asked.len;
    int order = str_cmp(str_cut(value, 0, shared), str_cut(asked, 0, shared));
    if (!order && value.len < asked.len)
        order = -1;
    switch (term->op) {
    case QUERY_BELOW:
        return order < 0;
    case QUERY_AT_MOST:
        return order <= 0;
    case QUERY_ABOVE:
        return order > 0;
    case QUERY_AT_LEAST:
        return order >= 0;
    default:
        return order == 0;
    }
}

/* ---- Words ------------------------------------------------------------- */

bool query_text_matches(const struct query_term *term, struct str text,
                        struct buf *scratch)
{
    buf_reset(scratch);
    text_fold(text, scratch);
    return term->op == QUERY_IS
               ? str_eq(buf_view(scratch), term->folded)
               : term->op == QUERY_SAYS &&
                     fold_has_words(buf_view(scratch), term->folded);
}

/* ---- Values ------------------------------------------------------------ */

/* "..." without its marks; escapes are rare enough to stay. */
static bool json_string(struct str json, struct str *out)
{
    if (json.len < 2 || json.ptr[0] != '"')
        return false;
    *out = str_cut(json, 1, json.len - 1);
    return true;
}

bool query_value_matches(const struct query_term *term, struct str text,
                         struct str normalized, struct buf *scratch)
{
    struct str resolved;
    if (normalized.len && normalized.ptr[0] == '{' && term->is_number &&
        number_matches(term, normalized))
        return true;
    if (json_string(normalized, &resolved)) {
        if (term->is_date && edtf_valid(resolved))
            return query_date_matches(term, resolved);
        if (query_text_matches(term, resolved, scratch))
            return true;
    }
    return query_text_matches(term, text, scratch);
}
