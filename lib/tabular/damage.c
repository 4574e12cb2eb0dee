/* damage.c - what spreadsheets do to cells that nobody edited. */
#include <math.h>
#include <stdlib.h>

#include "tabular/calendar.h"
#include "tabular/workbook.h"
#include "text/utf8.h"

enum {
    KEPT_DIGITS = 15,
    SHOWN_DIGITS = 4, /* "1.235E+18" shows at least so many */
    NUMBER_BYTES_MAX = 64,
    MEANING_BYTES_MAX = 256, /* of a number or a date in words */
    CELL_UNITS = 32767,
    LONG_LINE = 16368,
};

/* ---- characters -------------------------------------------------------- */

/* The plain characters that are typed for a typographic one, or "". */
static const char *typed(uint32_t c)
{
    switch (c) {
    case 0x2018: /* quotation marks */
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x2032:
        return "'";
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2033:
    case 0xab:
    case 0xbb:
        return "\"";
    case 0x2010: /* dashes */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
        return "-";
    case 0x2026:
        return "...";
    case 0xa0: /* blanks */
    case 0x2007:
    case 0x2009:
    case 0x202f:
        return " ";
    case 0xbd:
        return "1/2";
    case 0xa9:
        return "(c)";
    default:
        return "";
    }
}

/* The text as plain keys would have typed it: two dashes are one. */
static void plain(struct str text, struct buf *out)
{
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        const char *key = c == '\r' ? "" : typed(c);
        if (c == '-')
            key = "-";
        if (*key == '-' && out->len && out->ptr[out->len - 1] == '-')
            continue;
        if (*key)
            buf_text(out, key);
        else if (c != '\r')
            buf_str(out, str_cut(text, from, at));
    }
}

/* The next byte, a line end of any kind as one \n; -1 at the end. */
static int line_byte(struct str text, size_t *at)
{
    if (*at == text.len)
        return -1;
    char c = text.ptr[(*at)++];
    if (c != '\r')
        return (unsigned char)c;
    *at += *at < text.len && text.ptr[*at] == '\n';
    return '\n';
}

/* Equal but for how lines end. */
static bool same_lines(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    for (;;) {
        int x = line_byte(a, &i), y = line_byte(b, &j);
        if (x != y)
            return false;
        if (x < 0)
            return true;
    }
}

/* Characters that no document format but CSV carries. */
static bool is_control(uint32_t c)
{
    return (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || c == 0xfeff ||
           c == 0xfffe || c == 0xffff;
}

/* LibreOffice breaks lines of 16,368 characters: in a long text their ends
 * tell nothing. */
static void without_controls(struct str text, struct buf *out)
{
    bool lines = text.len < LONG_LINE;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        if (c == '\r' && lines)
            buf_byte(out, '\n');
        else if (!is_control(c) && (c != '\n' || lines))
            buf_str(out, str_cut(text, from, at));
        if (c == '\r')
            at += at < text.len && text.ptr[at] == '\n';
    }
}

/* LibreOffice takes "_x0041_" of a text for a character, once or twice, and
 * loses control characters. */
static void unescaped(struct str text, struct buf *out)
{
    struct buf once = {0}, twice = {0}, thrice = {0};
    workbook_unescape(text, &once);
    workbook_unescape(buf_view(&once), &twice);
    workbook_unescape(buf_view(&twice), &thrice);
    without_controls(buf_view(&thrice), out);
    buf_done(&once);
    buf_done(&twice);
    buf_done(&thrice);
}

/* Without blanks at either end, also those that do not break. */
static struct str bare(struct str text)
{
    struct str blank = STR("\xc2\xa0"), before;
    do {
        before = text;
        text = str_trim(text);
        if (str_starts(text, blank))
            text = str_cut(text, 2, text.len);
        if (str_ends(text, blank))
            text = str_cut(text, 0, text.len - 2);
    } while (text.len != before.len);
    return text;
}

typedef void reduce_fn(struct str text, struct buf *out);

