/* export.c - what all formats share: the run, walking facts and sources,
 * opening the output. */
#include "export/export.h"

#include <stdio.h>
#include <stdlib.h>

#include "export/fact_json.h"
#include "export/findings.h"
#include "extract/support.h"
#include "store/codebooks.h"
#include "store/entries.h"

static enum ibid_status head_get(struct export *run, struct ibid_error *err)
{
    struct arena mem = {0};
    struct entry head = {0};
    char hex[SHA256_HEX_BYTES];
    enum ibid_status status = store_entry_head(run->st, &mem, &head, err);
    hash_hex(&head.hash, hex);
    (void)snprintf(run->head, sizeof run->head, "%lld:%s", (long long)head.seq,
                   hex);
    arena_done(&mem);
    return status;
}

static enum ibid_status run_all(struct export *run,
                                const struct exporter *format,
                                struct ibid_error *err)
{
    if (!run->query.statuses)
        run->query.statuses = format->statuses;
    run->query.limit = run->query.offset = 0;
    enum ibid_status status = store_begin_read(run->st, err);
    if (status)
        return status;
    status = head_get(run, err);
    if (!status)
        status = export_check_cited(run, err);
    if (!status)
        status = run->options->findings ? findings_write(run, format->name, err)
                                        : format->write(run, err);
    store_rollback(run->st);
    if (!run->summary->sources)
        run->summary->sources = run->origins.distinct;
    return status;
}

enum ibid_status export_run(struct store *st, const struct codebook *codebook,
                            const struct ibid_export *options,
                            struct ibid_export_summary *summary,
                            struct ibid_error *err)
{
    const struct exporter *format = NULL;
    *summary = (struct ibid_export_summary){0};
    enum ibid_status status = exporter_choose(options, &format, err);
    if (status)
        return status;
    struct export *run = mem_alloc(sizeof *run);
    *run = (struct export){
        .st = st,
        .codebook = codebook,
        .options = options,
        .query = options->query,
        .folder = str_ends(str_of(options->path), STR("/")),
        .texts = {.st = st, .err = err},
        .origins = {.st = st},
        .summary = summary,
    };
    status = run_all(run, format, err);
    texts_done(&run->texts);
    origins_done(&run->origins);
    standings_done(&run->standings);
    free(run);
    return status;
}

enum ibid_status export_support(struct store *st,
                                const struct codebook *codebook,
                                const struct ibid_fact *fact, struct arena *mem,
                                const enum ibid_support **out,
                                struct ibid_error *err)
{
    int64_t no;
    size_t count;
    unsigned states;
    struct source_row row = {0};
    *out = NULL;
    if (!codebook || !support_may_fail(fact))
        return IBID_OK;
    enum ibid_status status = store_source_find(st, fact->source, &no, err);
    if (!status && no > 0)
        status = store_source_get(st, no, false, mem, &row, err);
    if (!status)
        *out = support_of_fact(codebook, fact, row.source.published, mem,
                               &count, &states);
    return status;
}

enum ibid_status export_fact_json(struct texts *texts,
                                  const struct codebook *codebook,
                                  const struct ibid_fact *fact,
                                  struct arena *mem, const char **json,
                                  struct ibid_error *err)
{
    struct fact_json how = {codebook, texts_get, texts, NULL};
    struct buf out = {0};
    struct jsonw to = jsonw_start(&out);
    enum ibid_status status =
        export_support(texts->st, codebook, fact, mem, &how.support, err);
    if (status)
        return status;
    texts->err = err;
    texts->status = IBID_OK;
    fact_json_write(&how, NULL, fact, &to);
    if (!texts->status)
        *json = arena_strndup(mem, out.ptr, out.len);
    buf_done(&out);
    return texts->status;
}

enum ibid_status export_open(struct export *run, struct sink *sink,
                             struct ibid_error *err)
{
    if (run->options->path)
        return sink_open_file(sink, run->options->path, err);
    sink_open_function(sink, run->options->write, run->options->ctx);
    return IBID_OK;
}

