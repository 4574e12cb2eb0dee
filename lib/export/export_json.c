/* export_json.c - the lossless master: one JSON document, or one JSON object
 * a line. */
#include "base/numbers.h"
#include "export/export.h"
#include "export/fact_json.h"
#include "export/link_json.h"

struct json_out {
    struct export *run;
    struct sink sink;
    struct jsonw to;
    bool lines; /* JSONL: each object says its type, a line each */
    /* What is written, so that links name nothing else. */
    struct numbers facts;
    struct map sources; /* by id */
    struct arena mem;
    struct arena fact_mem; /* of the fact at hand */
};

static void between(struct json_out *out)
{
    if (out->lines)
        out->to = jsonw_start(&out->sink.buf);
    else
        buf_byte(&out->sink.buf, '\n'); /* for people and line tools */
}

static enum ibid_status after(struct json_out *out, struct ibid_error *err)
{
    if (out->lines)
        buf_byte(&out->sink.buf, '\n');
    enum ibid_status status = sink_flush(&out->sink, err);
    out->run->bytes = out->sink.bytes;
    return status;
}

static enum ibid_status put_source(void *ctx, const struct ibid_source *source,
                                   struct ibid_error *err)
{
    struct json_out *out = ctx;
    between(out);
    *map_at(&out->sources, arena_str(&out->mem, str_of(source->id))) = out;
    source_json_write(out->lines ? "source" : NULL, source, &out->to);
    return after(out, err);
}

static enum ibid_status put_fact(void *ctx, const struct ibid_fact *fact,
                                 struct ibid_error *err)
{
    struct json_out *out = ctx;
    struct texts *texts = &out->run->texts;
    struct fact_json how = {out->run->codebook, texts_get, texts, NULL};
    arena_reset(&out->fact_mem);
    enum ibid_status status =
        export_support(out->run->st, out->run->codebook, fact, &out->fact_mem,
                       &how.support, err);
    if (status)
        return status;
    between(out);
    numbers_add(&out->facts, fact->no);
    fact_json_write(&how, out->lines ? "fact" : NULL, fact, &out->to);
    if (texts->status)
        return texts->status;
    export_count(out->run, fact);
    return after(out, err);
}

static enum ibid_status put_link(void *ctx, const struct link_row *link,
                                 struct ibid_error *err)
{
    struct json_out *out = ctx;
    if (!numbers_has(&out->facts, link->a) ||
        !numbers_has(&out->facts, link->b))
        return IBID_OK;
    between(out);
    link_json_write(out->lines ? "link" : NULL, link, &out->to);
    return after(out, err);
}

static enum ibid_status put_reuse(void *ctx, const struct reuse_row *row,
                                  struct ibid_error *err)
{
    struct json_out *out = ctx;
    if (!map_get(&out->sources, str_of(row->a_id)) ||
        !map_get(&out->sources, str_of(row->b_id)))
        return IBID_OK;
    between(out);
    enum ibid_status status = reuse_json_write(
        out->run->st, out->lines ? "reuse" : NULL, row, &out->to, err);
    return status ? status : after(out, err);
}

static void head(struct json_out *out)
{
    struct jsonw *to = &out->to;
    jsonw_key(to, "generator");
    jsonw_object(to);
    jsonw_key_text(to, "name", "ibid");
    jsonw_key_text(to, "version", IBID_VERSION);
    jsonw_object_end(to);
    jsonw_key_text(to, "offset_unit", "code point");
    jsonw_key_text(to, "head", out->run->head);
}

static enum ibid_status write_document(struct json_out *out,
                                       struct ibid_error *err)
{
    struct jsonw *to = &out->to;
    jsonw_object(to);
    head(out);
    jsonw_key(to, "sources");
    jsonw_array(to);
    enum ibid_status status = export_sources(out->run, put_source, out, err);
    jsonw_array_end(to);
    jsonw_key(to, "facts");
    jsonw_array(to);
    if (!status)
        status = export_facts(out->run, &out->run->query, put_fact, out, err);
    jsonw_array_end(to);
    jsonw_key(to, "links");
    jsonw_array(to);
    if (!status)
        status = store_link_each(out->run->st, 0, put_link, out, err);
    jsonw_array_end(to);
    jsonw_key(to, "reuse");
    jsonw_array(to);
    if (!status)
        status = store_reuse_each(out->run->st, 0, put_reuse, out, err);
    jsonw_array_end(to);
    jsonw_object_end(to);
    buf_byte(&out->sink.buf, '\n');
    return status;
}

static enum ibid_status write_lines(struct json_out *out,
                                    struct ibid_error *err)
{
    jsonw_object(&out->to);
    jsonw_key_text(&out->to, "type", "header");
    head(out);
    jsonw_object_end(&out->to);
    buf_byte(&out->sink.buf, '\n');
    enum ibid_status status = export_sources(out->run, put_source, out, err);
    if (!status)
        status = export_facts(out->run, &out->run->query, put_fact, out, err);
    if (!status)
        status = store_link_each(out->run->st, 0, put_link, out, err);
    if (!status)
        status = store_reuse_each(out->run->st, 0, put_reuse, out, err);
    return status;
}

static enum ibid_status write_any(struct export *run, bool lines,
                                  struct ibid_error *err)
{
    struct json_out out = {.run = run, .lines = lines};
    enum ibid_status status = export_open(run, &out.sink, err);
    out.facts.blocks.mem = out.sources.mem = &out.mem;
    out.to = jsonw_start(&out.sink.buf);
    if (!status)
        status = lines ? write_lines(&out, err) : write_document(&out, err);
    if (!status)
        status = sink_finish(&out.sink, err);
    if (!status)
        status = sink_publish(&out.sink, err);
    run->summary->files = status ? 0 : 1;
    sink_done(&out.sink);
    arena_done(&out.mem);
    arena_done(&out.fact_mem);
    return status;
}

static enum ibid_status write_json(struct export *run, struct ibid_error *err)
{
    return write_any(run, false, err);
}

static enum ibid_status write_jsonl(struct export *run, struct ibid_error *err)
{
    return write_any(run, true, err);
}

enum { ALL_STATUSES = (1 << (IBID_MERGED + 1)) - 1 };

const struct exporter export_json = {
    .name = "json",
    .extensions = "json",
    .summary = "the lossless master: sources, facts of every status, citations",
    .statuses = ALL_STATUSES,
    .write = write_json,
};

const struct exporter export_jsonl = {
    .name = "jsonl",
    .extensions = "jsonl ndjson",
    .summary = "the same, one source or fact per line",
    .statuses = ALL_STATUSES,
    .write = write_jsonl,
};
