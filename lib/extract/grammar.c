/* grammar.c - load and ask the parts of speech of a language. */
#include "extract/grammar.h"

#include "base/embed.h"

static int tag_of(char letter)
{
    const char *at = letter ? strchr(GRAMMAR_LETTERS, letter) : NULL;
    return at ? (int)(at - GRAMMAR_LETTERS) : -1;
}

/* The number of a class, adding it when new. */
static uint16_t class_add(struct grammar *g, struct str name, struct arena *mem)
{
    for (size_t i = 0; i < g->class_count; i++)
        if (str_eq(g->classes[i], name))
            return (uint16_t)i;
    if (g->class_count == GRAMMAR_CLASSES_MAX)
        return 0;
    g->classes[g->class_count] = arena_str(mem, name);
    return (uint16_t)g->class_count++;
}

static void add_suffix(struct grammar *g, struct str suffix, struct str tags,
                       struct arena *mem)
{
    char name[16] = "-";
    if (g->suffix_count == GRAMMAR_SUFFIXES_MAX || tags.len > 8)
        return;
    memcpy(name + 1, tags.ptr, tags.len);
    g->suffixes[g->suffix_count] = arena_str(mem, suffix);
    g->suffix_class[g->suffix_count++] = class_add(g, str_of(name), mem);
}

static void read_words(struct grammar *g, struct vocab *vocab,
                       struct script *script, struct arena *mem)
{
    struct str line;
    while (script_next(script, &line)) {
        struct str word = script_word(&line);
        if (!line.len || tag_of(line.ptr[0]) < 0)
            script_fail(script, "no parts of speech behind the word");
        else if (word.ptr[0] == '-')
            add_suffix(g, str_cut(word, 1, word.len), line, mem);
        else
            vocab->words[vocab_add(vocab, word)].tags = class_add(g, line, mem);
    }
}

/* Without any context: the first tag, but capitals are names. */
static void default_tags(struct grammar *g, uint16_t class)
{
    struct str name = g->classes[class];
    bool by_suffix = name.ptr[0] == '-';
    int tag = tag_of(name.ptr[by_suffix]);
    uint8_t own = (uint8_t)(tag < 0 ? TAG_NOUN : tag);
    for (int p = 0; p < TAG_COUNT; p++)
        for (int n = 0; n < TAG_COUNT; n++) {
            g->context[class][CASE_LOWER][p][n] = own;
            g->context[class][CASE_CAPITAL][p][n] = TAG_NAME;
            g->context[class][CASE_FIRST][p][n] = by_suffix ? TAG_NAME : own;
        }
}

/* A line "class previous next tag", "*" for any. */
static bool read_context(struct grammar *g, struct str line, int wanted)
{
    struct str class = script_word(&line), previous = script_word(&line);
    struct str next = script_word(&line);
    enum grammar_case cased = CASE_LOWER;
    if (class.len > 1 && (class.ptr[0] == 'c' || class.ptr[0] == 'f')) {
        cased = class.ptr[0] == 'c' ? CASE_CAPITAL : CASE_FIRST;
        class = str_cut(class, 1, class.len);
    }
    int tag = line.len == 1 ? tag_of(line.ptr[0]) : -1;
    if (tag < 0 || previous.len != 1 || next.len != 1)
        return false;
    int stars = (previous.ptr[0] == '*') + (next.ptr[0] == '*');
    int p = tag_of(previous.ptr[0]), n = tag_of(next.ptr[0]);
    size_t c = 0;
    while (c < g->class_count && !str_eq(g->classes[c], class))
        c++;
    if (stars != wanted || c == g->class_count)
        return true;
    for (int i = p < 0 ? 0 : p; i <= (p < 0 ? TAG_COUNT - 1 : p); i++)
        for (int j = n < 0 ? 0 : n; j <= (n < 0 ? TAG_COUNT - 1 : n); j++)
            g->context[c][cased][i][j] = (uint8_t)tag;
    return true;
}

/* General lines first, so that the special ones stand in the end. */
static void read_contexts(struct grammar *g, const struct codebook_file *file,
                          struct mistakes *mistakes, struct arena *mem)
{
    for (int stars = 2; stars >= 0; stars--) {
        struct script script = script_start(file, mistakes, mem);
        struct str line;
        while (script_next(&script, &line))
            if (!read_context(g, line, stars))
                script_fail(&script, "not \"class previous next tag\"");
    }
}

void grammar_load(struct grammar *grammar, struct vocab *vocab,
                  const struct language *lang, struct mistakes *mistakes,
                  struct arena *mem)
{
    *grammar = (struct grammar){0};
    class_add(grammar, STR("."), mem);
    grammar->number_class = class_add(grammar, STR("#"), mem);
    uint16_t unknown = class_add(grammar, STR("-N"), mem);
    char *prefix =
        arena_printf(mem, "languages/%s-grammar/", language_tag(lang));
    size_t count = 0, length = strlen(prefix);
    const struct embed_file *files = embed_list(prefix, &count);
    const struct embed_file *contexts = NULL;
    for (size_t i = 0; i < count; i++) {
        struct codebook_file file = {files[i].path, files[i].bytes};
        struct script script = script_start(&file, mistakes, mem);
        if (strcmp(files[i].path + length, "words.txt") == 0)
            read_words(grammar, vocab, &script, mem);
        else if (strcmp(files[i].path + length, "context.txt") == 0)
            contexts = &files[i];
        else if (str_ends(str_of(files[i].path), STR(".txt")))
            vocab_read(vocab, &script, lang);
    }
    if (!grammar->suffix_count) {
        grammar->suffixes[0] = STR("");
        grammar->suffix_class[grammar->suffix_count++] = unknown;
    }
    grammar->context =
        arena_array(mem, grammar->class_count, sizeof *grammar->context);
    for (size_t i = 0; i < grammar->class_count; i++)
        default_tags(grammar, (uint16_t)i);
    if (contexts)
        read_contexts(grammar,
                      &(struct codebook_file){contexts->path, contexts->bytes},
                      mistakes, mem);
}

static uint16_t suffix_class(const struct grammar *g, struct str word)
{
    for (size_t i = 0; i < g->suffix_count; i++)
        if (word.len > g->suffixes[i].len + 1 && str_ends(word, g->suffixes[i]))
            return g->suffix_class[i];
    return g->suffix_class[g->suffix_count - 1];
}

uint16_t grammar_class(const struct grammar *grammar, const struct vocab *vocab,
                       uint32_t id, const struct token *token)
{
    if (token->kind == TOKEN_NUMBER)
        return grammar->number_class;
    if (token->kind != TOKEN_WORD && token->kind != TOKEN_CLITIC)
        return 0;
    if (vocab->words[id].tags)
        return vocab->words[id].tags;
    return suffix_class(grammar, token->word);
}

enum tag grammar_guess(const struct grammar *grammar, uint16_t class,
                       enum grammar_case cased)
{
    if (cased == CASE_CAPITAL)
        return TAG_NAME;
    struct str name = grammar->classes[class];
    int tag = tag_of(name.ptr[name.ptr[0] == '-']);
    return tag < 0 ? TAG_NOUN : (enum tag)tag;
}
