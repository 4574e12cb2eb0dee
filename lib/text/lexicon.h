/* lexicon.h - a language's word lists, indexed by word; for lib/text only. */
#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include "base/arena.h"
#include "base/embed.h"
#include "text/kinds.h"
#include "text/language.h"
#include "text/token.h"

enum {
    LEXICON_ENTRIES_MAX = 20000,
    LEXICON_LINE_BYTES_MAX = 1000,
    LEXICON_PHRASE_WORDS_MAX = 8,
    LEXICON_TAG_BYTES = 12,
};

/* Words that stand together in one list. */
struct entry {
    const struct str *words; /* word_count of them */
    double value, max;       /* max < 0: not given */
    uint16_t next; /* entry that begins with the same word; 0 = none */
    uint8_t word_count;
    uint8_t list; /* enum lexicon_list */
    uint8_t kind; /* one of the kinds above */
};

/* A word that begins at least one entry. Longer entries come first. */
struct lexeme {
    struct str word;
    uint32_t lists; /* bit enum lexicon_list: one of that list begins here */
    uint32_t alone; /* the same for entries of this word only */
    uint16_t first; /* entry */
};

struct language {
    struct arena mem;
    char tag[LEXICON_TAG_BYTES];
    struct lexeme *lexemes; /* [0] is "not known" */
    struct entry *entries;  /* [0] is not used */
    uint32_t lexeme_count, entry_count;
    size_t lexeme_room, entry_room;
    uint16_t *slots; /* hash table of lexeme numbers */
    uint32_t slot_mask;
};

/* Read the lists of `tag` from `count` files named ".../<list>.txt". */
enum ibid_status lexicon_load(const char *tag, const struct embed_file *files,
                              size_t count, struct language **out,
                              struct ibid_error *err);

/* Used while loading: the lexeme of `word`, made when new; one more
 * entry, whose words live as long as the language; is it there already? */
uint16_t lexicon_intern(struct language *lang, struct str word);
void lexicon_add(struct language *lang, const struct entry *entry);
bool lexicon_has(const struct language *lang, const struct entry *entry);

/* The number of the lexeme for a folded word, 0 when no list knows it. */
uint16_t lexicon_find(const struct language *lang, struct str word);

/* The entry of `list` for exactly this word, or NULL. */
const struct entry *lexicon_word(const struct language *lang, uint16_t lexeme,
                                 enum lexicon_list list);

/* Can a date or number begin with this token? `lists` are the bits (enum
 * lexicon_list) of the words one may begin with; digits may always. Most
 * tokens cannot, and this is quick. */
bool lexicon_may_begin(const struct language *lang, const struct token *token,
                       uint32_t lists);

/* The longest entry of `list` that stands at token `at`, before `end`; NULL
 * when there is none or `at` is `end` already. */
const struct entry *lexicon_at(const struct language *lang,
                               const struct token *tokens, uint32_t at,
                               uint32_t end, enum lexicon_list list);

#endif
