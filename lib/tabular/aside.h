/* aside.h - what the metadata beside an exported table says of it. */
#ifndef TABULAR_ASIDE_H
#define TABULAR_ASIDE_H

#include "tabular/tabular.h"

struct tabular_aside {
    bool escaped; /* "apostrophe-1" */
    int64_t head; /* number of the journal's entry it was exported at, or 0 */
    int64_t rows; /* of this table, without its header; -1: not said */
};

/* From "PATH-metadata.json", else "csv-metadata.json" in its folder; without
 * either, or when it is not ours, all is unknown. */
struct tabular_aside tabular_aside(const char *path);

#endif
