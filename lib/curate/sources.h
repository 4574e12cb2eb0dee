/* sources.h - correct a source within a step. Only for lib/curate. */
#ifndef CURATE_SOURCES_H
#define CURATE_SOURCES_H

#include "curate/step.h"
#include "store/sources.h"

/* Set one of what can be corrected; the value is not copied. IBID_INVALID says
 * what can, IBID_LIMIT. */
enum ibid_status source_assign(struct ibid_source *source,
                               const struct ibid_assignment *value,
                               struct ibid_error *err);

/* Write `row`, whose date was `was`. */
enum ibid_status source_write(const struct curator *who, struct history *h,
                              const struct source_row *row, const char *was,
                              struct ibid_error *err);

#endif
