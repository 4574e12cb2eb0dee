/* explain.c - why a rule fired: its pattern's words, and what every other
 * rule tried; in plain text. */
#include "extract/facts.h"
#include "fact/fact.h"

struct tracing {
    const struct reading *reading;
    struct buf *out;
};

static void put_items(const struct reading *r, uint32_t first, uint32_t last,
                      struct buf *out)
{
    struct str text = reading_text(r, first, last);
    buf_byte(out, '"');
    for (size_t i = 0; i < text.len; i++)
        buf_byte(out, byte_mapped(text.ptr[i], "\n", " "));
    buf_byte(out, '"');
}

static void put_rule(const struct reading *r, const struct proposal *p,
                     struct buf *out)
{
    const struct rule *rule = &r->codebook->rules[p->rule];
    buf_printf(out, "rule %s (%s:%d)\n", rule->label, rule->path,
               (int)rule->line);
    if (rule->about[0])
        buf_printf(out, "  %s\n", rule->about);
    buf_text(out, "  trigger ");
    put_items(r, p->trigger, p->trigger + 1, out);
    buf_text(out, "\n");
}

static void put_proposal(const struct reading *r, const struct proposal *p,
                         struct buf *out)
{
    const struct codebook *c = r->codebook;
    const struct rule *rule = &c->rules[p->rule];
    put_rule(r, p, out);
    for (uint16_t i = 0; i < p->capture_count; i++) {
        const struct capture *capture = &p->captures[i];
        buf_printf(out,
                   "  %s = ", c->kinds[rule->kind].fields[capture->field].name);
        put_items(r, capture->first, capture->last, out);
        buf_text(out, "\n");
    }
    for (size_t i = 0; i < rule->constant_count; i++)
        buf_printf(out, "  %s = %s\n",
                   c->kinds[rule->kind].fields[rule->constants[i].field].name,
                   rule->constants[i].value ? rule->constants[i].value
                                            : "(as in the fact before)");
}

/* A field of a fact with the words it was read off, and what filled it. */
static void put_field(const struct ibid_field *field, const char *by,
                      struct buf *out)
{
    for (size_t v = 0; v < field->value_count; v++) {
        const struct ibid_value *value = &field->values[v];
        const char *mark = value->citation_count ? "\"" : "";
        buf_printf(out, "  %s = %s", field->name, mark);
        for (const char *at = value->text; *at; at++)
            buf_byte(out, byte_mapped(*at, "\n", " "));
        buf_printf(out, "%s%s%s\n", mark, by ? " by " : "", by ? by : "");
    }
}

static void put_made(const struct reading *r, const struct made_fact *made,
                     struct buf *out)
{
    put_rule(r, made->from, out);
    for (size_t i = 0; i < made->fact.field_count; i++)
        put_field(&made->fact.fields[i], made->by[i], out);
}

static bool is_of(const struct made_fact *made, const struct ibid_fact *fact)
{
    if (!fact->rule || strcmp(made->fact.rule, fact->rule) != 0 ||
        strcmp(made->fact.kind, fact->kind) != 0)
        return false;
    return !fact->citation_count ||
           (made->fact.citations[0].start == fact->citations[0].start &&
            made->fact.citations[0].end == fact->citations[0].end);
}

/* How many fields of the two say the same? A rule that counts several victims
 * makes several facts of one sentence; a corrected fact differs from what was
 * found. */
static size_t alike(const struct ibid_fact *a, const struct ibid_fact *b)
{
    size_t count = 1;
    for (size_t i = 0; i < a->field_count; i++) {
        const struct ibid_field *other = fact_field(b, a->fields[i].name);
        if (other && other->value_count && a->fields[i].value_count &&
            strcmp(other->values[0].text, a->fields[i].values[0].text) == 0)
            count++;
    }
    return count;
}

void extract_explain(const struct codebook *codebook, struct str text,
                     const struct block *blocks, size_t block_count,
                     const char *published, const struct ibid_fact *fact,
                     struct arena *mem, struct buf *out)
{
    struct reading reading;
    struct proposals proposals = {0};
    struct made_facts made = {0};
    const struct made_fact *found = NULL;
    reading_make(&reading, codebook, text, blocks, block_count, published, mem);
    match_all(&reading, NULL, NULL, &proposals);
    facts_make(&reading, &proposals, false, mem, &made);
    for (size_t i = 0; i < made.count; i++)
        if (is_of(&made.list[i], fact) &&
            (!found ||
             alike(&made.list[i].fact, fact) > alike(&found->fact, fact)))
            found = &made.list[i];
    if (found)
        put_made(&reading, found, out);
    else
        buf_printf(out, "%s: this codebook's rules do not find the fact here\n",
                   fact->rule ? fact->rule : "made by hand");
}

static void put_item(const struct reading *r, uint32_t i, struct buf *out)
{
    static const char *const phrases[] = {"np", "name", "number", "date"};
    static const char *const types[] = {"", ":person", ":organisation",
                                        ":place"};
    const struct item *item = &r->items[i];
    const struct codebook *c = r->codebook;
    if (item->kind >= ITEM_BREAK) {
        buf_text(out,
                 item->kind == ITEM_BREAK ? "-- sentence\n" : "== paragraph\n");
        return;
    }
    buf_printf(out, "%u ", i);
    put_items(r, i, i + 1, out);
    buf_printf(out, " %c", GRAMMAR_LETTERS[item->tag]);
    if (item->kind == ITEM_QUOTE)
        buf_text(out, item->flags & ITEM_SPEECH ? " speech" : " quote");
    for (int p = 0; p < PHRASES; p++)
        if (item->ahead[p])
            buf_printf(out, " %s(%d)%s", phrases[p], item->ahead[p],
                       p == PHRASE_NAME ? types[item->name_type] : "");
    const struct vword *word = &c->vocab.words[item->word];
    for (unsigned l = 0; item->kind == ITEM_WORD && l < c->vocab.list_count;
         l++)
        if (vword_on(word, l))
            buf_printf(out, " @%.*s", (int)c->vocab.lists[l].len,
                       c->vocab.lists[l].ptr);
    buf_byte(out, '\n');
}

static void put_attempt(void *ctx, uint32_t item, uint16_t pattern,
                        bool matched)
{
    const struct tracing *t = ctx;
    const struct codebook *c = t->reading->codebook;
    const struct rule *rule = &c->rules[c->patterns[pattern].rule];
    buf_printf(t->out, "%u %s %s\n", item, matched ? "MATCH" : "no   ",
               rule->id);
}

void extract_debug(const struct codebook *codebook, struct str text,
                   struct arena *mem, struct buf *out)
{
    struct reading reading;
    struct proposals proposals = {0};
    struct block whole = {0, (uint32_t)text.len, BLOCK_BODY};
    reading_make(&reading, codebook, text, &whole, 1, NULL, mem);
    for (uint32_t i = 0; i < reading.item_count; i++)
        put_item(&reading, i, out);
    buf_text(out, "\nattempts\n");
    match_all(&reading, put_attempt,
              &(struct tracing){.reading = &reading, .out = out}, &proposals);
    buf_text(out, "\nmatches\n");
    for (size_t i = 0; i < proposals.count; i++)
        put_proposal(&reading, &proposals.list[i], out);
}
