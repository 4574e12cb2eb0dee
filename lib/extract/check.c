/* check.c - a codebook's mistakes, and whether its rules do as their
 * examples say. */
#include <stdlib.h>

#include "extract/facts.h"
#include "fact/fact.h"

struct checker {
    const struct codebook *codebook;
    const struct rule *rule;
    struct script script; /* where mistakes are told */
    struct made_facts made;
    struct arena mem; /* of one example */
};

static bool holds(struct checker *k, const struct ibid_fact *fact,
                  struct str pair, int64_t line)
{
    bool normal = str_find(pair, STR("=>")) < pair.len;
    size_t at = str_find(pair, normal ? STR("=>") : STR("="));
    struct str name = str_trim(str_cut(pair, 0, at));
    if (at == pair.len)
        return script_fail_at(&k->script, line,
                              "write \"fact FIELD = VALUE; FIELD => NORMAL "
                              "FORM\"");
    struct str value = str_trim(str_cut(pair, at + (normal ? 2 : 1), pair.len));
    const char *text = arena_strndup(&k->mem, name.ptr, name.len);
    if (!codebook_field(&k->codebook->kinds[k->rule->kind], text))
        return script_fail_at(&k->script, line, "the kind has no field \"%s\"",
                              text);
    const struct ibid_field *field = fact_field(fact, text);
    for (size_t i = 0; field && i < field->value_count; i++)
        if (str_eq(str_of(normal ? field->values[i].normalized
                                 : field->values[i].text),
                   value))
            return true;
    return !field && str_eq(value, STR("-"));
}

static bool all_hold(struct checker *k, const struct ibid_fact *fact,
                     const struct rule_expected *expected)
{
    struct str rest = expected->pairs, pair;
    while (str_split(&rest, ';', &pair))
        if (!holds(k, fact, pair, expected->line))
            return false;
    return true;
}

/* The facts the rule found, shortened, for the message. */
static void found_instead(struct checker *k, struct buf *out)
{
    for (size_t i = 0; i < k->made.count; i++) {
        const struct ibid_fact *fact = &k->made.list[i].fact;
        buf_printf(out, "%s%s", out->len ? " | " : "",
                   k->codebook->rules[k->made.list[i].from->rule].id);
        for (size_t f = 0; f < fact->field_count; f++)
            buf_printf(out, "; %s = %s", fact->fields[f].name,
                       fact->fields[f].values[0].text);
    }
}

/* Did the rule make the fact, or fill a field of it? */
static bool is_own(const struct checker *k, const struct made_fact *made)
{
    if (&k->codebook->rules[made->from->rule] == k->rule)
        return true;
    for (size_t i = 0; i < made->fact.field_count; i++)
        if (made->by[i] == k->rule->label)
            return true;
    return false;
}

static void check_expected(struct checker *k,
                           const struct rule_expected *expected)
{
    for (size_t i = 0; i < k->made.count; i++)
        if (is_own(k, &k->made.list[i]) &&
            all_hold(k, &k->made.list[i].fact, expected))
            return;
    struct buf found = {0};
    found_instead(k, &found);
    script_fail_at(&k->script, expected->line,
                   "rule \"%s\" does not find this fact; found: %s",
                   k->rule->id, found.len ? found.ptr : "nothing");
    buf_done(&found);
}

static void check_example(struct checker *k, const struct rule_example *e)
{
    struct reading reading;
    struct proposals proposals = {0};
    struct block whole = {0, (uint32_t)e->text.len, BLOCK_BODY};
    k->made = (struct made_facts){0};
    reading_make(&reading, k->codebook, e->text, &whole, 1, NULL, &k->mem);
    match_all(&reading, NULL, NULL, &proposals);
    facts_make(&reading, &proposals, false, &k->mem, &k->made);
    size_t own = 0;
    for (size_t i = 0; i < k->made.count; i++)
        own += is_own(k, &k->made.list[i]);
    for (size_t i = 0; i < k->made.dropped_count; i++)
        own += &k->codebook->rules[k->made.dropped[i]] == k->rule;
    if (e->matches && !own) {
        struct buf found = {0};
        found_instead(k, &found);
        script_fail_at(&k->script, e->line,
                       "rule \"%s\" finds nothing here; found: %s", k->rule->id,
                       found.len ? found.ptr : "nothing");
        buf_done(&found);
    } else if (!e->matches && own) {
        script_fail_at(&k->script, e->line,
                       "rule \"%s\" finds a fact where it must not",
                       k->rule->id);
    } else {
        for (const struct rule_expected *x = e->expected; x; x = x->next)
            check_expected(k, x);
    }
}

static size_t check_rules(const struct codebook *codebook,
                          struct mistakes *mistakes)
{
    size_t examples = 0;
    for (size_t i = 0; i < codebook->rule_count; i++) {
        const struct rule *rule = &codebook->rules[i];
        struct codebook_file file = {.path = rule->path};
        for (size_t n = 0; n < rule->example_count; n++) {
            struct checker k = {.codebook = codebook, .rule = rule};
            k.script = script_start(&file, mistakes, &k.mem);
            check_example(&k, &rule->examples[n]);
            arena_done(&k.mem);
            examples++;
        }
    }
    return examples;
}

size_t codebook_check(const struct codebook_file *files, size_t count,
                      codebook_report *report, void *ctx, size_t *rules,
                      size_t *examples)
{
    struct mistakes mistakes = {.report = report, .ctx = ctx};
    struct codebook *codebook = mem_alloc(sizeof *codebook);
    memset(codebook, 0, sizeof *codebook);
    *examples = 0;
    codebook_compile(codebook, files, count, &mistakes);
    /* Examples show what a rule finds, however sure it is. */
    memset(codebook->keep, 0, CODEBOOK_KINDS_MAX * sizeof *codebook->keep);
    if (!mistakes.count)
        *examples = check_rules(codebook, &mistakes);
    *rules = codebook->rule_count;
    codebook_close(codebook);
    return mistakes.count;
}
