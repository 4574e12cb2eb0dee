/* export_xlsx.c - a spreadsheet for people: a sheet a kind, then citations,
 * sources, and what this file is. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "export/xlsx_kind.h"
#include "fact/fact.h"

/* ---- sources, citations, what this is ---------------------------------- */

struct source_sheet {
    struct xlsx *x;
    struct table table;
    struct cells cells;
};

static enum ibid_status put_source(void *ctx, const struct ibid_source *source,
                                   struct ibid_error *err)
{
    struct source_sheet *to = ctx;
    arena_reset(&to->x->fact_mem);
    cells_reset(&to->cells);
    enum ibid_status status = aside_source(&to->table, source, err);
    if (!status)
        xlsx_aside(to->x, &to->x->sources, aside_source_columns,
                   ASIDE_SOURCE_COLUMNS, &to->cells, 0);
    return status;
}

static enum ibid_status write_sources(struct xlsx *x, struct ibid_error *err)
{
    struct source_sheet to = {.x = x,
                              .table = {.columns = aside_source_columns,
                                        .count = ASIDE_SOURCE_COLUMNS}};
    to.table.keep = &to.cells;
    enum ibid_status status = export_sources(x->run, put_source, &to, err);
    cells_done(&to.cells);
    return status;
}

static void about_line(struct xlsx *x, const char *name, const char *text)
{
    sheet_next(&x->book, &x->about);
    sheet_text(&x->book, &x->about, 0, str_of(name));
    sheet_text(&x->book, &x->about, 1, str_of(text));
}

static void about_count(struct xlsx *x, const char *name, int64_t count)
{
    sheet_next(&x->book, &x->about);
    sheet_text(&x->book, &x->about, 0, str_of(name));
    sheet_number(&x->book, &x->about, 1, (double)count);
}

static const char *filter_text(struct xlsx *x)
{
    const struct ibid_query *q = &x->run->query;
    struct buf out = {0};
    buf_text(&out, "status:");
    for (int s = 0; s <= IBID_MERGED; s++)
        if (q->statuses & 1u << s)
            buf_printf(&out, " %s", fact_status_name((enum ibid_fact_status)s));
    const char *const named[][2] = {{"where", q->where},
                                    {"kind", q->kind},
                                    {"source", q->source},
                                    {"rule", q->rule},
                                    {"text", q->text}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i][1])
            buf_printf(&out, "; %s: %s", named[i][0], named[i][1]);
    if (q->fact_count)
        buf_printf(&out, "; %zu facts by name", q->fact_count);
    if (q->uncited)
        buf_text(&out, "; with a value without citation");
    if (q->confidence_below > 0)
        buf_printf(&out, "; confidence below %g", q->confidence_below);
    const char *text = arena_strndup(&x->mem, out.ptr, out.len);
    buf_done(&out);
    return text;
}

/* No time of day stands here: the same database gives the same bytes. */
static void write_about(struct xlsx *x)
{
    const char *seq = x->run->head;
    about_line(x, "made by", "ibid " IBID_VERSION);
    about_line(x, "head of the journal", seq);
    about_line(x, "selected", filter_text(x));
    about_count(x, "facts", x->run->summary->facts);
    about_count(x, "citations", x->run->summary->citations);
    about_count(x, "sources", x->run->summary->sources);
    about_count(x, "values without citation (coloured cells)",
                x->run->summary->uncited);
    about_line(x, "start and end",
               "count code points of the version's text; "
               "text[start:end] is the quote");
    about_line(x, "to see the words behind a value",
               "point at its cell; the cell with ids right of it leads to the "
               "sheet Citations, [+] above the columns unfolds the quotes");
    about_line(x, "to check this file",
               "ibid verify FILE; with the articles alone: ibid verify FILE "
               "--against FOLDER");
    about_line(x, "to check a fact",
               "ibid show FACT_ID (the hidden first "
               "column) prints its values and quotes");
    about_line(x, "to check the database",
               arena_printf(&x->mem, "ibid verify --expect %s", seq));
    about_line(x, "to send corrections back",
               "edit values, fact_status and fact_rank, then: ibid apply FILE");
    about_count(x,
                "cells cut (32,767 characters is the limit; whole on the "
                "sheet Cut texts)",
                x->book.cut_cells);
    about_count(x,
                "links left as text (the limit is 65,530 a sheet, 32,768 to "
                "the web)",
                x->book.plain_links);
    about_count(x, "comments left out (32,768 is the limit)",
                x->book.left_comments);
    about_count(x, "further sheets (1,048,576 rows is the limit of one)",
                x->book.further_sheets);
}

