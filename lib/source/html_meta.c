/* html_meta.c - what a page says of itself, and which saying counts. */
#include "source/html_meta.h"

#include <stdlib.h>

#include "source/html_roles.h"
#include "source/phrase.h"
#include "source/read.h"
#include "source/said.h"
#include "source/table.h"

enum { VALUE_BYTES_MAX = 512, NAME_BYTES_MAX = 64, RANK_NONE = 1000 };

static const char *const field_names[FIELD_COUNT] = {
    [FIELD_TITLE] = "title",       [FIELD_OUTLET] = "outlet",
    [FIELD_AUTHOR] = "author",     [FIELD_PUBLISHED] = "published",
    [FIELD_LANGUAGE] = "language", [FIELD_LICENCE] = "licence",
    [FIELD_SECTION] = "section",   [FIELD_AGENCY] = "agency",
    [FIELD_MODIFIED] = "modified", [FIELD_CANONICAL] = "canonical",
    [FIELD_BODY] = "body",
};

struct html_meta html_meta_start(struct arena *mem)
{
    struct html_meta meta = {.mem = mem,
                             .table = table_open("tables/html_meta.txt")};
    for (int i = 0; i < FIELD_COUNT; i++)
        meta.fields[i].rank = RANK_NONE;
    return meta;
}

static const struct str no_break = {"\xC2\xA0", 2};

