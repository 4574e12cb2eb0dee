/* import_csv.c - one row of a table is one article. */
#include "import/csv_row.h"
#include "import/csv_wide.h"
#include "import/import_page.h"
#include "import/record.h"
#include "source/decode.h"
#include "source/read.h"
#include "source/said.h"

enum { CHUNK_BYTES = 64 * 1024, NAME_BYTES_MAX = 20, NO_COLUMN = -1 };

struct reader {
    struct input *in;
    const struct import_hints *hints;
    const struct article_sink *sink;
    struct csv_rows rows;
    struct csv_wide wide;
    struct buf wide_row;       /* the row in the file's own bytes */
    struct source_map row_map; /* to them */
    int64_t line;              /* being read, from 1 */
    int64_t row_line;          /* on which the row begins */
    bool has_header;
    int text, html, id; /* columns, or NO_COLUMN */
    size_t columns;
    char names[CSV_COLUMNS_MAX][NAME_BYTES_MAX]; /* "" for others */
};

/* A column's name in lower case; "" for what no field is called. */
static void name_set(char out[NAME_BYTES_MAX], struct str cell)
{
    cell = str_trim(cell);
    out[0] = '\0';
    if (cell.len >= NAME_BYTES_MAX)
        return;
    for (size_t i = 0; i < cell.len; i++)
        out[i] = byte_lower(cell.ptr[i]);
    out[cell.len] = '\0';
}

static enum ibid_status header_take(struct reader *r, struct ibid_error *why)
{
    r->has_header = true;
    r->text = r->html = r->id = NO_COLUMN;
    r->columns = r->rows.count;
    for (size_t i = 0; i < r->columns; i++) {
        name_set(r->names[i], csv_rows_cell(&r->rows, i));
        for (size_t k = 0; k < i; k++)
            if (r->names[i][0] && strcmp(r->names[i], r->names[k]) == 0)
                return err_set(why, IBID_INVALID,
                               "two columns are named \"%s\"", r->names[i]);
        int at = (int)i;
        if (strcmp(r->names[i], "text") == 0)
            r->text = at;
        else if (strcmp(r->names[i], "html") == 0)
            r->html = at;
        else if (strcmp(r->names[i], "id") == 0)
            r->id = at;
    }
    if (r->text == NO_COLUMN && r->html == NO_COLUMN)
        return err_set(why, IBID_INVALID,
                       "no column is named \"text\" or \"html\"; the first "
                       "row must name the columns");
    return IBID_OK;
}

/* A cell as text, from the encoding of its row; NULL when it is blank. */
static enum ibid_status cell_text(const struct reader *r, size_t at,
                                  const char *encoding, const char **out,
                                  struct ibid_error *why)
{
    struct str cell = str_trim(csv_rows_cell(&r->rows, at));
    struct article read = {0};
    if (!cell.len)
        return IBID_OK;
    enum ibid_status status =
        decode(cell, encoding, false, r->sink->mem, &read, why);
    if (status == IBID_OK)
        *out = arena_strndup(r->sink->mem, read.text.ptr, read.text.len);
    return status;
}

/* Note in which cell of the row it stands. */
static void cell_said(const struct reader *r, size_t at, const char *value,
                      struct article *out)
{
    struct arena *mem = r->sink->mem;
    struct str text;
    struct source_map map;
    uint32_t start = 0, end = 0;
    bool found = csv_rows_mapped(&r->rows, at, mem, &text, &map);
    if (found && r->wide.order)
        map = map_join(map, r->row_map, mem);
    if (found && !map_span(&map, 0, (uint32_t)text.len, &start, &end))
        start = end = 0;
    article_said(out, mem, arena_strdup(mem, r->names[at]), str_of(value),
                 "column of the table", start, end);
}

static enum ibid_status metadata(const struct reader *r, const char *encoding,
                                 struct article *out, struct ibid_error *why)
{
    struct arena *mem = r->sink->mem;
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; status == IBID_OK && i < r->columns; i++) {
        const char **slot = (int)i == r->id
                                ? &out->name
                                : record_slot(out, str_of(r->names[i]));
        if (slot)
            status = cell_text(r, i, encoding, slot, why);
        if (!status && slot && *slot && (int)i != r->id)
            cell_said(r, i, *slot, out);
    }
    if (status != IBID_OK)
        return status;
    if (!out->name)
        out->name =
            arena_printf(mem, "%s:%lld", r->in->name, (long long)r->row_line);
    record_check(out, mem);
    import_hints_apply(r->hints, mem, out);
    return IBID_OK;
}

