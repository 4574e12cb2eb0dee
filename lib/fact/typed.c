/* typed.c - values that are one whole number or day. */
#include "fact/typed.h"

#include <jansson.h>
#include <math.h>

/* 15 digits are kept; before March 1900 spreadsheets disagree on days. */
static const double number_max = 1e15;
enum { YEAR_FIRST = 1900, MONTH_FIRST = 3 };

static struct typed number_of(const json_t *json)
{
    const json_t *min = json_object_get(json, "min");
    const json_t *max = json_object_get(json, "max");
    struct typed out = {.precision = ""};
    if (json_is_true(json_object_get(json, "approximate"))) {
        out.precision = "about";
    } else if (min && max) {
        bool same = json_equal(min, max);
        double number = json_number_value(min);
        out.precision = same ? "exact" : "range";
        out.number = number;
        if (same && fabs(number) < number_max)
            out.kind = TYPED_NUMBER;
    } else if (min || max) {
        out.precision = min ? "at least" : "at most";
    }
    return out;
}

static const char *date_precision(struct str edtf)
{
    static const char *const by_length[] = {
        [4] = "year", [7] = "month", [10] = "day"};
    for (size_t i = 0; i < edtf.len; i++) {
        char c = edtf.ptr[i];
        if (c == '/')
            return "range";
        if (c == 'X')
            return "partly known";
        if (c == '~' || c == '?' || c == '%')
            return "about";
    }
    if (edtf.len == 7 && edtf.ptr[5] >= '2')
        return "season";
    bool known = edtf.len == 4 || edtf.len == 7 || edtf.len == 10;
    return known ? by_length[edtf.len] : "";
}

static struct typed day_of(const json_t *json)
{
    struct typed out = {.precision = ""};
    const char *text = json_string_value(json);
    if (!text)
        return out;
    out.precision = date_precision(str_of(text));
    bool whole = strcmp(out.precision, "day") == 0;
    if (!whole || !day_parse(str_of(text), &out.day) || out.day.year > 9999 ||
        out.day.year < YEAR_FIRST)
        return out;
    if (out.day.year > YEAR_FIRST || out.day.month >= MONTH_FIRST)
        out.kind = TYPED_DAY;
    return out;
}

struct typed typed_value(enum typed_kind want, const struct ibid_field *field)
{
    struct typed out = {.precision = ""};
    if (!field || field->value_count != 1 || !field->values[0].normalized)
        return out;
    json_t *json =
        json_loads(field->values[0].normalized, JSON_DECODE_ANY, NULL);
    if (want == TYPED_NUMBER)
        out = number_of(json);
    if (want == TYPED_DAY)
        out = day_of(json);
    json_decref(json);
    return out;
}

void typed_write(const struct typed *value, struct buf *out)
{
    if (value->kind == TYPED_NUMBER)
        buf_printf(out, "%.15g", value->number);
    if (value->kind == TYPED_DAY)
        buf_printf(out, "%04d-%02d-%02d", value->day.year, value->day.month,
                   value->day.day);
}
