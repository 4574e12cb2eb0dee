/* triggers.h - which patterns a word, a number, a quotation may trigger. */
#ifndef EXTRACT_TRIGGERS_H
#define EXTRACT_TRIGGERS_H

#include "extract/reading.h"

enum {
    TRIGGERED_MAX = 4000000, /* patterns by word, of a whole codebook */
    CANDIDATES_MAX = 256,    /* patterns of one item */
};

/* Sort the patterns by trigger, once all files are read: loose rules apart
 * from the others, and for each word at once what it triggers by itself, by
 * its lists and as the beginning of their entries. */
void triggers_index(struct codebook *codebook, struct mistakes *mistakes);

/* The patterns that `item` may trigger, those of loose rules or the others, in
 * the codebook's order: *out is their numbers, in the codebook or in `room`,
 * [CANDIDATES_MAX]. Returns how many. */
uint32_t triggers_of(const struct codebook *codebook, const struct item *item,
                     bool loose, uint16_t *room, const uint16_t **out);

#endif
