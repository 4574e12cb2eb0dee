/* html_roles.h - the role of each line of a page. */
#ifndef SOURCE_HTML_ROLES_H
#define SOURCE_HTML_ROLES_H

#include "source/html_tree.h"

/* Blocks for all lines of `tree`, in order. `title` is what metadata says
 * ("" = nothing), `witness` the article's text by JSON-LD. */
struct block *html_roles(const struct html_tree *tree, struct str title,
                         struct str witness, struct arena *mem);

/* Is one title the other, or what it begins with, but for marks and case? */
bool html_same_title(struct str a, struct str b);

#endif
