/* codebook.c - a codebook from its files, and what it says of itself. */
#include "extract/codebook.h"

#include <stdlib.h>

#include "base/embed.h"
#include "extract/aliases.h"
#include "extract/triggers.h"

/* Decisions that a rule's confidence weighs as much as. */
enum { OWN_FACTS = 20 };

static bool in_folder(const struct codebook_file *file, const char *folder)
{
    struct str path = str_of(file->path);
    return str_starts(path, str_of(folder)) && str_ends(path, STR(".txt"));
}

static void check_whole(struct codebook *c, struct mistakes *mistakes)
{
    struct codebook_file none = {.path = "codebook.txt"};
    struct script script = script_start(&none, mistakes, &c->mem);
    if (!c->name)
        script_fail(&script, "codebook.txt is missing or has no line "
                             "\"name NAME\"");
    if (!c->kind_count)
        script_fail(&script, "the codebook has no kinds of facts");
}

/* codebook.txt first, for the language and the kinds. */
static void read_head(struct codebook *c, const struct codebook_file *files,
                      size_t count, struct mistakes *mistakes)
{
    for (size_t i = 0; i < count; i++) {
        struct script script = script_start(&files[i], mistakes, &c->mem);
        if (strcmp(files[i].path, "codebook.txt") == 0)
            kinds_read(c, &script);
        else if (!in_folder(&files[i], "words/") &&
                 !in_folder(&files[i], "rules/") &&
                 strcmp(files[i].path, "calibration.txt") != 0 &&
                 strcmp(files[i].path, "aliases.txt") != 0 &&
                 !str_starts(str_of(files[i].path), STR("README")))
            script_fail_at(&script, 0,
                           "not a file of a codebook: it has codebook.txt, "
                           "words/*.txt, rules/*.txt, calibration.txt, "
                           "aliases.txt and README.md");
        if (files[i].bytes.len > CODEBOOK_FILE_BYTES_MAX)
            script_fail_at(&script, 0, "larger than %d bytes",
                           CODEBOOK_FILE_BYTES_MAX);
    }
    check_whole(c, mistakes);
}

static void read_folder(struct codebook *c, const struct codebook_file *files,
                        size_t count, const char *folder,
                        struct mistakes *mistakes)
{
    for (size_t i = 0; i < count; i++) {
        struct script script = script_start(&files[i], mistakes, &c->mem);
        if (!in_folder(&files[i], folder) ||
            files[i].bytes.len > CODEBOOK_FILE_BYTES_MAX)
            continue;
        if (folder[0] == 'w')
            vocab_read(&c->vocab, &script, c->lang);
        else
            rules_read(c, &script);
    }
}

bool codebook_rule_confidence(const struct codebook *codebook, const char *rule,
                              double *out)
{
    for (size_t i = 0; i < codebook->rule_count; i++)
        if (strcmp(codebook->rules[i].label, rule) == 0) {
            *out = codebook->rules[i].confidence;
            return true;
        }
    return false;
}

void codebook_learn(struct codebook *codebook, const char *rule, double right,
                    double all)
{
    for (size_t i = 0; i < codebook->rule_count; i++) {
        struct rule *r = &codebook->rules[i];
        if (strcmp(r->label, rule) == 0)
            r->learnt = (right + OWN_FACTS * r->confidence) / (all + OWN_FACTS);
    }
}

/* The word lists with a meaning of their own. */
static void find_lists(struct codebook *c)
{
    c->title_list = vocab_list(&c->vocab, STR("title"));
    c->person_list = vocab_list(&c->vocab, STR("given-name"));
    c->org_list = vocab_list(&c->vocab, STR("organisation-word"));
    c->verb_list = vocab_list(&c->vocab, STR("verb"));
    c->clause_list = vocab_list(&c->vocab, STR("clause-end"));
    c->clause_verb_list = vocab_list(&c->vocab, STR("clause-verb"));
    c->clause_on_list = vocab_list(&c->vocab, STR("clause-on"));
    c->place_list = vocab_list(&c->vocab, STR("place"));
}

