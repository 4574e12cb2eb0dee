/* workbook_value.c - what stands in a cell, as text. */
#include <stdio.h>

#include "tabular/workbook.h"
#include "text/day.h"
#include "text/utf8.h"

enum {
    DAY_SECONDS = 86400,
    DAYS_MAX = 2958465,    /* 9999-12-31 */
    DAYS_TO_1970 = 719468, /* from where day_from_number() begins */
    LEAP_BUG = 60,         /* 29 February 1900, which there was not */
};

/* ---- escapes ----------------------------------------------------------- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character that "_xHHHH_" at `at` stands for, or -1. */
static int32_t escaped(struct str text, size_t at)
{
    int32_t c = 0;
    if (at + 7 > text.len || text.ptr[at + 1] != 'x' || text.ptr[at + 6] != '_')
        return -1;
    for (size_t i = 2; i < 6; i++) {
        int digit = hex_digit(text.ptr[at + i]);
        if (digit < 0)
            return -1;
        c = c * 16 + digit;
    }
    return c >= 0xd800 && c < 0xe000 ? -1 : c;
}

void workbook_unescape(struct str text, struct buf *out)
{
    const char *mark;
    while (text.len && (mark = memchr(text.ptr, '_', text.len))) {
        size_t at = (size_t)(mark - text.ptr);
        int32_t c = escaped(text, at);
        char bytes[4];
        buf_str(out, str_cut(text, 0, at));
        if (c >= 0)
            buf_add(out, bytes, (size_t)utf8_put((uint32_t)c, bytes));
        else
            buf_byte(out, '_');
        text = str_cut(text, at + (c >= 0 ? 7 : 1), text.len);
    }
    buf_str(out, text);
}

/* ---- dates ------------------------------------------------------------- */

/* Whole days and seconds of a number of days; false past what is a date. */
static bool split(const struct decimal *d, int64_t *days, int64_t *seconds)
{
    size_t count = strlen(d->digits);
    int64_t whole = 0, part = 0, scale = 1;
    if (d->negative || d->point > 7)
        return false;
    for (int i = 0; i < d->point; i++)
        whole = whole * 10 + ((size_t)i < count ? d->digits[i] - '0' : 0);
    for (int i = d->point; scale < 1000000000000; i++) {
        bool known = i >= 0 && (size_t)i < count;
        part = part * 10 + (known ? d->digits[i] - '0' : 0);
        scale *= 10;
    }
    *seconds = (part * DAY_SECONDS + scale / 2) / scale;
    *days = whole + *seconds / DAY_SECONDS;
    *seconds %= DAY_SECONDS;
    return *days <= DAYS_MAX;
}

static void put_time(int64_t seconds, struct buf *out)
{
    buf_printf(out, "%02d:%02d:%02d", (int)(seconds / 3600),
               (int)(seconds / 60 % 60), (int)(seconds % 60));
}

static bool put_date(const struct workbook *book, const struct decimal *number,
                     bool time, struct buf *out)
{
    int64_t days, seconds;
    if (!split(number, &days, &seconds))
        return false;
    if (days == 0 && time && !book->from_1904) {
        put_time(seconds, out);
        return true;
    }
    int64_t zero = book->from_1904 ? -24107 : days > LEAP_BUG ? -25569 : -25568;
    if (!book->from_1904 && days == LEAP_BUG) {
        buf_text(out, "1900-02-29");
    } else {
        struct day day = day_from_number((int32_t)(days + zero) + DAYS_TO_1970);
        buf_printf(out, "%04d-%02d-%02d", day.year, day.month, day.day);
    }
    if (seconds) {
        buf_byte(out, 'T');
        put_time(seconds, out);
    }
    return true;
}

void workbook_number(const struct workbook *book, size_t style,
                     struct str number, struct buf *out)
{
    struct decimal d;
    enum number_look look =
        style < book->look_count ? book->looks[style] : LOOK_NUMBER;
    if (!decimal_parse(number, &d)) {
        buf_str(out, number);
        return;
    }
    if (look == LOOK_NUMBER || !put_date(book, &d, look == LOOK_TIME, out))
        decimal_write(&d, out);
}
