/* strings.c - the shared strings of a workbook, not all of them in memory. */
#include "tabular/strings.h"

#include <errno.h>
#include <unistd.h>

static enum ibid_status put_aside(struct strings *strings, struct str text,
                                  struct ibid_error *err)
{
    if (!strings->aside)
        strings->aside = tmpfile();
    if (strings->aside &&
        fwrite(text.ptr, 1, text.len, strings->aside) == text.len)
        return IBID_OK;
    return err_set(err, IBID_IO, "cannot write a temporary file: %s",
                   strerror(errno));
}

enum ibid_status strings_add(struct strings *strings, struct str text,
                             struct ibid_error *err)
{
    if (strings->count == XLSX_STRINGS_MAX)
        return err_set(err, IBID_LIMIT, "the workbook has more than %d texts",
                       XLSX_STRINGS_MAX);
    bool keep =
        !strings->aside && strings->kept.len + text.len <= XLSX_STRINGS_KEPT;
    enum ibid_status status =
        keep || !text.len ? IBID_OK : put_aside(strings, text, err);
    if (status)
        return status;
    if (keep)
        buf_str(&strings->kept, text);
    strings->at = arena_grow(&strings->mem, strings->at, &strings->room,
                             strings->count + 1, sizeof *strings->at);
    strings->at[strings->count++] =
        (struct string_at){strings->end, (uint32_t)text.len};
    strings->end += text.len;
    return IBID_OK;
}

/* `bytes` of the file from `start`, into strings->read. */
static bool read_aside(struct strings *strings, uint64_t start, size_t bytes)
{
    size_t have = 0;
    buf_reset(&strings->read);
    char *to = buf_reserve(&strings->read, bytes + 1);
    if (fflush(strings->aside) != 0)
        return false;
    while (have < bytes) {
        ssize_t got = pread(fileno(strings->aside), to + have, bytes - have,
                            (off_t)(start + have));
        if (got <= 0)
            return false;
        have += (size_t)got;
    }
    return true;
}

enum ibid_status strings_get(struct strings *strings, size_t i, struct str *out,
                             struct ibid_error *err)
{
    if (i >= strings->count)
        return err_set(err, IBID_INVALID,
                       "a cell has shared text number %zu of %zu", i,
                       strings->count);
    const struct string_at *at = &strings->at[i];
    if (at->start + at->bytes <= strings->kept.len) {
        *out =
            str_cut(buf_view(&strings->kept), at->start, at->start + at->bytes);
        return IBID_OK;
    }
    if (!read_aside(strings, at->start - strings->kept.len, at->bytes))
        return err_set(err, IBID_IO, "cannot read a temporary file");
    *out = (struct str){strings->read.ptr, at->bytes};
    return IBID_OK;
}

void strings_done(struct strings *strings)
{
    if (strings->aside)
        (void)fclose(strings->aside);
    buf_done(&strings->kept);
    buf_done(&strings->read);
    arena_done(&strings->mem);
}
