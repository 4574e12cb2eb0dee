/* changes.h - what one text says otherwise than another, paragraph by
 * paragraph. */
#ifndef SOURCE_CHANGES_H
#define SOURCE_CHANGES_H

#include "source/reanchor.h"

/* The paragraphs that differ, in reading order; `same` is how many do not.
 * Everything is in `mem` or in the texts. */
struct changes {
    const struct ibid_paragraph *list;
    size_t count, same;
};

void changes_list(const struct align *a, struct arena *mem,
                  struct changes *out);

#endif
