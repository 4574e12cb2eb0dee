/* rules.c - files of rules: definitions, patterns, constants, examples. */
#include "extract/rules.h"

#include "extract/normal.h"

struct rules_reader {
    struct codebook *codebook;
    struct script *script;
    struct rule *rule; /* being read */
    int patterns;      /* it has so far */
};

typedef bool read_line(struct rules_reader *r, struct str rest);

static const char *copy(struct rules_reader *r, struct str text)
{
    return arena_strndup(&r->codebook->mem, text.ptr, text.len);
}

/* "name = rest"; false when there is no "=". */
static bool assignment(struct str line, struct str *name, struct str *value)
{
    size_t equals = str_find(line, STR("="));
    if (equals == line.len)
        return false;
    *name = str_trim(str_cut(line, 0, equals));
    *value = str_trim(str_cut(line, equals + 1, line.len));
    return name->len != 0;
}

static bool read_define(struct rules_reader *r, struct str rest)
{
    struct str name, body;
    if (!assignment(rest, &name, &body))
        return script_fail(r->script, "write \"define NAME = PATTERN\"");
    return pattern_define(&r->codebook->space, r->script, name, body);
}

/* A rule is complete when the next begins or the file ends. */
static void finish(struct rules_reader *r)
{
    struct rule *rule = r->rule;
    if (!rule)
        return;
    if (rule->kind == UINT16_MAX)
        script_fail_at(r->script, rule->line, "rule \"%s\" has no kind",
                       rule->id);
    else if (!r->patterns)
        script_fail_at(r->script, rule->line, "rule \"%s\" has no pattern",
                       rule->id);
    rule->label =
        arena_printf(&r->codebook->mem, "%s/%s@%d", codebook_name(r->codebook),
                     rule->id, rule->version);
    r->rule = NULL;
}

static bool read_rule(struct rules_reader *r, struct str rest)
{
    struct codebook *c = r->codebook;
    finish(r);
    if (!script_is_name(rest))
        return script_fail(r->script, "\"%.*s\" is not a name for a rule",
                           (int)rest.len, rest.ptr);
    for (size_t i = 0; i < c->rule_count; i++)
        if (str_eq(str_of(c->rules[i].id), rest))
            return script_fail(r->script,
                               "rule \"%.*s\" stands in %s, line %d, too",
                               (int)rest.len, rest.ptr, c->rules[i].path,
                               (int)c->rules[i].line);
    if (c->rule_count == CODEBOOK_RULES_MAX)
        return script_fail(r->script, "more than %d rules", CODEBOOK_RULES_MAX);
    c->rules = arena_grow(&c->mem, c->rules, &c->rule_capacity,
                          c->rule_count + 1, sizeof *c->rules);
    r->rule = &c->rules[c->rule_count++];
    *r->rule = (struct rule){.id = copy(r, rest),
                             .about = "",
                             .path = copy(r, str_of(r->script->path)),
                             .line = r->script->line,
                             .kind = UINT16_MAX,
                             .version = 1,
                             .split = PATTERN_NO_FIELD,
                             .within = PATTERN_NO_FIELD,
                             .confidence = 0.5};
    r->patterns = 0;
    return true;
}

static bool read_about(struct rules_reader *r, struct str rest)
{
    r->rule->about = copy(r, rest);
    return true;
}

static bool read_kind(struct rules_reader *r, struct str rest)
{
    for (size_t i = 0; i < r->codebook->kind_count; i++)
        if (str_eq(str_of(r->codebook->kinds[i].name), rest)) {
            r->rule->kind = (uint16_t)i;
            return true;
        }
    return script_fail(r->script, "codebook.txt has no kind \"%.*s\"",
                       (int)rest.len, rest.ptr);
}

static bool read_version(struct rules_reader *r, struct str rest)
{
    unsigned version = script_number(rest, 9999);
    if (!version)
        return script_fail(r->script, "a version is a number from 1 to 9999");
    r->rule->version = (uint16_t)version;
    return true;
}

/* "0.95" or "1". */
static bool read_confidence(struct rules_reader *r, struct str rest)
{
    double value = 0, unit = 1;
    bool point = false;
    for (size_t i = 0; i < rest.len && i < 12; i++) {
        char c = rest.ptr[i];
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            value = value * 10 + (c - '0');
            unit = point ? unit * 10 : unit;
        } else {
            value = -1;
            break;
        }
    }
    value /= unit;
    if (!rest.len || value < 0 || value > 1)
        return script_fail(r->script, "a confidence is a number from 0 to 1");
    r->rule->confidence = value;
    return true;
}