void codebook_compile(struct codebook *codebook,
                      const struct codebook_file *files, size_t count,
                      struct mistakes *mistakes)
{
    struct codebook *c = codebook;
    struct ibid_error err;
    c->kinds = arena_array(&c->mem, CODEBOOK_KINDS_MAX, sizeof *c->kinds);
    c->from = arena_array(&c->mem, CODEBOOK_KINDS_MAX, sizeof *c->from);
    c->inside = arena_array(&c->mem, CODEBOOK_KINDS_MAX, sizeof *c->inside);
    c->bounds = arena_array(&c->mem, CODEBOOK_KINDS_MAX, sizeof *c->bounds);
    c->needs = arena_array(&c->mem, CODEBOOK_KINDS_MAX, sizeof *c->needs);
    c->keep = arena_array(&c->mem, CODEBOOK_KINDS_MAX, sizeof *c->keep);
    c->weights.mem = &c->mem;
    c->hash = codebook_files_hash(files, count);
    read_head(c, files, count, mistakes);
    if (language_open(c->language ? c->language : "en", &c->lang, &err)) {
        struct codebook_file head = {.path = "codebook.txt"};
        struct script script = script_start(&head, mistakes, &c->mem);
        script_fail_at(&script, 0, "no language \"%s\" is built in",
                       c->language);
        return;
    }
    vocab_init(&c->vocab, &c->mem);
    grammar_load(&c->grammar, &c->vocab, c->lang, mistakes, &c->mem);
    c->space = (struct pattern_space){
        .vocab = &c->vocab, .lang = c->lang, .mem = &c->mem};
    read_folder(c, files, count, "words/", mistakes);
    read_folder(c, files, count, "rules/", mistakes);
    for (size_t i = 0; i < count; i++) {
        struct script script = script_start(&files[i], mistakes, &c->mem);
        if (strcmp(files[i].path, "calibration.txt") == 0)
            calibration_read(c, &script);
        else if (strcmp(files[i].path, "aliases.txt") == 0)
            aliases_read(&script, NULL, NULL);
    }
    triggers_index(c, mistakes);
    find_lists(c);
}

void codebook_done(struct codebook *codebook)
{
    language_close(codebook->lang);
    arena_done(&codebook->mem);
}

enum ibid_status codebook_open(const struct codebook_file *files, size_t count,
                               struct codebook **out, struct ibid_error *err)
{
    struct mistakes mistakes = {0};
    if (count > CODEBOOK_FILES_MAX)
        return err_set(err, IBID_LIMIT, "the codebook has more than %d files",
                       CODEBOOK_FILES_MAX);
    struct codebook *codebook = mem_alloc(sizeof *codebook);
    memset(codebook, 0, sizeof *codebook);
    codebook_compile(codebook, files, count, &mistakes);
    if (mistakes.count) {
        if (err)
            *err = mistakes.first;
        codebook_close(codebook);
        return IBID_INVALID;
    }
    *out = codebook;
    return IBID_OK;
}

void codebook_close(struct codebook *codebook)
{
    if (!codebook)
        return;
    codebook_done(codebook);
    free(codebook);
}

enum ibid_status codebook_builtin(const char *name, struct arena *mem,
                                  const struct codebook_file **files,
                                  size_t *count, struct ibid_error *err)
{
    char *prefix = arena_printf(mem, "codebooks/%s/", name);
    size_t found = 0, length = strlen(prefix);
    const struct embed_file *list = embed_list(prefix, &found);
    if (!found)
        return err_set(err, IBID_NOT_FOUND, "no codebook \"%s\" is built in",
                       name);
    struct codebook_file *copy = arena_array(mem, found, sizeof *copy);
    for (size_t i = 0; i < found; i++)
        copy[i] = (struct codebook_file){list[i].path + length, list[i].bytes};
    *files = copy;
    *count = found;
    return IBID_OK;
}

const char *codebook_name(const struct codebook *codebook)
{
    return codebook->name ? codebook->name : "";
}

const char *codebook_language(const struct codebook *codebook)
{
    return language_tag(codebook->lang);
}

const struct language *codebook_lang(const struct codebook *codebook)
{
    return codebook->lang;
}

struct sha256 codebook_hash(const struct codebook *codebook)
{
    return codebook->hash;
}

struct sha256 codebook_files_hash(const struct codebook_file *files,
                                  size_t count)
{
    struct hash h = hash_begin();
    for (size_t i = 0; i < count; i++) {
        hash_field(&h, str_of(files[i].path));
        hash_field(&h, files[i].bytes);
    }
    return hash_end(&h);
}

const struct codebook_kind *codebook_kinds(const struct codebook *codebook,
                                           size_t *count)
{
    *count = codebook->kind_count;
    return codebook->kinds;
}

const struct codebook_kind *codebook_kind(const struct codebook *codebook,
                                          const char *name)
{
    for (size_t i = 0; i < codebook->kind_count; i++)
        if (strcmp(codebook->kinds[i].name, name) == 0)
            return &codebook->kinds[i];
    return NULL;
}

const struct codebook_field *codebook_field(const struct codebook_kind *kind,
                                            const char *name)
{
    for (size_t i = 0; i < kind->field_count; i++)
        if (strcmp(kind->fields[i].name, name) == 0)
            return &kind->fields[i];
    return NULL;
}

enum typed_kind codebook_typed(const struct codebook_field *field)
{
    return field->type == FIELD_NUMBER ? TYPED_NUMBER
           : field->type == FIELD_DATE ? TYPED_DAY
                                       : TYPED_NOT;
}
