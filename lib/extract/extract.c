/* extract.c - the way from an article's text to proposed facts. */
#include "extract/extract.h"

#include <stdlib.h>

#include "base/jsonw.h"
#include "extract/facts.h"
#include "fact/fact.h"
#include "text/clock.h"
#include "text/share.h"

static void add_mention(struct extraction *out, size_t *room, struct arena *mem,
                        struct mention mention)
{
    out->mentions = arena_grow(mem, out->mentions, room, out->mention_count + 1,
                               sizeof *out->mentions);
    out->mentions[out->mention_count++] = mention;
}

static bool number_mention(const struct reading *r, uint32_t token,
                           struct arena *mem, struct mention *out)
{
    struct number number;
    uint32_t last;
    double share;
    if (share_at(r->codebook->lang, &r->tokens, token, &last, &share))
        number = (struct number){.min = share,
                                 .max = share,
                                 .has_min = true,
                                 .has_max = true,
                                 .first = token,
                                 .last = last};
    else if (!number_at(r->codebook->lang, &r->tokens, token, &number))
        return false;
    struct buf text = {0};
    struct jsonw json = jsonw_start(&text);
    number_json(&number, &json);
    *out = (struct mention){MENTION_NUMBER, r->tokens.list[token].start,
                            r->tokens.list[number.last - 1].end,
                            arena_strndup(mem, text.ptr, text.len)};
    buf_done(&text);
    return true;
}

/* "since 2014", "2200 GMT", "three days": what stands beside the dates and
 * numbers that they are made of. */
static bool time_mention(const struct reading *r, uint32_t token,
                         struct arena *mem, struct mention *out)
{
    const struct token *list = r->tokens.list;
    struct clock_words words;
    struct date date;
    enum mention_type type = MENTION_TIME;
    if (date_open(r->codebook->lang, &r->tokens, token, r->published, &date)) {
        *out = (struct mention){MENTION_PERIOD, list[token].start,
                                list[date.last - 1].end,
                                arena_strdup(mem, date.value)};
        return true;
    }
    if (!clock_at(r->codebook->lang, &r->tokens, token, &words)) {
        type = MENTION_LENGTH;
        if (!length_at(r->codebook->lang, &r->tokens, token, &words))
            return false;
    }
    *out = (struct mention){type, list[token].start, list[words.last - 1].end,
                            arena_strdup(mem, words.value)};
    return true;
}

/* Dates and numbers of the tokens; then names are merged in. */
static void find_amounts(const struct reading *r, struct arena *mem,
                         size_t *room, struct extraction *out)
{
    for (uint32_t i = 0; i < r->tokens.count; i++) {
        struct date date;
        struct mention found;
        if (date_told(r->codebook->lang, &r->tokens, i, r->published, &date)) {
            found = (struct mention){MENTION_DATE, r->tokens.list[i].start,
                                     r->tokens.list[date.last - 1].end,
                                     arena_strdup(mem, date.value)};
            i = date.last - 1;
            add_mention(out, room, mem, found);
            continue;
        }
        if (time_mention(r, i, mem, &found))
            add_mention(out, room, mem, found);
        if (number_mention(r, i, mem, &found))
            add_mention(out, room, mem, found);
    }
}

static void find_names(const struct reading *r, struct arena *mem, size_t *room,
                       struct extraction *out)
{
    static const enum mention_type types[] = {[NAME_PERSON] = MENTION_PERSON,
                                              [NAME_ORG] = MENTION_ORGANISATION,
                                              [NAME_PLACE] = MENTION_PLACE};
    for (size_t i = 0; i < r->name_count; i++) {
        const struct name *name = &r->names[i];
        uint32_t last = name->item + name->count;
        struct stretch span = reading_span(r, name->item, last);
        struct str text = reading_text(r, name->item, last);
        if (name->type != NAME_OTHER)
            add_mention(
                out, room, mem,
                (struct mention){types[name->type], span.start, span.end,
                                 arena_strndup(mem, text.ptr, text.len)});
    }
}

static int by_start(const void *a, const void *b)
{
    const struct mention *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (int)x->type - (int)y->type;
}

void extract_facts(const struct codebook *codebook, struct str text,
                   const struct block *blocks, size_t block_count,
                   const char *published, unsigned with, struct arena *mem,
                   struct extraction *out)
{
    struct arena scratch = {0};
    struct reading reading;
    struct proposals proposals = {0};
    struct made_facts made = {0};
    *out = (struct extraction){0};
    reading_make(&reading, codebook, text, blocks, block_count, published,
                 &scratch);
    match_all(&reading, NULL, NULL, &proposals);
    facts_make(&reading, &proposals, with & EXTRACT_CONTEXTS, mem, &made);
    out->facts = arena_array(mem, made.count + 1, sizeof *out->facts);
    out->contexts = arena_array(mem, made.count + 1, sizeof *out->contexts);
    out->fact_count = made.count;
    out->cut = made.cut;
    for (size_t i = 0; i < made.count; i++) {
        out->facts[i] = made.list[i].fact;
        out->contexts[i] = made.list[i].contexts;
    }
    if (with & EXTRACT_MENTIONS) {
        size_t room = 0;
        find_amounts(&reading, mem, &room, out);
        find_names(&reading, mem, &room, out);
        if (out->mention_count)
            qsort(out->mentions, out->mention_count, sizeof *out->mentions,
                  by_start);
    }
    arena_done(&scratch);
}
