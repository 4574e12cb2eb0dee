/* cite.c - find the words that --cite names. */
#include "cite.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/error.h"
#include "safe.h"

enum {
    CITE_SHOWN_MAX = 8,  /* candidates named in an error */
    CITE_CONTEXT = 30,   /* bytes shown around one */
    CITE_MATCHES = 4096, /* places looked at */
};

struct place {
    uint32_t start, end;
};

static bool is_name(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!(islower((unsigned char)text.ptr[i]) || text.ptr[i] == '_' ||
              (i > 0 && isdigit((unsigned char)text.ptr[i]))))
            return false;
    return text.len > 0;
}

/* "START-END" and nothing else. */
static bool read_span(const char *text, struct ibid_cite *out)
{
    char *end;
    if (!isdigit((unsigned char)*text))
        return false;
    unsigned long long start = strtoull(text, &end, 10);
    if (*end != '-' || !isdigit((unsigned char)end[1]))
        return false;
    unsigned long long stop = strtoull(end + 1, &end, 10);
    if (*end || start > UINT32_MAX || stop > UINT32_MAX)
        return false;
    out->start = (uint32_t)start;
    out->end = (uint32_t)stop;
    return true;
}

static bool blank_at(struct str text, size_t at, size_t *bytes)
{
    *bytes = 1;
    if (at < text.len && byte_is_in(text.ptr[at], " \t\r\n"))
        return true;
    *bytes = 2;
    return at + 1 < text.len && memcmp(text.ptr + at, "\u00A0", 2) == 0;
}

/* The next byte, with kin folded to one: a run of blanks, quotation marks,
 * apostrophes, dashes. */
static int folded(struct str text, size_t *at)
{
    static const struct {
        const char *bytes;
        int as;
    } kin[] = {{"\u2018", '\''}, {"\u2019", '\''}, {"\u201C", '"'},
               {"\u201D", '"'},  {"\u201E", '"'},  {"\u2013", '-'},
               {"\u2014", '-'},  {"\u2010", '-'},  {"\u2011", '-'}};
    size_t bytes;
    if (blank_at(text, *at, &bytes)) {
        while (blank_at(text, *at, &bytes))
            *at += bytes;
        return ' ';
    }
    struct str rest = str_cut(text, *at, text.len);
    for (size_t i = 0; i < sizeof kin / sizeof kin[0]; i++)
        if (str_starts(rest, str_of(kin[i].bytes))) {
            *at += strlen(kin[i].bytes);
            return kin[i].as;
        }
    return (unsigned char)text.ptr[(*at)++];
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) != 0;
}

/* Do `words` stand at `at`, as whole words? */
static bool stand_at(struct str text, size_t at, struct str words,
                     struct place *out)
{
    size_t in_text = at, in_words = 0;
    if (at > 0 && is_word(text.ptr[at - 1]) && is_word(words.ptr[0]))
        return false;
    while (in_words < words.len) {
        if (in_text >= text.len ||
            folded(text, &in_text) != folded(words, &in_words))
            return false;
    }
    if (in_text < text.len && is_word(text.ptr[in_text]) &&
        is_word(words.ptr[words.len - 1]))
        return false;
    *out = (struct place){(uint32_t)at, (uint32_t)in_text};
    return true;
}

static bool in_evidence(const struct ibid_fact *fact, struct place place)
{
    for (size_t i = 0; i < fact->citation_count; i++)
        if (place.start >= fact->citations[i].start &&
            place.end <= fact->citations[i].end)
            return true;
    return false;
}