/* The bytes of the blank at byte `at`; 0: there is none. */
static size_t blank_at(struct str value, size_t at)
{
    if (str_starts(str_cut(value, at, value.len), no_break))
        return no_break.len;
    char c = str_at(value, at, 'x');
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Blanks folded to one space; one no-break space between words stays, where
 * `as_written`. */
static struct str fold(struct str value, bool as_written, struct arena *mem)
{
    struct buf out = {0};
    for (size_t i = 0; i < value.len;) {
        size_t from = i, bytes;
        while ((bytes = blank_at(value, i)))
            i += bytes;
        if (i == from)
            buf_byte(&out, value.ptr[i++]);
        else if (out.len && i < value.len)
            buf_str(&out,
                    as_written && str_eq(str_cut(value, from, i), no_break)
                        ? no_break
                        : STR(" "));
    }
    struct str copy = arena_str(mem, buf_view(&out));
    buf_done(&out);
    return copy;
}

static void note(struct html_meta *meta, enum html_field field, int rank,
                 struct str value)
{
    if (meta->candidate_count < HTML_CANDIDATES_MAX)
        meta->candidates[meta->candidate_count++] =
            (struct html_candidate){field, rank, value, meta->place};
}

void html_meta_offer(struct html_meta *meta, enum html_field field, int rank,
                     struct str value)
{
    if (field == FIELD_BODY && rank >= meta->fields[field].rank)
        return;
    value = str_trim(value);
    if (!value.len || memchr(value.ptr, '\0', value.len) ||
        (field != FIELD_BODY && value.len > VALUE_BYTES_MAX))
        return;
    if (field == FIELD_PUBLISHED || field == FIELD_MODIFIED) {
        const char *date = html_date(value, meta->mem);
        if (!date)
            return;
        value = str_of(date);
    }
    if (field == FIELD_AUTHOR && (str_starts(value, STR("http://")) ||
                                  str_starts(value, STR("https://"))))
        return; /* article:author is often a profile page */
    if (field == FIELD_AUTHOR)
        value = byline_bare(value);
    if (field != FIELD_BODY) {
        value = fold(value, field == FIELD_TITLE, meta->mem);
        note(meta, field, rank, value);
    }
    if (rank >= meta->fields[field].rank)
        return;
    meta->fields[field].rank = rank;
    meta->fields[field].value = value;
}

/* An attribute's value; `place` (NULL allowed) is set to where it stands. */
static bool value_of(const struct html_tokenizer *t, const char *name,
                     struct html_place *place, struct buf *out)
{
    const struct html_attribute *a = html_attribute(t, name);
    buf_reset(out);
    if (!a || a->value.end == a->value.start)
        return false;
    if (place) {
        place->start = a->value.start;
        place->end = a->value.end;
    }
    html_value(t, a->value, out);
    return out->len > 0;
}

/* Offer `value` under each field the table has for `name`: lines of
 * "og:title TAB title 3". */
static void offer_named(struct html_meta *meta, const char *kind, int rank,
                        struct str name, struct str value)
{
    char lower[NAME_BYTES_MAX];
    name = str_trim(name);
    if (!name.len || name.len > sizeof lower)
        return;
    for (size_t i = 0; i < name.len; i++)
        lower[i] = byte_lower(name.ptr[i]);
    struct str found, field;
    if (!table_find(meta->table, (struct str){lower, name.len}, &found) ||
        !str_split(&found, ' ', &field))
        return;
    int step = 0;
    for (size_t i = 0; i < found.len; i++)
        step = step * 10 + (found.ptr[i] - '0');
    meta->place.rule =
        arena_printf(meta->mem, "%s %.*s", kind, (int)name.len, lower);
    for (int i = 0; i < FIELD_COUNT; i++)
        if (str_eq(field, str_of(field_names[i])))
            html_meta_offer(meta, (enum html_field)i, rank + step, value);
}

/* A property may list several names. */
static void offer_all(struct html_meta *meta, const char *kind, int rank,
                      struct str names, struct str value)
{
    struct str name;
    while (str_split(&names, ' ', &name))
        offer_named(meta, kind, rank, name, value);
}

static void meta_tag(struct html_meta *meta, const struct html_tokenizer *t)
{
    static const char *const kinds[] = {"property", "name", "itemprop",
                                        "http-equiv"};
    struct buf name = {0}, content = {0};
    if (value_of(t, "content", &meta->place, &content))
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (value_of(t, kinds[i], NULL, &name))
                offer_all(meta, "meta", RANK_META, buf_view(&name),
                          buf_view(&content));
    buf_done(&name);
    buf_done(&content);
}

static void link_tag(struct html_meta *meta, const struct html_tokenizer *t)
{
    struct buf rel = {0}, href = {0};
    if (value_of(t, "rel", NULL, &rel) &&
        value_of(t, "href", &meta->place, &href)) {
        meta->place.rule =
            arena_printf(meta->mem, "link rel=%.*s", NAME_BYTES_MAX, rel.ptr);
        if (str_ieq(buf_view(&rel), STR("canonical")) &&
            str_starts(buf_view(&href), STR("http")))
            html_meta_offer(meta, FIELD_CANONICAL, RANK_META, buf_view(&href));
        else if (str_ieq(buf_view(&rel), STR("license")))
            html_meta_offer(meta, FIELD_LICENCE, RANK_META, buf_view(&href));
    }
    buf_done(&rel);
    buf_done(&href);
}

static void time_tag(struct html_meta *meta, const struct html_tokenizer *t)
{
    struct buf when = {0};
    int rank = html_attribute(t, "pubdate") || html_attribute(t, "itemprop")
                   ? RANK_ITEMPROP
                   : RANK_ELEMENT;
    meta->place.rule = "time element";
    if (value_of(t, "datetime", &meta->place, &when))
        html_meta_offer(meta, FIELD_PUBLISHED, rank, buf_view(&when));
    buf_done(&when);
}

static void itemprop_tag(struct html_meta *meta, const struct html_tokenizer *t)
{
    struct buf name = {0}, value = {0};
    if (value_of(t, "itemprop", NULL, &name) &&
        (value_of(t, "content", &meta->place, &value) ||
         value_of(t, "datetime", &meta->place, &value)))
        offer_named(meta, "itemprop", RANK_ITEMPROP, buf_view(&name),
                    buf_view(&value));
    buf_done(&name);
    buf_done(&value);
}

void html_meta_tag(struct html_meta *meta, const struct html_tokenizer *t,
                   struct str name)
{
    if (!t->attribute_count)
        return;
    if (str_ieq(name, STR("meta"))) {
        meta_tag(meta, t);
    } else if (str_ieq(name, STR("link")) || str_ieq(name, STR("a"))) {
        const struct html_attribute *rel = html_attribute(t, "rel");
        if (rel)
            link_tag(meta, t);
    } else if (str_ieq(name, STR("time"))) {
        time_tag(meta, t);
    } else if (str_ieq(name, STR("html"))) {
        struct buf language = {0};
        meta->place.rule = "html lang";
        if (value_of(t, "lang", &meta->place, &language) ||
            value_of(t, "xml:lang", &meta->place, &language))
            html_meta_offer(meta, FIELD_LANGUAGE, RANK_META,
                            buf_view(&language));
        buf_done(&language);
    } else if (html_attribute(t, "itemprop")) {
        itemprop_tag(meta, t);
    }
}

/* Does it begin with what parts a title from the outlet's name? */
static bool is_title_mark(struct str rest)
{
    static const char *const marks[] = {
        " | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xBB "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(rest, str_of(marks[i])))
            return true;
    return false;
}

/* "Headline | Outlet": up to the last separator, if that leaves enough. */
static struct str title_cut(struct str title)
{
    size_t cut = 0;
    for (size_t at = 1; at < title.len; at++)
        if (title.ptr[at] == ' ' &&
            is_title_mark(str_cut(title, at, title.len)))
            cut = at;
    return cut * 3 >= title.len ? str_cut(title, 0, cut) : title;
}

void html_meta_title(struct html_meta *meta, struct str headline,
                     struct html_place place)
{
    /* A heading that has nothing of <title> may be any heading. */
    bool agrees =
        !meta->page_title.len || html_same_title(headline, meta->page_title);
    meta->place = meta->title_place;
    html_meta_offer(meta, FIELD_TITLE, RANK_TITLE + 1,
                    title_cut(meta->page_title));
    meta->place = place;
    html_meta_offer(meta, FIELD_TITLE, agrees ? RANK_TITLE : RANK_TITLE + 2,
                    headline);
}

void html_meta_byline(struct html_meta *meta, struct str line,
                      struct html_place place)
{
    meta->place = place;
    html_meta_offer(meta, FIELD_AUTHOR, RANK_TITLE, byline_name(line));
}

static void fill(const char **slot, const struct html_meta *meta,
                 enum html_field field, struct arena *mem)
{
    struct str value = meta->fields[field].value;
    if (!*slot && value.len)
        *slot = arena_strndup(mem, value.ptr, value.len);
}

static int by_rank(const void *a, const void *b)
{
    const struct html_candidate *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->place.start > y->place.start) -
           (x->place.start < y->place.start);
}

