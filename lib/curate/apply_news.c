/* apply_news.c - rows without id: facts made by hand, with the words they
 * quote found again in their source. */
#include "curate/add.h"
#include "curate/apply.h"
#include "curate/list.h"
#include "store/facts.h"
#include "store/sources.h"

enum { VALUES_MAX = FACT_FIELDS_MAX * FACT_VALUES_MAX };

/* A row on its way to a fact. */
struct newcomer {
    struct apply *a;
    const struct apply_new *row;
    struct arena mem;
    const char *kind, *source;
    const char *version; /* the newest of the source */
    struct str text;     /* of it; ptr NULL: redacted */
    struct ibid_assignment *values;
    struct ibid_cite *cites;
    size_t value_count, cite_count;
    struct buf uncited; /* names of fields */
};

static const struct apply_column *column_of(const struct apply_new *row,
                                            enum apply_role role,
                                            const char *field, struct str *cell)
{
    for (size_t i = 0; i < row->count; i++) {
        const struct apply_column *column = &row->columns[i];
        if (column->role == role &&
            (!field || strcmp(column->field, field) == 0)) {
            *cell = row->cells[i];
            return column;
        }
    }
    *cell = STR("");
    return NULL;
}

/* ---- its source -------------------------------------------------------- */

static struct str named(const struct apply_new *row, const char *name)
{
    for (size_t i = 0; i < row->count; i++)
        if (strcmp(row->columns[i].name, name) == 0)
            return str_trim(row->cells[i]);
    return STR("");
}

static const char *key_of(struct arena *mem, char what, const char *text,
                          size_t bytes)
{
    return arena_printf(mem, "%c%.*s", what, (int)bytes, text);
}

/* Two sources with one title: it names none. */
static void source_name(struct apply *a, char what, const char *text,
                        const char *id)
{
    static char several[] = "";
    if (!text || !*text)
        return;
    void **at =
        map_at(&a->sources, str_of(key_of(&a->mem, what, text, strlen(text))));
    *at = *at ? several : arena_strdup(&a->mem, id);
}

/* Title, outlet and day: what tells an article from its copies. */
static const char *about(struct arena *mem, const struct ibid_source *source)
{
    return arena_printf(mem, "%s\n%s\n%s", source->title ? source->title : "",
                        source->outlet ? source->outlet : "",
                        source->published ? source->published : "");
}

/* Addresses and titles of all sources, once. */
static enum ibid_status sources_read(struct apply *a, struct ibid_error *err)
{
    struct source_row source = {.no = 0};
    struct arena mem = {0};
    enum ibid_status status = IBID_OK;
    while (!status && !a->sources_known) {
        arena_reset(&mem);
        status =
            store_source_next(a->who->st, source.no, false, &mem, &source, err);
        a->sources_known = !source.no;
        if (status || !source.no)
            break;
        source_name(a, 'u', source.source.url, source.source.id);
        source_name(a, 't', source.source.title, source.source.id);
        source_name(a, 'a', about(&mem, &source.source), source.source.id);
    }
    arena_done(&mem);
    return status;
}

static const char *source_named(struct newcomer *n, char what, struct str text)
{
    const char *id =
        text.len ? map_get(&n->a->sources,
                           str_of(key_of(&n->mem, what, text.ptr, text.len)))
                 : NULL;
    return id && *id ? id : NULL;
}

static struct str named_about(struct newcomer *n)
{
    struct str title = named(n->row, "source_title");
    struct str outlet = named(n->row, "source_outlet");
    struct str day = named(n->row, "source_published");
    return str_of(arena_printf(&n->mem, "%.*s\n%.*s\n%.*s", (int)title.len,
                               title.ptr, (int)outlet.len, outlet.ptr,
                               (int)day.len, day.ptr));
}

/* The source with this address, else the only one with this title, else
 * with title, outlet and day. */
static enum ibid_status source_find(struct newcomer *n, struct ibid_error *err)
{
    enum ibid_status status = sources_read(n->a, err);
    n->source = source_named(n, 'u', named(n->row, "source_url"));
    if (!n->source)
        n->source = source_named(n, 't', named(n->row, "source_title"));
    if (!n->source && named(n->row, "source_title").len)
        n->source = source_named(n, 'a', named_about(n));
    return status;
}

