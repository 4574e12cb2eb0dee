/* table.c - CSV tables: columns, cells, rows, and the metadata beside them. */
#include "export/table.h"

#include <csv.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/jsonw.h"
#include "fact/cells.h"

/* The one place where cells are written: what others wrote in an article must
 * not become a second cell, nor pass unseen as a formula. */
static void emit_cell(struct buf *out, struct str text, bool apostrophe)
{
    char *to = buf_reserve(out, 2 * text.len + 5);
    size_t bytes =
        csv_write(to + apostrophe, 2 * text.len + 2, text.ptr, text.len);
    if (apostrophe)
        memcpy(to, "\"'", 2); /* over the quote mark written there */
    bytes += apostrophe;
    to[bytes] = '\0';
    out->len += bytes;
}

void cells_add(struct cells *cells, struct str text)
{
    cells->ends = arena_grow(&cells->mem, cells->ends, &cells->room,
                             cells->count + 1, sizeof *cells->ends);
    buf_str(&cells->bytes, text);
    cells->ends[cells->count++] = cells->bytes.len;
}

static void put_cell(struct table *table, struct str text, bool apostrophe)
{
    char delimiter = table->style.delimiter;
    bool last = ++table->at == table->count;
    if (last)
        table->at = 0;
    if (table->keep) {
        cells_add(table->keep, text);
        return;
    }
    emit_cell(&table->sink.buf, text, apostrophe);
    if (last)
        buf_text(&table->sink.buf, table->style.line_feeds ? "\n" : "\r\n");
    else
        buf_byte(&table->sink.buf, byte_or(delimiter, ','));
}

struct str cells_get(const struct cells *cells, size_t i)
{
    size_t start = i ? cells->ends[i - 1] : 0;
    struct str none = {"", 0};
    return cells->ends[i] > start
               ? str_cut(buf_view(&cells->bytes), start, cells->ends[i])
               : none;
}

void cells_reset(struct cells *cells)
{
    buf_reset(&cells->bytes);
    cells->count = 0;
}

void cells_done(struct cells *cells)
{
    buf_done(&cells->bytes);
    arena_done(&cells->mem);
    *cells = (struct cells){.count = 0};
}

struct table_style table_style(const struct ibid_export *options,
                               char delimiter)
{
    return (struct table_style){
        .delimiter = byte_or(options->delimiter, delimiter),
        .bom = options->bom,
        .apostrophes = options->for_spreadsheet,
    };
}

void table_header(struct table *table)
{
    if (table->style.bom)
        buf_text(&table->sink.buf, "\xef\xbb\xbf");
    for (size_t i = 0; i < table->count; i++) {
        struct str name = str_of(table->columns[i].name);
        put_cell(table, name, table->style.apostrophes && cell_is_risky(name));
    }
}

void table_cell(struct table *table, struct str text)
{
    enum column_type type = table->columns[table->at].type;
    bool number = (type == COLUMN_NUMBER || type == COLUMN_INTEGER) &&
                  cell_is_number(text);
    bool escape = table->style.apostrophes && !number && cell_is_risky(text);
    table->escaped_cells += escape;
    table->formula_cells += !escape && !number && cell_is_formula(text);
    put_cell(table, text, escape);
    table->rows += table->at == 0;
}

void table_text(struct table *table, const char *text)
{
    table_cell(table, str_of(text));
}

void table_int(struct table *table, int64_t number)
{
    char digits[24];
    int bytes = snprintf(digits, sizeof digits, "%" PRId64, number);
    table_cell(table, (struct str){digits, (size_t)bytes});
}

/* ---- pieces ------------------------------------------------------------ */

void table_piece_begin(const struct table *table, struct table_piece *piece)
{
    piece->first = table->keep ? table->keep->count : table->sink.buf.len;
    piece->formula_cells = table->formula_cells;
    piece->escaped_cells = table->escaped_cells;
}

void table_piece_end(const struct table *table, struct table_piece *piece)
{
    const struct buf *out = &table->sink.buf;
    buf_reset(&piece->bytes);
    if (table->keep)
        piece->count = table->keep->count - piece->first;
    else
        buf_add(&piece->bytes, out->ptr + piece->first,
                out->len - piece->first);
    piece->at = table->at;
    piece->formula_cells = table->formula_cells - piece->formula_cells;
    piece->escaped_cells = table->escaped_cells - piece->escaped_cells;
}

void table_piece_again(struct table *table, const struct table_piece *piece)
{
    struct cells *keep = table->keep;
    for (size_t i = 0; keep && i < piece->count; i++) {
        size_t bytes = cells_get(keep, piece->first + i).len;
        (void)buf_reserve(&keep->bytes, bytes); /* or it would move away */
        cells_add(keep, cells_get(keep, piece->first + i));
    }
    if (!keep)
        buf_str(&table->sink.buf, buf_view(&piece->bytes));
    table->at = piece->at;
    table->rows += table->at == 0;
    table->formula_cells += piece->formula_cells;
    table->escaped_cells += piece->escaped_cells;
}

/* ---- metadata ---------------------------------------------------------- */

static const char *const datatypes[] = {
    [COLUMN_STRING] = "string",
    [COLUMN_INTEGER] = "integer",
    [COLUMN_NUMBER] = "number",
    [COLUMN_URL] = "anyURI",
};

