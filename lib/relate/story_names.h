/* story_names.h - whose names stand in the facts of a story's sources. */
#ifndef RELATE_STORY_NAMES_H
#define RELATE_STORY_NAMES_H

#include "relate/roster.h"

struct story_names {
    struct roster roster;
    struct entities entities;
};

/* Those of these sources (numbers), in the light of what is known of names,
 * roster_known(), which must outlive it. Everything in `mem`. */
enum ibid_status story_names_read(struct store *st, const struct roster *known,
                                  const int64_t *sources, size_t count,
                                  struct arena *mem, struct story_names *out,
                                  struct ibid_error *err);

/* The number of a name + 1; 0 when it is none, or stands nowhere. */
size_t story_names_find(const struct story_names *names, const char *text);

#endif
