/* import_tar.c - the articles in a tar archive (POSIX pax and ustar, GNU long
 * names), read as a stream. */
#include <stdlib.h>

#include "import/archive.h"
#include "import/import_page.h"

enum {
    RECORD_BYTES = 512,
    /* Places in a header (POSIX XCU pax, "ustar Interchange Format"). */
    NAME_AT = 0,
    NAME_BYTES = 100,
    SIZE_AT = 124,
    SIZE_BYTES = 12,
    SUM_AT = 148,
    SUM_BYTES = 8,
    TYPE_AT = 156,
    MAGIC_AT = 257,
    PREFIX_AT = 345,
    PREFIX_BYTES = 155,
    EXTRA_BYTES_MAX = 256 * 1024, /* of a pax header or long name */
};

struct reader {
    struct input *in;
    struct archive archive;
    uint64_t left;    /* bytes of the member still to come */
    uint64_t padding; /* behind them */
    char name[ARCHIVE_NAME_BYTES_MAX + 1];
    bool named;    /* the name came in a header of its own */
    uint64_t size; /* likewise */
    bool sized;
};

static enum ibid_status cut_off(struct ibid_error *err)
{
    return err_set(err, IBID_INVALID,
                   "truncated tar archive: the file ends too early; copy or "
                   "download it again");
}

/* Exactly `count` bytes; `*end` when none is left at all. */
static enum ibid_status take(struct reader *r, char *to, size_t count,
                             bool *end, struct ibid_error *err)
{
    size_t have = 0, got = 1;
    while (have < count && got) {
        enum ibid_status status =
            r->in->read(r->in, to + have, count - have, &got, err);
        if (status != IBID_OK)
            return status;
        have += got;
    }
    if (end)
        *end = have == 0;
    return have == count || (end && have == 0) ? IBID_OK : cut_off(err);
}

static enum ibid_status member_pull(void *ctx, char *to, size_t room,
                                    size_t *got, struct ibid_error *err)
{
    struct reader *r = ctx;
    *got = 0;
    if (!r->left)
        return IBID_OK;
    if (room > r->left)
        room = (size_t)r->left;
    enum ibid_status status = r->in->read(r->in, to, room, got, err);
    if (status == IBID_OK && !*got)
        status = cut_off(err);
    r->left -= *got;
    return status;
}

static enum ibid_status skip_rest(struct reader *r, struct ibid_error *err)
{
    char waste[RECORD_BYTES * 16];
    uint64_t rest = r->left + r->padding;
    r->left = r->padding = 0;
    while (rest) {
        size_t now = rest < sizeof waste ? (size_t)rest : sizeof waste;
        enum ibid_status status = take(r, waste, now, NULL, err);
        if (status != IBID_OK)
            return status;
        rest -= now;
    }
    return IBID_OK;
}

/* ---- Headers ----------------------------------------------------------- */

/* Octal digits between blanks, or base 256 with the first bit set. */
static bool number(const char *field, size_t bytes, uint64_t *out)
{
    size_t i = 0;
    *out = 0;
    if ((unsigned char)field[0] == 0x80) {
        for (i = 1; i < bytes; i++) {
            if (*out >> 48)
                return false;
            *out = *out << 8 | (unsigned char)field[i];
        }
        return true;
    }
    while (i < bytes && field[i] == ' ')
        i++;
    size_t first = i;
    for (; i < bytes && field[i] >= '0' && field[i] <= '7'; i++)
        *out = *out << 3 | (uint64_t)(field[i] - '0');
    return i > first && (i == bytes || field[i] == ' ' || !field[i]);
}

static bool sum_holds(const char header[RECORD_BYTES])
{
    uint64_t said, sum = 0;
    for (size_t i = 0; i < RECORD_BYTES; i++)
        sum += i >= SUM_AT && i < SUM_AT + SUM_BYTES ? ' '
                                                     : (unsigned char)header[i];
    return number(header + SUM_AT, SUM_BYTES, &said) && said == sum;
}

static bool is_blank(const char header[RECORD_BYTES])
{
    for (size_t i = 0; i < RECORD_BYTES; i++)
        if (header[i])
            return false;
    return true;
}

static struct str field(const char *at, size_t most)
{
    const char *end = memchr(at, '\0', most);
    return (struct str){at, end ? (size_t)(end - at) : most};
}

static void set_name(struct reader *r, struct str prefix, struct str name)
{
    size_t length = 0;
    if (prefix.len + name.len + 1 > ARCHIVE_NAME_BYTES_MAX)
        return;
    if (prefix.len) {
        memcpy(r->name, prefix.ptr, prefix.len);
        r->name[prefix.len] = '/';
        length = prefix.len + 1;
    }
    if (str_starts(name, STR("./")))
        name = str_cut(name, 2, name.len);
    if (name.len)
        memcpy(r->name + length, name.ptr, name.len);
    r->name[length + name.len] = '\0';
}

