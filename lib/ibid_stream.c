/* ibid_stream.c - the facade: JSONL articles to JSON lines, no database. */
#include <stdlib.h>

#include "export/fact_json.h"
#include "fact/fact.h"
#include "ibid_db.h"
#include "import/importer.h"
#include "import/input.h"
#include "import/propose.h"
#include "source/read.h"

enum { STREAM_BUFFER_BYTES = 64 * 1024 };

struct streaming {
    const struct ibid_stream *how;
    const struct codebook *codebook;
    struct buf out;           /* lines not yet written */
    struct utf8_index index;  /* of the text at hand */
    struct arena record, mem; /* of the reader, of the facts */
};

/* The only text there is. */
static const struct utf8_index *the_text(void *ctx, const char *version)
{
    struct streaming *s = ctx;
    (void)version;
    return &s->index;
}

static const char *mention_name(enum mention_type type)
{
    static const char *const names[] = {
        [MENTION_DATE] = "date",     [MENTION_NUMBER] = "number",
        [MENTION_PERSON] = "person", [MENTION_ORGANISATION] = "organisation",
        [MENTION_PLACE] = "place",   [MENTION_PERIOD] = "period",
        [MENTION_TIME] = "time",     [MENTION_LENGTH] = "duration",
    };
    return names[type];
}

static void mentions_json(struct streaming *s, const struct extraction *facts,
                          struct jsonw *to)
{
    jsonw_key(to, "mentions");
    jsonw_array(to);
    for (size_t i = 0; i < facts->mention_count; i++) {
        const struct mention *m = &facts->mentions[i];
        jsonw_object(to);
        jsonw_key_text(to, "type", mention_name(m->type));
        jsonw_key_int(to, "start",
                      (int64_t)utf8_index_point(&s->index, m->start));
        jsonw_key_int(to, "end", (int64_t)utf8_index_point(&s->index, m->end));
        jsonw_key(to, "value");
        if (m->type == MENTION_NUMBER && m->value)
            jsonw_raw(to, str_of(m->value));
        else
            jsonw_text(to, m->value);
        jsonw_object_end(to);
    }
    jsonw_array_end(to);
}

static void source_json(const struct article *article, const char *source,
                        struct jsonw *to)
{
    jsonw_key(to, "source");
    jsonw_object(to);
    jsonw_key_text(to, "id", source);
    jsonw_key_text(to, "name", article->name);
    jsonw_key_text(to, "title", article->title);
    jsonw_key_text(to, "outlet", article->outlet);
    jsonw_key_text(to, "author", article->author);
    jsonw_key_text(to, "published", article->published);
    jsonw_key_text(to, "url", article->url);
    jsonw_key_text(to, "language", article->language);
    jsonw_object_end(to);
}

static void text_json(const struct article *article, struct jsonw *to)
{
    struct buf main = {0};
    article_main(article->text, article->blocks, article->block_count, &main);
    jsonw_key_str(to, "text", article->text);
    jsonw_key_str(to, "main", buf_view(&main));
    buf_done(&main);
}

static void facts_json(struct streaming *s, const struct extraction *facts,
                       struct jsonw *to)
{
    struct fact_json how = {s->codebook, the_text, s, NULL};
    jsonw_key(to, "facts");
    jsonw_array(to);
    for (size_t i = 0; i < facts->fact_count; i++) {
        fact_citation_ids(&facts->facts[i], &s->mem);
        fact_json_write(&how, NULL, &facts->facts[i], to);
    }
    jsonw_array_end(to);
}

/* Of each fact, in their order. */
static void contexts_json(const struct extraction *facts, struct jsonw *to)
{
    jsonw_key(to, "contexts");
    jsonw_array(to);
    for (size_t i = 0; i < facts->fact_count; i++)
        jsonw_raw(to, str_of(facts->contexts[i]));
    jsonw_array_end(to);
}

static void line_of(struct streaming *s, const struct article *article)
{
    struct extraction facts = {0};
    char hex[SHA256_HEX_BYTES];
    const char *source = propose_source_id(article, &s->mem);
    struct sha256 sum = hash_of(article->text);
    const char *version = propose_version_id(source, &sum, &s->mem);
    s->index = utf8_index(article->text, &s->mem);
    if (propose_language_fits(s->codebook, article))
        propose_facts(s->codebook, article, article->published, source, version,
                      (s->how->with_mentions ? EXTRACT_MENTIONS : 0) |
                          (s->how->with_contexts ? EXTRACT_CONTEXTS : 0),
                      &s->mem, &facts);
    struct jsonw to = jsonw_start(&s->out);
    jsonw_object(&to);
    source_json(article, source, &to);
    jsonw_key_text(&to, "version", version);
    sum = hash_of(article->original);
    hash_hex(&sum, hex);
    jsonw_key_text(&to, "sha256", hex);
    if (s->how->with_text)
        text_json(article, &to);
    facts_json(s, &facts, &to);
    if (s->how->with_mentions)
        mentions_json(s, &facts, &to);
    if (s->how->with_contexts)
        contexts_json(&facts, &to);
    jsonw_object_end(&to);
}

/* A line that cannot be read is answered by name and reason. */
static void error_line(struct streaming *s, const struct ibid_error *why)
{
    struct jsonw to = jsonw_start(&s->out);
    jsonw_object(&to);
    jsonw_key(&to, "source");
    jsonw_object(&to);
    jsonw_key_text(&to, "name", why->source);
    jsonw_object_end(&to);
    if (why->line)
        jsonw_key_int(&to, "line", why->line);
    jsonw_key_text(&to, "error", why->text);
    jsonw_object_end(&to);
}

static enum ibid_status flush(struct streaming *s, struct ibid_error *err)
{
    bool ok = !s->out.len || s->how->write(s->how->ctx, s->out.ptr, s->out.len);
    buf_reset(&s->out);
    return ok ? IBID_OK
              : err_set(err, IBID_IO, "the output could not be written");
}

static enum ibid_status put(void *ctx, const struct article *article,
                            const struct ibid_error *why,
                            struct ibid_error *err)
{
    struct streaming *s = ctx;
    arena_reset(&s->mem);
    if (article)
        line_of(s, article);
    else
        error_line(s, why);
    buf_byte(&s->out, '\n');
    return s->out.len >= STREAM_BUFFER_BYTES ? flush(s, err) : IBID_OK;
}

static enum ibid_status stream(struct streaming *s, struct ibid_error *err)
{
    static const struct import_hints none;
    struct article_sink sink = {.ctx = s, .mem = &s->record, .put = put};
    struct input *in = NULL;
    enum ibid_status status =
        input_open_fd(s->how->in_fd, "standard input", &in, err);
    if (!status)
        status = importer_named(STR("jsonl"))->read(in, &none, &sink, err);
    input_close(in);
    enum ibid_status last = flush(s, status ? NULL : err);
    return status ? status : last;
}

enum ibid_status ibid_extract_stream(const struct ibid_stream *how,
                                     struct ibid_error *err)
{
    struct arena files = {0};
    struct codebook *codebook = NULL;
    struct codebook_row snapshot;
    struct streaming s = {.how = how};
    enum ibid_status status =
        ibid_codebook_load(how->codebook, &files, &snapshot, &codebook, err);
    s.codebook = codebook;
    if (!status)
        status = stream(&s, err);
    codebook_close(codebook);
    buf_done(&s.out);
    arena_done(&s.mem);
    arena_done(&s.record);
    arena_done(&files);
    return status;
}
