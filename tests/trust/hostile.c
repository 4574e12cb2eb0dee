/* hostile.c - inputs made to cost a reader more than their size, packed. */
#include "hostile.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include <zlib.h>
#include <zstd.h>

#include "base/arena.h"
#include "desk.h"

enum {
    TAR_BLOCK = 512,
    NUMBER_BYTES = 24,
    GZIP_WINDOW = 15 + 16,
};

/* What a part of a file takes besides its own bytes. */
static const size_t part_bytes[] = {
    [PACK_GZIP_EACH] = 22,  [PACK_ZSTD_EACH] = 12, [PACK_ZIP_EACH] = 110,
    [PACK_TAR_EACH] = 1024, [PACK_STYLES] = 0,
};

static void unit_add(struct buf *out, const char *unit, size_t at, size_t last)
{
    for (; *unit; unit++)
        if (*unit == '\1' || *unit == '\2')
            buf_int(out, (int64_t)(*unit == '\1' ? at : last - at));
        else
            buf_byte(out, *unit);
}

/* ---- Packing ----------------------------------------------------------- */

static void gzip_add(struct buf *out, struct str bytes)
{
    z_stream z = {0};
    if (deflateInit2(&z, 6, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY))
        desk_fail("no gzip");
    size_t room = deflateBound(&z, bytes.len);
    z.next_out = (Bytef *)buf_reserve(out, room);
    z.avail_out = (uInt)room;
    z.next_in = (Bytef *)bytes.ptr;
    z.avail_in = (uInt)bytes.len;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        desk_fail("no gzip");
    out->len += z.total_out;
    deflateEnd(&z);
}

static void zstd_add(struct buf *out, struct str bytes)
{
    size_t room = ZSTD_compressBound(bytes.len);
    size_t used =
        ZSTD_compress(buf_reserve(out, room), room, bytes.ptr, bytes.len, 3);
    if (ZSTD_isError(used))
        desk_fail("no zstd");
    out->len += used;
}

/* POSIX XCU pax, "ustar Interchange Format". */
static void tar_add(struct buf *out, const char *name, struct str bytes)
{
    char head[TAR_BLOCK] = {0};
    unsigned sum = 0;
    snprintf(head, 100, "%s", name);
    memcpy(head + 100, "0000644\0000000000\0000000000\000", 24);
    snprintf(head + 124, 12, "%011zo", bytes.len);
    memcpy(head + 136, "00000000000", 12);
    memcpy(head + 148, "        0", 9);
    memcpy(head + 257, "ustar\00000", 8);
    for (size_t i = 0; i < sizeof head; i++)
        sum += (unsigned char)head[i];
    snprintf(head + 148, 8, "%06o", sum);
    buf_add(out, head, sizeof head);
    buf_str(out, bytes);
    while (out->len % TAR_BLOCK)
        buf_byte(out, '\0');
}

static void zip_put(zip_t *zip, const char *name, struct str bytes)
{
    void *copy = mem_alloc(bytes.len + 1);
    memcpy(copy, bytes.ptr, bytes.len);
    zip_source_t *source = zip_source_buffer(zip, copy, bytes.len, 1);
    zip_int64_t at = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    if (!source || at < 0)
        desk_fail("no zip: %s", zip_strerror(zip));
}

/* An empty archive that is written into memory, kept by `*bytes`. */
static zip_t *zip_begin(zip_source_t **bytes)
{
    *bytes = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(*bytes, ZIP_TRUNCATE, NULL);
    if (!zip)
        desk_fail("no zip");
    zip_source_keep(*bytes);
    return zip;
}

static void zip_end(zip_t *zip, zip_source_t *bytes, struct buf *out)
{
    zip_stat_t info;
    if (zip_close(zip) || zip_source_stat(bytes, &info) ||
        zip_source_open(bytes))
        desk_fail("no zip");
    char *to = buf_reserve(out, info.size);
    if (zip_source_read(bytes, to, info.size) != (zip_int64_t)info.size)
        desk_fail("no zip");
    out->len += info.size;
    zip_source_close(bytes);
    zip_source_free(bytes);
}

static const char *part_of(enum hostile_pack pack, enum hostile_pack is,
                           struct str all, const char *otherwise)
{
    return pack == is ? all.ptr : otherwise;
}

