/* facts.c - proposals to facts: values, normal forms, citations, order. */
#include "extract/facts.h"

#include <stdlib.h>

#include "extract/antecedent.h"
#include "extract/normal.h"
#include "fact/fact.h"

enum {
    EVIDENCE_ITEMS_MAX = 200, /* beyond what a rule matched, each way */
    EVIDENCE_BYTES_MAX = 8192,
    INHERIT_PARAGRAPHS_MAX = 1,
    NEIGHBOURS_MAX = 16, /* proposals that may hold another */
    CAPTURES_MAX = PATTERN_CAPTURES_MAX + RULE_CONSTANTS_MAX,
};

struct maker {
    const struct reading *reading;
    struct arena *mem;
    struct speakers speakers;
    const struct proposal **last; /* by kind: the proposal before */
    struct made_facts *out;
};

static struct ibid_citation cite(const struct maker *m, uint32_t first,
                                 uint32_t last)
{
    struct stretch span = reading_span(m->reading, first, last);
    struct str quote = str_cut(m->reading->text, span.start, span.end);
    return (struct ibid_citation){
        .start = span.start,
        .end = span.end,
        .quote = arena_strndup(m->mem, quote.ptr, quote.len)};
}

/* The sentences that hold items [first, last), or as much as is fit to read
 * of them. */
static struct ibid_citation evidence(const struct maker *m, uint32_t first,
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
    return cite(m, first, last);
}

/* The normal form of a captured name: who is meant, and where that stands. */
static const char *resolve(struct maker *m, const struct capture *c,
                           struct ibid_citation *more, size_t *count)
{
    struct antecedent found;
    if (!antecedent_find(&m->speakers, c->first, c->last, &found))
        return NULL;
    more[(*count)++] = cite(m, found.first, found.last);
    return normal_string(reading_text(m->reading, found.first, found.last),
                         m->mem);
}

/* One value from `count` captures of a field, cited each. */
static struct ibid_value make_value(struct maker *m,
                                    const struct codebook_field *field,
                                    const struct capture *const *captures,
                                    size_t count)
{
    struct ibid_citation *cited = arena_array(m->mem, count + 1, sizeof *cited);
    struct buf text = {0};
    for (size_t i = 0; i < count; i++) {
        cited[i] = cite(m, captures[i]->first, captures[i]->last);
        if (i)
            buf_text(&text, " \xE2\x80\xA6 ");
        buf_text(&text, cited[i].quote);
    }
    struct ibid_value value = {
        .text = arena_strndup(m->mem, text.ptr, text.len), .citations = cited};
    struct str view = buf_view(&text);
    if (field->type == FIELD_NAME)
        value.normalized = resolve(m, captures[0], cited, &count);
    else
        value.normalized = normal_form(m->reading->codebook, field, view,
                                       m->reading->published, DATE_ANY, m->mem);
    value.citation_count = count;
    buf_done(&text);
    return value;
}

/* The captures of a field that belong to part `part` of a split proposal:
 * those of the part, or, where the field was captured only once, that one. */
static size_t select_captures(const struct proposal *p, uint8_t field,
                              const uint8_t *parts, uint8_t part,
                              const struct capture **out)
{
    size_t count = 0, all = 0;
    const struct capture *only = NULL;
    for (uint16_t i = 0; i < p->capture_count; i++) {
        if (p->captures[i].field != field)
            continue;
        only = &p->captures[i];
        all++;
        if (parts[i] == part)
            out[count++] = only;
    }
    if (!count && all == 1)
        out[count++] = only;
    return count;
}

static const struct rule_constant *constant_of(const struct rule *rule,
                                               uint8_t field)
{
    for (size_t i = 0; i < rule->constant_count; i++)
        if (rule->constants[i].field == field && rule->constants[i].value)
            return &rule->constants[i];
    return NULL;
}

/* A choice that the words of another field decide: "denied" -> denies. */
static bool derive(struct maker *m, const struct proposal *p,
                   const uint8_t *parts, uint8_t part, uint8_t number,
                   uint8_t from, struct ibid_value *out)
{
    const struct codebook *c = m->reading->codebook;
    const struct codebook_kind *kind = &c->kinds[c->rules[p->rule].kind];
    const struct capture *captures[CAPTURES_MAX];
    size_t count =
        select_captures(p, (uint8_t)(from - 1), parts, part, captures);
    if (!count)
        return false;
    struct str words =
        reading_text(m->reading, captures[0]->first, captures[0]->last);
    const char *choice = normal_choice(c, &kind->fields[number], words, m->mem);
    if (!choice)
        return false;
    struct ibid_citation *cited = arena_new(m->mem, struct ibid_citation);
    *cited = cite(m, captures[0]->first, captures[0]->last);
    *out =
        (struct ibid_value){.text = choice,
                            .normalized = normal_string(str_of(choice), m->mem),
                            .citations = cited,
                            .citation_count = 1};
    return true;
}