static const struct codebook_kind *kind_of(const struct rules_reader *r)
{
    uint16_t kind = r->rule->kind;
    return kind == UINT16_MAX ? NULL : &r->codebook->kinds[kind];
}

/* The number of a field of the rule's kind, or PATTERN_NO_FIELD. */
static uint8_t field_of(struct rules_reader *r, struct str name)
{
    const struct codebook_kind *kind = kind_of(r);
    if (!kind) {
        script_fail(r->script, "say which kind before this line");
        return PATTERN_NO_FIELD;
    }
    for (size_t i = 0; i < kind->field_count; i++)
        if (str_eq(str_of(kind->fields[i].name), name))
            return (uint8_t)i;
    script_fail(r->script, "the kind \"%s\" has no field \"%.*s\"", kind->name,
                (int)name.len, name.ptr);
    return PATTERN_NO_FIELD;
}

static bool add_constant(struct rules_reader *r, struct str name,
                         const char *value, bool optional)
{
    uint8_t field = field_of(r, name);
    if (field == PATTERN_NO_FIELD)
        return false;
    if (r->rule->constant_count == RULE_CONSTANTS_MAX)
        return script_fail(r->script, "more than %d constants",
                           RULE_CONSTANTS_MAX);
    r->rule->constants[r->rule->constant_count++] =
        (struct rule_constant){field, value, optional};
    return true;
}

static bool read_set(struct rules_reader *r, struct str rest)
{
    struct str name, value;
    if (!assignment(rest, &name, &value) || !value.len)
        return script_fail(r->script, "write \"set FIELD = VALUE\"");
    uint8_t number = field_of(r, name);
    if (number == PATTERN_NO_FIELD)
        return false;
    const struct codebook_field *field =
        &r->codebook->kinds[r->rule->kind].fields[number];
    if (field->type != FIELD_CHOICE && field->type != FIELD_NUMBER)
        return script_fail(r->script,
                           "only a choice or a number can be set: \"%s\" must "
                           "be captured",
                           field->name);
    if (field->type == FIELD_CHOICE && !field_choice(field, value))
        return script_fail(r->script, "\"%.*s\" is no choice of \"%s\"",
                           (int)value.len, value.ptr, field->name);
    return add_constant(r, name, copy(r, value), false);
}

static bool read_inherit(struct rules_reader *r, struct str rest)
{
    bool optional = str_ends(rest, STR("?"));
    return add_constant(r, str_cut(rest, 0, rest.len - optional), NULL,
                        optional);
}

static bool read_split(struct rules_reader *r, struct str rest)
{
    r->rule->split = field_of(r, rest);
    return r->rule->split != PATTERN_NO_FIELD;
}

static bool set_alone(struct rules_reader *r, struct str rest, bool *flag)
{
    *flag = true;
    return !rest.len || script_fail(r->script, "this word stands alone");
}

/* Behind "near": items. */
static bool read_near(struct rules_reader *r, struct str word)
{
    unsigned items = script_number(word, UINT8_MAX);
    if (!items)
        return script_fail(r->script, "write \"near\" and a number up to %d",
                           UINT8_MAX);
    r->rule->near = (uint8_t)items;
    return true;
}

/* "fills", "drops": within FIELD, near NUMBER; "drops": if FIELD CHOICE. */
static bool read_fills(struct rules_reader *r, struct str rest)
{
    r->rule->fills = true;
    for (struct str w = script_word(&rest); w.len; w = script_word(&rest)) {
        if (str_eq(w, STR("near"))) {
            if (!read_near(r, script_word(&rest)))
                return false;
        } else if (str_eq(w, STR("within"))) {
            r->rule->within = field_of(r, script_word(&rest));
            if (r->rule->within == PATTERN_NO_FIELD)
                return false;
        } else if (r->rule->drops && str_eq(w, STR("if"))) {
            return kinds_read_choices(r->script, kind_of(r), rest,
                                      &r->rule->only);
        } else {
            return script_fail(r->script, "write \"within FIELD\", "
                                          "\"near NUMBER\" or, of drops, "
                                          "\"if FIELD CHOICE\"");
        }
    }
    return true;
}

static bool read_drops(struct rules_reader *r, struct str rest)
{
    r->rule->drops = true;
    return read_fills(r, rest);
}

static bool read_needs(struct rules_reader *r, struct str rest)
{
    return kinds_read_needs(r->script, kind_of(r), rest, &r->rule->needs);
}

