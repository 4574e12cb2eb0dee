/* facts.c - proposals to facts: values, normal forms, citations, order. */
#include "extract/facts.h"

#include <stdlib.h>

#include "extract/context.h"
#include "extract/values.h"
#include "fact/fact.h"

enum {
    EVIDENCE_ITEMS_MAX = 200, /* beyond what a rule matched, each way */
    EVIDENCE_BYTES_MAX = 8192,
    INHERIT_PARAGRAPHS_MAX = 1,
    NEIGHBOURS_MAX = 16,   /* proposals that may hold another */
    QUOTED_TIMES_MAX = 32, /* the text, by all its facts; news: 2 to 5 times */
    QUOTED_BYTES_FREE = 256 * 1024,
};

/* The sentences that hold items [first, last), or as much as is fit to read
 * of them. */
static struct ibid_citation evidence(struct maker *m, uint32_t first,
                                     uint32_t last)
{
    const struct item *items = m->reading->items;
    uint32_t room = EVIDENCE_ITEMS_MAX;
    while (items[first].kind >= ITEM_BREAK && first + 1 < last)
        first++;
    while (items[last - 1].kind >= ITEM_BREAK && last > first + 1)
        last--;
    for (; room && first && items[first - 1].kind < ITEM_BREAK; room--)
        first--;
    room = EVIDENCE_ITEMS_MAX;
    for (;
         room && last < m->reading->item_count && items[last].kind < ITEM_BREAK;
         room--)
        last++;
    struct stretch span = reading_span(m->reading, first, last);
    while (span.end - span.start > EVIDENCE_BYTES_MAX && last > first + 1)
        span = reading_span(m->reading, first, --last);
    if (!m->evidence.quote || m->evidence.start != span.start ||
        m->evidence.end != span.end) /* facts share their sentence */
        m->evidence = value_cite(m, first, last);
    return m->evidence;
}

static bool is_too_long(const struct ibid_field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t v = 0; v < fields[i].value_count; v++)
            if (strlen(fields[i].values[v].text) > FACT_VALUE_BYTES_MAX)
                return true;
    return false;
}

/* Did the rule capture words in quotation marks? */
static bool has_quote(const struct reading *r, const struct proposal *p)
{
    for (uint16_t i = 0; i < p->capture_count; i++)
        for (uint32_t k = p->captures[i].first; k < p->captures[i].last; k++)
            if (r->items[k].kind == ITEM_QUOTE)
                return true;
    return false;
}

/* Is the codebook's limit for facts of the kind reached? */
static bool is_kept(const struct reading *r, const struct proposal *p,
                    double confidence)
{
    const struct codebook *c = r->codebook;
    return confidence >= c->keep[c->rules[p->rule].kind][!has_quote(r, p)];
}

/* Values of the part's fields; false: what it needs is missing. */
static bool find_fields(struct maker *m, const struct found_part *at,
                        struct ibid_field *fields, const char **by,
                        size_t *count)
{
    const struct codebook *c = m->reading->codebook;
    const struct rule *rule = &c->rules[at->proposal->rule];
    uint16_t number = rule->kind;
    const struct codebook_kind *kind = &c->kinds[number];
    uint32_t has = 0, needs = c->needs[number];
    *count = 0;
    for (size_t i = 0; i < kind->field_count; i++) {
        enum value_origin from =
            value_field(m, at, (uint8_t)i, &fields[*count], &by[*count]);
        if (from == VALUE_NONE && kind->fields[i].required)
            return false;
        has |= (from == VALUE_OWN ? 1u : 0u) << i;
        *count += from != VALUE_NONE;
    }
    return (!needs || needs & has) && (!rule->needs || rule->needs & has) &&
           !is_too_long(fields, *count);
}

static uint64_t quoted_bytes(const struct ibid_field *fields, size_t count)
{
    uint64_t bytes = 0;
    for (size_t f = 0; f < count; f++)
        for (size_t v = 0; v < fields[f].value_count; v++) {
            const struct ibid_value *value = &fields[f].values[v];
            for (size_t i = 0; i < value->citation_count; i++)
                bytes += value->citations[i].end - value->citations[i].start;
        }
    return bytes;
}

/* Words that go on and on may be said by each of them. */
static bool has_room(const struct maker *m)
{
    return m->quoted < QUOTED_BYTES_FREE +
                           (uint64_t)m->reading->text.len * QUOTED_TIMES_MAX;
}

