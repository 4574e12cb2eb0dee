/* roster.h - gather names and what is known of them, to see which are one. */
#ifndef RELATE_ROSTER_H
#define RELATE_ROSTER_H

#include "base/map.h"
#include "corroborate/entity.h"
#include "store/store.h"

enum { ROSTER_PAIRS_MAX = 100000 };

/* What people, the codebook or facts say of two names. */
struct roster_pairs {
    struct entity_pair *list;
    size_t count, room;
};

struct roster {
    struct arena *mem;
    struct map by_text;
    struct entity_name *names; /* in the order in which they came */
    size_t count, room;
    struct roster_pairs pairs;
};

/* A name that is told `count` times more; `personal` once is always. Its
 * number. The text is copied. */
size_t roster_add(struct roster *roster, const char *text, bool personal,
                  int64_t count);

/* Strings are copied. */
void roster_pair(struct roster *roster, const char *a, const char *b,
                 enum entity_why why, int64_t fact);

/* Is a field of this name filled with somebody's name? */
bool roster_is_personal(const char *field);

/* The name a value comes to: `normalized` when it is one, else `text`. In
 * `mem`. */
const char *roster_name(const char *text, const char *normalized,
                        struct arena *mem);

/* Add what people said of names, and the lists of the codebook in use, whose
 * names are added too, told 0 times. */
enum ibid_status roster_known(struct store *st, struct roster *roster,
                              struct ibid_error *err);

/* Add the names and pairs of another, which must outlive this one. */
void roster_take(struct roster *roster, const struct roster *from);

#endif
