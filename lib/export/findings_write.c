/* findings_write.c - findings as a table or as JSON. */
#include "base/map.h"
#include "export/fact_json.h"
#include "export/findings.h"
#include "export/table.h"
#include "store/sources.h"

const struct column findings_columns[] = {
    {.name = "finding_id", .about = "from the ids of its facts"},
    {.name = "kind"},
    {.name = "finding", .about = "key values of the fact that says most"},
    {.name = "basis",
     .about = "exact: the facts agree exactly; confirmed: a person said so; "
              "merged: they are one fact by now"},
    {.name = "low",
     .type = COLUMN_NUMBER,
     .about = "the least figure of those who count the same, also of those "
              "who contradict"},
    {.name = "best",
     .type = COLUMN_NUMBER,
     .about = "the preferred figure, else that of these facts"},
    {.name = "high", .type = COLUMN_NUMBER, .about = "the greatest figure"},
    {.name = "sources", .type = COLUMN_INTEGER},
    {.name = "publishers", .type = COLUMN_INTEGER},
    {.name = "independent_sources",
     .type = COLUMN_INTEGER,
     .about = "copies, one publisher, one origin count once"},
    {.name = "disputed", .about = "true, false"},
    {.name = "story"},
    {.name = "outlets", .about = "of the sources, else their names"},
    {.name = "facts", .separator = " "},
    {.name = "citations", .separator = " "},
    {.name = "quotes", .about = "the evidence of each fact, joined with |"},
};

const size_t findings_column_count =
    sizeof findings_columns / sizeof *findings_columns;

static const char *const basis_names[] = {"exact", "confirmed", "merged"};
static const char *const formats[] = {"csv", "tsv", "json", "jsonl"};

bool findings_format(const char *format)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(format, formats[i]) == 0)
            return true;
    return false;
}

struct writing {
    struct export *run;
    struct table table;
    struct sink sink; /* of JSON */
    struct jsonw to;
    bool json, lines;
    struct buf cell;
};

/* ---- Cells ------------------------------------------------------------- */

typedef void cite_fn(struct writing *w, const struct ibid_citation *c);

static void each_cite(struct writing *w, const struct ibid_fact *fact,
                      cite_fn *each)
{
    for (size_t i = 0; i < fact->citation_count; i++)
        each(w, &fact->citations[i]);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++)
            for (size_t c = 0; c < fact->fields[f].values[v].citation_count;
                 c++)
                each(w, &fact->fields[f].values[v].citations[c]);
}

static void add_id(struct writing *w, const struct ibid_citation *c)
{
    buf_printf(&w->cell, "%s%s", w->cell.len ? " " : "", c->id);
}

/* Joined with " | ", a "|" within doubled. */
static void add_text(struct writing *w, const char *text)
{
    buf_text(&w->cell, w->cell.len ? " | " : "");
    for (; text && *text; text++) {
        buf_byte(&w->cell, *text);
        if (*text == '|')
            buf_byte(&w->cell, '|');
    }
}

static void put_cell(struct writing *w)
{
    table_cell(&w->table, buf_view(&w->cell));
    buf_reset(&w->cell);
}

static void put_number(struct writing *w, bool known, double number)
{
    if (known)
        buf_printf(&w->cell, "%.15g", number);
    put_cell(w);
}

/* The outlets (else names) of the sources that a finding cites, each once. */
static enum ibid_status outlets(struct writing *w,
                                const struct finding *finding,
                                struct ibid_error *err)
{
    struct arena mem = {0};
    struct map seen = {.mem = &mem};
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; i < finding->fact_count; i++)
        for (size_t c = 0; !status && c < finding->facts[i].citation_count;
             c++) {
            struct source_row row;
            const char *id = finding->facts[i].citations[c].source;
            int64_t no;
            if (map_get(&seen, str_of(id)))
                continue;
            *map_at(&seen, str_of(id)) = w;
            status = store_source_find(w->run->st, id, &no, err);
            if (!status)
                status =
                    store_source_get(w->run->st, no, false, &mem, &row, err);
            if (!status)
                add_text(w, row.source.outlet ? row.source.outlet
                                              : row.source.name);
        }
    arena_done(&mem);
    return status;
}

static enum ibid_status put_row(struct writing *w,
                                const struct finding *finding,
                                struct ibid_error *err)
{
    struct table *table = &w->table;
    table_text(table, finding->id);
    table_text(table, finding->kind);
    table_text(table, finding->headline);
    table_text(table, basis_names[finding->basis]);
    put_number(w, finding->counted, finding->low);
    put_number(w, finding->counted, finding->best);
    put_number(w, finding->counted, finding->high);
    table_int(table, finding->standing.sources);
    table_int(table, finding->standing.publishers);
    table_int(table, finding->standing.independent);
    table_text(table, finding->standing.disputed ? "true" : "false");
    table_text(table, finding->story);
    enum ibid_status status = outlets(w, finding, err);
    put_cell(w);
    for (size_t i = 0; i < finding->fact_count; i++)
        buf_printf(&w->cell, "%s%s", i ? " " : "", finding->facts[i].id);
    put_cell(w);
    for (size_t i = 0; i < finding->fact_count; i++)
        each_cite(w, &finding->facts[i], add_id);
    put_cell(w);
    for (size_t i = 0; i < finding->fact_count; i++)
        for (size_t c = 0; c < finding->facts[i].citation_count; c++)
            add_text(w, finding->facts[i].citations[c].quote);
    put_cell(w);
    return status ? status : sink_flush(&table->sink, err);
}

