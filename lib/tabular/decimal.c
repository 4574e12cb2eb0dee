/* decimal.c - numbers as digits, so that no binary fraction creeps in. */
#include "tabular/tabular.h"

enum {
    DIGITS_MAX = 20, /* read; a spreadsheet keeps 15 */
    KEPT_DIGITS = 15,
    POINT_MAX = 400, /* beyond it a spreadsheet has no numbers */
    PLAIN_ZEROS = 5, /* written out before 1E-07 is easier to read */
};

/* One digit more; zeros in front do not count, nor digits past the room. */
static void digit_add(struct decimal *d, size_t *count, char c, bool fraction)
{
    if (*count == 0 && c == '0') {
        d->point -= fraction;
        return;
    }
    if (*count < DIGITS_MAX)
        d->digits[*count] = c;
    ++*count;
    d->point += !fraction;
}

/* "1,234" groups its digits by three. */
static bool is_group(struct str text, size_t at)
{
    for (size_t i = 1; i <= 3; i++)
        if (at + i >= text.len || !byte_is_digit(text.ptr[at + i]))
            return false;
    return at > 0 && byte_is_digit(text.ptr[at - 1]) &&
           (at + 4 >= text.len || !byte_is_digit(text.ptr[at + 4]));
}

/* "E+05" at `at`; false when something else stands there. */
static bool exponent(struct str text, size_t *at, struct decimal *d)
{
    size_t i = *at + 1;
    int sign = 1, value = 0;
    if (i < text.len && (text.ptr[i] == '+' || text.ptr[i] == '-'))
        sign = text.ptr[i++] == '-' ? -1 : 1;
    if (i >= text.len)
        return false;
    for (; i < text.len && byte_is_digit(text.ptr[i]); i++)
        value = value < POINT_MAX ? value * 10 + (text.ptr[i] - '0') : value;
    d->point += sign * value;
    *at = i;
    return byte_is_digit(text.ptr[i - 1]);
}

/* Drop the zeros behind; all zeros is 0. */
static void tidy(struct decimal *d, size_t count)
{
    count = count < DIGITS_MAX ? count : DIGITS_MAX;
    while (count && d->digits[count - 1] == '0')
        count--;
    d->digits[count] = '\0';
    if (!count) {
        d->point = 0;
        d->negative = false;
    }
}

/* The digits of `text` from `*at`, a point among them; how many were read. */
static size_t digits_read(struct str text, size_t *at, struct decimal *d,
                          size_t *count)
{
    size_t read = 0;
    bool fraction = false;
    for (; *at < text.len; ++*at) {
        char c = text.ptr[*at];
        if (byte_is_digit(c)) {
            digit_add(d, count, c, fraction);
            read++;
        } else if (c == '.' && !fraction) {
            fraction = true;
        } else if (c != ',' || fraction || !is_group(text, *at)) {
            break;
        }
    }
    return read;
}

bool decimal_parse(struct str text, struct decimal *out)
{
    size_t at = 0, count = 0;
    struct decimal d = {.point = 0};
    text = str_trim(text);
    if (text.len && (text.ptr[0] == '-' || text.ptr[0] == '+'))
        d.negative = text.ptr[at++] == '-';
    if (!digits_read(text, &at, &d, &count))
        return false;
    if (at < text.len && (text.ptr[at] | 0x20) == 'e' &&
        !exponent(text, &at, &d))
        return false;
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    if (at < text.len && text.ptr[at] == '%') {
        d.point -= 2;
        at++;
    }
    if (at < text.len || d.point > POINT_MAX || d.point < -POINT_MAX)
        return false;
    tidy(&d, count);
    *out = d;
    return true;
}

void decimal_round(struct decimal *d, size_t digits)
{
    size_t count = strlen(d->digits);
    if (count <= digits || digits == 0)
        return;
    bool up = d->digits[digits] >= '5';
    size_t at = digits;
    while (up && at > 0) {
        at--;
        up = d->digits[at] == '9';
        if (up)
            d->digits[at] = '0';
        else
            d->digits[at]++;
    }
    if (up) { /* 9.99 is 10 */
        d->digits[0] = '1';
        d->point++;
    }
    tidy(d, digits);
}

bool decimal_equal(const struct decimal *a, const struct decimal *b)
{
    return a->negative == b->negative && a->point == b->point &&
           strcmp(a->digits, b->digits) == 0;
}

static void zeros(struct buf *out, int count)
{
    for (; count > 0; count--)
        buf_byte(out, '0');
}

/* 0.05, 12, 1.5: as people write it. */
static void plain(const struct decimal *d, struct buf *out)
{
    int count = (int)strlen(d->digits);
    if (d->point <= 0) {
        buf_text(out, "0.");
        zeros(out, -d->point);
        buf_text(out, d->digits);
    } else if (d->point >= count) {
        buf_text(out, d->digits);
        zeros(out, d->point - count);
    } else {
        buf_printf(out, "%.*s.%s", d->point, d->digits, d->digits + d->point);
    }
}

void decimal_write(const struct decimal *d, struct buf *out)
{
    struct decimal kept = *d;
    decimal_round(&kept, KEPT_DIGITS);
    if (kept.negative)
        buf_byte(out, '-');
    if (!kept.digits[0])
        buf_byte(out, '0');
    else if (kept.point <= DIGITS_MAX && kept.point > -PLAIN_ZEROS)
        plain(&kept, out);
    else
        buf_printf(out, "%c%s%sE%+03d", kept.digits[0],
                   kept.digits[1] ? "." : "", kept.digits + 1, kept.point - 1);
}
