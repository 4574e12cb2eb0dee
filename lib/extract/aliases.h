/* aliases.h - aliases.txt of a codebook: names of one person, organisation or
 * place. */
#ifndef EXTRACT_ALIASES_H
#define EXTRACT_ALIASES_H

#include "extract/script.h"

enum { ALIASES_NAME_BYTES_MAX = 200 };

/* The first name of a line and another one; both live in the file. */
typedef void alias_fn(void *ctx, struct str name, struct str other);

/* Read the lines, each two names or more with " = " between them, and report
 * those that are not; `each` may be NULL. */
void aliases_read(struct script *script, alias_fn *each, void *ctx);

#endif