/* ---- JSON -------------------------------------------------------------- */

static void put_figures(struct jsonw *to, const struct finding *finding)
{
    const char *const names[] = {"low", "best", "high"};
    const double values[] = {finding->low, finding->best, finding->high};
    for (size_t i = 0; finding->counted && i < 3; i++) {
        jsonw_key(to, names[i]);
        jsonw_real(to, values[i]);
    }
}

static enum ibid_status put_fact(struct writing *w,
                                 const struct ibid_fact *fact,
                                 struct ibid_error *err)
{
    struct arena mem = {0};
    struct fact_json how = {
        .codebook = w->run->codebook, .text = texts_get, .ctx = &w->run->texts};
    enum ibid_status status = export_support(w->run->st, w->run->codebook, fact,
                                             &mem, &how.support, err);
    if (!status)
        fact_json_write(&how, NULL, fact, &w->to);
    arena_done(&mem);
    return status;
}

static enum ibid_status put_json(struct writing *w,
                                 const struct finding *finding,
                                 struct ibid_error *err)
{
    struct jsonw *to = &w->to;
    if (w->lines)
        *to = jsonw_start(&w->sink.buf);
    else
        buf_byte(&w->sink.buf, '\n');
    jsonw_object(to);
    jsonw_key_text(to, "type", w->lines ? "finding" : NULL);
    jsonw_key_text(to, "id", finding->id);
    jsonw_key_text(to, "kind", finding->kind);
    jsonw_key_text(to, "finding", finding->headline);
    jsonw_key_text(to, "basis", basis_names[finding->basis]);
    put_figures(to, finding);
    jsonw_key_int(to, "sources", finding->standing.sources);
    jsonw_key_int(to, "publishers", finding->standing.publishers);
    jsonw_key_int(to, "independent_sources", finding->standing.independent);
    jsonw_key(to, "disputed");
    jsonw_bool(to, finding->standing.disputed);
    jsonw_key_text(to, "story", finding->story);
    jsonw_key(to, "facts");
    jsonw_array(to);
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < finding->fact_count; i++)
        status = put_fact(w, &finding->facts[i], err);
    jsonw_array_end(to);
    jsonw_object_end(to);
    if (w->lines)
        buf_byte(&w->sink.buf, '\n');
    if (!status)
        status = w->run->texts.status;
    return status ? status : sink_flush(&w->sink, err);
}

static enum ibid_status put(void *ctx, const struct finding *finding,
                            struct ibid_error *err)
{
    struct writing *w = ctx;
    return w->json ? put_json(w, finding, err) : put_row(w, finding, err);
}

/* ---- Files ------------------------------------------------------------- */

static void begin_json(struct writing *w)
{
    w->to = jsonw_start(&w->sink.buf);
    if (w->lines)
        return;
    jsonw_object(&w->to);
    jsonw_key_text(&w->to, "offset_unit", "code point");
    jsonw_key_text(&w->to, "head", w->run->head);
    jsonw_key(&w->to, "findings");
    jsonw_array(&w->to);
}

static void end_json(struct writing *w)
{
    if (w->lines)
        return;
    jsonw_array_end(&w->to);
    jsonw_object_end(&w->to);
    buf_byte(&w->sink.buf, '\n');
}

static enum ibid_status write_all(struct writing *w, struct sink *sink,
                                  struct ibid_error *err)
{
    enum ibid_status status = export_open(w->run, sink, err);
    if (status)
        return status;
    if (w->json)
        begin_json(w);
    else
        table_header(&w->table);
    status = findings_each(w->run, put, w, err);
    if (w->json)
        end_json(w);
    if (!status)
        status = sink_finish(sink, err);
    return status ? status : sink_publish(sink, err);
}

enum ibid_status findings_write(struct export *run, const char *format,
                                struct ibid_error *err)
{
    struct writing w = {
        .run = run,
        .table = {.name = "findings",
                  .columns = findings_columns,
                  .count = findings_column_count,
                  .sink = {.fd = -1}},
        .sink = {.fd = -1},
        .json = format[0] == 'j',
        .lines = strcmp(format, "jsonl") == 0,
    };
    struct sink *sink = w.json ? &w.sink : &w.table.sink;
    w.table.style =
        table_style(run->options, strcmp(format, "tsv") == 0 ? '\t' : ',');
    enum ibid_status status = write_all(&w, sink, err);
    run->summary->formula_cells = w.table.formula_cells;
    run->summary->escaped_cells = w.table.escaped_cells;
    run->summary->files = status ? 0 : 1;
    sink_done(sink);
    buf_done(&w.cell);
    return status;
}

enum ibid_status findings_keep(struct export *run, struct cells *out,
                               struct ibid_error *err)
{
    struct writing w = {
        .run = run,
        .table = {.columns = findings_columns,
                  .count = findings_column_count,
                  .sink = {.fd = -1},
                  .keep = out},
    };
    enum ibid_status status = findings_each(run, put, &w, err);
    buf_done(&w.cell);
    return status;
}
