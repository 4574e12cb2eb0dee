/* folder.c - a folder of tables: one a kind, sources, citations, metadata. */
#include "export/folder.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "export/aside.h"
#include "export/kinds.h"
#include "export/rows.h"

struct folder {
    struct export *run;
    struct arena mem;
    struct kinds kinds;
    struct table *tables; /* a kind each, then sources, citations */
    size_t table_count;   /* begun */
};

static const char *file_path(struct folder *folder, const char *name)
{
    return arena_printf(&folder->mem, "%s%s", folder->run->options->path, name);
}

/* ---- tables ------------------------------------------------------------ */

static enum ibid_status table_begin(struct folder *folder, struct table *table,
                                    struct ibid_error *err)
{
    table->style = table_style(folder->run->options, ',');
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
    folder->run->summary->escaped_cells += table->escaped_cells;
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

static enum ibid_status write_sources(struct folder *folder,
                                      struct ibid_error *err)
{
    struct table table = {.name = "sources.csv",
                          .columns = aside_source_columns,
                          .count = ASIDE_SOURCE_COLUMNS,
                          .key = "source_id"};
    enum ibid_status status = table_begin(folder, &table, err);
    if (!status)
        status = export_sources(folder->run, aside_source, &table, err);
    if (!status)
        status = sink_finish(&table.sink, err);
    if (!status)
        table_keep(folder, &table);
    sink_done(&table.sink);
    return status;
}

static enum ibid_status write_citations(struct folder *folder,
                                        struct ibid_error *err)
{
    struct citing to = {folder->run,
                        {.name = "citations.csv",
                         .columns = aside_citation_columns,
                         .count = ASIDE_CITATION_COLUMNS,
                         .key = "citation_id",
                         .foreign = {{"source_id", "sources.csv"}}},
                        NULL};
    if (folder->kinds.count == 1) /* else it points into several tables */
        to.table.foreign[1] =
            (struct foreign_key){"fact_id", folder->tables[0].name};
    enum ibid_status status = table_begin(folder, &to.table, err);
    if (!status)
        status = export_facts(folder->run, &folder->run->query, aside_citations,
                              &to, err);
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
        struct metadata about = {folder->run->head,
                                 folder->run->summary->uncited, true};
        table_metadata(folder->tables, folder->table_count, &about, &sink.buf);
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
    folder->tables = arena_array(&folder->mem, folder->kinds.count + 2,
                                 sizeof *folder->tables);
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < folder->kinds.count; i++)
        status = write_kind(folder, folder->kinds.names[i], err);
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
    folder.kinds.mem = &folder.mem;
    enum ibid_status status = kinds_find(run, &folder.kinds, err);
    if (!status && mkdir(path, 0777) != 0 && errno != EEXIST)
        status = err_set(err, IBID_IO, "cannot make the folder %s: %s", path,
                         strerror(errno));
    if (!status)
        status = write_tables(&folder, err);
    arena_done(&folder.mem);
    return status;
}