static enum ibid_status text_find(struct newcomer *n, struct ibid_error *err)
{
    struct store *st = n->a->who->st;
    struct source_row source;
    struct store_text text = {.version = NULL};
    int64_t no = 0;
    enum ibid_status status = store_source_find(st, n->source, &no, err);
    if (!status)
        status = store_source_get(st, no, false, &n->mem, &source, err);
    if (status || !source.source.version_count)
        return status;
    n->version = source.source.versions[source.source.version_count - 1].id;
    status = store_version_find(st, n->version, &no, err);
    if (!status)
        status = store_version_text(st, no, &text, err);
    if (!status && text.text.ptr)
        n->text = arena_str(&n->mem, text.text);
    return status;
}

/* ---- its words --------------------------------------------------------- */

/* Where the words stand, if they stand there once. */
static bool place_of(struct str text, struct str words, uint32_t *start)
{
    if (!words.len || !text.ptr)
        return false;
    size_t at = str_find(text, words);
    if (at == text.len)
        return false;
    *start = (uint32_t)at;
    struct str rest = str_cut(text, at + 1, text.len);
    return str_find(rest, words) == rest.len;
}

static bool cite(struct newcomer *n, const char *field, struct str words,
                 struct str within)
{
    uint32_t start = 0;
    size_t base = (size_t)(within.ptr - n->text.ptr);
    if (!place_of(within, words, &start))
        return false;
    start += (uint32_t)base;
    n->cites[n->cite_count++] =
        (struct ibid_cite){.field = field,
                           .version = n->version,
                           .start = start,
                           .end = start + (uint32_t)words.len};
    return true;
}

/* The passage of the row, within which its quotes stand. */
static struct str evidence(struct newcomer *n)
{
    struct str words;
    (void)column_of(n->row, APPLY_EVIDENCE, NULL, &words);
    words = str_trim(words);
    if (!n->text.ptr || !cite(n, NULL, words, n->text))
        return n->text;
    const struct ibid_cite *passage = &n->cites[0];
    return str_cut(n->text, passage->start, passage->end);
}

static void uncited(struct newcomer *n, const char *field)
{
    if (n->uncited.len)
        buf_text(&n->uncited, ", ");
    buf_text(&n->uncited, field);
}

/* The nth quote of a field is for its nth value. */
static void cite_values(struct newcomer *n, const struct codebook_field *field,
                        size_t count, struct str passage)
{
    const char *quotes[FACT_VALUES_MAX];
    struct str cell;
    size_t found = 0;
    (void)column_of(n->row, APPLY_QUOTE, field->name, &cell);
    if (field->repeats)
        found = list_split(cell, FACT_VALUES_MAX, quotes, &n->mem);
    else if (cell.len)
        quotes[found++] = arena_strndup(&n->mem, cell.ptr, cell.len);
    for (size_t i = 0; i < count; i++) {
        bool cited = i < found && n->text.ptr &&
                     (cite(n, field->name, str_of(quotes[i]), passage) ||
                      cite(n, field->name, str_of(quotes[i]), n->text));
        if (cited)
            continue;
        if (!field->derived)
            uncited(n, field->name);
        break; /* those behind would be taken for this one's */
    }
}

static void value_add(struct newcomer *n, const char *field, const char *text)
{
    if (n->value_count < VALUES_MAX)
        n->values[n->value_count++] = (struct ibid_assignment){field, text};
}

static void values_read(struct newcomer *n, const struct codebook_kind *kind)
{
    struct str passage = evidence(n);
    for (size_t f = 0; f < kind->field_count; f++) {
        const struct codebook_field *field = &kind->fields[f];
        const char *texts[FACT_VALUES_MAX];
        struct str cell;
        size_t count = 0;
        (void)column_of(n->row, APPLY_VALUE, field->name, &cell);
        if (field->repeats)
            count = list_split(cell, FACT_VALUES_MAX, texts, &n->mem);
        else if (str_trim(cell).len)
            texts[count++] = arena_strndup(&n->mem, cell.ptr, cell.len);
        for (size_t i = 0; i < count; i++)
            value_add(n, field->name, texts[i]);
        cite_values(n, field, count, passage);
    }
}

/* ---- the fact ---------------------------------------------------------- */

/* The same row gives the same fact, so that a file can be applied twice; equal
 * rows are told apart by their number. */
static void id_of(struct newcomer *n, char out[ID_BYTES])
{
    for (int64_t copy = 0;; copy++) {
        struct hash h = hash_begin();
        hash_field(&h, STR("ibid row 1"));
        hash_field(&h, str_of(n->kind));
        hash_field(&h, str_of(n->source));
        hash_field_int(&h, copy);
        for (size_t i = 0; i < n->value_count; i++) {
            hash_field(&h, str_of(n->values[i].field));
            hash_field(&h, str_of(n->values[i].value));
        }
        struct sha256 sum = hash_end(&h);
        id_from_hash('f', &sum, out);
        if (!map_get(&n->a->seen, str_of(out)))
            break;
    }
    char *id = arena_strdup(&n->a->mem, out);
    *map_at(&n->a->seen, str_of(id)) = arena_new(&n->a->mem, struct apply_fact);
}