static void make_fact(struct maker *m, const struct found_part *at)
{
    const struct codebook *c = m->reading->codebook;
    const struct proposal *p = at->proposal;
    const struct rule *rule = &c->rules[p->rule];
    const struct codebook_kind *kind = &c->kinds[rule->kind];
    double confidence = context_confidence(m->reading, p);
    struct ibid_field found[CODEBOOK_FIELDS_MAX] = {0}, *fields;
    size_t count;
    if (!is_kept(m->reading, p, confidence))
        return;
    const char **by =
        arena_array(m->reading->mem, kind->field_count, sizeof *by);
    if (!find_fields(m, at, found, by, &count))
        return;
    fields = arena_array(m->mem, count, sizeof *fields);
    memcpy(fields, found, count * sizeof *fields);
    struct ibid_citation *cited = arena_new(m->mem, struct ibid_citation);
    *cited = evidence(m, p->first, p->last);
    m->quoted += cited->end - cited->start + quoted_bytes(fields, count);
    m->out->list = arena_grow(m->reading->mem, m->out->list, &m->out->capacity,
                              m->out->count + 1, sizeof *m->out->list);
    struct made_fact *made = &m->out->list[m->out->count];
    *made = (struct made_fact){.from = p,
                               .by = by,
                               .kind = rule->kind,
                               .order = (uint32_t)m->out->count++};
    if (m->with_contexts)
        made->contexts = context_json(m->reading, p, m->mem);
    made->fact = (struct ibid_fact){.kind = kind->name,
                                    .confidence = confidence,
                                    .rule = rule->label,
                                    .start = cited->start,
                                    .fields = fields,
                                    .field_count = count,
                                    .citations = cited,
                                    .citation_count = 1};
}

/* Is the fact before near enough for its fields to be taken over? */
static bool is_near(const struct maker *m, const struct proposal *before,
                    const struct proposal *p)
{
    int paragraphs = 0;
    if (!before || before->last > p->first + 1)
        return false;
    for (uint32_t k = before->last;
         k < p->first + 1 && paragraphs <= INHERIT_PARAGRAPHS_MAX; k++)
        paragraphs += m->reading->items[k].kind == ITEM_PARAGRAPH;
    return paragraphs <= INHERIT_PARAGRAPHS_MAX;
}

/* Take over a field from the fact of this kind just before; false: there is
 * none near enough. */
static bool take_over(struct maker *m, uint8_t field, struct proposal *p)
{
    const struct rule *rule = &m->reading->codebook->rules[p->rule];
    const struct proposal *before = m->last[rule->kind];
    const struct capture *found = NULL;
    if (!is_near(m, before, p))
        return false;
    for (uint16_t k = 0; k < before->capture_count; k++)
        if (before->captures[k].field == field)
            found = &before->captures[k];
    if (!found)
        return false;
    struct capture *more =
        arena_array(m->reading->mem, p->capture_count + 1u, sizeof *more);
    more[0] = *found;
    memcpy(more + 1, p->captures, p->capture_count * sizeof *more);
    p->captures = more;
    p->capture_count++;
    return true;
}

/* All that the rule takes over; false: what it must have is not there. */
static bool inherit(struct maker *m, struct proposal *p)
{
    const struct rule *rule = &m->reading->codebook->rules[p->rule];
    for (size_t i = 0; i < rule->constant_count; i++)
        if (!rule->constants[i].value &&
            !take_over(m, rule->constants[i].field, p) &&
            !rule->constants[i].optional)
            return false;
    return true;
}

/* Names that later "he" and "the official" may mean: those in name fields of
 * facts' keys. */
static void remember(struct maker *m, const struct proposal *p)
{
    const struct codebook *c = m->reading->codebook;
    const struct codebook_kind *kind = &c->kinds[c->rules[p->rule].kind];
    const struct rule *rule = &c->rules[p->rule];
    for (uint16_t i = 0; i < p->capture_count; i++) {
        const struct codebook_field *field =
            &kind->fields[p->captures[i].field];
        const struct capture *at = &p->captures[i];
        struct antecedent known;
        if (field->type != FIELD_NAME || !field->key)
            continue;
        if (rule->constant_count && at->last < p->first)
            continue; /* inherited: remembered already */
        bool pronoun = at->last - at->first == 1 &&
                       (m->reading->items[at->first].tag == TAG_PRON ||
                        m->reading->items[at->first].tag == TAG_WH);
        if (pronoun &&
            antecedent_find(&m->speakers, at->first, at->last, &known)) {
            speakers_add(&m->speakers, known.first, known.last);
            return;
        }
        if (pronoun)
            continue;
        speakers_add(&m->speakers, at->first, at->last);
        return;
    }
}

