/* csv_wide.c - tables in UTF-16, a character at a time. */
#include "import/csv_wide.h"

#include "text/utf8.h"

enum {
    REPLACEMENT = 0xFFFD,
    HIGH_FIRST = 0xD800,
    LOW_FIRST = 0xDC00,
    LOW_LAST = 0xDFFF,
    PAIRS_FIRST = 0x10000,
    HEAD_BYTES = 8 * 1024, /* of a file, looked at */
};

enum csv_order csv_order_of(struct str head)
{
    return str_starts(head, STR("\xFF\xFE"))   ? CSV_LITTLE
           : str_starts(head, STR("\xFE\xFF")) ? CSV_BIG
                                               : CSV_NARROW;
}

void csv_wide_take(struct csv_wide *wide, char byte)
{
    wide->bytes[wide->count++] = (unsigned char)byte;
}

static uint32_t unit_at(const struct csv_wide *wide, size_t at)
{
    uint32_t a = wide->bytes[at], b = wide->bytes[at + 1];
    return wide->order == CSV_BIG ? a << 8 | b : b << 8 | a;
}

bool csv_wide_next(struct csv_wide *wide, struct csv_character *out)
{
    if (wide->count < 2)
        return false;
    uint32_t point = unit_at(wide, 0), low = 0;
    size_t used = 2;
    if (point >= HIGH_FIRST && point < LOW_FIRST) {
        if (wide->count < 4)
            return false;
        low = unit_at(wide, 2);
        if (low >= LOW_FIRST && low <= LOW_LAST) {
            point =
                PAIRS_FIRST + ((point - HIGH_FIRST) << 10) + (low - LOW_FIRST);
            used = 4;
        } else {
            point = REPLACEMENT;
        }
    } else if (point >= LOW_FIRST && point <= LOW_LAST) {
        point = REPLACEMENT;
    }
    out->length = (size_t)utf8_put(point, out->text);
    memcpy(out->original, wide->bytes, used);
    out->original_length = used;
    wide->count -= used;
    memmove(wide->bytes, wide->bytes + used, wide->count);
    return true;
}

struct str csv_narrow(struct str head, struct buf *out)
{
    struct csv_wide wide = {.order = csv_order_of(head)};
    if (str_starts(head, STR("\xEF\xBB\xBF")))
        return str_cut(head, 3, head.len);
    if (wide.order == CSV_NARROW)
        return head;
    for (size_t i = 2; i < head.len && i < HEAD_BYTES; i++) {
        struct csv_character c;
        csv_wide_take(&wide, head.ptr[i]);
        if (csv_wide_next(&wide, &c))
            buf_add(out, c.text, c.length);
    }
    return buf_view(out);
}
