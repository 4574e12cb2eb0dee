/* context.c - what surrounds what a rule found, as short texts: the word it
 * fired on, the words at the edges of its captures, their lengths. Weights
 * learnt for such texts raise or lower the odds of the rule. */
#include "extract/context.h"

#include <math.h>
#include <stdio.h>

#include "base/jsonw.h"

enum {
    FEW_ITEMS = 6, /* of captures whose every word counts */
};

struct telling {
    const struct reading *reading;
    const struct proposal *proposal;
    const struct rule *rule;
    struct buf line;
    double odds;         /* logarithm of the odds so far */
    struct jsonw *names; /* or NULL: the contexts are wanted themselves */
};

/* A context is complete. */
static void told(struct telling *t, struct str context)
{
    const double *weight = map_get(&t->reading->codebook->weights, context);
    if (weight)
        t->odds += *weight;
    if (t->names)
        jsonw_str(t->names, context);
}

/* What stands at an item: a known word, or what sort of thing it is. */
static struct str seen_at(const struct reading *r, uint32_t at)
{
    if (at >= r->item_count || r->items[at].kind >= ITEM_BREAK)
        return STR("<s>");
    const struct item *item = &r->items[at];
    if (item->kind == ITEM_QUOTE)
        return item->flags & ITEM_SPEECH ? STR("<speech>") : STR("<quote>");
    if (item->ahead[PHRASE_DATE] || item->back[PHRASE_DATE])
        return STR("<date>");
    if (item->ahead[PHRASE_NUMBER] || item->back[PHRASE_NUMBER])
        return STR("<number>");
    if (item->tag == TAG_NAME || item->name_type)
        return STR("<name>");
    return item->word ? r->tokens.list[item->first].word : STR("<unknown>");
}

/* "RULE FIELD WHAT VALUE" without what is NULL; where FIELD begins. */
static size_t tell_rule(struct telling *t, const char *field, const char *what,
                        struct str value)
{
    buf_reset(&t->line);
    buf_text(&t->line, t->rule->id);
    buf_byte(&t->line, ' ');
    size_t start = t->line.len;
    if (field) {
        buf_text(&t->line, field);
        buf_byte(&t->line, ' ');
    }
    if (what) {
        buf_text(&t->line, what);
        buf_byte(&t->line, ' ');
    }
    buf_str(&t->line, value);
    told(t, buf_view(&t->line));
    return start;
}

/* The same, and once more without RULE. */
static void tell_word(struct telling *t, const char *field, const char *what,
                      struct str word)
{
    size_t start = tell_rule(t, field, what, word);
    told(t, str_cut(buf_view(&t->line), start, t->line.len));
}

/* How long, roughly. */
static struct str length_of(uint32_t items)
{
    static const uint32_t most[] = {1, 2, 3, 5, 8, 12, 20, 40};
    static const char *const names[] = {"1",    "2",     "3",     "4-5", "6-8",
                                        "9-12", "13-20", "21-40", ">40"};
    size_t i = 0;
    while (i < sizeof most / sizeof *most && items > most[i])
        i++;
    return str_of(names[i]);
}

static bool has_quote(const struct reading *r, const struct capture *at)
{
    for (uint32_t i = at->first; i < at->last; i++)
        if (r->items[i].kind == ITEM_QUOTE)
            return true;
    return false;
}

static bool has_verb(const struct reading *r, const struct capture *at)
{
    for (uint32_t i = at->first; i < at->last; i++)
        if (r->items[i].kind == ITEM_WORD &&
            TAG_BIT(r->items[i].tag) & (TAGS_FINITE | TAG_BIT(TAG_MODAL)))
            return true;
    return false;
}

static struct str sort_of(const struct reading *r, const struct capture *at)
{
    static const char *const sorts[] = {"name", "person", "organisation",
                                        "place"};
    for (uint32_t i = at->first; i < at->last; i++)
        if (r->items[i].ahead[PHRASE_NAME])
            return str_of(sorts[r->items[i].name_type & 3]);
    return STR("-");
}

/* A captured field: its edges, its length, what it is made of. */
static void tell_capture(struct telling *t, const char *field,
                         const struct capture *at)
{
    const struct reading *r = t->reading;
    uint32_t items = at->last - at->first;
    tell_word(t, field, "first", seen_at(r, at->first));
    tell_word(t, field, "last", seen_at(r, at->last - 1));
    for (uint32_t i = at->first; i < at->last && items <= FEW_ITEMS; i++)
        tell_word(t, field, "has", seen_at(r, i));
    tell_rule(t, field, "length", length_of(items));
    tell_rule(t, field, "name", sort_of(r, at));
    if (has_quote(r, at))
        tell_rule(t, field, "holds", STR("quote"));
    tell_rule(t, field, "holds",
              has_verb(r, at) ? STR("verb") : STR("no-verb"));
}

static void tell_fields(struct telling *t)
{
    const struct codebook_kind *kind =
        &t->reading->codebook->kinds[t->rule->kind];
    for (uint8_t f = 0; f < kind->field_count; f++) {
        const struct codebook_field *field = &kind->fields[f];
        const struct capture *found = NULL;
        for (uint16_t i = 0; i < t->proposal->capture_count && !found; i++)
            if (t->proposal->captures[i].field == f)
                found = &t->proposal->captures[i];
        if (found)
            tell_capture(t, field->name, found);
        else if (field->key)
            tell_rule(t, field->name, NULL, STR("-"));
    }
}

static void tell(struct telling *t)
{
    const struct reading *r = t->reading;
    const struct proposal *p = t->proposal;
    uint16_t first = p->pattern;
    while (first && r->codebook->patterns[first - 1].rule == p->rule)
        first--;
    char number[12];
    snprintf(number, sizeof number, "%d", p->pattern - first + 1);
    tell_rule(t, NULL, "pattern", str_of(number));
    tell_word(t, NULL, "trigger", seen_at(r, p->trigger));
    tell_rule(t, NULL, "before",
              p->first ? seen_at(r, p->first - 1) : STR("<s>"));
    tell_rule(t, NULL, "after", seen_at(r, p->last));
    if (r->items[p->trigger].flags & ITEM_INSIDE)
        tell_rule(t, NULL, "inside", STR("quote"));
    tell_fields(t);
}

static struct telling telling(const struct reading *reading,
                              const struct proposal *proposal)
{
    return (struct telling){.reading = reading,
                            .proposal = proposal,
                            .rule = &reading->codebook->rules[proposal->rule]};
}

/* Two digits are enough, and the same in every export. */
static double in_hundredths(double share)
{
    return (double)(int)(share * 100 + 0.5) / 100;
}

double context_confidence(const struct reading *reading,
                          const struct proposal *proposal)
{
    struct telling t = telling(reading, proposal);
    double share = t.rule->learnt > 0 ? t.rule->learnt : t.rule->confidence;
    if (!reading->codebook->weights.count || share <= 0 || share >= 1)
        return in_hundredths(share);
    t.odds = log(share / (1 - share));
    tell(&t);
    buf_done(&t.line);
    return in_hundredths(1 / (1 + exp(-t.odds)));
}

const char *context_json(const struct reading *reading,
                         const struct proposal *proposal, struct arena *mem)
{
    struct telling t = telling(reading, proposal);
    struct buf out = {0};
    struct jsonw names = jsonw_start(&out);
    jsonw_array(&names);
    t.names = &names;
    tell(&t);
    jsonw_array_end(&names);
    const char *json = arena_strndup(mem, out.ptr, out.len);
    buf_done(&t.line);
    buf_done(&out);
    return json;
}