static void aside_heads(struct xlsx *x)
{
    static const struct sheet_column about[] = {
        {"what", 44, false, false, false}, {"is", 80, false, false, false}};
    static struct sheet_column const more[] = {
        {"link", 20, false, false, false},
        {"source_title", 44, false, false, false}};
    struct sheet_column *cited =
        arena_array(&x->mem, XLSX_CITED_COLUMNS, sizeof *cited);
    struct sheet_column *sources =
        arena_array(&x->mem, ASIDE_SOURCE_COLUMNS, sizeof *sources);
    for (size_t i = 0; i < ASIDE_CITATION_COLUMNS; i++)
        cited[i] = (struct sheet_column){
            .name = aside_citation_columns[i].name,
            .width = xlsx_width(aside_citation_columns[i].name),
            .plain = aside_citation_columns[i].type == COLUMN_INTEGER};
    memcpy(cited + XLSX_CITED_LINK, more, sizeof more);
    for (size_t i = 0; i < ASIDE_SOURCE_COLUMNS; i++)
        sources[i] = (struct sheet_column){
            .name = aside_source_columns[i].name,
            .width = xlsx_width(aside_source_columns[i].name)};
    sheet_add(&x->book, &x->citations, "Citations");
    sheet_head(&x->book, &x->citations, cited, XLSX_CITED_COLUMNS);
    sheet_add(&x->book, &x->sources, "Sources");
    sheet_head(&x->book, &x->sources, sources, ASIDE_SOURCE_COLUMNS);
    sheet_add(&x->book, &x->about, "About");
    sheet_head(&x->book, &x->about, about, 2);
}

/* ---- the whole --------------------------------------------------------- */

/* Sheets stand in the order in which they are added: kinds with facts first. */
static enum ibid_status kinds_add(struct xlsx *x, struct sheet *sheets,
                                  struct ibid_error *err)
{
    struct ibid_query query = x->run->query;
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < x->kinds.count; i++) {
        int64_t count = 0;
        query.kind = x->kinds.names[i];
        status = store_fact_count(x->run->st, &query, &count, err);
        if (!status && (count || x->run->query.kind))
            sheet_add(&x->book, &sheets[i], query.kind);
        x->facts += count;
    }
    return status;
}

static enum ibid_status write_sheets(struct xlsx *x, struct ibid_error *err)
{
    struct sheet *sheets = arena_array(&x->mem, x->kinds.count, sizeof *sheets);
    x->citing = (struct citing){.run = x->run,
                                .table = {.columns = aside_citation_columns,
                                          .count = ASIDE_CITATION_COLUMNS,
                                          .keep = &x->cited}};
    enum ibid_status status = kinds_add(x, sheets, err);
    if (!status)
        aside_heads(x);
    if (!status) /* the rows of facts have their links first */
        x->citations.web_links_max =
            x->facts < BOOK_WEB_LINKS ? BOOK_WEB_LINKS - (uint32_t)x->facts : 0;
    for (size_t i = 0; !status && i < x->kinds.count; i++)
        if (sheets[i].ws)
            status = xlsx_kind(x, &sheets[i], x->kinds.names[i], err);
    if (!status)
        status = write_sources(x, err);
    if (status)
        return status;
    write_about(x);
    sheet_end(&x->book, &x->citations);
    sheet_end(&x->book, &x->sources);
    sheet_end(&x->book, &x->about);
    return book_close(&x->book, err);
}

