/* values.c - captured words to values of fields: text, citations, normal
 * forms. */
#include "extract/values.h"

#include "extract/normal.h"

struct ibid_citation value_cite(const struct maker *m, uint32_t first,
                                uint32_t last)
{
    struct stretch span = reading_span(m->reading, first, last);
    struct str quote = str_cut(m->reading->text, span.start, span.end);
    return (struct ibid_citation){
        .start = span.start,
        .end = span.end,
        .quote = arena_strndup(m->mem, quote.ptr, quote.len)};
}

/* The normal form of a captured name: who is meant, and where that stands. */
static const char *resolve(struct maker *m, const struct capture *c,
                           struct ibid_citation *more, size_t *count)
{
    struct antecedent found;
    if (!antecedent_find(&m->speakers, c->first, c->last, &found))
        return NULL;
    more[(*count)++] = value_cite(m, found.first, found.last);
    return normal_string(reading_text(m->reading, found.first, found.last),
                         m->mem);
}

/* The tense that the words around a date give it. */
static enum date_tense tense_of(const struct reading *r,
                                const struct capture *at)
{
    return date_tense_near(r->codebook->lang, &r->tokens,
                           r->items[at->first].first,
                           r->items[at->last - 1].last);
}

/* One value from `count` captures of a field, cited each. */
static struct ibid_value make_value(struct maker *m,
                                    const struct codebook_field *field,
                                    const struct capture *const *captures,
                                    size_t count)
{
    bool named = field->type == FIELD_NAME; /* one more: who is meant */
    struct ibid_citation *cited =
        arena_array(m->mem, count + named, sizeof *cited);
    struct buf text = {0};
    for (size_t i = 0; i < count; i++) {
        cited[i] = value_cite(m, captures[i]->first, captures[i]->last);
        if (i)
            buf_text(&text, " \xE2\x80\xA6 ");
        buf_text(&text, cited[i].quote);
    }
    struct str view = buf_view(&text);
    struct ibid_value value = {
        .text = count == 1 ? cited[0].quote
                           : arena_strndup(m->mem, text.ptr, text.len),
        .citations = cited};
    if (named)
        value.normalized = resolve(m, captures[0], cited, &count);
    else
        value.normalized = normal_form(
            m->reading->codebook, field, view, m->reading->published,
            field->type == FIELD_DATE ? tense_of(m->reading, captures[0])
                                      : DATE_ANY,
            m->mem);
    value.citation_count = count;
    buf_done(&text);
    return value;
}

/* The captures of a field that belong to a part: its own, or, where the field
 * was captured only once, that one. */
static size_t select_captures(const struct found_part *at, uint8_t field,
                              const struct capture **out)
{
    const struct proposal *p = at->proposal;
    size_t count = 0, all = 0;
    const struct capture *only = NULL;
    for (uint16_t i = 0; i < p->capture_count; i++) {
        if (p->captures[i].field != field)
            continue;
        only = &p->captures[i];
        all++;
        if (!at->parts || at->parts[i] == at->part)
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
static bool derive(struct maker *m, const struct found_part *at, uint8_t number,
                   struct ibid_value *out)
{
    const struct codebook *c = m->reading->codebook;
    uint16_t kind = c->rules[at->proposal->rule].kind;
    const struct capture *captures[CAPTURES_MAX];
    uint8_t from = c->from[kind][number];
    if (!from || !select_captures(at, (uint8_t)(from - 1), captures))
        return false;
    struct str words =
        reading_text(m->reading, captures[0]->first, captures[0]->last);
    const char *choice =
        normal_choice(c, &c->kinds[kind].fields[number], words);
    if (!choice)
        return false;
    struct ibid_citation *cited = arena_new(m->mem, struct ibid_citation);
    *cited = value_cite(m, captures[0]->first, captures[0]->last);
    *out =
        (struct ibid_value){.text = choice,
                            .normalized = normal_string(str_of(choice), m->mem),
                            .citations = cited,
                            .citation_count = 1};
    return true;
}

/* Values of `field` from captures and constants of field `source` of what a
 * rule found. */
static bool take(struct maker *m, const struct found_part *at, uint8_t source,
                 const struct codebook_field *field, struct ibid_field *out)
{
    const struct codebook *c = m->reading->codebook;
    const struct capture *captures[CAPTURES_MAX];
    size_t count = select_captures(at, source, captures);
    const struct rule_constant *constant =
        constant_of(&c->rules[at->proposal->rule], source);
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
    if (constant)
        values[0].normalized = normal_form(c, field, str_of(constant->value),
                                           NULL, DATE_ANY, m->mem);
    return out->value_count != 0;
}

/* Is the choice of what holds the fact the one asked for? */
static bool is_meant(struct maker *m, const struct found_part *holder,
                     const struct field_inside *inside)
{
    const struct rule *rule =
        &m->reading->codebook->rules[holder->proposal->rule];
    const struct rule_constant *constant = constant_of(rule, inside->when);
    struct ibid_value value;
    if (!inside->choice)
        return true;
    if (constant)
        return strcmp(constant->value, inside->choice) == 0;
    return derive(m, holder, inside->when, &value) &&
           strcmp(value.text, inside->choice) == 0;
}

/* A field that is taken from the fact whose words hold this one. */
static bool take_inside(struct maker *m, const struct found_part *at,
                        uint8_t number, struct ibid_field *out)
{
    const struct codebook *c = m->reading->codebook;
    uint16_t kind = c->rules[at->proposal->rule].kind;
    const struct field_inside *inside = c->inside[kind][number];
    const struct holder *holder =
        inside ? fills_holder(&m->fills, at->proposal) : NULL;
    if (!holder || holder->field != inside->holder ||
        c->rules[holder->by->rule].kind != inside->kind)
        return false;
    struct found_part part = {.proposal = holder->by};
    return is_meant(m, &part, inside) &&
           take(m, &part, inside->take, &c->kinds[kind].fields[number], out);
}

enum value_origin value_field(struct maker *m, const struct found_part *at,
                              uint8_t number, struct ibid_field *out,
                              const char **by)
{
    const struct codebook *c = m->reading->codebook;
    const struct rule *rule = &c->rules[at->proposal->rule];
    const struct codebook_field *field = &c->kinds[rule->kind].fields[number];
    *by = NULL;
    if (take(m, at, number, field, out))
        return VALUE_OWN;
    struct ibid_value *derived = arena_new(m->mem, struct ibid_value);
    if (derive(m, at, number, derived)) {
        *out = (struct ibid_field){field->name, derived, 1};
        return VALUE_OWN;
    }
    const struct proposal *fill =
        field->required ? NULL : fills_find(&m->fills, at->proposal, number);
    if (fill) {
        *by = c->rules[fill->rule].label;
        struct found_part part = {.proposal = fill};
        return take(m, &part, number, field, out) ? VALUE_OWN : VALUE_NONE;
    }
    return take_inside(m, at, number, out) ? VALUE_AROUND : VALUE_NONE;
}
