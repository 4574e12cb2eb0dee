/* share.c - parts of a whole in words. */
#include "text/share.h"

#include "text/lexicon.h"

enum { PARTS_MAX = 1000 };

/* How many, and of how many parts. */
struct fraction {
    double count, parts;
    bool several; /* "thirds": cannot be a rank */
};

static const struct entry *number_word(const struct language *lang,
                                       struct str word)
{
    return lexicon_word(lang, lexicon_find(lang, word), LIST_NUMBERS);
}

static bool read_count(const struct language *lang, struct str word,
                       struct fraction *out)
{
    const struct entry *entry = number_word(lang, word);
    bool one = entry && entry->kind == NUMBER_ARTICLE;
    if (!one && (!entry || entry->kind != NUMBER_UNIT || entry->value < 1))
        return false;
    out->count = one ? 1 : entry->value;
    return true;
}

static bool read_parts(const struct language *lang, struct str word,
                       struct fraction *out)
{
    const struct entry *entry = number_word(lang, word);
    if (!entry || (entry->kind != NUMBER_PART && entry->kind != NUMBER_ORDINAL))
        return false;
    out->parts = entry->value;
    out->several = entry->kind == NUMBER_PART && out->count > 1;
    return out->parts > 1 && out->parts <= PARTS_MAX &&
           out->count < out->parts && (out->count == 1 || out->several);
}

static bool is_of(const struct language *lang, const struct tokens *tokens,
                  uint32_t at)
{
    const struct entry *entry =
        at < tokens->count
            ? lexicon_word(lang, tokens->list[at].lexeme, LIST_DATES)
            : NULL;
    return entry && entry->kind == DATES_OF;
}

bool share_at(const struct language *lang, const struct tokens *tokens,
              uint32_t at, uint32_t *last, double *value)
{
    const struct token *token = &tokens->list[at];
    struct fraction f = {0};
    struct str rest = token->word, head;
    const struct entry *half = lexicon_word(lang, token->lexeme, LIST_NUMBERS);
    if (half && half->kind == NUMBER_HALF && is_of(lang, tokens, at + 1)) {
        *last = at + 1;
        *value = 0.5;
        return true;
    }
    if (str_split(&rest, '-', &head) && rest.len) {
        if (!read_count(lang, head, &f) || !read_parts(lang, rest, &f))
            return false;
        *last = at + 1;
    } else {
        if (at + 1 >= tokens->count || !half ||
            !read_count(lang, token->word, &f) ||
            !read_parts(lang, tokens->list[at + 1].word, &f) ||
            !(f.several || is_of(lang, tokens, at + 2)))
            return false;
        *last = at + 2;
    }
    *value = f.count / f.parts;
    return true;
}
