/* language.c - open a built-in language and recognise it in a text. */
#include "text/language.h"

#include <stdio.h>
#include <stdlib.h>

#include "text/lexicon.h"

enum {
    MATCH_WORDS_MIN = 20,
    MATCH_WORDS_MAX = 400,
    MATCH_WORD_BYTES = 24,
    /* A script without blanks: about so many bytes are a word. */
    MATCH_RUN_BYTES = 12,
};

/* Shares of common words: in text of another language at most, in text of
 * this one at least. */
static const double share_other = 0.14, share_same = 0.30;

enum ibid_status language_open(const char *tag, struct language **out,
                               struct ibid_error *err)
{
    char prefix[LEXICON_TAG_BYTES + 16];
    size_t count = 0;
    const struct embed_file *files = NULL;
    if (tag[0] && strlen(tag) < LEXICON_TAG_BYTES) {
        (void)snprintf(prefix, sizeof prefix, "languages/%s/", tag);
        files = embed_list(prefix, &count);
    }
    if (!count)
        return err_set(err, IBID_NOT_FOUND,
                       "no word lists for language \"%.20s\"", tag);
    return lexicon_load(tag, files, count, out, err);
}

void language_close(struct language *lang)
{
    if (!lang)
        return;
    arena_done(&lang->mem);
    free(lang);
}

const char *language_tag(const struct language *lang)
{
    return lang->tag;
}

static bool is_letter(unsigned char c)
{
    return (c | 32U) - 'a' < 26U || c >= 0x80;
}

/* Is `word`, lower-cased, one of the commonest? */
static bool is_common(const struct language *lang, struct str word)
{
    char folded[MATCH_WORD_BYTES];
    if (word.len > sizeof folded)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];
        folded[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    uint16_t lexeme = lexicon_find(lang, (struct str){folded, word.len});
    return lang->lexemes[lexeme].alone >> LIST_COMMON & 1;
}

double language_match(const struct language *lang, struct str text)
{
    size_t words = 0, common = 0;
    for (size_t at = 0; at < text.len && words < MATCH_WORDS_MAX;) {
        size_t start = at, high = 0;
        for (; at < text.len && is_letter((unsigned char)text.ptr[at]); at++)
            high += (unsigned char)text.ptr[at] >= 0x80;
        if (at == start) {
            at++;
            continue;
        }
        words += 1 + high / MATCH_RUN_BYTES;
        common += is_common(lang, str_cut(text, start, at));
    }
    if (words < MATCH_WORDS_MIN)
        return 0.5;
    double share = (double)common / (double)words;
    double match = (share - share_other) / (share_same - share_other);
    return match < 0 ? 0 : match > 1 ? 1 : match;
}