/* "27 path=a/long/name\n" and the like. */
static void pax_read(struct reader *r, struct str body)
{
    while (body.len) {
        size_t length = 0, i = 0;
        for (; i < body.len && body.ptr[i] >= '0' && body.ptr[i] <= '9' &&
               length <= EXTRA_BYTES_MAX;
             i++)
            length = length * 10 + (size_t)(body.ptr[i] - '0');
        if (length <= i + 1 || length > body.len || body.ptr[i] != ' ')
            return;
        struct str line = str_cut(body, i + 1, length - 1), key;
        body = str_cut(body, length, body.len);
        struct str value = line;
        if (!str_split(&value, '=', &key) || !value.ptr)
            continue;
        if (str_eq(key, STR("path"))) {
            set_name(r, (struct str){"", 0}, value);
            r->named = true;
        } else if (str_eq(key, STR("size"))) {
            r->size = 0;
            for (size_t d = 0; d < value.len && r->size >> 56 == 0; d++)
                r->size = r->size * 10 + (uint64_t)(value.ptr[d] & 15);
            r->sized = true;
        }
    }
}

/* A header that says more about the next one. */
static enum ibid_status extra_read(struct reader *r, char type,
                                   struct ibid_error *err)
{
    if (r->left > EXTRA_BYTES_MAX)
        return err_set(err, IBID_LIMIT, "a header of more than %d KiB",
                       EXTRA_BYTES_MAX >> 10);
    size_t length = (size_t)r->left;
    char *body = mem_alloc(length + 1);
    enum ibid_status status = take(r, body, length, NULL, err);
    r->left = 0;
    if (status == IBID_OK && type == 'x') {
        pax_read(r, (struct str){body, length});
    } else if (status == IBID_OK && type == 'L') {
        set_name(r, (struct str){"", 0}, field(body, length));
        r->named = true;
    }
    free(body);
    return status;
}

static void name_of(struct reader *r, const char header[RECORD_BYTES])
{
    bool ustar = memcmp(header + MAGIC_AT, "ustar\0", 6) == 0;
    if (!r->named)
        set_name(r,
                 ustar ? field(header + PREFIX_AT, PREFIX_BYTES)
                       : (struct str){"", 0},
                 field(header + NAME_AT, NAME_BYTES));
    r->named = r->sized = false;
}

static enum ibid_status member_found(struct reader *r,
                                     const char header[RECORD_BYTES],
                                     struct ibid_error *err)
{
    char type = header[TYPE_AT];
    enum ibid_status status = IBID_OK;
    if (type == 'x' || type == 'L')
        return extra_read(r, type, err);
    name_of(r, header);
    bool plain = type == '0' || type == '\0' || type == '7';
    if (plain && archive_wants(&r->archive, r->name, &status, err))
        status = archive_read(&r->archive, member_pull, r, r->name, err);
    return status;
}

static enum ibid_status member_next(struct reader *r, bool *end,
                                    struct ibid_error *err)
{
    char header[RECORD_BYTES];
    enum ibid_status status = take(r, header, sizeof header, end, err);
    if (status || *end)
        return status;
    *end = is_blank(header);
    if (*end)
        return IBID_OK;
    if (!sum_holds(header) || !number(header + SIZE_AT, SIZE_BYTES, &r->left))
        return err_set(err, IBID_INVALID,
                       "broken tar archive: the header behind file %lld is "
                       "none; the rest is not read",
                       (long long)r->archive.members);
    if (r->sized && header[TYPE_AT] != 'x' && header[TYPE_AT] != 'L')
        r->left = r->size;
    r->padding = (RECORD_BYTES - r->left % RECORD_BYTES) % RECORD_BYTES;
    status = member_found(r, header, err);
    return status ? status : skip_rest(r, err);
}

static enum ibid_status read_archive(struct input *in,
                                     const struct import_hints *hints,
                                     const struct article_sink *sink,
                                     struct ibid_error *err)
{
    struct reader *r = mem_alloc(sizeof *r);
    *r = (struct reader){.in = in};
    enum ibid_status status = archive_start(&r->archive, in, hints, sink, err);
    bool end = false;
    while (!status && !end)
        status = member_next(r, &end, err);
    if (!status && !r->archive.members)
        status = err_set(err, IBID_NOT_FOUND, "no article in the archive");
    free(r);
    return status;
}

static int sniff(struct str head)
{
    return head.len >= RECORD_BYTES &&
                   memcmp(head.ptr + MAGIC_AT, "ustar", 5) == 0 &&
                   sum_holds(head.ptr)
               ? 96
               : 0;
}

const struct importer import_tar = {
    .name = "tar",
    .extensions = "tar tgz",
    .summary = "tar archives of any of the others, also packed",
    .binary = true,
    .sniff = sniff,
    .read = read_archive,
};
