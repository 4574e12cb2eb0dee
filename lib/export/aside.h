/* aside.h - sources and citations as rows of tables. */
#ifndef EXPORT_ASIDE_H
#define EXPORT_ASIDE_H

#include "export/export.h"
#include "export/table.h"

enum { ASIDE_SOURCE_COLUMNS = 14, ASIDE_CITATION_COLUMNS = 14 };

extern const struct column aside_source_columns[ASIDE_SOURCE_COLUMNS];
extern const struct column aside_citation_columns[ASIDE_CITATION_COLUMNS];

/* A table of citations under way. */
struct citing {
    struct export *run;
    struct table table;
    const struct ibid_fact *fact;
};

/* ibid_source_fn: a row for the source; `ctx` is its struct table. */
enum ibid_status aside_source(void *ctx, const struct ibid_source *source,
                              struct ibid_error *err);

/* ibid_fact_fn: a row for each citation, the evidence first, then those of
 * the values in their order; `ctx` is struct citing. */
enum ibid_status aside_citations(void *ctx, const struct ibid_fact *fact,
                                 struct ibid_error *err);

#endif
