/* reading.h - an article made ready for rules: its words known, its quotes
 * folded to one item each, its phrases found. */
#ifndef EXTRACT_READING_H
#define EXTRACT_READING_H

#include "extract/extract.h"
#include "extract/rules.h"
#include "text/date.h"
#include "text/number.h"

enum {
    PHRASE_ITEMS_MAX = 60,  /* of a noun phrase or name */
    QUOTE_SPEECH_WORDS = 5, /* from here on, quoted words are a speech */
};

enum item_kind {
    ITEM_WORD,
    ITEM_QUOTE,
    ITEM_BREAK,     /* between sentences */
    ITEM_PARAGRAPH, /* between paragraphs */
};

enum item_flag {
    ITEM_CAPITAL = 1 << 0,
    ITEM_UPPER = 1 << 1,
    ITEM_FIRST = 1 << 2,  /* of its sentence */
    ITEM_SPEECH = 1 << 3, /* a quote that is a sentence or more */
    ITEM_OPEN = 1 << 4,   /* a quote that its paragraph does not close */
    ITEM_SHOUT = 1 << 5,  /* in a sentence all in capitals */
    ITEM_INSIDE = 1 << 6, /* inside a quote: read on its own */
    ITEM_ASKS = 1 << 7,   /* a quote that ends in ? or ! */
    ITEM_PAST = 1 << 7,   /* a word: of a date long before the article's */
};

/* Phrases of several items know their length at both ends: `ahead` at the
 * first item, `back` at the last. */
enum phrase { PHRASE_NP, PHRASE_NAME, PHRASE_NUMBER, PHRASE_DATE, PHRASES };

enum name_type { NAME_OTHER, NAME_PERSON, NAME_ORG, NAME_PLACE };

struct item {
    uint32_t first, last; /* tokens [first, last) */
    uint32_t word;        /* id in the vocab */
    uint8_t kind, tag, flags, name_type;
    uint8_t ahead[PHRASES], back[PHRASES];
};

/* A name in the text, in reading order. */
struct name {
    uint32_t item, count; /* items [item, item + count) */
    enum name_type type;
};

struct reading {
    const struct codebook *codebook;
    struct str text;
    struct tokens tokens;
    uint32_t *words; /* ids of the tokens */
    uint8_t *tags;   /* of the tokens */
    struct item *items;
    uint32_t item_count, main_count; /* [main_count..) is inside quotes */
    size_t item_capacity;
    struct name *names;
    size_t name_count, name_capacity;
    struct day published_day;
    const struct day *published; /* NULL: not known */
    struct arena *mem;
};

/* Read the blocks that may hold facts. Everything lives in `mem`. */
void reading_make(struct reading *reading, const struct codebook *codebook,
                  struct str text, const struct block *blocks,
                  size_t block_count, const char *published, struct arena *mem);

/* Parts of it, in this order. */
void reading_tags(struct reading *reading);
void reading_items(struct reading *reading);
void reading_numbers(struct reading *reading);
void reading_names(struct reading *reading);
void reading_phrases(struct reading *reading);

/* Bytes of items [first, last), which are not breaks at the ends. */
struct stretch reading_span(const struct reading *reading, uint32_t first,
                            uint32_t last);
struct str reading_text(const struct reading *reading, uint32_t first,
                        uint32_t last);

/* Is the item on the list (a negative list has no words)? */
static inline bool reading_on(const struct reading *reading, uint32_t item,
                              int list)
{
    return list >= 0 &&
           vword_on(&reading->codebook->vocab.words[reading->items[item].word],
                    (unsigned)list);
}

/* Items that entries of the list take from (up to) `item`; 0: none. */
uint32_t reading_list_ahead(const struct reading *reading, uint32_t item,
                            unsigned list);
uint32_t reading_list_back(const struct reading *reading, uint32_t item,
                           unsigned list);

#endif
