/* export_brat.c - brat standoff: for each text a NAME.txt and a NAME.ann, in
 * which a fact is an event whose trigger is its evidence. */
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "export/export.h"
#include "export/kinds.h"
#include "fact/cells.h"
#include "fact/fact.h"

struct brat {
    struct export *run;
    struct arena mem;               /* of the text under way */
    char version[ID_BYTES];         /* "" = none */
    const struct utf8_index *index; /* NULL: its words were removed */
    struct sink ann, aside;       /* the second: what has no place in a text */
    int64_t spans, events, notes; /* given out in this text */
    struct buf args;
};

/* Names in brat are letters, digits, "_" and "-". */
static void put_name(const char *name, struct buf *out)
{
    for (; *name; name++) {
        char c = *name;
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!plain)
            c = '_';
        buf_byte(out, c);
    }
}

/* What a span is: evidence of a kind of fact, or of a field of it. */
static void put_type(const char *kind, const char *field, struct buf *out)
{
    put_name(kind, out);
    if (field)
        buf_byte(out, '-');
    if (field)
        put_name(field, out);
}

/* On one line: what ends a line or a column becomes a blank. */
static void put_line(const char *text, struct buf *out)
{
    for (; text && *text; text++)
        buf_byte(out, byte_on_line(*text));
}

/* ---- spans ------------------------------------------------------------- */

/* A span may not run over a line end: it is the pieces between, and its text
 * those with a blank between. A tab separates columns. */
static bool is_break(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

/* The next piece of [*at, end), of at least one character; false: none. */
static bool next_piece(struct str text, size_t *at, size_t end, size_t *start,
                       size_t *stop)
{
    while (*at < end) {
        size_t from = *at;
        if (is_break(utf8_next(text, at)))
            continue;
        *start = from;
        while (*at < end) {
            *stop = *at;
            if (is_break(utf8_next(text, at)))
                return true;
        }
        *stop = end;
        return true;
    }
    return false;
}

/* A line "T1<TAB>TYPE START END;START END<TAB>TEXT"; false when there is
 * nothing to point at. */
static bool put_span(struct brat *b, const char *kind, const char *field,
                     const struct ibid_citation *c)
{
    struct buf *out = &b->ann.buf;
    if (!b->index || !c->quote || c->end > b->index->text.len ||
        strcmp(c->version, b->version) != 0)
        return false;
    struct str text = b->index->text;
    size_t at = c->start, start = 0, stop = 0, pieces = 0;
    while (next_piece(text, &at, c->end, &start, &stop)) {
        if (pieces++ == 0) {
            buf_printf(out, "T%lld\t", (long long)++b->spans);
            put_type(kind, field, out);
        }
        buf_printf(out, "%s%zu %zu", pieces > 1 ? ";" : " ",
                   utf8_index_point(b->index, start),
                   utf8_index_point(b->index, stop));
    }
    if (!pieces)
        return false;
    const char *mark = "\t";
    for (at = c->start; next_piece(text, &at, c->end, &start, &stop);) {
        buf_text(out, mark);
        buf_str(out, str_cut(text, start, stop));
        mark = " ";
    }
    buf_byte(out, '\n');
    return true;
}

/* ---- facts ------------------------------------------------------------- */

static void note(struct brat *b, char target, int64_t number, const char *text)
{
    struct buf *out = &b->ann.buf;
    buf_printf(out, "#%lld\tAnnotatorNotes %c%lld\t", (long long)++b->notes,
               target, (long long)number);
    put_line(text, out);
    buf_byte(out, '\n');
}

/* What the words of the span just written stand for. */
static void put_meaning(struct brat *b, const struct ibid_value *value,
                        size_t citation)
{
    const char *quote = value->citations[citation].quote;
    struct buf text = {0};
    if (!quote || strcmp(quote, value->text) != 0)
        buf_text(&text, value->text);
    cell_resolved(value, text.len ? " = " : "", &text);
    if (text.len)
        note(b, 'T', b->spans, text.ptr);
    buf_done(&text);
}

/* The spans of the values, and the arguments of the event that point at
 * them: "place:T2 place2:T3". */
static void put_values(struct brat *b, const struct ibid_fact *fact)
{
    for (size_t f = 0; f < fact->field_count; f++) {
        const struct ibid_field *field = &fact->fields[f];
        int nth = 0;
        for (size_t v = 0; v < field->value_count; v++)
            for (size_t i = 0; i < field->values[v].citation_count; i++) {
                if (!put_span(b, fact->kind, field->name,
                              &field->values[v].citations[i]))
                    continue;
                buf_byte(&b->args, ' ');
                put_name(field->name, &b->args);
                if (++nth > 1)
                    buf_int(&b->args, nth);
                buf_printf(&b->args, ":T%lld", (long long)b->spans);
                put_meaning(b, &field->values[v], i);
            }
    }
}

static void put_notes(struct brat *b, const struct ibid_fact *fact)
{
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++) {
            const struct ibid_field *field = &fact->fields[f];
            const struct ibid_value *value = &field->values[v];
            bool needs = export_is_cited_field(b->run->codebook, fact->kind,
                                               field->name);
            if (!value->citation_count)
                note(b, 'E', b->events,
                     arena_printf(&b->mem, "%s = %s%s", field->name,
                                  value->text, needs ? " [no citation]" : ""));
            for (size_t i = 0; i < value->citation_count; i++)
                if (strcmp(value->citations[i].version, b->version) != 0)
                    note(b, 'E', b->events,
                         arena_printf(&b->mem, "%s is cited from %s",
                                      field->name,
                                      value->citations[i].version));
        }
}

