/* antecedent.h - what a pronoun, a short name or "the official" stands for. */
#ifndef EXTRACT_ANTECEDENT_H
#define EXTRACT_ANTECEDENT_H

#include "extract/match.h"

/* Items [first, last) that say more fully who items of a value mean. */
struct antecedent {
    uint32_t first, last;
};

/* Who spoke, in order: what "he said" and "the official" go back to. */
struct speakers {
    const struct reading *reading;
    struct antecedent *list; /* spans of people and groups as named */
    size_t count, capacity;
    int person_pronoun, group_pronoun, person_noun; /* word lists, or -1 */
};

struct speakers speakers_start(const struct reading *reading);

/* Find what [first, last) stands for; false: it speaks for itself, or nobody
 * can tell. Only what stands before it is considered, and a pronoun is not
 * followed past another person or out of the paragraph before. */
bool antecedent_find(const struct speakers *speakers, uint32_t first,
                     uint32_t last, struct antecedent *out);

/* Remember who was named as a subject: later words may mean them. */
void speakers_add(struct speakers *speakers, uint32_t first, uint32_t last);

#endif
