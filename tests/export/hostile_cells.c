/* hostile_cells.c - cells that mean harm, written in every kind of table and
 * as they are, for hostile.py to compare: hostile_cells SEED COUNT FOLDER */
#include <stdio.h>
#include <stdlib.h>

#include "base/jsonw.h"
#include "export/sheet.h"
#include "export/table.h"
#include "text/utf8.h"

enum { COLUMNS = 4, LONG_EACH = 997, LONG_POINTS = 40000, PIECES_MAX = 6 };

static const char *const whole[] = {
    "",
    "-5",
    "-5.00",
    "+44 20 7946",
    "-- comment",
    "-2+3+cmd|' /C calc'!A1",
    "@SUM(1)",
    "'=x",
    "''",
    "'",
    "\xef\xbc\x9d"
    "1+1",
    "\t=1",
    "\n=1",
    "\r=1",
    "\"=1",
    ";=1",
    "{=1}",
    "=HYPERLINK(\"http://x.example\",\"y\")",
    "=1+2\";=1+2",
    "0012",
    "000",
    "12345678901234567890",
    "1.10",
    "1E5",
    "MARCH1",
    "2017-01-16",
    "01/02/03",
    "TRUE",
    "NULL",
    "#N/A",
    "_x000A_",
    "_x005F_x000A_",
    "]]>&<b a='\"'>",
    "sep=;",
    "\xef\xbb\xbf=1",
    "\xe2\x80\xae"
    "right to left",
    "\xe2\x80\x8b=1",
    "\xc2\xa0@x",
    "\xf0\x9f\x98\x80 e\xcc\x81",
    "\xd8\xa7\xd9\x84\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85",
    "\xef\xbf\xbe\xef\xbf\xbf",
    "  blanks  ",
};

static const char *const pieces[] = {
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "=",
    "+",
    "-",
    "@",
    "|",
    "'",
    " ",
    "0",
    "7",
    "1e9",
    "a",
    "word ",
    "<",
    "&",
    "\\",
    "{",
    "\x01",
    "\v",
    "\f",
    "\x1b",
    "\x7f",
    "\xc3\xa9",
    "\xef\xbc\x8b",
    "\xf0\x9f\x8f\xb4",
    "\xe2\x80\xa8",
    "_x0041_",
};

static uint32_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static void cell_make(uint64_t *seed, int number, struct buf *out)
{
    buf_reset(out);
    if (number % LONG_EACH == LONG_EACH - 1) {
        for (int i = 0; i < LONG_POINTS; i++)
            buf_text(out, i % 3 ? "=" : "\xc3\xa9");
        buf_int(out, number);
        return;
    }
    if (next(seed) % 3 == 0) {
        buf_text(out, whole[next(seed) % (sizeof whole / sizeof *whole)]);
        return;
    }
    if (next(seed) % 50 == 0)
        buf_byte(out, '\0');
    for (uint32_t n = next(seed) % PIECES_MAX + 1; n; n--)
        buf_text(out, pieces[next(seed) % (sizeof pieces / sizeof *pieces)]);
}

/* ---- files ------------------------------------------------------------- */

static const struct column columns[COLUMNS] = {
    {"a", COLUMN_STRING, NULL, NULL},
    {"b", COLUMN_STRING, NULL, NULL},
    {"c", COLUMN_STRING, NULL, NULL},
    {"number", COLUMN_NUMBER, NULL, NULL},
};

struct files {
    struct arena mem;
    const char *folder;
    struct table tables[3]; /* exact, with tabs, escaped */
    struct sink raw, json;
    struct jsonw to;
    struct book book;
    struct sheet sheet;
};

static void must(enum ibid_status status)
{
    if (status)
        exit(3);
}

static const char *path_of(struct files *f, const char *name)
{
    return arena_printf(&f->mem, "%s/%s", f->folder, name);
}

static void begin(struct files *f)
{
    static const char *const names[] = {"exact.csv", "exact.tsv", "safe.csv"};
    static const struct table_style styles[] = {
        {0}, {.delimiter = '\t'}, {.apostrophes = true}};
    static const struct sheet_column heads[COLUMNS] = {
        {"a", 9, false, false, false},
        {"b", 9, false, false, false},
        {"c", 9, false, false, false},
        {"number", 9, false, false, false}};
    for (int i = 0; i < 3; i++) {
        f->tables[i] = (struct table){
            .style = styles[i], .columns = columns, .count = COLUMNS};
        must(sink_open_file(&f->tables[i].sink, path_of(f, names[i]), NULL));
        table_header(&f->tables[i]);
    }
    must(sink_open_file(&f->raw, path_of(f, "cells.bin"), NULL));
    must(sink_open_file(&f->json, path_of(f, "cells.json"), NULL));
    f->to = jsonw_start(&f->json.buf);
    jsonw_array(&f->to);
    must(book_open(&f->book, path_of(f, "cells.xlsx"), f->folder, NULL));
    sheet_add(&f->book, &f->sheet, "cells");
    sheet_head(&f->book, &f->sheet, heads, COLUMNS);
}

static void put(struct files *f, int number, struct str cell)
{
    uint32_t bytes = (uint32_t)cell.len;
    for (int i = 0; i < 3; i++) {
        table_cell(&f->tables[i], cell);
        must(sink_flush(&f->tables[i].sink, NULL));
    }
    buf_add(&f->raw.buf, &bytes, sizeof bytes);
    buf_str(&f->raw.buf, cell);
    must(sink_flush(&f->raw, NULL));
    jsonw_str(&f->to, cell);
    must(sink_flush(&f->json, NULL));
    if (number % COLUMNS == 0)
        sheet_next(&f->book, &f->sheet);
    sheet_text(&f->book, &f->sheet, (size_t)(number % COLUMNS), cell);
}

static void end(struct files *f)
{
    struct sink *const sinks[] = {&f->tables[0].sink, &f->tables[1].sink,
                                  &f->tables[2].sink, &f->raw, &f->json};
    jsonw_array_end(&f->to);
    sheet_end(&f->book, &f->sheet);
    must(book_close(&f->book, NULL));
    book_drop(&f->book);
    for (int i = 0; i < 5; i++) {
        must(sink_finish(sinks[i], NULL));
        must(sink_publish(sinks[i], NULL));
        sink_done(sinks[i]);
    }
    arena_done(&f->mem);
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    uint64_t seed = strtoull(argv[1], NULL, 10);
    int count = (int)strtol(argv[2], NULL, 10) / COLUMNS * COLUMNS;
    struct files files = {.folder = argv[3]};
    struct buf cell = {0};
    begin(&files);
    for (int i = 0; i < count; i++) {
        cell_make(&seed, i, &cell);
        put(&files, i, (struct str){cell.ptr ? cell.ptr : "", cell.len});
    }
    end(&files);
    buf_done(&cell);
    return 0;
}