/* The least a workbook consists of, with `all` as one part of it. */
static void book_make(enum hostile_pack pack, struct str all, struct buf *out)
{
    const char *const parts[][2] = {
        {"xl/workbook.xml",
         "<workbook><sheets><sheet name='a' id='r1'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships>"
         "<Relationship Id='r1' Type='/worksheet' Target='a.xml'/>"
         "<Relationship Id='r2' Type='/sharedStrings' Target='s.xml'/>"
         "<Relationship Id='r3' Type='/styles' Target='t.xml'/>"
         "</Relationships>"},
        {"xl/a.xml", part_of(pack, PACK_SHEET, all,
                             "<worksheet><sheetData><row><c t='s'><v>0</v></c>"
                             "</row></sheetData></worksheet>")},
        {"xl/s.xml",
         part_of(pack, PACK_STRINGS, all, "<sst><si><t>a</t></si></sst>")},
        {"xl/t.xml", part_of(pack, PACK_STYLES, all, "<styleSheet/>")},
    };
    zip_source_t *bytes;
    zip_t *zip = zip_begin(&bytes);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        zip_put(zip, parts[i][0], str_of(parts[i][1]));
    zip_end(zip, bytes, out);
}

static void pack_whole(enum hostile_pack pack, struct str all, struct buf *out)
{
    zip_source_t *bytes;
    if (pack == PACK_GZIP) {
        gzip_add(out, all);
    } else if (pack == PACK_ZSTD) {
        zstd_add(out, all);
    } else if (pack == PACK_TAR) {
        tar_add(out, "a", all);
    } else if (pack == PACK_ZIP) {
        zip_t *zip = zip_begin(&bytes);
        zip_put(zip, "a", all);
        zip_end(zip, bytes, out);
    } else {
        book_make(pack, all, out);
    }
}

/* ---- Of many parts ----------------------------------------------------- */

static size_t units_of(const struct hostile *how, size_t bytes)
{
    size_t each = strlen(how->unit);
    each += strpbrk(how->unit, "\1\2") ? 4 : 0; /* digits, about */
    return bytes / (each + part_bytes[how->pack]) + 1;
}

static void each_make(const struct hostile *how, size_t count, struct buf *out)
{
    struct buf unit = {0};
    zip_source_t *bytes = NULL;
    zip_t *zip = how->pack == PACK_ZIP_EACH ? zip_begin(&bytes) : NULL;
    for (size_t i = 0; i < count; i++) {
        char name[NUMBER_BYTES];
        snprintf(name, sizeof name, "%zu", i);
        buf_reset(&unit);
        unit_add(&unit, how->unit, i, count);
        if (zip)
            zip_put(zip, name, buf_view(&unit));
        else if (how->pack == PACK_TAR_EACH)
            tar_add(out, name, buf_view(&unit));
        else if (how->pack == PACK_GZIP_EACH)
            gzip_add(out, buf_view(&unit));
        else
            zstd_add(out, buf_view(&unit));
    }
    if (zip)
        zip_end(zip, bytes, out);
    buf_done(&unit);
}

static void widen(struct str bytes, struct buf *out)
{
    buf_add(out, "\xFF\xFE", 2);
    for (size_t i = 0; i < bytes.len; i++) {
        buf_byte(out, bytes.ptr[i]);
        buf_byte(out, '\0');
    }
}

void hostile_make(const struct hostile *how, size_t bytes, struct buf *out)
{
    struct buf all = {0};
    size_t count = units_of(how, how->pack == PACK_WIDE ? bytes / 2 : bytes);
    buf_reset(out);
    if (how->pack == PACK_ZIP_EACH || how->pack == PACK_TAR_EACH ||
        how->pack == PACK_GZIP_EACH || how->pack == PACK_ZSTD_EACH) {
        each_make(how, count, out);
        return;
    }
    buf_text(&all, how->head);
    for (size_t i = 0; i < count; i++)
        unit_add(&all, how->unit, i, count);
    buf_text(&all, how->tail);
    if (how->pack == PACK_NOT)
        buf_str(out, buf_view(&all));
    else if (how->pack == PACK_WIDE)
        widen(buf_view(&all), out);
    else
        pack_whole(how->pack, buf_view(&all), out);
    buf_done(&all);
}
