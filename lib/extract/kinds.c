/* kinds.c - codebook.txt: what a codebook is called and its kinds of facts. */
#include "extract/rules.h"

#include "extract/normal.h"

enum { CHOICES_MAX = 256 };

struct kinds_reader {
    struct codebook *codebook;
    struct script *script;
    struct codebook_kind *kind; /* being read */
    struct codebook_field *fields;
};

static const char *copy(struct kinds_reader *r, struct str text)
{
    return arena_strndup(&r->codebook->mem, text.ptr, text.len);
}

/* Cut ": description" off a line. */
static struct str description(struct str *line)
{
    size_t colon = str_find(*line, STR(":"));
    struct str after = STR("");
    if (colon < line->len)
        after = str_trim(str_cut(*line, colon + 1, line->len));
    *line = str_trim(str_cut(*line, 0, colon));
    return after;
}

static void read_kind(struct kinds_reader *r, struct str line)
{
    struct codebook *c = r->codebook;
    struct str about = description(&line);
    r->kind = NULL;
    if (!script_is_name(line)) {
        script_fail(r->script, "write \"kind NAME: what it is\", the name of "
                               "a-z, 0-9, - and _");
        return;
    }
    if (codebook_kind(c, copy(r, line))) {
        script_fail(r->script, "the kind \"%.*s\" stands here twice",
                    (int)line.len, line.ptr);
        return;
    }
    if (c->kind_count == CODEBOOK_KINDS_MAX) {
        script_fail(r->script, "more than %d kinds", CODEBOOK_KINDS_MAX);
        return;
    }
    r->kind = &c->kinds[c->kind_count++];
    r->fields = arena_array(&c->mem, CODEBOOK_FIELDS_MAX, sizeof *r->fields);
    *r->kind = (struct codebook_kind){.name = copy(r, line),
                                      .description = copy(r, about),
                                      .fields = r->fields};
}

/* Would the name collide with a column of an export? */
static bool is_reserved(struct str name)
{
    return str_starts(name, STR("fact_")) || str_starts(name, STR("source_")) ||
           str_eq(name, STR("sources")) ||
           str_eq(name, STR("independent_sources")) ||
           str_eq(name, STR("disputed"));
}

/* "choice(a b c)" behind "choice(": up to the parenthesis. */
static bool read_choices(struct kinds_reader *r, struct str *line,
                         struct codebook_field *field)
{
    size_t open = str_find(*line, STR("(")), close = str_find(*line, STR(")"));
    if (open > close || close == line->len)
        return script_fail(r->script, "write choice(one two three)");
    struct str words = str_cut(*line, open + 1, close);
    *line = str_trim(str_cut(*line, close + 1, line->len));
    const char **choices =
        arena_array(&r->codebook->mem, CHOICES_MAX + 1, sizeof *choices);
    size_t count = 0;
    for (struct str w = script_word(&words); w.len; w = script_word(&words)) {
        if (count == CHOICES_MAX)
            return script_fail(r->script, "more than %d choices", CHOICES_MAX);
        char *choice = arena_strndup(&r->codebook->mem, w.ptr, w.len);
        for (char *c = choice; *c; c++)
            if (*c == '_')
                *c = ' ';
        choices[count++] = choice;
    }
    field->choices = choices;
    return count || script_fail(r->script, "the list of choices is empty");
}

static bool read_type(struct kinds_reader *r, struct str *line,
                      struct codebook_field *field)
{
    static const struct {
        const char *name;
        enum field_type type;
    } types[] = {{"text", FIELD_TEXT},
                 {"name", FIELD_NAME},
                 {"number", FIELD_NUMBER},
                 {"date", FIELD_DATE}};
    field->type = FIELD_CHOICE;
    if (str_starts(*line, STR("choice")))
        return read_choices(r, line, field);
    struct str word = script_word(line);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_eq(word, str_of(types[i].name))) {
            field->type = types[i].type;
            return true;
        }
    return script_fail(r->script,
                       "\"%.*s\" is no type: text, name, number, date or "
                       "choice(...)",
                       (int)word.len, word.ptr);
}

