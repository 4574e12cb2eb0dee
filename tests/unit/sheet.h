/* sheet.h - a table of few rows, as CSV with every cell in quotes: its cells to
 * look at and to change. For tests. */
#ifndef UNIT_SHEET_H
#define UNIT_SHEET_H

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "desk.h"

enum { SHEET_ROWS = 10, SHEET_COLUMNS = 80 };

/* A table of few rows, the first its header. */
struct sheet {
    const char *cell[SHEET_ROWS][SHEET_COLUMNS];
    size_t rows, columns;
};

static inline const char *sheet_cell(const char **at, struct arena *mem)
{
    struct buf text = {0};
    const char *from = *at + 1;
    for (; *from != '"' || from[1] == '"'; from += 1 + (*from == '"'))
        buf_byte(&text, *from);
    *at = from + 1;
    const char *kept = arena_strndup(mem, text.ptr ? text.ptr : "", text.len);
    buf_done(&text);
    return kept;
}

static inline void sheet_read(struct sheet *sheet, const char *path,
                              struct arena *mem)
{
    char *text = desk_read(path);
    const char *at = text;
    *sheet = (struct sheet){.rows = 0};
    while (*at) {
        size_t n = 0;
        do {
            at += *at == ',';
            sheet->cell[sheet->rows][n++] = sheet_cell(&at, mem);
        } while (*at == ',');
        sheet->columns = n;
        sheet->rows++;
        at += 2;
    }
    free(text);
}

/* Into the file `name` of the desk; its path. */
static inline const char *sheet_write(const struct sheet *sheet,
                                      struct desk *desk, const char *name)
{
    struct buf text = {0};
    for (size_t r = 0; r < sheet->rows; r++)
        for (size_t c = 0; c < sheet->columns; c++) {
            buf_byte(&text, '"');
            for (const char *p = sheet->cell[r][c]; *p; p++) {
                buf_byte(&text, *p);
                if (*p == '"')
                    buf_byte(&text, *p);
            }
            buf_text(&text, c + 1 < sheet->columns ? "\"," : "\"\r\n");
        }
    const char *path = desk_file(desk, name, text.ptr);
    buf_done(&text);
    return path;
}

static inline size_t sheet_column(const struct sheet *sheet, const char *name)
{
    for (size_t c = 0; c < sheet->columns; c++)
        if (strcmp(sheet->cell[0][c], name) == 0)
            return c;
    fail_msg("no column %s", name);
    return 0;
}

#endif
