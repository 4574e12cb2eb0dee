/* damage.c - what spreadsheets do to cells that nobody edited. */
#include "tabular/calendar.h"
#include "tabular/tabular.h"
#include "text/utf8.h"

enum {
    KEPT_DIGITS = 15,
    SHOWN_DIGITS = 4, /* "1.235E+18" shows at least so many */
    NUMBER_BYTES_MAX = 64,
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

static bool same_typed(struct str a, struct str b)
{
    struct buf x = {0}, y = {0};
    plain(a, &x);
    plain(b, &y);
    bool same = str_eq(str_trim(buf_view(&x)), str_trim(buf_view(&y)));
    buf_done(&x);
    buf_done(&y);
    return same;
}

/* Equal but for characters that `skip` holds. */
static bool same_without(struct str a, struct str b, const char *skip)
{
    size_t i = 0, j = 0;
    for (;;) {
        while (i < a.len && a.ptr[i] && strchr(skip, a.ptr[i]))
            i++;
        while (j < b.len && b.ptr[j] && strchr(skip, b.ptr[j]))
            j++;
        if (i == a.len || j == b.len)
            return i == a.len && j == b.len;
        if (a.ptr[i++] != b.ptr[j++])
            return false;
    }
}

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
    return decimal_equal(&round, now);
}

static const char *number_damage(struct str before, struct str now, bool *lossy)
{
    struct decimal was, is;
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

const char *tabular_damage(struct str before, struct str now, bool *lossy)
{
    bool less = false;
    const char *what = NULL;
    if (lossy)
        *lossy = false;
    if (str_eq(before, now))
        return "";
    if (same_without(before, now, "\r"))
        return "line ends";
    struct str was = bare(before), is = bare(now);
    if (same_without(was, is, "\r"))
        return "blanks";
    if (!is.len)
        return NULL;
    what = number_damage(was, is, &less);
    if (!what && is_truth(is) && str_ieq(was, is))
        what = "letter case";
    if (!what && calendar_same(was, is)) {
        what = "date format";
        less = true;
    }
    if (!what && same_typed(was, is))
        what = "quotation marks or dashes";
    if (lossy)
        *lossy = less;
    return what;
}
