/* apply_aside.h - tables of citations and sources beside those of facts. Only
 * for lib/curate. */
#ifndef CURATE_APPLY_ASIDE_H
#define CURATE_APPLY_ASIDE_H

#include "curate/apply_sides.h"

/* A row of a table of citations, which are not edited there, or of sources. */
enum ibid_status apply_citation_row(struct apply *a,
                                    const struct tabular_row *row,
                                    struct ibid_error *err);
enum ibid_status apply_source_row(struct apply *a,
                                  const struct tabular_row *row,
                                  struct ibid_error *err);

/* The cell of the table at hand under this name, trimmed; *there: there is
 * such a column. */
struct str apply_cell_named(const struct apply *a,
                            const struct tabular_row *row, const char *name,
                            bool *there);

/* Was nothing at all changed since the file was exported? */
enum ibid_status apply_fresh(struct apply *a, bool *out,
                             struct ibid_error *err);

/* Answers turn conflicts into edits, or leave the database as it is: is there
 * an edit now? Then tell all. */
bool apply_resolve(struct apply *a, struct apply_fact *fact);
void apply_tell_all(struct apply *a, const struct apply_fact *fact);

/* Write what was noted of sources. */
enum ibid_status apply_write_sources(struct apply *a, struct ibid_error *err);

#endif
