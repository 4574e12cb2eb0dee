/* resolve.h - read relative dates again. Only for lib/curate. */
#ifndef CURATE_RESOLVE_H
#define CURATE_RESOLVE_H

#include "curate/step.h"
#include "store/sources.h"

/* The source's date was `was` (or NULL) and is now as `row` says: what dates
 * of its unreviewed facts mean is found out again. */
enum ibid_status resolve_dates(const struct curator *who, struct history *h,
                               const struct source_row *row, const char *was,
                               struct ibid_error *err);

#endif