/* "from FIELD" behind "derived": the field whose words decide. */
static bool read_from(struct kinds_reader *r, struct str *line)
{
    struct str name = script_word(line);
    for (size_t i = 0; i < r->kind->field_count; i++)
        if (str_eq(str_of(r->fields[i].name), name)) {
            size_t kind = (size_t)(r->kind - r->codebook->kinds);
            r->codebook->from[kind][r->kind->field_count] = (uint8_t)(i + 1);
            return true;
        }
    return script_fail(r->script, "no field \"%.*s\" stands above this line",
                       (int)name.len, name.ptr);
}

/* The number of a field of a kind, or PATTERN_NO_FIELD. */
static uint8_t field_number(const struct codebook_kind *kind, struct str name)
{
    for (size_t i = 0; i < kind->field_count; i++)
        if (str_eq(str_of(kind->fields[i].name), name))
            return (uint8_t)i;
    return PATTERN_NO_FIELD;
}

/* " if FIELD CHOICE" behind "take FIELD", or nothing. */
static bool read_condition(struct kinds_reader *r, struct str *line,
                           const struct codebook_kind *kind,
                           struct field_inside *inside)
{
    struct str rest = *line;
    if (!str_eq(script_word(&rest), STR("if")))
        return true;
    inside->when = field_number(kind, script_word(&rest));
    struct str choice = script_word(&rest);
    *line = rest;
    if (inside->when == PATTERN_NO_FIELD ||
        kind->fields[inside->when].type != FIELD_CHOICE)
        return script_fail(r->script, "write \"if FIELD CHOICE\"");
    for (size_t i = 0; kind->fields[inside->when].choices[i]; i++)
        if (str_eq(str_of(kind->fields[inside->when].choices[i]), choice))
            inside->choice = kind->fields[inside->when].choices[i];
    return inside->choice ||
           script_fail(r->script, "\"%.*s\" is no choice of \"%s\"",
                       (int)choice.len, choice.ptr,
                       kind->fields[inside->when].name);
}

/* "KIND.FIELD take FIELD" behind "inside". */
static bool read_inside(struct kinds_reader *r, struct str *line)
{
    struct codebook *c = r->codebook;
    struct str where = script_word(line), name = {0};
    struct field_inside *inside = arena_new(&c->mem, struct field_inside);
    bool take = str_eq(script_word(line), STR("take"));
    str_split(&where, '.', &name);
    for (uint16_t i = 0; take && i + 1u < c->kind_count; i++) {
        const struct codebook_kind *kind = &c->kinds[i];
        if (!str_eq(str_of(kind->name), name))
            continue;
        *inside = (struct field_inside){.kind = i,
                                        .holder = field_number(kind, where)};
        inside->take = field_number(kind, script_word(line));
        if (inside->holder == PATTERN_NO_FIELD ||
            inside->take == PATTERN_NO_FIELD)
            break;
        c->bounds[i] |= 1u << inside->holder;
        c->inside[c->kind_count - 1][r->kind->field_count] = inside;
        return read_condition(r, line, kind, inside);
    }
    return script_fail(r->script,
                       "write \"inside KIND.FIELD take FIELD\" with a kind "
                       "that stands above");
}

static bool read_flags(struct kinds_reader *r, struct str line,
                       struct codebook_field *field)
{
    for (struct str w = script_word(&line); w.len; w = script_word(&line)) {
        if (str_eq(w, STR("required")))
            field->required = true;
        else if (str_eq(w, STR("repeats")))
            field->repeats = true;
        else if (str_eq(w, STR("key")))
            field->key = true;
        else if (str_eq(w, STR("derived")))
            field->derived = true;
        else if (str_eq(w, STR("inside"))) {
            if (!read_inside(r, &line))
                return false;
        } else if (str_eq(w, STR("from")) && field->derived)
            return read_from(r, &line);
        else
            return script_fail(r->script,
                               "\"%.*s\" is none of required, repeats, key, "
                               "derived, inside",
                               (int)w.len, w.ptr);
    }
    return true;
}

static bool read_field(struct kinds_reader *r, struct str line)
{
    struct codebook_field field = {0};
    struct str about = description(&line);
    struct str name = script_word(&line);
    if (!r->kind)
        return script_fail(r->script, "a field stands before any kind");
    if (!script_is_name(name))
        return script_fail(r->script, "write \"field NAME TYPE: what it is\"");
    if (is_reserved(name))
        return script_fail(r->script,
                           "\"%.*s\" is the name of a column in every export: "
                           "call the field something else",
                           (int)name.len, name.ptr);
    field.name = copy(r, name);
    field.description = copy(r, about);
    if (codebook_field(r->kind, field.name))
        return script_fail(r->script, "the field \"%s\" stands here twice",
                           field.name);
    if (r->kind->field_count == CODEBOOK_FIELDS_MAX)
        return script_fail(r->script, "more than %d fields",
                           CODEBOOK_FIELDS_MAX);
    if (!read_type(r, &line, &field) || !read_flags(r, line, &field))
        return false;
    r->fields[r->kind->field_count++] = field;
    return true;
}