static void put_event(struct brat *b, const struct ibid_fact *fact,
                      int64_t trigger)
{
    struct buf *out = &b->ann.buf;
    buf_printf(out, "E%lld\t", (long long)++b->events);
    put_name(fact->kind, out);
    buf_printf(out, ":T%lld", (long long)trigger);
    if (b->args.len)
        buf_str(out, buf_view(&b->args));
    buf_printf(out, "\nA%lld\tStatus E%lld %s\n", (long long)b->events,
               (long long)b->events, fact_status_name(fact->status));
    note(b, 'E', b->events, fact->id);
    put_notes(b, fact);
}

/* ---- texts ------------------------------------------------------------- */

static const char *path_of(struct brat *b, const char *name, const char *end)
{
    return arena_printf(&b->mem, "%s%s%s", b->run->options->path, name, end);
}

static enum ibid_status publish(struct export *run, struct sink *sink,
                                struct ibid_error *err)
{
    enum ibid_status status = sink_finish(sink, err);
    if (!status)
        status = sink_publish(sink, err);
    run->bytes += sink->bytes;
    run->summary->files += status ? 0 : 1;
    sink_done(sink);
    return status;
}

static enum ibid_status text_end(struct brat *b, struct ibid_error *err)
{
    if (!b->version[0])
        return IBID_OK;
    enum ibid_status status = publish(b->run, &b->ann, err);
    struct sink text = {.fd = -1};
    const struct utf8_index *index = texts_get(&b->run->texts, b->version);
    if (!status)
        status = sink_open_file(&text, path_of(b, b->version, ".txt"), err);
    if (!status && index)
        buf_str(&text.buf, index->text);
    if (!status)
        status = publish(b->run, &text, err);
    sink_done(&text);
    b->version[0] = '\0';
    arena_reset(&b->mem);
    return status;
}

static enum ibid_status text_begin(struct brat *b, const char *version,
                                   struct ibid_error *err)
{
    enum ibid_status status =
        sink_open_file(&b->ann, path_of(b, version, ".ann"), err);
    if (status)
        return status;
    (void)snprintf(b->version, sizeof b->version, "%s", version);
    b->spans = b->events = b->notes = 0;
    return IBID_OK;
}

/* The evidence, else the first words cited, as a span of the fact's kind. */
static int64_t put_trigger(struct brat *b, const struct ibid_fact *fact)
{
    for (size_t i = 0; i < fact->citation_count; i++)
        if (put_span(b, fact->kind, NULL, &fact->citations[i]))
            return b->spans;
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++) {
            const struct ibid_value *value = &fact->fields[f].values[v];
            for (size_t i = 0; i < value->citation_count; i++)
                if (put_span(b, fact->kind, NULL, &value->citations[i]))
                    return b->spans;
        }
    return 0;
}

