/* known.h - what is known of a source: from its article, merged with before. */
#ifndef IMPORT_KNOWN_H
#define IMPORT_KNOWN_H

#include "ibid.h"
#include "source/article.h"

/* A copy of `text` in `mem`, NULL for none or nothing. */
const char *known_text(const char *text, struct arena *mem);

/* What the article says of its source, which has this id. In `mem`. */
void known_of(const struct article *article, const char *id, struct arena *mem,
              struct ibid_source *out);

/* What was known stays (a person may have corrected it); gaps are filled. */
void known_merge(const struct ibid_source *old, struct ibid_source *out);

#endif