static void name_candidates(struct run *run, struct str text,
                            const struct place *places, size_t count)
{
    for (size_t i = 0; i < count && i < CITE_SHOWN_MAX; i++) {
        size_t from = places[i].start, to = places[i].end;
        from = from > CITE_CONTEXT ? from - CITE_CONTEXT : 0;
        to = text.len - to > CITE_CONTEXT ? to + CITE_CONTEXT : text.len;
        while (from > 0 && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
            from--;
        while (to < text.len && ((unsigned char)text.ptr[to] & 0xC0) == 0x80)
            to++;
        remark(run, "  #%zu  %u-%u: ...%.*s...", i + 1, places[i].start,
               places[i].end, (int)(to - from), text.ptr + from);
    }
}

/* Every place where the words stand; how many lie in the evidence, and one of
 * these. */
static size_t find_places(const struct ibid_fact *fact, struct str text,
                          struct str words, struct place *places,
                          size_t *inside, size_t *chosen)
{
    size_t count = 0;
    *inside = *chosen = 0;
    for (size_t at = 0; at < text.len && count < CITE_MATCHES; at++) {
        if (!stand_at(text, at, words, &places[count]))
            continue;
        if (in_evidence(fact, places[count])) {
            ++*inside;
            *chosen = count;
        }
        count++;
    }
    return count;
}

/* The number N of "WORDS#N", cut off; 0: there is none. */
static size_t cut_number(struct str *words)
{
    size_t at = words->len, number = 0, unit = 1;
    while (at > 1 && isdigit((unsigned char)words->ptr[at - 1]) &&
           unit < CITE_MATCHES * 10) {
        number += unit * (size_t)(words->ptr[--at] - '0');
        unit *= 10;
    }
    if (at < 2 || words->ptr[at - 1] != '#')
        return 0;
    words->len = at - 1;
    return number;
}

static enum ibid_status choose(struct run *run, const struct ibid_fact *fact,
                               struct str text, struct str words,
                               struct place *out, struct ibid_error *err)
{
    struct place *places = arena_array(run->mem, CITE_MATCHES, sizeof *places);
    size_t inside, chosen, number = 0;
    size_t count = find_places(fact, text, words, places, &inside, &chosen);
    if (count == 0 && (number = cut_number(&words)) > 0)
        count = find_places(fact, text, words, places, &inside, &chosen);
    if (count == 0 || number > count)
        return err_set(
            err, IBID_INVALID, "\"%.*s\" does not occur%s in the article%s",
            (int)words.len, words.ptr, count ? " so often" : "",
            fact->no ? arena_printf(run->mem, " of #%lld", (long long)fact->no)
                     : "");
    if (number == 0 && count > 1 && inside != 1) {
        name_candidates(run, text, places, count);
        return err_set(err, IBID_INVALID,
                       "\"%.*s\" occurs %zu times in the article; give more "
                       "words, or say which: %.*s#2",
                       (int)words.len, words.ptr, count, (int)words.len,
                       words.ptr);
    }
    *out = places[number ? number - 1 : chosen];
    return IBID_OK;
}

static enum ibid_status find_words(struct run *run,
                                   const struct ibid_fact *fact,
                                   struct str words, struct ibid_cite *out,
                                   struct ibid_error *err)
{
    const char *text;
    size_t bytes;
    struct place place = {0};
    words = str_trim(words);
    if (words.len >= 2 && words.ptr[0] == '"' &&
        words.ptr[words.len - 1] == '"')
        words = str_trim(str_cut(words, 1, words.len - 1));
    if (words.len == 0)
        return err_set(err, IBID_INVALID, "--cite names no words");
    enum ibid_status status =
        ibid_version_text(run->db, fact->version, run->mem, &text, &bytes, err);
    if (status == IBID_OK)
        status =
            choose(run, fact, (struct str){text, bytes}, words, &place, err);
    if (status != IBID_OK)
        return status;
    out->start = place.start;
    out->end = place.end;
    return IBID_OK;
}

enum ibid_status cite_read(struct run *run, const struct ibid_fact *fact,
                           const char *spec, struct ibid_cite *out,
                           struct ibid_error *err)
{
    struct ibid_cite cite = {0};
    struct ibid_field_info info;
    enum ibid_status status = IBID_OK;
    const char *target = spec, *equals = strchr(spec, '=');
    if (equals && is_name((struct str){spec, (size_t)(equals - spec)})) {
        cite.field = arena_strndup(run->mem, spec, (size_t)(equals - spec));
        target = equals + 1;
        status = ibid_field_info(run->db, fact->kind, cite.field, &info, err);
    }
    const char *colon = *target == 'v' ? strchr(target, ':') : NULL;
    if (!status && colon && read_span(colon + 1, &cite))
        cite.version =
            arena_strndup(run->mem, target, (size_t)(colon - target));
    else if (!status && !read_span(target, &cite))
        status = find_words(run, fact, str_of(target), &cite, err);
    if (!status)
        *out = cite;
    return status;
}
