/* within.h - what the sources of one story share and where they differ. */
#ifndef RELATE_WITHIN_H
#define RELATE_WITHIN_H

#include "corroborate/profile.h"
#include "relate/roster.h"
#include "store/related.h"

enum {
    WITHIN_SOURCES_MAX = 32,   /* of a story that are compared; lowest tie */
    WITHIN_FACTS_MAX = 200,    /* of a source that are compared */
    WITHIN_LINKS_MAX = 64,     /* of a fact to those after it, that are kept */
    WITHIN_AROUND_BYTES = 300, /* of text from a fact on: what it is about */
};

/* Compare the texts and the facts of the story of this number, and write what
 * was found in place of what was known, unless the sources that are compared
 * are those of the last time. `known` is what is known of names,
 * roster_known(). Within a transaction. */
enum ibid_status within_story(struct store *st,
                              const struct profile_words *words,
                              const struct roster *known, int64_t story,
                              struct ibid_error *err);

/* Look again for the links of some facts of a source, whose text and whose
 * story are what they were: as within_story() would find them, but that facts
 * with more links than are kept may keep others of them. */
enum ibid_status within_facts(struct store *st,
                              const struct profile_words *words,
                              const struct roster *known,
                              const struct stale_facts *facts,
                              struct ibid_error *err);

#endif
