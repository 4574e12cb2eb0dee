/* quoted.c - follow quotation marks through a paragraph. */
#include "corroborate/quoted.h"

#include "base/byte.h"

enum {
    YEAR_DIGITS = 4,
    CURLY_BYTES = 3,
    /* Bytes that begin letters, not punctuation: U+00C0 to U+1FFF. */
    LETTER_FROM = 0xc3,
    LETTER_TO = 0xe2,
};

/* ---- Posts -------------------------------------------------------------- */

/* Behind the year that stands soon after `at`; 0 when none does. */
static size_t year_end(struct str text, size_t at, size_t end)
{
    size_t digits = 0;
    if (end - at > QUOTED_DATE_BYTES)
        end = at + QUOTED_DATE_BYTES;
    for (; at < end; at++) {
        digits = byte_is_digit(text.ptr[at]) ? digits + 1 : 0;
        if (digits == YEAR_DIGITS)
            return at + 1;
    }
    return 0;
}

/* Does a dash stand soon before `at`: the name of who posts is between? */
static bool is_signed(struct str text, size_t start, size_t at)
{
    if (at - start > QUOTED_NAME_BYTES)
        start = at - QUOTED_NAME_BYTES;
    struct str name = str_cut(text, start, at);
    return str_find(name, str_of("\u2014")) < name.len ||
           str_find(name, str_of("- ")) < name.len;
}

/* Behind the last signature of a post, or 0. */
static size_t posted_until(struct str text, size_t start, size_t end)
{
    size_t until = 0;
    for (size_t at = start; at + 1 < end; at++) {
        if (text.ptr[at] != '(' || text.ptr[at + 1] != '@' ||
            !is_signed(text, start, at))
            continue;
        size_t year = year_end(text, at, end);
        if (year)
            until = year;
    }
    return until;
}

/* ---- Single marks ------------------------------------------------------- */

static bool is_letter(struct str text, size_t at, size_t end)
{
    if (at >= end)
        return false;
    char c = byte_lower(text.ptr[at]);
    return (c >= 'a' && c <= 'z') ||
           ((unsigned char)c >= LETTER_FROM && (unsigned char)c < LETTER_TO);
}

static bool is_blank(char c)
{
    return byte_is_in(c, " \t\n([");
}

/* The bytes of a mark at `at` that can close a quotation, or 0. */
static size_t closer(struct str text, size_t at, size_t end)
{
    if (text.ptr[at] == '\'')
        return 1;
    return at + CURLY_BYTES <= end &&
                   str_starts(str_cut(text, at, end), str_of("\u2019"))
               ? CURLY_BYTES
               : 0;
}

/* Where the quotation that begins at `at` closes; 0 when it does not. "It's"
 * closes nothing. */
static size_t closed_at(struct str text, size_t at, size_t end)
{
    for (size_t i = at + 1; i < end; i++) {
        size_t mark = closer(text, i, end);
        if (mark && !is_blank(text.ptr[i - 1]) &&
            !is_letter(text, i + mark, end))
            return i;
    }
    return 0;
}

/* A paragraph that begins with a mark and has no other belongs to a quotation
 * of several; elsewhere such a mark is an apostrophe, as in "the '90s". */
static void single(struct quoted *q, size_t at, size_t bytes)
{
    bool opens = at == q->start || is_blank(q->text.ptr[at - 1]);
    if (at < q->until || !opens || !is_letter(q->text, at + bytes, q->end))
        return;
    size_t close = q->unclosed ? 0 : closed_at(q->text, at + bytes, q->end);
    q->unclosed = !close;
    if (close)
        q->until = close;
    else if (at == q->start)
        q->until = q->end;
}

/* ---- A paragraph -------------------------------------------------------- */

struct quoted quoted_begin(struct str text, const struct block *block)
{
    size_t until = block->role == BLOCK_QUOTE
                       ? block->end
                       : posted_until(text, block->start, block->end);
    return (struct quoted){text, block->start, block->end, until, false, false};
}

void quoted_pass(struct quoted *q, size_t at, uint32_t c)
{
    switch (c) {
    case '"':
        q->open = !q->open;
        break;
    case 0x201c:
    case 0xab:
        q->open = true;
        break;
    case 0x201d:
    case 0xbb:
        q->open = false;
        break;
    case '\'':
        single(q, at, 1);
        break;
    case 0x2018:
        single(q, at, CURLY_BYTES);
        break;
    default:
        break;
    }
}

bool quoted_is(const struct quoted *q, size_t at)
{
    return q->open || at < q->until;
}
