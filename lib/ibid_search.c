/* ibid_search.c - the facade: full text search with snippets. */
#include <ctype.h>

#include "ibid_db.h"
#include "store/facts.h"
#include "store/search.h"
#include "store/sources.h"
#include "text/utf8.h"

enum {
    SNIPPET_AROUND_BYTES = 90,
    SNIPPET_WORDS_MAX = 16,
    SNIPPET_MARKS_MAX = 32,
};

struct searching {
    ibid_db *db;
    struct str words[SNIPPET_WORDS_MAX]; /* to mark, in lower case */
    size_t word_count;
    ibid_hit_fn *each;
    void *ctx;
    struct arena mem; /* of the hit at hand */
};

/* ---- Snippets ---------------------------------------------------------- */

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The words people typed, without quotes and stars. */
static void words_of(const char *typed, struct arena *mem,
                     struct searching *out)
{
    char *text = arena_strdup(mem, typed);
    size_t length = strlen(text), at = 0;
    for (size_t i = 0; i < length; i++)
        text[i] = (char)tolower((unsigned char)text[i]);
    while (at < length && out->word_count < SNIPPET_WORDS_MAX) {
        while (at < length && !is_word_byte(text[at]))
            at++;
        size_t start = at;
        while (at < length && is_word_byte(text[at]))
            at++;
        if (at > start)
            out->words[out->word_count++] =
                (struct str){text + start, at - start};
    }
}

/* The length of the word typed that stands at `at`, at the start of a word;
 * 0 for none. */
static size_t word_at(const struct searching *s, struct str text, size_t at)
{
    if (at && is_word_byte(text.ptr[at - 1]))
        return 0;
    for (size_t i = 0; i < s->word_count; i++)
        if (text.len - at >= s->words[i].len &&
            str_ieq(str_cut(text, at, at + s->words[i].len), s->words[i]))
            return s->words[i].len;
    return 0;
}

static size_t first_match(const struct searching *s, struct str text)
{
    for (size_t at = 0; at < text.len; at++)
        if (word_at(s, text, at))
            return at;
    return 0;
}

/* The words around the first match, what matched marked in them. */
static void snippet(struct searching *s, struct str text, struct ibid_hit *hit)
{
    size_t match = first_match(s, text), start = 0, end = text.len;
    if (match > SNIPPET_AROUND_BYTES)
        start = match - SNIPPET_AROUND_BYTES;
    if (text.len - match > 2 * SNIPPET_AROUND_BYTES)
        end = match + 2 * SNIPPET_AROUND_BYTES;
    while (start > 0 && start < match && is_word_byte(text.ptr[start - 1]))
        start++;
    while (end < text.len && end > match && is_word_byte(text.ptr[end]))
        end--;
    while (!utf8_is_boundary(text, end))
        end++;
    struct str cut = str_cut(text, start, end);
    struct ibid_mark *marks =
        arena_array(&s->mem, SNIPPET_MARKS_MAX, sizeof *marks);
    for (size_t at = 0; at < cut.len && hit->mark_count < SNIPPET_MARKS_MAX;) {
        size_t length = word_at(s, cut, at);
        if (length)
            marks[hit->mark_count++] =
                (struct ibid_mark){(uint32_t)at, (uint32_t)(at + length), NULL};
        at += length ? length : 1;
    }
    hit->marks = marks;
    hit->snippet = arena_strndup(&s->mem, cut.ptr, cut.len);
}

/* ---- Hits -------------------------------------------------------------- */

static enum ibid_status source_names(struct searching *s, const char *source,
                                     struct ibid_hit *hit,
                                     struct ibid_error *err)
{
    int64_t no;
    struct source_row row;
    enum ibid_status status = store_source_find(s->db->st, source, &no, err);
    if (!status)
        status = store_source_get(s->db->st, no, false, &s->mem, &row, err);
    if (status)
        return status;
    hit->source = row.source.id;
    hit->name = row.source.name;
    hit->title = row.source.title;
    return IBID_OK;
}

/* Evidence if the words stand there, else the values. */
static struct str fact_text(struct searching *s, const struct ibid_fact *fact)
{
    struct buf text = {0};
    for (size_t i = 0; i < fact->citation_count; i++)
        if (fact->citations[i].quote)
            buf_printf(&text, "%s%s", i ? " … " : "", fact->citations[i].quote);
    size_t match = first_match(s, buf_view(&text));
    if (!text.len || !word_at(s, buf_view(&text), match)) {
        buf_reset(&text);
        for (size_t f = 0; f < fact->field_count; f++)
            for (size_t v = 0; v < fact->fields[f].value_count; v++)
                buf_printf(&text, "%s%s", text.len ? " · " : "",
                           fact->fields[f].values[v].text);
    }
    struct str copy = arena_str(&s->mem, buf_view(&text));
    buf_done(&text);
    return copy;
}

static enum ibid_status fact_hit(void *ctx, int64_t no, struct ibid_error *err)
{
    struct searching *s = ctx;
    struct ibid_fact fact;
    struct ibid_hit hit = {0};
    arena_reset(&s->mem);
    enum ibid_status status =
        store_fact_get(s->db->st, no, &s->mem, &fact, NULL, err);
    if (!status)
        status = source_names(s, fact.source, &hit, err);
    if (status)
        return status;
    hit.fact = fact.id;
    hit.no = no;
    hit.kind = fact.kind;
    hit.version = fact.version;
    snippet(s, fact_text(s, &fact), &hit);
    return s->each(s->ctx, &hit, err);
}

static enum ibid_status text_hit(void *ctx, int64_t no, struct ibid_error *err)
{
    struct searching *s = ctx;
    struct store_text text;
    struct ibid_hit hit = {0};
    arena_reset(&s->mem);
    enum ibid_status status = store_version_text(s->db->st, no, &text, err);
    if (status || !text.text.ptr)
        return status;
    hit.version = arena_strdup(&s->mem, text.version);
    snippet(s, text.text, &hit);
    status = source_names(s, arena_strdup(&s->mem, text.source), &hit, err);
    return status ? status : s->each(s->ctx, &hit, err);
}

enum ibid_status ibid_search(ibid_db *db, const char *words, int64_t limit,
                             ibid_hit_fn *each, void *ctx,
                             struct ibid_error *err)
{
    struct arena mem = {0};
    struct searching s = {.db = db, .each = each, .ctx = ctx};
    const char *match = store_search_expression(words, &mem);
    enum ibid_status status = IBID_OK;
    words_of(words, &mem, &s);
    if (!match)
        status =
            err_set(err, IBID_INVALID, "nothing to search for in '%s'", words);
    if (!status)
        status = store_search_catch_up(db->st, err);
    if (!status)
        status = store_search_facts(db->st, match, limit, fact_hit, &s, err);
    if (!status)
        status = store_search_texts(db->st, match, limit, text_hit, &s, err);
    arena_done(&s.mem);
    arena_done(&mem);
    return status;
}
