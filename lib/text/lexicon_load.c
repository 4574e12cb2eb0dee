/* lexicon_load.c - read word lists: lines of "words, words = keyword 1 2". */
#include <stdlib.h>

#include "text/lexicon.h"

/* What stands behind the "=" in a file. */
struct shape {
    const char *name;
    const char *const *keywords; /* ends in NULL; NULL: none */
    uint8_t numbers_min, numbers_max;
    double low, high; /* of the numbers */
};

static const char *const abbreviation_words[] = {
    "title", "number", "date", "name", "any", "end", "never", NULL};
static const char *const clitic_words[] = {"ending", "word", NULL};
static const char *const common_words[] = {"plain", "starter", NULL};
static const char *const number_words[] = {
    "unit",   "tens",    "hundred", "scale",   "dozen",   "ordinal",
    "suffix", "rank",    "decade",  "article", "and",     "half",
    "to",     "between", "or",      "percent", "or-more", "or-less",
    "or-so",  "clock",   "part",    NULL};
static const char *const qualifier_words[] = {"from", "to", "about", NULL};
static const char *const name_words[] = {"sure", "doubtful", NULL};
static const char *const date_words[] = {
    "day",     "unit", "shift",  "other",   "ago",   "hence", "apart",
    "part",    "time", "decade", "century", "the",   "of",    "to",
    "between", "and",  "about",  "before",  "feast", "share", NULL};
static const char *const tense_words[] = {"past", "future", "past-ending",
                                          NULL};

static const char *const clock_words[] = {"half",  "full",  "zone", "length",
                                          "since", "until", NULL};

static const struct shape shapes[LIST_COUNT] = {
    [LIST_ABBREVIATIONS] = {"abbreviations", abbreviation_words, 0, 0, 0, 0},
    [LIST_CLITICS] = {"clitics", clitic_words, 0, 0, 0, 0},
    [LIST_COMMON] = {"common", common_words, 0, 0, 0, 0},
    [LIST_MONTHS] = {"months", name_words, 1, 1, 1, 12},
    [LIST_WEEKDAYS] = {"weekdays", name_words, 1, 1, 1, 7},
    [LIST_SEASONS] = {"seasons", name_words, 1, 1, 21, 24},
    [LIST_NUMBERS] = {"numbers", number_words, 0, 1, 0, 1e18},
    [LIST_VAGUE] = {"vague", NULL, 1, 2, 0, 1e18},
    [LIST_QUALIFIERS] = {"qualifiers", qualifier_words, 0, 0, 0, 0},
    [LIST_DATES] = {"dates", date_words, 0, 1, -10000, 10000},
    [LIST_TENSE] = {"tense", tense_words, 0, 0, 0, 0},
    [LIST_SPEECH] = {"speech", NULL, 0, 0, 0, 0},
    [LIST_CLOCK] = {"clock", clock_words, 0, 1, 0, 12},
};

/* One line being read. */
struct reading {
    struct language *lang;
    struct ibid_error *err;
    const char *path;
    int64_t line;
    const struct shape *shape;
    struct entry entry; /* what the right side says */
};

static enum ibid_status refuse(struct reading *at, const char *what,
                               struct str word)
{
    enum ibid_status status =
        err_set(at->err, IBID_INVALID, "%s: \"%.*s\"", what,
                (int)(word.len < 80 ? word.len : 80), word.ptr);
    err_at(at->err, at->path, at->line, -1);
    return status;
}

static bool word_next(struct str *rest, struct str *word)
{
    *rest = str_trim(*rest);
    if (!rest->len)
        return false;
    size_t end = 0;
    while (end < rest->len && rest->ptr[end] != ' ' && rest->ptr[end] != '\t')
        end++;
    *word = str_cut(*rest, 0, end);
    *rest = str_cut(*rest, end, rest->len);
    return true;
}

static enum ibid_status read_keyword(struct reading *at, struct str *rest)
{
    struct str word;
    if (!word_next(rest, &word))
        return refuse(at, "a keyword is missing behind the \"=\" of list",
                      str_of(at->shape->name));
    for (uint8_t kind = 0; at->shape->keywords[kind]; kind++)
        if (str_eq(word, str_of(at->shape->keywords[kind]))) {
            at->entry.kind = kind;
            return IBID_OK;
        }
    return refuse(at, "unknown keyword", word);
}

static enum ibid_status read_number(struct reading *at, struct str word,
                                    double *out)
{
    char digits[32];
    char *end;
    if (word.len >= sizeof digits)
        return refuse(at, "not a number", word);
    memcpy(digits, word.ptr, word.len);
    digits[word.len] = '\0';
    *out = strtod(digits, &end);
    if (*end || !(*out >= at->shape->low && *out <= at->shape->high))
        return refuse(at, "not a number that this list may hold", word);
    return IBID_OK;
}

static enum ibid_status read_meaning(struct reading *at, struct str rest)
{
    enum ibid_status status = IBID_OK;
    if (at->shape->keywords)
        status = read_keyword(at, &rest);
    double numbers[2] = {0, 0};
    uint8_t count = 0;
    struct str word;
    while (status == IBID_OK && word_next(&rest, &word)) {
        if (count == at->shape->numbers_max)
            return refuse(at, "nothing more is expected here", word);
        status = read_number(at, word, &numbers[count++]);
    }
    if (status == IBID_OK && count < at->shape->numbers_min)
        return refuse(at, "a number is missing in list",
                      str_of(at->shape->name));
    at->entry.value = numbers[0];
    at->entry.max = count == 2 ? numbers[1] : -1;
    return status;
}

