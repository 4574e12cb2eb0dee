/* xlsx.h - workbooks, sheet after sheet. Only for lib/tabular. */
#ifndef TABULAR_XLSX_H
#define TABULAR_XLSX_H

#include "tabular/tabular.h"

/* What a hostile file may cost. */
enum {
    XLSX_ENTRIES_MAX = 10000, /* files in the archive */
    XLSX_SHEETS_MAX = 1024,
    XLSX_STYLES_MAX = 65536,
    XLSX_STRINGS_MAX = 64 * 1024 * 1024,
    XLSX_STRINGS_KEPT = 32 * 1024 * 1024,  /* bytes in memory, the rest aside */
    XLSX_TEXT_BYTES_MAX = 4 * 1024 * 1024, /* of a cell */
    XLSX_ROW_BYTES_MAX = 64 * 1024 * 1024,
    XLSX_ROWS_MAX = 1048576,
    XLSX_DEPTH_MAX = 64,
    XLSX_TOKEN_BYTES_MAX = 1024 * 1024, /* of a tag */
    XLSX_RATIO_MAX = 400,               /* unpacked to packed... */
    XLSX_RATIO_FREE = 16 * 1024 * 1024, /* ...past so many bytes */
};
#define XLSX_ENTRY_BYTES_MAX INT64_C(0x100000000) /* 4 GiB unpacked */
#define XLSX_TOTAL_BYTES_MAX INT64_C(0x200000000) /* of all entries */

/* As tabular_read() and tabular_read_memory(). */
enum ibid_status xlsx_read(const char *path, tabular_row_fn *each, void *ctx,
                           struct ibid_error *err);
enum ibid_status xlsx_read_memory(struct str bytes, const char *name,
                                  tabular_row_fn *each, void *ctx,
                                  struct ibid_error *err);

#endif
