/* hostile.h - inputs made to cost a reader more than their size. */
#ifndef TRUST_HOSTILE_H
#define TRUST_HOSTILE_H

#include "base/buf.h"

/* How the repeated unit becomes a file. */
enum hostile_pack {
    PACK_NOT,
    PACK_WIDE,      /* UTF-16, its byte order mark first */
    PACK_GZIP,      /* all of it */
    PACK_GZIP_EACH, /* each unit a member */
    PACK_ZSTD,
    PACK_ZSTD_EACH,
    PACK_ZIP,      /* one file in an archive */
    PACK_ZIP_EACH, /* each unit a file */
    PACK_TAR,
    PACK_TAR_EACH,
    PACK_SHEET,   /* the rows of a workbook */
    PACK_STRINGS, /* its shared strings */
    PACK_STYLES,  /* its styles */
};

/* `unit` is repeated between `head` and `tail`; a '\1' in it is the number of
 * the repetition, a '\2' that number counted down. */
struct hostile {
    const char *reader; /* an importer, or: "table", "words", "rules" */
    const char *head, *unit, *tail;
    enum hostile_pack pack;
};

extern const struct hostile hostiles[];
extern const size_t hostile_count;

/* One of them with about `bytes` bytes before it is packed, into `out`. */
void hostile_make(const struct hostile *how, size_t bytes, struct buf *out);

#endif