/* The finished file into the sink, which names it. */
static enum ibid_status copy(const char *path, struct sink *sink,
                             struct ibid_error *err)
{
    FILE *file = fopen(path, "rb");
    enum ibid_status status = IBID_OK;
    size_t got = 0;
    while (file && !status) {
        got = fread(buf_reserve(&sink->buf, SINK_BYTES), 1, SINK_BYTES, file);
        if (!got)
            break;
        sink->buf.len += got;
        status = sink_flush(sink, err);
    }
    if (!file || ferror(file))
        status =
            err_set(err, IBID_IO, "cannot read %s: %s", path, strerror(errno));
    if (file)
        (void)fclose(file);
    return status;
}

/* Where the book is put together: beside the file it becomes, or where
 * temporary files go. */
static enum ibid_status scratch(struct xlsx *x, const struct sink *sink,
                                char **path, const char **folder,
                                struct ibid_error *err)
{
    *folder = NULL;
    if (sink->temp) {
        const char *slash = strrchr(sink->path, '/');
        *path = arena_printf(&x->mem, "%s.xlsx", sink->temp);
        *folder = slash ? arena_strndup(&x->mem, sink->path,
                                        (size_t)(slash - sink->path) + 1)
                        : ".";
        return IBID_OK;
    }
    *path = arena_strdup(&x->mem, P_tmpdir "/ibid-XXXXXX");
    int fd = mkstemp(*path);
    if (fd < 0)
        return err_set(err, IBID_IO, "cannot make a file in %s: %s", P_tmpdir,
                       strerror(errno));
    close(fd);
    return IBID_OK;
}

static enum ibid_status write_book(struct xlsx *x, struct sink *sink,
                                   struct ibid_error *err)
{
    char *path = NULL;
    const char *folder = NULL;
    enum ibid_status status = scratch(x, sink, &path, &folder, err);
    if (status)
        return status;
    status = book_open(&x->book, path, folder, err);
    if (!status)
        status = write_sheets(x, err);
    x->run->summary->cut_cells = x->book.cut_cells;
    x->run->summary->plain_links = x->book.plain_links;
    x->run->summary->left_comments = x->book.left_comments;
    x->run->summary->further_sheets = x->book.further_sheets;
    book_drop(&x->book);
    if (!status)
        status = copy(path, sink, err);
    unlink(path);
    return status;
}

static enum ibid_status write_xlsx(struct export *run, struct ibid_error *err)
{
    struct xlsx x = {.run = run};
    struct sink sink = {.fd = -1};
    x.kinds.mem = &x.mem;
    enum ibid_status status = kinds_find(run, &x.kinds, err);
    if (!status)
        status = export_open(run, &sink, err);
    if (!status)
        status = write_book(&x, &sink, err);
    if (!status)
        status = sink_finish(&sink, err);
    if (!status)
        status = sink_publish(&sink, err);
    run->summary->files = status ? 0 : 1;
    sink_done(&sink);
    cells_done(&x.cells);
    cells_done(&x.cited);
    arena_done(&x.fact_mem);
    arena_done(&x.mem);
    return status;
}

/* Numbers in the file have points, whatever the caller's language. */
static enum ibid_status write_plain(struct export *run, struct ibid_error *err)
{
    locale_t plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
    if (!plain)
        return err_set(err, IBID_IO, "there is no C locale");
    locale_t before = uselocale(plain);
    enum ibid_status status = write_xlsx(run, err);
    (void)uselocale(before);
    freelocale(plain);
    return status;
}

const struct exporter export_xlsx = {
    .name = "xlsx",
    .extensions = "xlsx",
    .summary = "a spreadsheet for people: a sheet a kind, citations, sources",
    .statuses = 1 << IBID_EXTRACTED | 1 << IBID_ACCEPTED | 1 << IBID_CORRECTED,
    .write = write_plain,
};
