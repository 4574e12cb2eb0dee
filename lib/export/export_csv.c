/* export_csv.c - tables for programs: one of a kind (wide), one of all values
 * (long), or a folder with a table a kind. */
#include "export/folder.h"
#include "export/rows.h"

/* NAME.csv-metadata.json beside NAME.csv. */
static enum ibid_status write_sidecar(struct export *run,
                                      const struct table *table,
                                      struct sink *sink, struct ibid_error *err)
{
    struct arena mem = {0};
    struct table named = *table;
    const char *path = run->options->path, *slash = strrchr(path, '/');
    named.name = slash ? slash + 1 : path;
    enum ibid_status status =
        sink_open_file(sink, arena_printf(&mem, "%s-metadata.json", path), err);
    if (!status) {
        struct metadata about = {run->head, run->summary->uncited, false};
        table_metadata(&named, 1, &about, &sink->buf);
        status = sink_finish(sink, err);
    }
    arena_done(&mem);
    return status;
}

/* The table and, beside a regular file, its sidecar. */
static enum ibid_status publish(struct export *run, struct rows *rows,
                                struct ibid_error *err)
{
    struct sink *sink = &rows->table.sink, sidecar = {.fd = -1};
    enum ibid_status status = sink_finish(sink, err);
    bool beside = sink->temp != NULL;
    if (!status && beside)
        status = write_sidecar(run, &rows->table, &sidecar, err);
    if (!status)
        status = sink_publish(sink, err);
    if (!status && beside)
        status = sink_publish(&sidecar, err);
    sink_done(&sidecar);
    if (!status)
        run->summary->files = beside ? 2 : 1;
    return status;
}

static enum ibid_status write_table(struct export *run, struct rows *rows,
                                    ibid_fact_fn *put, struct ibid_error *err)
{
    enum ibid_status status = export_open(run, &rows->table.sink, err);
    if (!status) {
        table_header(&rows->table);
        status = export_facts(run, &run->query, put, rows, err);
    }
    run->summary->formula_cells = rows->table.formula_cells;
    run->summary->escaped_cells = rows->table.escaped_cells;
    return status ? status : publish(run, rows, err);
}

static enum ibid_status write_one(struct export *run, char delimiter,
                                  struct ibid_error *err)
{
    struct rows rows;
    enum ibid_status status = IBID_OK;
    const char *kind = run->query.kind;
    if (kind)
        status = rows_wide(&rows, run, kind, err);
    else
        rows_long(&rows, run);
    rows.table.style = table_style(run->options, delimiter);
    if (!status)
        status =
            write_table(run, &rows, kind ? rows_put_wide : rows_put_long, err);
    rows_done(&rows);
    return status;
}

static enum ibid_status write_csv(struct export *run, struct ibid_error *err)
{
    return run->folder ? folder_write(run, err) : write_one(run, ',', err);
}

static enum ibid_status write_tsv(struct export *run, struct ibid_error *err)
{
    return write_one(run, '\t', err);
}

const struct exporter export_csv = {
    .name = "csv",
    .extensions = "csv",
    .summary = "tables for programs; rejected and merged facts only with "
               "--status",
    .folders = true,
    .tables = true,
    .statuses = 1 << IBID_EXTRACTED | 1 << IBID_ACCEPTED | 1 << IBID_CORRECTED,
    .write = write_csv,
};

const struct exporter export_tsv = {
    .name = "tsv",
    .extensions = "tsv tab",
    .summary = "the same with tabs between cells",
    .tables = true,
    .statuses = 1 << IBID_EXTRACTED | 1 << IBID_ACCEPTED | 1 << IBID_CORRECTED,
    .write = write_tsv,
};