static void tell(struct newcomer *n, enum ibid_applied what, const char *id,
                 const char *text)
{
    struct buf values = {0};
    for (size_t i = 0; i < n->value_count; i++)
        buf_printf(&values, "%s%s=%s", i ? "; " : "", n->values[i].field,
                   n->values[i].value);
    apply_tell(n->a, &(struct ibid_applied_item){.what = what,
                                                 .where = n->row->where,
                                                 .fact = id,
                                                 .kind = n->kind,
                                                 .edited = values.ptr,
                                                 .text = text});
    buf_done(&values);
}

static enum ibid_status write_new(struct newcomer *n, struct ibid_error *err)
{
    struct store *st = n->a->who->st;
    struct ibid_fact fact;
    struct ibid_error why = {0};
    char id[ID_BYTES], made[ID_BYTES];
    int withdrawn = 0;
    struct adding adding = {.kind = n->kind,
                            .source = n->source,
                            .values = n->values,
                            .value_count = n->value_count,
                            .cites = n->cites,
                            .cite_count = n->cite_count,
                            .id = id};
    id_of(n, id);
    enum ibid_status status = store_fact_find(st, id, &adding.no, err);
    if (!status && adding.no)
        status = store_fact_get(st, adding.no, &n->mem, &fact, &withdrawn, err);
    if (status || (adding.no && !withdrawn))
        return status; /* added before */
    status = add_write(n->a->who, n->a->h, &adding, made, &why);
    if (status == IBID_INVALID || status == IBID_LIMIT) {
        tell(n, IBID_APPLY_REFUSED, NULL, why.text);
        return IBID_OK;
    }
    if (status) {
        if (err)
            *err = why;
        return status;
    }
    n->a->summary->uncited += n->uncited.len > 0;
    tell(n, IBID_APPLY_NEW, id,
         n->uncited.len ? arena_printf(&n->mem, "no words are cited for: %s",
                                       n->uncited.ptr)
                        : NULL);
    return IBID_OK;
}

static enum ibid_status add_new(struct newcomer *n, struct ibid_error *err)
{
    const struct codebook_kind *kind =
        n->kind ? codebook_kind(n->a->who->codebook, n->kind) : NULL;
    if (!kind || n->a->table.is_long) {
        tell(n, IBID_APPLY_REFUSED, NULL,
             "a new fact needs a table of one kind, a row a fact");
        return IBID_OK;
    }
    enum ibid_status status = source_find(n, err);
    if (!status && n->source)
        status = text_find(n, err);
    if (status)
        return status;
    n->values = arena_array(&n->mem, VALUES_MAX, sizeof *n->values);
    n->cites = arena_array(&n->mem, VALUES_MAX + 1, sizeof *n->cites);
    values_read(n, kind);
    if (!n->value_count)
        return IBID_OK; /* a line of the colleague's own */
    if (n->source)
        return write_new(n, err);
    tell(n, IBID_APPLY_REFUSED, NULL,
         "which article it is about cannot be told: give its source_url, or "
         "source_title (and outlet and day where several have that)");
    return IBID_OK;
}

/* The kind of a table without facts is what its name says. */
static const char *kind_of(struct apply *a)
{
    if (a->table.kind)
        return a->table.kind;
    struct str name = str_of(a->table.name);
    size_t dot = str_find(name, STR("."));
    const char *kind = arena_strndup(&a->mem, name.ptr, dot);
    const struct codebook_kind *known = codebook_kind(a->who->codebook, kind);
    if (known)
        apply_columns(a, known, kind);
    return known ? kind : NULL;
}

enum ibid_status apply_news(struct apply *a, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    const char *kind = a->table.news ? kind_of(a) : NULL;
    for (struct apply_new *row = a->table.news; !status && row;
         row = row->next) {
        struct newcomer n = {.a = a, .row = row, .kind = kind};
        row->columns = a->table.columns;
        if (row->count > a->table.count)
            row->count = a->table.count;
        status = add_new(&n, err);
        buf_done(&n.uncited);
        arena_done(&n.mem);
    }
    a->table.news = NULL;
    a->table.news_end = &a->table.news;
    return status;
}
