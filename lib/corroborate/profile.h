/* profile.h - what an article is about, as a few weighted words; pure. */
#ifndef CORROBORATE_PROFILE_H
#define CORROBORATE_PROFILE_H

#include "base/buf.h"
#include "source/article.h"
#include "source/table.h"

enum {
    PROFILE_TERMS = 32,             /* the heaviest words that are kept */
    PROFILE_KEYS = 12,              /* of them: those by which others find it */
    PROFILE_TEXT_BYTES = 1500,      /* of the text: news says it first */
    PROFILE_TITLE_BYTES_MAX = 1000, /* of the title */
    PROFILE_SCORE_MAX = 1000,       /* the likeness of equal profiles */
    PROFILE_DAY_UNKNOWN = INT32_MIN, /* the date is not known to the day */
    PROFILE_MINUTE_UNKNOWN = INT32_MIN,
    PROFILE_WORD_ROOM = 52, /* bytes of a word, and of a character */
};

/* How rare each common word is, from schema/tables/story_words.txt. */
struct profile_words {
    uint64_t *words; /* hash table; 0 = free */
    uint8_t *weights;
    size_t room;
    struct table_starts decisions; /* of tables/decisions.txt */
};
struct profile_words profile_words(struct arena *mem);

/* A word by its hash (40 bits), and its weight in this article. */
struct profile_term {
    uint64_t word;
    uint32_t weight;
};

/* Heaviest first. `day` counts from any fixed day. */
struct profile {
    struct profile_term terms[PROFILE_TERMS];
    uint8_t by_word[PROFILE_TERMS]; /* the terms in the order of their words */
    size_t count;
    double length; /* Euclidean, of the weights */
    int32_t day;
};

/* The profile of an article. It depends on nothing but its words: not on what
 * else is in the database. Linear in the text read; `title` may be NULL;
 * `published` is EDTF or NULL. */
void profile_make(const struct profile_words *words, const char *title,
                  struct str text, const struct block *blocks,
                  size_t block_count, const char *published,
                  struct profile *out);

/* How alike two are, 0 to PROFILE_SCORE_MAX: the cosine of their weights, up
 * to three tenths less when the dates lie apart. Symmetric. */
uint32_t profile_likeness(const struct profile *a, const struct profile *b);

/* The year that a known day lies in, or the one before. */
int profile_day_year(int32_t day);

/* Days since a fixed one; PROFILE_DAY_UNKNOWN unless an EDTF date (NULL: none)
 * is known to the day. */
int32_t profile_day(const char *published);

/* When a known day's article was published: minutes from that day's midnight
 * in UTC, which may be below 0; PROFILE_MINUTE_UNKNOWN without a time. */
int32_t profile_minute(const char *published);

/* A number for the whole profile (and its date): equal for equal ones. */
uint64_t profile_sum(const struct profile *profile);

/* As bytes and back; false when they are no profile. The date is apart. */
void profile_write(const struct profile *profile, struct buf *out);
bool profile_read(struct str bytes, struct profile *out);

/* The next word of `text` from `*at`, in small letters and without a common
 * ending, in `room`; empty at the end. `*capital`: it is written with one. */
struct str profile_next_word(struct str text, size_t *at, bool *capital,
                             char room[PROFILE_WORD_ROOM]);
uint64_t profile_word_id(struct str word);
/* Ten times the logarithm of how rare the word is. */
unsigned profile_weight(const struct profile_words *words, uint64_t word);

/* FNV-1a, 64 bits. */
uint64_t profile_hash(struct str bytes);

#endif
