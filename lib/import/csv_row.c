/* csv_row.c - rows of CSV by strict rules, as they stand in the file. */
#include "import/csv_row.h"

#include "import/importer.h"
#include "source/decode.h"
#include "tabular/csv_strict.h"

static void cell_take(void *bytes, size_t length, void *ctx)
{
    struct csv_rows *rows = ctx;
    if (rows->count == CSV_COLUMNS_MAX) {
        rows->over++;
        return;
    }
    buf_add(&rows->cells, length ? bytes : "", length);
    rows->ends[rows->count++] = rows->cells.len;
}

static void row_take(int end, void *ctx)
{
    struct csv_rows *rows = ctx;
    (void)end;
    rows->ended = true;
}

void csv_rows_init(struct csv_rows *rows, char delimiter)
{
    csv_strict(&rows->parser);
    csv_set_delim(&rows->parser, (unsigned char)delimiter);
    rows->delimiter = delimiter;
}

void csv_rows_done(struct csv_rows *rows)
{
    csv_free(&rows->parser);
    buf_done(&rows->raw);
    buf_done(&rows->cells);
}

static void row_begin(struct csv_rows *rows)
{
    buf_reset(&rows->raw);
    buf_reset(&rows->cells);
    rows->count = rows->over = 0;
    rows->ended = false;
}

static enum ibid_status failed(struct csv_rows *rows, struct ibid_error *err)
{
    if (csv_error(&rows->parser) == CSV_ENOMEM)
        mem_exhausted(rows->raw.len);
    return err_set(err, IBID_INVALID,
                   "a quote that does not belong there: write it twice within "
                   "a quoted cell; the rest of the file is not read");
}

enum ibid_status csv_rows_byte(struct csv_rows *rows, char byte,
                               struct ibid_error *err)
{
    if (rows->ended)
        row_begin(rows);
    if (rows->raw.len >= RECORD_BYTES_MAX)
        return err_set(err, IBID_LIMIT,
                       "longer than the %d MiB a row may have "
                       "(RECORD_BYTES_MAX); is a quote missing? The rest of "
                       "the file is not read",
                       RECORD_BYTES_MAX >> 20);
    if (csv_parse(&rows->parser, &byte, 1, cell_take, row_take, rows) != 1)
        return failed(rows, err);
    bool break_between = !rows->raw.len && (byte == '\r' || byte == '\n');
    if (!rows->ended && !break_between)
        buf_byte(&rows->raw, byte);
    return IBID_OK;
}

enum ibid_status csv_rows_end(struct csv_rows *rows, struct ibid_error *err)
{
    if (rows->ended)
        row_begin(rows);
    if (csv_fini(&rows->parser, cell_take, row_take, rows) == 0)
        return IBID_OK;
    rows->ended = false;
    return err_set(err, IBID_INVALID,
                   "the file ends within a quoted cell; is it cut off?");
}

struct str csv_rows_cell(const struct csv_rows *rows, size_t at)
{
    return str_cut(buf_view(&rows->cells), at ? rows->ends[at - 1] : 0,
                   rows->ends[at]);
}

/* Pass over the cell at `at`, or copy it; returns where its end is. */
static size_t cell_walk(const struct csv_rows *rows, size_t at,
                        struct buf *text, struct buf *runs)
{
    struct str raw = buf_view(&rows->raw);
    bool quoted = at < raw.len && raw.ptr[at] == '"';
    for (at += quoted; at < raw.len;) {
        size_t used = 1;
        if (quoted && raw.ptr[at] == '"') {
            if (at + 1 == raw.len || raw.ptr[at + 1] != '"')
                return at + 1;
            used = 2;
        } else if (!quoted && raw.ptr[at] == rows->delimiter) {
            return at;
        }
        if (text) {
            map_run_add(runs, (struct map_run){(uint32_t)text->len, 1,
                                               (uint32_t)at, (uint32_t)used});
            buf_byte(text, raw.ptr[at]);
        }
        at += used;
    }
    return at;
}

bool csv_rows_mapped(const struct csv_rows *rows, size_t at, struct arena *mem,
                     struct str *text, struct source_map *map)
{
    struct buf out = {0}, runs = {0};
    size_t from = 0;
    for (size_t i = 0; i < at && from < rows->raw.len; i++)
        from = cell_walk(rows, from, NULL, NULL) + 1;
    buf_text(&out, "");
    if (from <= rows->raw.len)
        (void)cell_walk(rows, from, &out, &runs);
    *text = arena_str(mem, buf_view(&out));
    *map = map_done(&runs, mem);
    buf_done(&out);
    return str_eq(*text, csv_rows_cell(rows, at));
}