static void column_json(const struct table *table, const struct column *column,
                        struct jsonw *to)
{
    jsonw_object(to);
    jsonw_key_text(to, "name", column->name);
    jsonw_key_text(to, "titles", column->name);
    jsonw_key_text(to, "dc:description", column->about);
    jsonw_key_text(to, "datatype", datatypes[column->type]);
    jsonw_key_text(to, "separator", column->separator);
    if (table->key && strcmp(table->key, column->name) == 0) {
        jsonw_key(to, "required");
        jsonw_bool(to, true);
    }
    jsonw_object_end(to);
}

static void foreign_key(const struct foreign_key *key,
                        const struct table *tables, size_t count,
                        struct jsonw *to)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(tables[i].name, key->table) != 0)
            continue;
        jsonw_object(to);
        jsonw_key_text(to, "columnReference", key->column);
        jsonw_key(to, "reference");
        jsonw_object(to);
        jsonw_key_text(to, "resource", key->table);
        jsonw_key_text(to, "columnReference", tables[i].key);
        jsonw_object_end(to);
        jsonw_object_end(to);
    }
}

static void schema_json(const struct table *table, const struct table *tables,
                        size_t count, struct jsonw *to)
{
    jsonw_key(to, "tableSchema");
    jsonw_object(to);
    jsonw_key(to, "columns");
    jsonw_array(to);
    for (size_t i = 0; i < table->count; i++)
        column_json(table, &table->columns[i], to);
    jsonw_array_end(to);
    jsonw_key_text(to, "primaryKey", table->key);
    if (table->foreign[0].column) {
        jsonw_key(to, "foreignKeys");
        jsonw_array(to);
        for (size_t i = 0; i < 2 && table->foreign[i].column; i++)
            foreign_key(&table->foreign[i], tables, count, to);
        jsonw_array_end(to);
    }
    jsonw_object_end(to);
}

static void dialect_json(const struct table_style *style, struct jsonw *to)
{
    char delimiter = byte_or(style->delimiter, ',');
    jsonw_key(to, "dialect");
    jsonw_object(to);
    jsonw_key_text(to, "encoding", "utf-8");
    jsonw_key_str(to, "delimiter", (struct str){&delimiter, 1});
    jsonw_key_text(to, "quoteChar", "\"");
    jsonw_key(to, "doubleQuote");
    jsonw_bool(to, true);
    jsonw_key(to, "header");
    jsonw_bool(to, true);
    jsonw_key_text(to, "lineTerminators", "\r\n");
    jsonw_key(to, "trim");
    jsonw_bool(to, false);
    jsonw_object_end(to);
}

static void table_json(const struct table *table, const struct table *tables,
                       size_t count, struct jsonw *to)
{
    char hex[SHA256_HEX_BYTES];
    hash_hex(&table->sink.sha256, hex);
    jsonw_key_text(to, "url", table->name);
    dialect_json(&table->style, to);
    schema_json(table, tables, count, to);
    jsonw_key_int(to, "rows", table->rows);
    jsonw_key_text(to, "sha256", hex);
}

static void ours_json(const struct metadata *about,
                      const struct table_style *style, struct jsonw *to)
{
    jsonw_key_text(to, "head", about->head);
    jsonw_key_text(to, "encoding", "utf-8");
    jsonw_key(to, "spreadsheet_safe");
    jsonw_bool(to, style->apostrophes);
    jsonw_key_text(to, "escape", style->apostrophes ? "apostrophe-1" : NULL);
    jsonw_key_int(to, "uncited_values", about->uncited);
}

/* In words, and as CSVW allows it, what stands in the keys that are ours. */
static void notes_json(const struct metadata *about,
                       const struct table_style *style, struct jsonw *to)
{
    jsonw_key(to, "notes");
    jsonw_array(to);
    jsonw_object(to);
    ours_json(about, style, to);
    jsonw_key_text(to, "offsets", "code points of the version's text");
    jsonw_key_text(to, "check", "ibid verify FILE");
    if (style->apostrophes)
        jsonw_key_text(to, "to read",
                       "a cell that begins with an apostrophe has one too "
                       "many: drop exactly one");
    jsonw_object_end(to);
    jsonw_array_end(to);
}

static void tables_json(const struct table *tables, size_t count,
                        struct jsonw *to)
{
    jsonw_key(to, "tables");
    jsonw_array(to);
    for (size_t i = 0; i < count; i++) {
        jsonw_object(to);
        table_json(&tables[i], tables, count, to);
        jsonw_object_end(to);
    }
    jsonw_array_end(to);
}

/* CSVW readers pass over the keys that are ours: head, rows, sha256... */
void table_metadata(const struct table *tables, size_t count,
                    const struct metadata *about, struct buf *out)
{
    struct jsonw to = jsonw_start(out);
    jsonw_object(&to);
    jsonw_key_text(&to, "@context", "http://www.w3.org/ns/csvw");
    jsonw_key(&to, "generator");
    jsonw_object(&to);
    jsonw_key_text(&to, "name", "ibid");
    jsonw_key_text(&to, "version", IBID_VERSION);
    jsonw_object_end(&to);
    ours_json(about, &tables->style, &to);
    notes_json(about, &tables->style, &to);
    if (about->folder)
        tables_json(tables, count, &to);
    else
        table_json(tables, tables, count, &to);
    jsonw_object_end(&to);
    buf_byte(out, '\n');
}
