/* lexicon.c - find words and phrases in a language's lists. */
#include "text/lexicon.h"

/* FNV-1a: the words are short. */
static uint32_t hash_of_word(struct str word)
{
    uint32_t hash = UINT32_C(2166136261);
    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (uint8_t)word.ptr[i]) * UINT32_C(16777619);
    return hash ^ hash >> 15;
}

/* Where `word` is or would be; open addressing, never full. */
static uint32_t slot_of(const struct language *lang, struct str word)
{
    uint32_t at = hash_of_word(word) & lang->slot_mask;
    while (lang->slots[at] &&
           !str_eq(lang->lexemes[lang->slots[at]].word, word))
        at = (at + 1) & lang->slot_mask;
    return at;
}

uint16_t lexicon_find(const struct language *lang, struct str word)
{
    return lang->slots[slot_of(lang, word)];
}

const struct entry *lexicon_word(const struct language *lang, uint16_t lexeme,
                                 enum lexicon_list list)
{
    const struct lexeme *word = &lang->lexemes[lexeme];
    if (!(word->alone >> list & 1))
        return NULL;
    uint16_t at = word->first;
    while (lang->entries[at].list != list || lang->entries[at].word_count != 1)
        at = lang->entries[at].next;
    return &lang->entries[at];
}

bool lexicon_may_begin(const struct language *lang, const struct token *token,
                       uint32_t lists)
{
    if (token->kind > TOKEN_NUMBER)
        return false;
    if (token->lexeme)
        return lang->lexemes[token->lexeme].lists & lists;
    return token->kind == TOKEN_NUMBER || (uint8_t)token->word.ptr[0] <= '9' ||
           memchr(token->word.ptr, '-', token->word.len);
}

static bool stands_at(const struct entry *entry, const struct token *tokens,
                      uint32_t at, uint32_t end)
{
    if (end - at < entry->word_count)
        return false;
    for (uint32_t i = 1; i < entry->word_count; i++)
        if (!str_eq(tokens[at + i].word, entry->words[i]))
            return false;
    return true;
}

const struct entry *lexicon_at(const struct language *lang,
                               const struct token *tokens, uint32_t at,
                               uint32_t end, enum lexicon_list list)
{
    if (at >= end)
        return NULL;
    const struct lexeme *word = &lang->lexemes[tokens[at].lexeme];
    if (!(word->lists >> list & 1))
        return NULL;
    for (uint16_t i = word->first; i; i = lang->entries[i].next)
        if (lang->entries[i].list == list &&
            stands_at(&lang->entries[i], tokens, at, end))
            return &lang->entries[i];
    return NULL;
}

static void rehash(struct language *lang)
{
    uint32_t room = lang->slot_mask ? (lang->slot_mask + 1) * 2 : 1024;
    lang->slots = arena_array(&lang->mem, room, sizeof *lang->slots);
    lang->slot_mask = room - 1;
    for (uint32_t i = 1; i < lang->lexeme_count; i++)
        lang->slots[slot_of(lang, lang->lexemes[i].word)] = (uint16_t)i;
}

uint16_t lexicon_intern(struct language *lang, struct str word)
{
    if (lang->lexeme_count * 4 >= lang->slot_mask)
        rehash(lang);
    uint32_t slot = slot_of(lang, word);
    if (lang->slots[slot])
        return lang->slots[slot];
    lang->lexemes = arena_grow(&lang->mem, lang->lexemes, &lang->lexeme_room,
                               lang->lexeme_count + 1, sizeof *lang->lexemes);
    uint16_t number = (uint16_t)lang->lexeme_count++;
    lang->lexemes[number].word = arena_str(&lang->mem, word);
    return lang->slots[slot] = number;
}

static bool same_words(const struct entry *a, const struct entry *b)
{
    for (uint8_t i = 0; i < a->word_count; i++)
        if (!str_eq(a->words[i], b->words[i]))
            return false;
    return true;
}

bool lexicon_has(const struct language *lang, const struct entry *entry)
{
    if (!lang->slots)
        return false;
    uint16_t lexeme = lexicon_find(lang, entry->words[0]);
    for (uint16_t i = lang->lexemes[lexeme].first; i; i = lang->entries[i].next)
        if (lang->entries[i].list == entry->list &&
            lang->entries[i].word_count == entry->word_count &&
            same_words(&lang->entries[i], entry))
            return true;
    return false;
}

/* Into the chain of its first word, behind all that are longer or as long. */
static void chain(struct language *lang, uint16_t number)
{
    struct entry *entry = &lang->entries[number];
    uint16_t lexeme = lexicon_intern(lang, entry->words[0]); /* may move all */
    struct lexeme *word = &lang->lexemes[lexeme];
    word->lists |= UINT32_C(1) << entry->list;
    if (entry->word_count == 1)
        word->alone |= UINT32_C(1) << entry->list;
    uint16_t *link = &word->first;
    while (*link && lang->entries[*link].word_count >= entry->word_count)
        link = &lang->entries[*link].next;
    entry->next = *link;
    *link = number;
}

void lexicon_add(struct language *lang, const struct entry *entry)
{
    lang->entries = arena_grow(&lang->mem, lang->entries, &lang->entry_room,
                               lang->entry_count + 1, sizeof *lang->entries);
    uint16_t number = (uint16_t)lang->entry_count++;
    lang->entries[number] = *entry;
    chain(lang, number);
}