/* The flag that this word alone sets, or NULL. */
static bool *flag_named(struct rule *rule, struct str word)
{
    const struct {
        const char *name;
        bool *flag;
    } flags[] = {{"also", &rule->also},
                 {"outside", &rule->outside},
                 {"top", &rule->top},
                 {"loose", &rule->loose}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (str_eq(word, str_of(flags[i].name)))
            return flags[i].flag;
    return NULL;
}

static bool read_pattern(struct rules_reader *r, struct str rest)
{
    struct codebook *c = r->codebook;
    if (r->rule->kind == UINT16_MAX)
        return script_fail(r->script, "say which kind before the pattern");
    if (++r->patterns > RULE_PATTERNS_MAX || c->pattern_count == PATTERNS_MAX)
        return script_fail(r->script,
                           "more than %d patterns in a rule or %d "
                           "in all",
                           RULE_PATTERNS_MAX, PATTERNS_MAX);
    struct rule_pattern one = {.rule = (uint16_t)(r->rule - c->rules)};
    if (!pattern_compile(&c->space, r->script, &c->kinds[r->rule->kind], rest,
                         &one.pattern))
        return false;
    c->patterns = arena_grow(&c->mem, c->patterns, &c->pattern_capacity,
                             c->pattern_count + 1, sizeof *c->patterns);
    c->patterns[c->pattern_count++] = one;
    return true;
}

/* The text of an example; \n stands for a new paragraph. */
static struct str example_text(struct rules_reader *r, struct str rest)
{
    struct buf text = {0};
    for (size_t i = 0; i < rest.len; i++) {
        if (rest.ptr[i] == '\\' && i + 1 < rest.len && rest.ptr[i + 1] == 'n') {
            buf_text(&text, "\n\n");
            i++;
            while (i + 1 < rest.len && rest.ptr[i + 1] == ' ')
                i++;
        } else {
            buf_byte(&text, rest.ptr[i]);
        }
    }
    struct str copied = arena_str(&r->codebook->mem, buf_view(&text));
    buf_done(&text);
    return copied;
}

static bool add_example(struct rules_reader *r, struct str rest, bool matches)
{
    struct rule *rule = r->rule;
    if (!rest.len)
        return script_fail(r->script, "the example has no text");
    rule->examples =
        arena_grow(&r->codebook->mem, rule->examples, &rule->example_capacity,
                   rule->example_count + 1, sizeof *rule->examples);
    rule->examples[rule->example_count++] =
        (struct rule_example){.text = example_text(r, rest),
                              .line = r->script->line,
                              .matches = matches};
    return true;
}

static bool read_match(struct rules_reader *r, struct str rest)
{
    return add_example(r, rest, true);
}

static bool read_not(struct rules_reader *r, struct str rest)
{
    return add_example(r, rest, false);
}

static bool read_fact(struct rules_reader *r, struct str rest)
{
    struct rule *rule = r->rule;
    if (!rule->example_count ||
        !rule->examples[rule->example_count - 1].matches)
        return script_fail(r->script, "\"fact\" stands below a \"match\"");
    struct rule_expected *expected =
        arena_new(&r->codebook->mem, struct rule_expected);
    *expected = (struct rule_expected){
        .pairs = arena_str(&r->codebook->mem, rest),
        .line = r->script->line,
        .next = rule->examples[rule->example_count - 1].expected};
    rule->examples[rule->example_count - 1].expected = expected;
    return true;
}

static const struct {
    const char *word;
    read_line *read;
    bool in_rule;
} lines[] = {
    {"define", read_define, false},  {"rule", read_rule, false},
    {"about", read_about, true},     {"kind", read_kind, true},
    {"version", read_version, true}, {"confidence", read_confidence, true},
    {"pattern", read_pattern, true}, {"set", read_set, true},
    {"inherit", read_inherit, true}, {"split", read_split, true},
    {"fills", read_fills, true},     {"drops", read_drops, true},
    {"needs", read_needs, true},     {"match", read_match, true},
    {"not", read_not, true},         {"fact", read_fact, true},
};

static bool read_one(struct rules_reader *r, struct str line)
{
    struct str word = script_word(&line);
    bool *flag = r->rule ? flag_named(r->rule, word) : NULL;
    if (flag)
        return set_alone(r, line, flag);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (str_eq(word, str_of(lines[i].word))) {
            if (lines[i].in_rule && !r->rule)
                return script_fail(r->script, "\"%s\" stands outside a rule",
                                   lines[i].word);
            return lines[i].read(r, line);
        }
    return script_fail(r->script,
                       "\"%.*s\" begins no line of a rule: see "
                       "schema/codebooks/README.md",
                       (int)word.len, word.ptr);
}

void rules_read(struct codebook *codebook, struct script *script)
{
    struct rules_reader r = {.codebook = codebook, .script = script};
    struct str line;
    while (script_next(script, &line))
        read_one(&r, line);
    finish(&r);
}