static bool make_field(struct maker *m, const struct proposal *p,
                       const uint8_t *parts, uint8_t part, uint8_t number,
                       struct ibid_field *out)
{
    const struct codebook *c = m->reading->codebook;
    const struct rule *rule = &c->rules[p->rule];
    const struct codebook_field *field = &c->kinds[rule->kind].fields[number];
    const struct capture *captures[CAPTURES_MAX];
    size_t count = select_captures(p, number, parts, part, captures);
    const struct rule_constant *constant = constant_of(rule, number);
    struct ibid_value *values = arena_array(
        m->mem, field->repeats && count ? count : 1, sizeof *values);
    *out = (struct ibid_field){.name = field->name, .values = values};
    if (count && field->repeats) {
        for (size_t i = 0; i < count; i++)
            values[i] = make_value(m, field, &captures[i], 1);
        out->value_count = count;
    } else if (count) {
        values[0] = make_value(m, field, captures, count);
        out->value_count = 1;
    }
    if (constant && !count) {
        values[0].text = constant->value;
        out->value_count = 1;
    }
    uint8_t from = c->from[rule->kind][number];
    if (from && !out->value_count &&
        derive(m, p, parts, part, number, from, values))
        out->value_count = 1;
    if (constant)
        values[0].normalized = normal_form(c, field, str_of(constant->value),
                                           NULL, DATE_ANY, m->mem);
    return out->value_count != 0;
}

static bool is_too_long(const struct ibid_field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t v = 0; v < fields[i].value_count; v++)
            if (strlen(fields[i].values[v].text) > FACT_VALUE_BYTES_MAX)
                return true;
    return false;
}

static void make_fact(struct maker *m, const struct proposal *p,
                      const uint8_t *parts, uint8_t part)
{
    const struct codebook *c = m->reading->codebook;
    const struct rule *rule = &c->rules[p->rule];
    const struct codebook_kind *kind = &c->kinds[rule->kind];
    struct ibid_field *fields =
        arena_array(m->mem, kind->field_count, sizeof *fields);
    size_t count = 0;
    for (size_t i = 0; i < kind->field_count; i++) {
        if (make_field(m, p, parts, part, (uint8_t)i, &fields[count]))
            count++;
        else if (kind->fields[i].required)
            return;
    }
    if (is_too_long(fields, count))
        return;
    struct ibid_citation *cited = arena_new(m->mem, struct ibid_citation);
    *cited = evidence(m, p->first, p->last);
    m->out->list = arena_grow(m->reading->mem, m->out->list, &m->out->capacity,
                              m->out->count + 1, sizeof *m->out->list);
    struct made_fact *made = &m->out->list[m->out->count];
    *made = (struct made_fact){
        .from = p, .kind = rule->kind, .order = (uint32_t)m->out->count};
    made->fact = (struct ibid_fact){.kind = kind->name,
                                    .confidence = rule->confidence,
                                    .rule = rule->label,
                                    .start = cited->start,
                                    .fields = fields,
                                    .field_count = count,
                                    .citations = cited,
                                    .citation_count = 1};
    m->out->count++;
}

/* Take over fields from the fact of this kind just before; false: there is
 * none near enough. */
static bool inherit(struct maker *m, struct proposal *p)
{
    const struct rule *rule = &m->reading->codebook->rules[p->rule];
    const struct proposal *before = m->last[rule->kind];
    for (size_t i = 0; i < rule->constant_count; i++) {
        if (rule->constants[i].value)
            continue;
        int paragraphs = 0;
        if (!before || before->last > p->first + 1)
            return false;
        for (uint32_t k = before->last;
             k < p->first + 1 && paragraphs <= INHERIT_PARAGRAPHS_MAX; k++)
            paragraphs += m->reading->items[k].kind == ITEM_PARAGRAPH;
        if (paragraphs > INHERIT_PARAGRAPHS_MAX)
            return false;
        struct capture *more =
            arena_array(m->reading->mem, p->capture_count + 1u, sizeof *more);
        const struct capture *found = NULL;
        for (uint16_t k = 0; k < before->capture_count; k++)
            if (before->captures[k].field == rule->constants[i].field)
                found = &before->captures[k];
        if (!found)
            return false;
        more[0] = *found;
        memcpy(more + 1, p->captures, p->capture_count * sizeof *more);
        p->captures = more;
        p->capture_count++;
    }
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
    if (!inherit(m, p))
        return;
    uint8_t last = rule->split == PATTERN_NO_FIELD
                       ? 0
                       : number_parts(p, rule->split, parts);
    for (uint8_t part = 0; part <= last; part++)
        make_fact(m, p, parts, part);
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

/* Is proposal `i` of a rule for the top only, but within another's words? */
static bool is_nested(const struct codebook *c, const struct proposals *all,
                      size_t i)
{
    const struct proposal *inner = &all->list[i];
    if (!c->rules[inner->rule].top || !inner->capture_count)
        return false;
    size_t k = i > NEIGHBOURS_MAX ? i - NEIGHBOURS_MAX : 0;
    for (; k < all->count && k <= i + NEIGHBOURS_MAX; k++)
        if (k != i &&
            c->rules[all->list[k].rule].kind == c->rules[inner->rule].kind &&
            holds(&all->list[k], inner))
            return true;
    return false;
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

void facts_make(const struct reading *reading, struct proposals *proposals,
                struct arena *mem, struct made_facts *out)
{
    const struct codebook *c = reading->codebook;
    struct maker m = {.reading = reading,
                      .mem = mem,
                      .speakers = speakers_start(reading),
                      .out = out};
    m.last = arena_array(reading->mem, c->kind_count + 1, sizeof *m.last);
    if (proposals->count)
        qsort(proposals->list, proposals->count, sizeof *proposals->list,
              by_place);
    for (size_t i = 0; i < proposals->count; i++)
        if (!is_nested(c, proposals, i))
            make_all(&m, &proposals->list[i]);
    facts_order(c, out);
}
