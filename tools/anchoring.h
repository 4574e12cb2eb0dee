/* anchoring.h - print where a citation stands in a newer version. */
#ifndef TOOLS_ANCHORING_H
#define TOOLS_ANCHORING_H

#include "out.h"

/* Its lines, below one that names the fact when that is not number `*last`. */
void anchoring_lines(struct out *out, const struct ibid_anchoring *it,
                     int64_t *last);

#endif
