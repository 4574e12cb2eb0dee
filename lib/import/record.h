/* record.h - what records of articles share, whatever they are written in. */
#ifndef IMPORT_RECORD_H
#define IMPORT_RECORD_H

#include "source/article.h"

/* The member of `article` for the field `name` of a record ("title", "url",
 * "published"...), in lower case, or NULL. */
const char **record_slot(struct article *article, struct str name);

/* A "published" that does not begin with a year becomes a warning. */
void record_check(struct article *article, struct arena *mem);

#endif