/* Equal once both, blanks at their ends aside, are reduced. */
static bool same_reduced(struct str a, struct str b, reduce_fn *before,
                         reduce_fn *now)
{
    struct buf x = {0}, y = {0};
    before(a, &x);
    now(b, &y);
    bool same = str_eq(bare(buf_view(&x)), bare(buf_view(&y)));
    buf_done(&x);
    buf_done(&y);
    return same;
}

/* Does `a` begin with `b`, but for line ends and control characters? */
bool tabular_begins(struct str before, struct str now)
{
    struct buf x = {0}, y = {0};
    unescaped(before, &x);
    unescaped(now, &y);
    bool begins = str_starts(buf_view(&x), buf_view(&y));
    buf_done(&x);
    buf_done(&y);
    return begins;
}

/* A cell holds so many UTF-16 units; some programs drop the rest. */
static bool is_cut(struct str before, struct str now)
{
    size_t units = 0;
    if (now.len < CELL_UNITS || now.len >= before.len)
        return false;
    for (size_t at = 0; at < now.len;)
        units += utf8_next(now, &at) > 0xffff ? 2U : 1U;
    return units >= CELL_UNITS - 1 && tabular_begins(before, now);
}

/* ---- numbers ----------------------------------------------------------- */

static bool has_zeros(struct str text)
{
    size_t at = text.len && (text.ptr[0] == '-' || text.ptr[0] == '+');
    return at + 1 < text.len && text.ptr[at] == '0' &&
           text.ptr[at + 1] >= '0' && text.ptr[at + 1] <= '9';
}

static bool has_exponent(struct str text)
{
    for (size_t i = 1; i < text.len; i++)
        if ((text.ptr[i] | 0x20) == 'e')
            return true;
    return false;
}

/* The last of the digits kept may be one more or less: it was counted with in
 * binary. */
static bool is_next(const struct decimal *a, const struct decimal *b)
{
    size_t last = strlen(a->digits);
    return last == KEPT_DIGITS && strlen(b->digits) == last &&
           a->negative == b->negative && a->point == b->point &&
           memcmp(a->digits, b->digits, last - 1) == 0 &&
           abs(a->digits[last - 1] - b->digits[last - 1]) == 1;
}

/* "1.23457E+19" of 20 digits, "12345678901234600000": what is shown is the
 * number rounded. */
static bool is_rounded(const struct decimal *was, const struct decimal *now,
                       struct str shown)
{
    struct decimal round = *was;
    size_t digits = strlen(now->digits);
    size_t kept = has_exponent(shown) ? digits : KEPT_DIGITS;
    if (kept < SHOWN_DIGITS)
        kept = SHOWN_DIGITS;
    if (strlen(was->digits) <= kept)
        return false;
    decimal_round(&round, kept);
    return decimal_equal(&round, now) ||
           (kept == KEPT_DIGITS && is_next(&round, now));
}

/* "1e400" is more than a spreadsheet can count to. */
static bool is_beyond(struct str before, struct str now)
{
    for (size_t i = 0; i < before.len; i++)
        if (!byte_is_in(before.ptr[i], "0123456789.,eE+-"))
            return false;
    return before.len && str_eq(now, STR("1.79769313486232E+308"));
}

/* Digits from *at on. */
static double digits_take(struct str text, size_t *at)
{
    double number = 0;
    for (; *at < text.len && byte_is_in(text.ptr[*at], "0123456789"); ++*at)
        number = number * 10 + (text.ptr[*at] - '0');
    return number;
}

/* "98 1/2" is 98.5, as far as its digits are shown. */
static bool is_fraction(struct str before, struct str now)
{
    char shown[NUMBER_BYTES_MAX + 1];
    size_t at = 0;
    double whole = digits_take(before, &at);
    bool blank = at > 0 && at < before.len && before.ptr[at] == ' ';
    at += blank;
    double above = digits_take(before, &at);
    if (!blank || at == before.len || before.ptr[at++] != '/')
        return false;
    double below = digits_take(before, &at);
    if (at < before.len || !(below > 0))
        return false;
    struct decimal is;
    if (!decimal_parse(now, &is) || now.len >= sizeof shown)
        return false;
    memcpy(shown, now.ptr, now.len);
    shown[now.len] = '\0';
    double was = whole + above / below;
    return fabs(strtod(shown, NULL) - was) <= fabs(was) * 1e-13;
}

