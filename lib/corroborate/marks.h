/* marks.h - by which words two tolls are known to be of one event, though
 * their articles are not of one story; pure. */
#ifndef CORROBORATE_MARKS_H
#define CORROBORATE_MARKS_H

#include "base/str.h"
#include "corroborate/profile.h"

enum {
    MARKS_MAX = 24, /* the rarest words that are kept */
    MARKS_KEYS = 6, /* of them: those by which another toll finds it */
};

/* A word beside a toll, how rare it is, and whether it names the victims and
 * is no word for a group of people. */
struct mark {
    uint64_t word;
    uint16_t weight;
    bool victims;
};

/* Rarest first; even ones in an order that is the same for all. */
struct marks {
    struct mark list[MARKS_MAX];
    size_t count;
};

/* The marks of a toll: of its victims' words and of those around it. Left out
 * are common words, those of any toll (tables/toll_words.txt), numbers, and
 * what stands in brackets, where agencies and stations are named. */
void marks_read(const struct profile_words *words, struct str victims,
                struct str around, struct marks *out);

/* Another figure stands beside it: one more mark. */
void marks_beside(struct marks *marks, uint64_t harm, double number);

/* What the marks that both have weigh together. */
int marks_shared(const struct marks *a, const struct marks *b);

/* Do both tell of one event, of which a toll of `number` is told? The higher it
 * is, the less has to be said beside it; of one dead or two it takes names. */
bool marks_meet(const struct marks *a, const struct marks *b, double number);

/* What a toll of `number` is found by, of those that have the same `of`: how
 * many there are. */
size_t marks_keys(const struct marks *marks, uint64_t of, double number,
                  uint64_t out[MARKS_KEYS]);

#endif