enum ibid_status export_several_codebooks(struct export *run, bool *out,
                                          struct ibid_error *err)
{
    struct arena mem = {0};
    struct codebook_row second;
    struct ibid_error why = {0}; /* that there is none is no failure */
    enum ibid_status status =
        store_codebook_get(run->st, 2, &mem, &second, &why);
    arena_done(&mem);
    *out = status == IBID_OK;
    if (status == IBID_NOT_FOUND)
        return IBID_OK;
    if (status && err)
        *err = why;
    return status;
}

/* ---- walks ------------------------------------------------------------- */

struct walk {
    struct export *run;
    ibid_fact_fn *each;
    void *ctx;
};

static enum ibid_status report(struct export *run, struct ibid_error *err)
{
    const struct ibid_export *options = run->options;
    struct ibid_progress now = {.articles = run->facts, .bytes = run->bytes};
    if (options->progress)
        options->progress(options->ctx, &now);
    if (options->stop && options->stop(options->ctx))
        return err_set(err, IBID_INTERRUPTED,
                       "stopped; nothing of this export was kept");
    return IBID_OK;
}

static enum ibid_status next_fact(void *ctx, int64_t no,
                                  const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    struct walk *walk = ctx;
    (void)no;
    origins_trim(&walk->run->origins);
    enum ibid_status status = walk->each(walk->ctx, fact, err);
    if (!status && ++walk->run->facts % EXPORT_PROGRESS_FACTS == 0)
        status = report(walk->run, err);
    return status;
}

enum ibid_status export_facts(struct export *run,
                              const struct ibid_query *query,
                              ibid_fact_fn *each, void *ctx,
                              struct ibid_error *err)
{
    struct walk walk = {run, each, ctx};
    return store_fact_each(run->st, query, next_fact, &walk, err);
}

/* Does the query select all facts there are, but for their status? */
static bool is_whole(const struct ibid_query *q)
{
    return !q->where && !q->fact_count && !q->kind && !q->source && !q->rule &&
           !q->text && !q->uncited && !(q->confidence_below > 0);
}

/* One bit a source number, for those that are cited. */
struct cited {
    struct export *run;
    struct arena mem;
    uint8_t *bits;
    size_t bytes;
};

static enum ibid_status mark(struct cited *cited,
                             const struct ibid_citation *list, size_t count,
                             struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    const char *last = "";
    for (size_t i = 0; !status && i < count; i++) {
        int64_t no = 0;
        if (strcmp(list[i].source, last) == 0)
            continue;
        last = list[i].source;
        status = store_source_find(cited->run->st, last, &no, err);
        if (status || no < 0)
            continue;
        size_t at = (size_t)no / 8;
        cited->bits =
            arena_grow(&cited->mem, cited->bits, &cited->bytes, at + 1, 1);
        cited->bits[at] |= (uint8_t)(1 << no % 8);
    }
    return status;
}

static enum ibid_status mark_fact(void *ctx, int64_t no,
                                  const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    (void)no;
    enum ibid_status status =
        mark(ctx, fact->citations, fact->citation_count, err);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; !status && v < fact->fields[f].value_count; v++)
            status = mark(ctx, fact->fields[f].values[v].citations,
                          fact->fields[f].values[v].citation_count, err);
    return status;
}

static bool is_cited(const struct cited *cited, int64_t no)
{
    size_t at = (size_t)no / 8;
    return at < cited->bytes && (cited->bits[at] & 1 << no % 8);
}

enum ibid_status export_sources(struct export *run, ibid_source_fn *each,
                                void *ctx, struct ibid_error *err)
{
    struct cited cited = {.run = run};
    struct arena mem = {0};
    struct source_row row = {0};
    bool all = is_whole(&run->query);
    enum ibid_status status = IBID_OK;
    if (!all)
        status = store_fact_each(run->st, &run->query, mark_fact, &cited, err);
    while (!status) {
        arena_reset(&mem);
        status = store_source_next(run->st, row.no, false, &mem, &row, err);
        if (status || !row.no)
            break;
        if (!all && !is_cited(&cited, row.no))
            continue;
        status = each(ctx, &row.source, err);
        run->summary->sources++;
    }
    arena_done(&mem);
    arena_done(&cited.mem);
    return status;
}
