/* link_tolls.h - what tolls that agree and tolls that differ are both asked;
 * only for link_casualty.c and link_clash.c. */
#ifndef CORROBORATE_LINK_TOLLS_H
#define CORROBORATE_LINK_TOLLS_H

#include "corroborate/link.h"

enum {
    TOLL_MIN = 3,       /* smaller ones are of single victims */
    SAME_WORDS_MIN = 2, /* telling words around a toll that both share */
};

/* Are their places one, as far as is said? Spellings differ: Deir Ezzor is
 * Dayr al-Zawr. */
bool link_places_fit(const struct claim *a, const struct claim *b);

/* Days between the reports; 0 when one is not known. */
int link_days_between(const struct claim *a, const struct claim *b);

/* Of "38 people" and then "41 prisoners", told first by both reports with rare
 * words in common, the prisoners are no part of the people: there are more. */
bool link_part_exceeds(const struct claim *a, const struct claim *b);

/* Two figures that differ, of victims who may be the same, with `shared` words
 * around them in common: does one contradict or supersede the other? */
void link_clash(const struct claim *a, const struct claim *b, size_t shared,
                struct link *out);

#endif
