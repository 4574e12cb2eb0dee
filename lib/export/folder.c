/* folder.c - a folder of tables: one a kind, sources, citations, metadata. */
#include "export/folder.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "export/rows.h"
#include "fact/cells.h"
#include "fact/fact.h"
#include "store/stats.h"

static const struct column source_columns[] = {
    {"source_id", COLUMN_STRING, "stable id of the source", NULL},
    {"source_name", COLUMN_STRING, "file name, or the record's own id", NULL},
    {"source_title", COLUMN_STRING, NULL, NULL},
    {"source_outlet", COLUMN_STRING, NULL, NULL},
    {"source_author", COLUMN_STRING, NULL, NULL},
    {"source_published", COLUMN_STRING, "EDTF", NULL},
    {"source_url", COLUMN_STRING, NULL, NULL},
    {"source_language", COLUMN_STRING, "BCP 47", NULL},
    {"source_licence", COLUMN_STRING, NULL, NULL},
    {"versions", COLUMN_STRING, "ids of its texts, oldest first", " "},
    {"versions_sha256", COLUMN_STRING, "of their original bytes", " "},
    {"versions_imported", COLUMN_STRING, "UTC", " "},
};
static const struct column citation_columns[] = {
    {"citation_id", COLUMN_STRING, "stable id of the citation", NULL},
    {"fact_id", COLUMN_STRING, "the fact it stands for", NULL},
    {"fact_kind", COLUMN_STRING, "the table the fact is in", NULL},
    {"field", COLUMN_STRING, "empty: the evidence of the fact", NULL},
    {"value_no", COLUMN_INTEGER, "which value of the field, from 1", NULL},
    {"source_id", COLUMN_STRING, "the source it points into", NULL},
    {"version_id", COLUMN_STRING, "the text of the source", NULL},
    {"start", COLUMN_INTEGER, "in code points of the text", NULL},
    {"end", COLUMN_INTEGER, "behind the last code point", NULL},
    {"quote", COLUMN_STRING, "the words there", NULL},
    {"prefix", COLUMN_STRING, "the words before", NULL},
    {"suffix", COLUMN_STRING, "the words behind", NULL},
    {"stance", COLUMN_STRING, "supports or disputes", NULL},
    {"anchor", COLUMN_STRING, "exact, moved, approximate or lost", NULL},
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

struct folder {
    struct export *run;
    struct arena mem;
    const char *kinds[FOLDER_KINDS_MAX];
    size_t kind_count;
    struct table *tables; /* a kind each, then sources, citations */
    size_t table_count;   /* begun */
};

static const char *file_path(struct folder *folder, const char *name)
{
    return arena_printf(&folder->mem, "%s%s", folder->run->options->path, name);
}

/* ---- which tables ------------------------------------------------------ */

static void kind_add(struct folder *folder, const char *name)
{
    for (size_t i = 0; i < folder->kind_count; i++)
        if (strcmp(folder->kinds[i], name) == 0)
            return;
    if (folder->kind_count < FOLDER_KINDS_MAX)
        folder->kinds[folder->kind_count] = arena_strdup(&folder->mem, name);
    folder->kind_count++;
}

static void kind_counted(void *ctx, const char *group, const char *name,
                         int64_t count)
{
    if (strcmp(group, "kind") == 0 && count > 0)
        kind_add(ctx, name);
}

/* Kinds of the codebook in its order, then those only facts know. */
static enum ibid_status kinds_find(struct folder *folder,
                                   struct ibid_error *err)
{
    struct export *run = folder->run;
    size_t count = 0;
    if (run->query.kind) {
        kind_add(folder, run->query.kind);
        return IBID_OK;
    }
    const struct codebook_kind *kinds =
        run->codebook ? codebook_kinds(run->codebook, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        kind_add(folder, kinds[i].name);
    bool several = false;
    enum ibid_status status = export_several_codebooks(run, &several, err);
    if (!status && (several || !count))
        status = store_stats(run->st, kind_counted, folder, err);
    return status;
}

/* A kind names a file: nothing in it may lead elsewhere. */
static enum ibid_status kinds_check(const struct folder *folder,
                                    struct ibid_error *err)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    if (folder->kind_count > FOLDER_KINDS_MAX)
        return err_set(err, IBID_LIMIT, "more than %d kinds of facts",
                       FOLDER_KINDS_MAX);
    for (size_t i = 0; i < folder->kind_count; i++) {
        const char *kind = folder->kinds[i];
        if (!*kind || kind[strspn(kind, allowed)] ||
            strcmp(kind, "sources") == 0 || strcmp(kind, "citations") == 0)
            return err_set(err, IBID_INVALID,
                           "kind \"%s\" cannot name a table's file", kind);
    }
    return IBID_OK;
}

/* ---- tables ------------------------------------------------------------ */

static enum ibid_status table_begin(struct folder *folder, struct table *table,
                                    struct ibid_error *err)
{
    enum ibid_status status =
        sink_open_file(&table->sink, file_path(folder, table->name), err);
    if (!status)
        table_header(table);
    return status;
}

/* Keep the finished table: its columns live as long as the folder. */
static void table_keep(struct folder *folder, struct table *table)
{
    struct column *columns =
        arena_array(&folder->mem, table->count, sizeof *columns);
    for (size_t i = 0; i < table->count; i++) {
        columns[i] = table->columns[i];
        columns[i].name = arena_strdup(&folder->mem, columns[i].name);
    }
    folder->run->summary->formula_cells += table->formula_cells;
    buf_done(&table->sink.buf);
    folder->tables[folder->table_count] = *table;
    folder->tables[folder->table_count++].columns = columns;
    table->sink = (struct sink){.fd = -1};
}

static enum ibid_status write_kind(struct folder *folder, const char *kind,
                                   struct ibid_error *err)
{
    struct rows rows;
    struct ibid_query query = folder->run->query;
    query.kind = kind;
    enum ibid_status status = rows_wide(&rows, folder->run, kind, err);
    rows.table.name = arena_printf(&folder->mem, "%s.csv", kind);
    if (!status)
        status = table_begin(folder, &rows.table, err);
    if (!status)
        status = export_facts(folder->run, &query, rows_put_wide, &rows, err);
    if (!status)
        status = sink_finish(&rows.table.sink, err);
    if (!status)
        table_keep(folder, &rows.table);
    rows_done(&rows);
    return status;
}

static void put_list(struct table *table, const struct ibid_source *source,
                     size_t member, struct buf *cell)
{
    buf_reset(cell);
    for (size_t i = 0; i < source->version_count; i++) {
        const struct ibid_version *v = &source->versions[i];
        const char *const parts[] = {v->id, v->sha256, v->imported};
        if (i)
            buf_byte(cell, ' ');
        buf_text(cell, parts[member]);
    }
    table_cell(table, buf_view(cell));
}

static enum ibid_status put_source(void *ctx, const struct ibid_source *source,
                                   struct ibid_error *err)
{
    struct table *table = ctx;
    struct buf cell = {0};
    const char *const plain[] = {
        source->id,     source->name,     source->title,
        source->outlet, source->author,   source->published,
        source->url,    source->language, source->licence,
    };
    for (size_t i = 0; i < LENGTH(plain); i++)
        table_text(table, plain[i]);
    for (size_t i = 0; i < 3; i++)
        put_list(table, source, i, &cell);
    buf_done(&cell);
    return sink_flush(&table->sink, err);
}

static enum ibid_status write_sources(struct folder *folder,
                                      struct ibid_error *err)
{
    struct table table = {.name = "sources.csv",
                          .columns = source_columns,
                          .count = LENGTH(source_columns),
                          .key = "source_id"};
    enum ibid_status status = table_begin(folder, &table, err);
    if (!status)
        status = export_sources(folder->run, put_source, &table, err);
    if (!status)
        status = sink_finish(&table.sink, err);
    if (!status)
        table_keep(folder, &table);
    sink_done(&table.sink);
    return status;
}

struct citing {
    struct folder *folder;
    struct table table;
    const struct ibid_fact *fact;
};

static void put_place(struct citing *to, const struct ibid_citation *c)
{
    const struct utf8_index *index =
        texts_get(&to->folder->run->texts, c->version);
    bool there = index && c->quote && c->end <= index->text.len;
    if (!there) {
        for (int i = 0; i < 5; i++)
            table_text(&to->table, NULL);
        return;
    }
    table_int(&to->table, (int64_t)utf8_index_point(index, c->start));
    table_int(&to->table, (int64_t)utf8_index_point(index, c->end));
    table_text(&to->table, c->quote);
    table_cell(&to->table, context_before(index->text, c->start));
    table_cell(&to->table, context_after(index->text, c->end));
}

static void put_citations(struct citing *to, const char *field, int64_t value,
                          const struct ibid_citation *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        table_text(&to->table, list[i].id);
        table_text(&to->table, to->fact->id);
        table_text(&to->table, to->fact->kind);
        table_text(&to->table, field);
        if (value)
            table_int(&to->table, value);
        else
            table_text(&to->table, NULL);
        table_text(&to->table, list[i].source);
        table_text(&to->table, list[i].version);
        put_place(to, &list[i]);
        table_text(&to->table, fact_stance_name(list[i].stance));
        table_text(&to->table, fact_anchor_name(list[i].anchor));
    }
}