/* The best first, each with its bytes of the original. */
static void note_all(struct html_meta *meta, struct arena *mem,
                     struct article *article)
{
    qsort(meta->candidates, meta->candidate_count, sizeof *meta->candidates,
          by_rank);
    for (size_t i = 0; i < meta->candidate_count; i++) {
        const struct html_candidate *c = &meta->candidates[i];
        const char *field =
            c->field == FIELD_CANONICAL ? "url" : field_names[c->field];
        uint32_t start = 0, end = 0;
        if (!map_span(&article->map, c->place.start, c->place.end, &start,
                      &end))
            start = end = 0;
        article_said(article, mem, field, c->value, c->place.rule, start, end);
    }
}

void html_meta_apply(struct html_meta *meta, struct arena *mem,
                     struct article *article)
{
    note_all(meta, mem, article);
    fill(&article->title, meta, FIELD_TITLE, mem);
    fill(&article->outlet, meta, FIELD_OUTLET, mem);
    fill(&article->author, meta, FIELD_AUTHOR, mem);
    fill(&article->published, meta, FIELD_PUBLISHED, mem);
    fill(&article->language, meta, FIELD_LANGUAGE, mem);
    fill(&article->licence, meta, FIELD_LICENCE, mem);
    fill(&article->section, meta, FIELD_SECTION, mem);
    fill(&article->agency, meta, FIELD_AGENCY, mem);
    fill(&article->canonical_url, meta, FIELD_CANONICAL, mem);
}