static const char *number_damage(struct str before, struct str now, bool *lossy)
{
    struct decimal was, is;
    if (before.len <= NUMBER_BYTES_MAX && is_fraction(before, now))
        return "number format";
    if (is_beyond(before, now)) {
        *lossy = true;
        return "digits of a long number";
    }
    if (before.len > NUMBER_BYTES_MAX || now.len > NUMBER_BYTES_MAX ||
        !decimal_parse(before, &was) || !decimal_parse(now, &is) ||
        has_zeros(now))
        return NULL;
    if (decimal_equal(&was, &is)) {
        *lossy = has_zeros(before) || has_exponent(before);
        return has_zeros(before) ? "leading zeros" : "number format";
    }
    if (!is_rounded(&was, &is, now))
        return NULL;
    *lossy = true;
    return "digits of a long number";
}

/* ---- what it was ------------------------------------------------------- */

static bool is_truth(struct str text)
{
    return str_eq(text, STR("TRUE")) || str_eq(text, STR("FALSE"));
}

/* Does a text that a spreadsheet runs as a formula show what may come of it:
 * a number, an error, one of its strings? */
static bool is_result(struct str before, struct str now)
{
    struct decimal number;
    bool runs = before.len && byte_is_in(before.ptr[0], "=+-@");
    if (!runs || !now.len || decimal_parse(before, &number))
        return false;
    if (decimal_parse(now, &number) || is_truth(now) || now.ptr[0] == '#' ||
        str_starts(now, STR("Err:")))
        return true;
    for (size_t at = 0; at < before.len;) {
        struct str rest = str_cut(before, at, before.len);
        size_t in = str_find(rest, now);
        if (in == rest.len)
            return false;
        if (in > 0 && rest.ptr[in - 1] == '"' && in + now.len < rest.len &&
            rest.ptr[in + now.len] == '"')
            return true;
        at += in + 1;
    }
    return false;
}

/* Of a number or a date, in which a blank may be one that does not break, and
 * a dash any dash. */
static const char *meaning_damage(struct str before, struct str now,
                                  bool *lossy)
{
    struct buf x = {0}, y = {0};
    if (before.len > MEANING_BYTES_MAX || now.len > MEANING_BYTES_MAX)
        return NULL;
    plain(before, &x);
    plain(now, &y);
    const char *what = number_damage(buf_view(&x), buf_view(&y), lossy);
    if (!what && calendar_same(buf_view(&x), buf_view(&y))) {
        what = "date format";
        *lossy = true;
    }
    if (!what && calendar_same_time(buf_view(&x), buf_view(&y))) {
        what = "time format";
        *lossy = true;
    }
    buf_done(&x);
    buf_done(&y);
    return what;
}

const char *tabular_damage(struct str before, struct str now, bool *lossy)
{
    bool less = false;
    const char *what = NULL;
    if (lossy)
        *lossy = false;
    if (str_eq(before, now))
        return "";
    if (same_lines(before, now))
        return "line ends";
    struct str was = bare(before), is = bare(now);
    if (same_lines(was, is))
        return "blanks";
    if (is_truth(is) && str_ieq(was, is))
        what = "letter case";
    if (!what && is.len)
        what = meaning_damage(was, is, &less);
    if (!what && same_reduced(was, is, plain, plain))
        what = "quotation marks or dashes";
    if (!what && (same_reduced(was, is, without_controls, without_controls) ||
                  same_reduced(was, is, unescaped, unescaped))) {
        what = "control characters";
        less = true;
    }
    if (!what && is_result(was, is)) {
        what = "formula, which it ran";
        less = true;
    }
    if (!what && is_cut(before, now)) {
        what = "length";
        less = true;
    }
    if (lossy)
        *lossy = less;
    return what;
}
