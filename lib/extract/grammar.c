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
    for (size_t i = 0; i < count; i++) {
        struct codebook_file file = {files[i].path, files[i].bytes};
        struct script script = script_start(&file, mistakes, mem);
        if (strcmp(files[i].path + length, "words.txt") == 0)
            read_words(grammar, vocab, &script, mem);
        else if (strcmp(files[i].path + length, "tagger.bin") == 0)
            tagger_open(&grammar->tagger, files[i].bytes);
        else if (str_ends(str_of(files[i].path), STR(".txt")))
            vocab_read(vocab, &script, lang);
    }
    if (!grammar->suffix_count) {
        grammar->suffixes[0] = STR("");
        grammar->suffix_class[grammar->suffix_count++] = unknown;
    }
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

bool grammar_certain(const struct grammar *grammar, uint16_t class,
                     enum tagger_shape shape, enum tag *tag)
{
    struct str name = grammar->classes[class];
    bool one = name.len == 1 && shape != SHAPE_FIRST &&
               shape != SHAPE_CAPITAL && shape != SHAPE_UPPER;
    if (one)
        *tag = (enum tag)tag_of(name.ptr[0]);
    return one;
}

enum tag grammar_guess(const struct grammar *grammar, uint16_t class,
                       enum tagger_shape shape)
{
    struct str name = grammar->classes[class];
    bool by_suffix = name.ptr[0] == '-';
    int tag = tag_of(name.ptr[by_suffix]);
    if (shape == SHAPE_CAPITAL || shape == SHAPE_UPPER ||
        (shape == SHAPE_FIRST && by_suffix))
        return TAG_NAME;
    return tag < 0 ? TAG_NOUN : (enum tag)tag;
}