bool kinds_read_needs(struct script *script, const struct codebook_kind *kind,
                      struct str line, uint32_t *needs)
{
    if (!kind || !str_eq(script_word(&line), STR("one")) ||
        !str_eq(script_word(&line), STR("of")) || !line.len)
        return script_fail(script, "below the fields of a kind, write "
                                   "\"needs one of FIELD FIELD\"");
    for (struct str w = script_word(&line); w.len; w = script_word(&line)) {
        uint8_t number = field_number(kind, w);
        if (number == PATTERN_NO_FIELD)
            return script_fail(script, "no field \"%.*s\" stands above",
                               (int)w.len, w.ptr);
        *needs |= 1u << number;
    }
    return true;
}

bool kinds_read_choices(struct script *script, const struct codebook_kind *kind,
                        struct str line, struct rule_choices *out)
{
    struct str word = script_word(&line);
    out->field = kind ? field_number(kind, word) : PATTERN_NO_FIELD;
    if (out->field == PATTERN_NO_FIELD || !kind->fields[out->field].choices ||
        !line.len)
        return script_fail(script, "behind \"if\" write a choice field of the "
                                   "kind and some of its choices");
    for (word = script_word(&line); word.len; word = script_word(&line)) {
        const char *choice = field_choice(&kind->fields[out->field], word);
        if (!choice)
            return script_fail(script, "\"%.*s\" is none of its choices",
                               (int)word.len, word.ptr);
        if (out->count == RULE_CHOICES_MAX)
            return script_fail(script, "more than %d choices",
                               RULE_CHOICES_MAX);
        out->list[out->count++] = choice;
    }
    return true;
}

static void read_needs(struct kinds_reader *r, struct str line)
{
    uint32_t none = 0;
    kinds_read_needs(r->script, r->kind, line,
                     r->kind ? &r->codebook->needs[r->kind - r->codebook->kinds]
                             : &none);
}

/* "keep from 0.20", "keep quoted from 0.05": those less sure are left out. */
static bool read_keep(struct kinds_reader *r, struct str line)
{
    struct str word = script_word(&line);
    bool quoted = str_eq(word, STR("quoted"));
    double share = 0, scale = 1;
    if (quoted)
        word = script_word(&line);
    bool good = r->kind && str_eq(word, STR("from")) && line.len > 2 &&
                line.len <= 4 && str_starts(line, STR("0."));
    for (size_t i = 2; good && i < line.len; i++) {
        good = line.ptr[i] >= '0' && line.ptr[i] <= '9';
        scale /= 10;
        share += (line.ptr[i] - '0') * scale;
    }
    if (!good)
        return script_fail(r->script, "below a kind, write \"keep from 0.20\" "
                                      "or \"keep quoted from 0.05\"");
    r->codebook->keep[r->kind - r->codebook->kinds][!quoted] = share;
    return true;
}

void kinds_read(struct codebook *codebook, struct script *script)
{
    struct kinds_reader r = {.codebook = codebook, .script = script};
    struct str line;
    while (script_next(script, &line)) {
        struct str word = script_word(&line);
        if (str_eq(word, STR("name")) && script_is_name(line))
            codebook->name = copy(&r, line);
        else if (str_eq(word, STR("language")) && script_is_name(line))
            codebook->language = copy(&r, line);
        else if (str_eq(word, STR("description")))
            codebook->description = copy(&r, line);
        else if (str_eq(word, STR("kind")))
            read_kind(&r, line);
        else if (str_eq(word, STR("field")))
            read_field(&r, line);
        else if (str_eq(word, STR("needs")))
            read_needs(&r, line);
        else if (str_eq(word, STR("keep")))
            read_keep(&r, line);
        else
            script_fail(script,
                        "\"%.*s\": a line is name, language, "
                        "description, kind, field, needs or keep",
                        (int)word.len, word.ptr);
    }
}
