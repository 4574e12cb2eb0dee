/* fold.c - text as it is compared. */
#include "text/fold.h"

#include <unicode/uchar.h>

#include "text/scan.h"
#include "text/utf8.h"

enum { DASH_FIRST = 0x2012, DASH_LAST = 0x2015, MINUS = 0x2212 };

uint32_t fold_letter(uint32_t point)
{
    return (uint32_t)u_foldCase((UChar32)point, U_FOLD_CASE_DEFAULT);
}

static void fold_point(uint32_t c, struct buf *out)
{
    switch (char_class_of(c)) {
    case CHAR_BLANK:
    case CHAR_LINE:
    case CHAR_PARAGRAPH:
        if (out->len && out->ptr[out->len - 1] != ' ')
            buf_byte(out, ' ');
        return;
    case CHAR_IGNORED:
        return;
    case CHAR_APOSTROPHE:
    case CHAR_TICK:
        buf_byte(out, '\'');
        return;
    case CHAR_QUOTE:
    case CHAR_QUOTE_OPEN:
    case CHAR_QUOTE_CLOSE:
        buf_byte(out, '"');
        return;
    case CHAR_HYPHEN:
        buf_byte(out, '-');
        return;
    default:
        break;
    }
    char bytes[4];
    if ((c >= DASH_FIRST && c <= DASH_LAST) || c == MINUS)
        buf_byte(out, '-');
    else
        buf_add(out, bytes, (size_t)utf8_put(fold_letter(c), bytes));
}

void text_fold(struct str text, struct buf *out)
{
    struct buf folded = {0};
    for (size_t at = 0; at < text.len;) {
        unsigned char byte = (unsigned char)text.ptr[at];
        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
            buf_byte(&folded, (char)byte);
            at++;
        } else {
            fold_point(utf8_next(text, &at), &folded);
        }
    }
    buf_str(out, str_trim(buf_view(&folded)));
    buf_done(&folded);
}

/* A letter or digit of any script; marks beyond ASCII that fold_point() left
 * are few enough to count as letters. */
static bool is_word(unsigned char byte)
{
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') ||
           (byte >= '0' && byte <= '9');
}

/* Is there an edge of a word between bytes `at` - 1 and `at`? A number does not
 * end at its inner comma or point. */
static bool is_edge(struct str text, size_t at)
{
    if (at == 0 || at >= text.len)
        return true;
    unsigned char a = (unsigned char)text.ptr[at - 1];
    unsigned char b = (unsigned char)text.ptr[at];
    if (is_word(a) && is_word(b))
        return false;
    bool mark = b == ',' || b == '.';
    if (mark && at + 1 < text.len && a >= '0' && a <= '9')
        return text.ptr[at + 1] < '0' || text.ptr[at + 1] > '9';
    mark = a == ',' || a == '.';
    if (mark && at >= 2 && b >= '0' && b <= '9')
        return text.ptr[at - 2] < '0' || text.ptr[at - 2] > '9';
    return true;
}

static size_t find(struct str text, struct str words, bool open)
{
    if (!words.len)
        return text.len;
    if (words.len > FOLD_WORDS_MAX)
        return str_find(text, words);
    for (size_t from = 0; from < text.len; from++) {
        struct str rest = str_cut(text, from, text.len);
        from += str_find(rest, words);
        if (from >= text.len)
            break;
        if (is_edge(text, from) && (open || is_edge(text, from + words.len)))
            return from;
        while (from + 1 < text.len && !is_edge(text, from + 1))
            from++;
    }
    return text.len;
}

size_t fold_find_words(struct str text, struct str words)
{
    return find(text, words, false);
}

bool fold_has_words(struct str text, struct str words)
{
    bool open = words.len > 1 && words.ptr[words.len - 1] == '*';
    words.len -= open;
    return find(text, words, open) < text.len;
}