static bool has_words(const struct reader *r, int column)
{
    return column != NO_COLUMN &&
           str_trim(csv_rows_cell(&r->rows, (size_t)column)).len > 0;
}

/* The row as it stands in the file, and what encoding it is in. */
static enum ibid_status row_decode(struct reader *r, struct article *row,
                                   struct ibid_error *why)
{
    static const char *const orders[] = {NULL, "utf-16le", "utf-16be"};
    struct arena *mem = r->sink->mem;
    struct str raw = buf_view(r->wide.order ? &r->wide_row : &r->rows.raw);
    const char *charset = r->wide.order ? orders[r->wide.order]
                          : r->hints    ? r->hints->charset
                                        : NULL;
    enum ibid_status status =
        decode(arena_str(mem, raw), charset, false, mem, row, why);
    if (!status && r->wide.order && !str_eq(row->text, buf_view(&r->rows.raw)))
        return err_set(why, IBID_INVALID, "the row is not UTF-16");
    r->row_map = row->map;
    return status;
}

static enum ibid_status row_read(struct reader *r, struct article *out,
                                 struct ibid_error *why)
{
    struct arena *mem = r->sink->mem;
    struct article row = {0};
    struct str content;
    struct source_map quotes;
    if (r->rows.over || r->rows.count != r->columns)
        return err_set(why, IBID_INVALID,
                       "%zu cells under %zu names of columns",
                       r->rows.count + r->rows.over, r->columns);
    int column = has_words(r, r->text) ? r->text : r->html;
    if (!has_words(r, column))
        return err_set(why, IBID_INVALID, "nothing to read in this row");
    enum ibid_status status = row_decode(r, &row, why);
    const char *encoding = r->wide.order ? "utf-8" : row.encoding;
    if (status == IBID_OK)
        status = metadata(r, encoding, out, why);
    if (status != IBID_OK)
        return status;
    if (!csv_rows_mapped(&r->rows, (size_t)column, mem, &content, &quotes))
        return err_set(why, IBID_INVALID, "a cell cannot be found in its row");
    size_t known = out->said_count;
    status = column == r->html ? read_html(content, encoding, mem, out, why)
                               : read_text(content, encoding, mem, out, why);
    if (status != IBID_OK)
        return status;
    if (r->wide.order) {
        quotes = map_join(quotes, row.map, mem);
        out->encoding = row.encoding;
    }
    out->original = row.original;
    article_rebase(out, quotes, known, mem);
    return IBID_OK;
}

static enum ibid_status say(const struct reader *r, struct ibid_error *why,
                            struct ibid_error *err)
{
    err_at(why, r->in->name, r->row_line, -1);
    return r->sink->put(r->sink->ctx, NULL, why, err);
}

/* A whole row. `*end`: the file is of no more use. */
static enum ibid_status row_put(struct reader *r, bool *end,
                                struct ibid_error *err)
{
    struct ibid_error why = {0};
    struct article article = {0};
    arena_reset(r->sink->mem);
    if (!r->has_header) {
        *end = header_take(r, &why) != IBID_OK;
        return *end ? say(r, &why, err) : IBID_OK;
    }
    if (row_read(r, &article, &why) != IBID_OK)
        return say(r, &why, err);
    return r->sink->put(r->sink->ctx, &article, NULL, err);
}

static enum ibid_status byte_take(struct reader *r, char byte, bool *end,
                                  struct ibid_error *err)
{
    struct ibid_error why = {0};
    enum ibid_status status = IBID_OK;
    if (!r->rows.raw.len || r->rows.ended)
        r->row_line = r->line;
    *end = csv_rows_byte(&r->rows, byte, &why) != IBID_OK;
    if (*end)
        status = say(r, &why, err);
    else if (r->rows.ended)
        status = row_put(r, end, err);
    r->line += byte == '\n';
    return status;
}

/* Characters that have come whole, each with its own bytes. */
static enum ibid_status wide_take(struct reader *r, bool *end,
                                  struct ibid_error *err)
{
    struct csv_character c;
    enum ibid_status status = IBID_OK;
    while (!status && !*end && csv_wide_next(&r->wide, &c)) {
        if (r->rows.ended || !r->rows.raw.len)
            buf_reset(&r->wide_row);
        size_t before = r->rows.ended ? 0 : r->rows.raw.len;
        for (size_t i = 0; i < c.length && !status && !*end; i++)
            status = byte_take(r, c.text[i], end, err);
        if (!r->rows.ended && r->rows.raw.len > before)
            buf_add(&r->wide_row, c.original, c.original_length);
    }
    return status;
}

