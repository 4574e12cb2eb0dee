/* suggest.h - "did you mean": the candidate nearest to a misspelt word. */
#ifndef TOOLS_SUGGEST_H
#define TOOLS_SUGGEST_H

#include <stddef.h>

/* Set `word`, try candidates; `best` is the nearest close enough, or NULL. */
struct suggest {
    const char *word;
    const char *best; /* a candidate's own string */
    size_t distance;  /* of best */
};

void suggest_try(struct suggest *near, const char *candidate);

#endif
