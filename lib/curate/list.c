/* list.c - the values of a cell that holds several. */
#include "curate/list.h"

#include "base/buf.h"

/* The blank before and behind a bar belongs to the bar. */
static size_t part_end(struct buf *part, bool last, size_t count, size_t max,
                       const char **out, struct arena *mem)
{
    struct str text = buf_view(part);
    if (!last && str_ends(text, STR(" ")))
        text.len--;
    if (str_trim(text).len && count < max)
        out[count++] = arena_strndup(mem, text.ptr, text.len);
    buf_reset(part);
    return count;
}

size_t list_split(struct str cell, size_t max, const char **out,
                  struct arena *mem)
{
    struct buf part = {0};
    size_t count = 0;
    for (size_t at = 0; at < cell.len; at++) {
        bool bar = cell.ptr[at] == '|', more = at + 1 < cell.len;
        if (bar && more && cell.ptr[at + 1] == '|')
            at++;
        else if (bar) {
            count = part_end(&part, false, count, max, out, mem);
            at += more && cell.ptr[at + 1] == ' ';
            continue;
        }
        buf_byte(&part, cell.ptr[at]);
    }
    count = part_end(&part, true, count, max, out, mem);
    buf_done(&part);
    return count;
}
