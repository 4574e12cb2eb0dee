/* phrase.h - lines that are known by their words: "Leave a Reply". */
#ifndef SOURCE_PHRASE_H
#define SOURCE_PHRASE_H

#include "source/article.h"

enum { PHRASE_BYTES_MAX = 200 }; /* longer lines are not looked up */

/* `text` in lower case, blanks folded, in `out`; "" for what is too long.
 * Letters keep their length: one whose small one is longer stays. */
struct str phrase_key(struct str text, char out[PHRASE_BYTES_MAX]);

/* The role tables/phrases.txt has for a line: "role" for a whole line, "role
 * *" for one that begins so. */
bool phrase_role(struct str phrases, struct str text, enum block_role *out);

/* The name in a byline such as "By Jane Doe | May 4"; "" when there is none. */
struct str byline_name(struct str line);

/* A name without a "By " before it. */
struct str byline_bare(struct str name);

#endif
