/* strings.h - the shared strings of a workbook: some in memory, the rest in a
 * file of its own that has no name. Only for lib/tabular. */
#ifndef TABULAR_STRINGS_H
#define TABULAR_STRINGS_H

#include <stdio.h>

#include "base/buf.h"
#include "tabular/xlsx.h"

/* Zero-initialise; strings_done() frees. */
struct strings {
    struct buf kept;
    FILE *aside;
    struct string_at {
        uint64_t start;
        uint32_t bytes;
    } * at;
    size_t count, room;
    uint64_t end;
    struct buf read;
    struct arena mem;
};

/* IBID_IO, IBID_LIMIT. */
enum ibid_status strings_add(struct strings *strings, struct str text,
                             struct ibid_error *err);

/* Number `i`, from 0, until the next is asked for. IBID_INVALID: none. */
enum ibid_status strings_get(struct strings *strings, size_t i, struct str *out,
                             struct ibid_error *err);
void strings_done(struct strings *strings);

#endif