/* Number the parts of a proposal whose rule splits it. */
static uint8_t number_parts(const struct proposal *p, uint8_t split,
                            uint8_t *parts)
{
    uint8_t part = 0;
    bool any = false;
    for (uint16_t i = 0; i < p->capture_count; i++) {
        if (p->captures[i].field == split && any)
            part++;
        any |= p->captures[i].field == split;
        parts[i] = part;
    }
    return part;
}

static void make_all(struct maker *m, struct proposal *p)
{
    const struct rule *rule = &m->reading->codebook->rules[p->rule];
    uint8_t parts[CAPTURES_MAX] = {0};
    m->out->cut |= !has_room(m);
    if (m->out->cut || !inherit(m, p))
        return;
    uint8_t last = rule->split == PATTERN_NO_FIELD
                       ? 0
                       : number_parts(p, rule->split, parts);
    for (uint8_t part = 0; part <= last; part++)
        make_fact(m, &(struct found_part){p, parts, part});
    remember(m, p);
    m->last[rule->kind] = p;
}

/* Does a capture of `outer` hold what `inner` was found by and ends with? */
static bool holds(const struct proposal *outer, const struct proposal *inner)
{
    uint32_t end = inner->captures[inner->capture_count - 1].last;
    for (uint16_t i = 0; i < outer->capture_count; i++)
        if (outer->captures[i].first <= inner->trigger &&
            outer->captures[i].last >= end && outer->trigger != inner->trigger)
            return true;
    return false;
}

/* A loose rule takes in whatever stands there: is `inner`, of a stricter one,
 * the likelier fact? */
static bool is_likelier(const struct reading *r, const struct proposal *inner,
                        const struct proposal *outer)
{
    const struct rule *rules = r->codebook->rules;
    return rules[outer->rule].loose && !rules[inner->rule].loose &&
           context_confidence(r, inner) > context_confidence(r, outer);
}

/* Is proposal `i` of a rule for the top only, but within another's words? */
static bool is_nested(const struct reading *r, const struct proposals *all,
                      size_t i)
{
    const struct codebook *c = r->codebook;
    const struct proposal *inner = &all->list[i];
    if (!c->rules[inner->rule].top || !inner->capture_count)
        return false;
    size_t k = i > NEIGHBOURS_MAX ? i - NEIGHBOURS_MAX : 0;
    for (; k < all->count && k <= i + NEIGHBOURS_MAX; k++)
        if (k != i &&
            c->rules[all->list[k].rule].kind == c->rules[inner->rule].kind &&
            holds(&all->list[k], inner) &&
            !is_likelier(r, inner, &all->list[k]))
            return true;
    return false;
}

static void drop_nested(const struct reading *r, struct proposals *all)
{
    bool *nested = arena_array(r->mem, all->count + 1, sizeof *nested);
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++)
        nested[i] = is_nested(r, all, i);
    for (size_t i = 0; i < all->count; i++)
        if (!nested[i])
            all->list[kept++] = all->list[i];
    all->count = kept;
}

static int by_place(const void *a, const void *b)
{
    const struct proposal *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->trigger != y->trigger)
        return x->trigger < y->trigger ? -1 : 1;
    return (x->pattern > y->pattern) - (x->pattern < y->pattern);
}

static void note_dropped(void *ctx, uint16_t rule)
{
    struct maker *m = ctx;
    m->out->dropped =
        arena_grow(m->reading->mem, m->out->dropped, &m->out->dropped_capacity,
                   m->out->dropped_count + 1, sizeof *m->out->dropped);
    m->out->dropped[m->out->dropped_count++] = rule;
}

void facts_make(const struct reading *reading, struct proposals *proposals,
                bool with_contexts, struct arena *mem, struct made_facts *out)
{
    const struct codebook *c = reading->codebook;
    struct maker m = {.reading = reading,
                      .mem = mem,
                      .fills = fills_start(reading, proposals),
                      .speakers = speakers_start(reading),
                      .with_contexts = with_contexts,
                      .out = out};
    out->list = arena_grow(reading->mem, NULL, &out->capacity,
                           proposals->count + 1, sizeof *out->list);
    m.last = arena_array(reading->mem, c->kind_count + 1,
                         sizeof(const struct proposal *));
    if (proposals->count)
        qsort(proposals->list, proposals->count, sizeof *proposals->list,
              by_place);
    drop_nested(reading, proposals);
    fills_drop(&m.fills, proposals, note_dropped, &m);
    fills_hold(&m.fills, proposals);
    for (size_t i = 0; i < proposals->count; i++)
        make_all(&m, &proposals->list[i]);
    facts_order(c, out);
}