/* Keep one phrase of the left side with the meaning of the right. */
static enum ibid_status add_phrase(struct reading *at, struct str phrase)
{
    struct str words[LEXICON_PHRASE_WORDS_MAX], word, rest = phrase;
    uint8_t count = 0;
    phrase = str_trim(phrase);
    while (word_next(&rest, &word)) {
        if (count == LEXICON_PHRASE_WORDS_MAX)
            return refuse(at, "too many words in", phrase);
        words[count++] = arena_str(&at->lang->mem, word);
    }
    if (!count)
        return refuse(at, "an empty word before the \"=\" of list",
                      str_of(at->shape->name));
    if (at->lang->entry_count >= LEXICON_ENTRIES_MAX)
        return refuse(at, "too many words in the lists", phrase);
    at->entry.word_count = count;
    struct str *kept = arena_array(&at->lang->mem, count, sizeof *kept);
    memcpy(kept, words, count * sizeof *kept);
    at->entry.words = kept;
    if (lexicon_has(at->lang, &at->entry))
        return refuse(at, "this list has it already", phrase);
    lexicon_add(at->lang, &at->entry);
    return IBID_OK;
}

static enum ibid_status read_line(struct reading *at, struct str line)
{
    if (line.len > LEXICON_LINE_BYTES_MAX)
        return refuse(at, "line too long", line);
    struct str rest = line, phrases, phrase;
    (void)str_split(&rest, '=', &phrases);
    bool meaningful = at->shape->keywords || at->shape->numbers_max;
    if (meaningful && !rest.ptr)
        return refuse(at, "no \"=\" in", line);
    if (!meaningful && rest.ptr)
        return refuse(at, "this list takes words only", line);
    if (meaningful) {
        enum ibid_status status = read_meaning(at, rest);
        if (status != IBID_OK)
            return status;
    }
    while (str_split(&phrases, ',', &phrase)) {
        enum ibid_status status = add_phrase(at, phrase);
        if (status != IBID_OK)
            return status;
    }
    return IBID_OK;
}

/* The list that ".../<name>.txt" holds, LIST_COUNT when none. */
static enum lexicon_list list_of(const char *path)
{
    const char *name = strrchr(path, '/');
    struct str file = str_of(name ? name + 1 : path);
    for (int list = 0; list < LIST_COUNT; list++) {
        size_t len = strlen(shapes[list].name);
        if (file.len == len + 4 &&
            str_starts(file, str_of(shapes[list].name)) &&
            str_ends(file, STR(".txt")))
            return (enum lexicon_list)list;
    }
    return LIST_COUNT;
}

static enum ibid_status read_file(struct language *lang,
                                  const struct embed_file *file,
                                  enum lexicon_list list,
                                  struct ibid_error *err)
{
    struct reading at = {.lang = lang,
                         .err = err,
                         .path = file->path,
                         .shape = &shapes[list],
                         .entry = {.list = (uint8_t)list}};
    struct str rest = file->bytes, line;
    while (str_split(&rest, '\n', &line)) {
        at.line++;
        line = str_trim(line);
        if (!line.len || line.ptr[0] == '#')
            continue;
        enum ibid_status status = read_line(&at, line);
        if (status != IBID_OK)
            return status;
    }
    return IBID_OK;
}

static enum ibid_status read_files(struct language *lang,
                                   const struct embed_file *files, size_t count,
                                   struct ibid_error *err)
{
    uint32_t seen = 0;
    for (size_t i = 0; i < count; i++) {
        enum lexicon_list list = list_of(files[i].path);
        if (list == LIST_COUNT) {
            err_set(err, IBID_INVALID, "no word list has this name");
            err_at(err, files[i].path, 0, -1);
            return IBID_INVALID;
        }
        enum ibid_status status = read_file(lang, &files[i], list, err);
        if (status != IBID_OK)
            return status;
        seen |= UINT32_C(1) << list;
    }
    for (int list = 0; list < LIST_COUNT; list++)
        if (!(seen >> list & 1))
            return err_set(err, IBID_INVALID,
                           "language \"%s\" has no list %s.txt", lang->tag,
                           shapes[list].name);
    return IBID_OK;
}

enum ibid_status lexicon_load(const char *tag, const struct embed_file *files,
                              size_t count, struct language **out,
                              struct ibid_error *err)
{
    if (strlen(tag) >= LEXICON_TAG_BYTES)
        return err_set(err, IBID_INVALID, "\"%.40s\" is not a language tag",
                       tag);
    struct language *lang = mem_alloc(sizeof *lang);
    *lang = (struct language){.lexeme_count = 1, .entry_count = 1};
    memcpy(lang->tag, tag, strlen(tag) + 1);
    lang->lexemes = arena_grow(&lang->mem, NULL, &lang->lexeme_room, 1,
                               sizeof *lang->lexemes);
    lang->entries = arena_grow(&lang->mem, NULL, &lang->entry_room, 1,
                               sizeof *lang->entries);
    enum ibid_status status = read_files(lang, files, count, err);
    if (status == IBID_OK)
        *out = lang;
    else
        language_close(lang);
    return status;
}