static enum ibid_status put_fact(void *ctx, const struct ibid_fact *fact,
                                 struct ibid_error *err)
{
    struct brat *b = ctx;
    const struct origin *origin = NULL;
    enum ibid_status status =
        origins_get(&b->run->origins, fact->source, &origin, err);
    export_count(b->run, fact);
    if (!status && strcmp(b->version, fact->version) != 0)
        status = text_end(b, err);
    if (!status && !b->version[0])
        status = text_begin(b, fact->version, err);
    if (status)
        return status;
    b->index = texts_get(&b->run->texts, fact->version);
    buf_reset(&b->args);
    int64_t trigger = put_trigger(b, fact);
    if (trigger) {
        put_values(b, fact);
        put_event(b, fact, trigger);
    } else {
        buf_printf(&b->aside.buf, "%s\t", fact->id);
        put_line(fact->kind, &b->aside.buf);
        buf_byte(&b->aside.buf, '\n');
    }
    status = sink_flush(&b->ann, err);
    if (!status)
        status = sink_flush(&b->aside, err);
    return status ? status : b->run->texts.status;
}

/* ---- what the names are ------------------------------------------------ */

static void put_entities(const struct codebook *book, const struct kinds *kinds,
                         struct buf *out)
{
    buf_text(out, "[entities]\n");
    for (size_t i = 0; book && i < kinds->count; i++) {
        const struct codebook_kind *kind = codebook_kind(book, kinds->names[i]);
        for (size_t f = 0; kind && f < kind->field_count; f++) {
            put_type(kind->name, kind->fields[f].name, out);
            buf_byte(out, '\n');
        }
    }
}

static void put_kinds(struct brat *b, const struct kinds *kinds,
                      struct buf *out)
{
    const struct codebook *book = b->run->codebook;
    buf_printf(out,
               "# ibid %s, database at %s; offsets count code points\n"
               "# facts without a place in a text: without-place.tsv\n",
               IBID_VERSION, b->run->head);
    put_entities(book, kinds, out);
    buf_text(out, "[relations]\n[events]\n");
    for (size_t i = 0; i < kinds->count; i++) {
        const struct codebook_kind *kind =
            book ? codebook_kind(book, kinds->names[i]) : NULL;
        const char *mark = "\t";
        put_name(kinds->names[i], out);
        for (size_t f = 0; kind && f < kind->field_count; f++) {
            buf_text(out, mark);
            put_name(kind->fields[f].name, out);
            buf_text(out, "*:<ENTITY>");
            mark = ", ";
        }
        buf_byte(out, '\n');
    }
    buf_text(out, "[attributes]\nStatus\tArg:<EVENT>, Value:extracted|accepted|"
                  "corrected|rejected|merged\n");
}

/* Comes last: who finds it finds all that it speaks of. */
static enum ibid_status write_conf(struct brat *b, const struct kinds *kinds,
                                   struct ibid_error *err)
{
    struct sink conf = {.fd = -1};
    enum ibid_status status =
        sink_open_file(&conf, path_of(b, "annotation", ".conf"), err);
    if (!status)
        put_kinds(b, kinds, &conf.buf);
    if (!status)
        status = publish(b->run, &conf, err);
    sink_done(&conf);
    return status;
}

static enum ibid_status write_texts(struct brat *b, const struct kinds *kinds,
                                    struct ibid_error *err)
{
    const char *aside = path_of(b, "without-place", ".tsv");
    enum ibid_status status = sink_open_file(&b->aside, aside, err);
    if (!status)
        status = export_facts(b->run, &b->run->query, put_fact, b, err);
    if (!status)
        status = text_end(b, err);
    if (!status)
        status = publish(b->run, &b->aside, err);
    return status ? status : write_conf(b, kinds, err);
}

static enum ibid_status write_brat(struct export *run, struct ibid_error *err)
{
    struct brat b = {.run = run, .ann = {.fd = -1}, .aside = {.fd = -1}};
    struct arena mem = {0};
    struct kinds kinds = {.mem = &mem};
    const char *path = run->options->path;
    enum ibid_status status = kinds_find(run, &kinds, err);
    if (!status && mkdir(path, 0777) != 0 && errno != EEXIST)
        status = err_set(err, IBID_IO, "cannot make the folder %s: %s", path,
                         strerror(errno));
    if (!status)
        status = write_texts(&b, &kinds, err);
    sink_done(&b.ann);
    sink_done(&b.aside);
    buf_done(&b.args);
    arena_done(&b.mem);
    arena_done(&mem);
    return status;
}

const struct exporter export_brat = {
    .name = "brat",
    .extensions = "",
    .summary = "brat standoff in a folder: each text beside its annotations",
    .folders = true,
    .only_folders = true,
    .statuses = 1 << IBID_EXTRACTED | 1 << IBID_ACCEPTED | 1 << IBID_CORRECTED,
    .write = write_brat,
};