static enum ibid_status chunk_take(struct reader *r, struct str chunk,
                                   bool *end, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; i < chunk.len && !status && !*end; i++) {
        if (!r->wide.order) {
            status = byte_take(r, chunk.ptr[i], end, err);
            continue;
        }
        csv_wide_take(&r->wide, chunk.ptr[i]);
        status = wide_take(r, end, err);
    }
    return status;
}

static enum ibid_status last_row(struct reader *r, bool *end,
                                 struct ibid_error *err)
{
    struct ibid_error why = {0};
    if (r->rows.ended)
        r->row_line = r->line;
    if (csv_rows_end(&r->rows, &why) != IBID_OK)
        return say(r, &why, err);
    return r->rows.ended ? row_put(r, end, err) : IBID_OK;
}

static struct str first_line(struct str head)
{
    size_t end = 0;
    while (end < head.len && head.ptr[end] != '\n' && head.ptr[end] != '\r')
        end++;
    return str_cut(head, 0, end);
}

/* How many fields of records the line names when it is cut at `delimiter`;
 * `*content`: the one to read is among them. */
static size_t names_in(struct str line, char delimiter, bool *content)
{
    struct article article;
    struct str cell;
    size_t known = 0;
    *content = false;
    for (int i = 0; i < CSV_COLUMNS_MAX && str_split(&line, delimiter, &cell);
         i++) {
        char name[NAME_BYTES_MAX];
        if (cell.len >= 2 && cell.ptr[0] == '"' && str_ends(cell, STR("\"")))
            cell = str_cut(cell, 1, cell.len - 1);
        name_set(name, cell);
        bool main = strcmp(name, "text") == 0 || strcmp(name, "html") == 0;
        *content |= main;
        known += main || strcmp(name, "id") == 0 ||
                 record_slot(&article, str_of(name));
    }
    return known;
}

/* What the first line is cut at so that it names most; 0: nothing does. */
static char delimiter_of(struct str head, size_t at_least)
{
    static const char delimiters[] = {',', ';', '\t'};
    struct buf narrow = {0};
    size_t most = at_least - 1;
    char best = 0;
    head = csv_narrow(head, &narrow);
    for (size_t i = 0; i < sizeof delimiters; i++) {
        bool content;
        size_t known = names_in(first_line(head), delimiters[i], &content);
        if (content && known > most) {
            most = known;
            best = delimiters[i];
        }
    }
    buf_done(&narrow);
    return best;
}

/* A byte order mark is no part of the first cell. */
static size_t mark_bytes(struct str head)
{
    return str_starts(head, STR("\xEF\xBB\xBF")) ? 3
           : csv_order_of(head)                  ? 2
                                                 : 0;
}

static enum ibid_status read_rows(struct input *in,
                                  const struct import_hints *hints,
                                  const struct article_sink *sink,
                                  struct ibid_error *err)
{
    struct reader *r = mem_alloc(sizeof *r);
    char *chunk = mem_alloc(CHUNK_BYTES), delimiter = delimiter_of(in->head, 1);
    *r = (struct reader){.in = in, .hints = hints, .sink = sink, .line = 1};
    csv_rows_init(&r->rows, byte_or(delimiter, ','));
    r->wide.order = csv_order_of(in->head);
    enum ibid_status status = IBID_OK;
    bool end = false, first = true;
    size_t got = 1;
    while (status == IBID_OK && got && !end) {
        status = in->read(in, chunk, CHUNK_BYTES, &got, err);
        struct str bytes = {chunk, got};
        if (first && got > 2)
            bytes = str_cut(bytes, mark_bytes(bytes), bytes.len);
        first = false;
        if (status == IBID_OK)
            status = chunk_take(r, bytes, &end, err);
    }
    if (status == IBID_OK && !end)
        status = last_row(r, &end, err);
    csv_rows_done(&r->rows);
    buf_done(&r->wide_row);
    free(chunk);
    free(r);
    return status;
}

static int sniff(struct str head)
{
    return delimiter_of(head, 2) ? 85 : 0;
}

const struct importer import_csv = {
    .name = "csv",
    .extensions = "csv tsv",
    .summary = "a table, one article a row: id, text or html, title, url...",
    .sniff = sniff,
    .read = read_rows,
};