static enum ibid_status cite_fact(void *ctx, const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    struct citing *to = ctx;
    to->fact = fact;
    put_citations(to, "", 0, fact->citations, fact->citation_count);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++)
            put_citations(to, fact->fields[f].name, (int64_t)v + 1,
                          fact->fields[f].values[v].citations,
                          fact->fields[f].values[v].citation_count);
    enum ibid_status status = to->folder->run->texts.status;
    return status ? status : sink_flush(&to->table.sink, err);
}

static enum ibid_status write_citations(struct folder *folder,
                                        struct ibid_error *err)
{
    struct citing to = {folder,
                        {.name = "citations.csv",
                         .columns = citation_columns,
                         .count = LENGTH(citation_columns),
                         .key = "citation_id",
                         .points_at = {"source_id", "sources.csv"}},
                        NULL};
    enum ibid_status status = table_begin(folder, &to.table, err);
    if (!status)
        status =
            export_facts(folder->run, &folder->run->query, cite_fact, &to, err);
    if (!status)
        status = sink_finish(&to.table.sink, err);
    if (!status)
        table_keep(folder, &to.table);
    sink_done(&to.table.sink);
    return status;
}

/* ---- all of it --------------------------------------------------------- */

/* The metadata comes last: who finds it finds what it speaks of. */
static enum ibid_status publish(struct folder *folder, struct ibid_error *err)
{
    struct sink sink = {.fd = -1};
    enum ibid_status status =
        sink_open_file(&sink, file_path(folder, "csv-metadata.json"), err);
    if (!status) {
        table_metadata(folder->tables, folder->table_count, folder->run->head,
                       &sink.buf);
        status = sink_finish(&sink, err);
    }
    for (size_t i = 0; !status && i < folder->table_count; i++)
        status = sink_publish(&folder->tables[i].sink, err);
    if (!status)
        status = sink_publish(&sink, err);
    sink_done(&sink);
    return status;
}

static enum ibid_status write_tables(struct folder *folder,
                                     struct ibid_error *err)
{
    folder->tables = arena_array(&folder->mem, folder->kind_count + 2,
                                 sizeof *folder->tables);
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < folder->kind_count; i++)
        status = write_kind(folder, folder->kinds[i], err);
    if (!status)
        status = write_sources(folder, err);
    if (!status)
        status = write_citations(folder, err);
    if (!status)
        status = publish(folder, err);
    if (!status)
        folder->run->summary->files = (int64_t)folder->table_count + 1;
    for (size_t i = 0; i < folder->table_count; i++)
        sink_done(&folder->tables[i].sink);
    return status;
}

enum ibid_status folder_write(struct export *run, struct ibid_error *err)
{
    struct folder folder = {.run = run};
    const char *path = run->options->path;
    enum ibid_status status = kinds_find(&folder, err);
    if (!status)
        status = kinds_check(&folder, err);
    if (!status && mkdir(path, 0777) != 0 && errno != EEXIST)
        status = err_set(err, IBID_IO, "cannot make the folder %s: %s", path,
                         strerror(errno));
    if (!status)
        status = write_tables(&folder, err);
    arena_done(&folder.mem);
    return status;
}
