/* apply_sides.h - a row of an edited table, three ways. Only for lib/curate. */
#ifndef CURATE_APPLY_SIDES_H
#define CURATE_APPLY_SIDES_H

#include "curate/apply.h"
#include "store/sources.h"

/* Note what became of a cell of `fact`; the texts are copied. */
struct apply_cell *apply_note(struct apply *a, struct apply_fact *fact,
                              enum ibid_applied what, const char *where,
                              const struct apply_column *column);

/* A row against the fact as exported and as it is now. */
struct apply_sides {
    struct apply_fact *fact;
    const struct codebook_kind *kind;
    const struct ibid_fact *base, *now; /* base NULL: not known */
    const char *where;
    const struct tabular_row *row;
};
enum ibid_status apply_compare(struct apply *a, const struct apply_sides *sides,
                               struct ibid_error *err);

/* The text of a cell in the file, without escape. */
struct str apply_text(const struct apply *a, struct str cell);

/* Does it say the same, be it in a spreadsheet's way? */
bool apply_same(struct str before, struct str now, const char **how);

/* Note a change that is not taken, and why; `text` is copied. */
void apply_refuse(struct apply *a, const struct apply_sides *sides,
                  const struct apply_column *column, enum ibid_applied what,
                  struct str exported, struct str cell, const char *text);

/* What a field's cell shows of a fact; `value` is that of a row of the long
 * layout, or SIZE_MAX. */
void apply_shown(const struct apply_column *column,
                 const struct codebook_kind *kind, const struct ibid_fact *fact,
                 size_t value, struct buf *out);

/* Columns that are not to be edited: those that follow from a field's value,
 * its citations; the evidence; what is fixed. */
void apply_compare_field(struct apply *a, const struct apply_sides *sides,
                         const struct apply_column *column, struct str cell,
                         size_t value);
void apply_compare_evidence(struct apply *a, const struct apply_sides *sides,
                            const struct apply_column *column, struct str cell);
void apply_compare_fixed(struct apply *a, const struct apply_sides *sides,
                         const struct apply_column *column, struct str cell);

/* The same for what is of the source (looked up once into `source`), the link
 * to the passage, and what was counted among sources. These may have become
 * others since the export: only when nothing did is a difference an edit. */
enum ibid_status apply_compare_source(struct apply *a,
                                      const struct apply_sides *sides,
                                      const struct apply_column *column,
                                      struct source_row *source,
                                      struct str cell, struct ibid_error *err);
enum ibid_status apply_compare_link(struct apply *a,
                                    const struct apply_sides *sides,
                                    const struct apply_column *column,
                                    struct source_row *source, struct str cell,
                                    struct ibid_error *err);
enum ibid_status apply_compare_counted(struct apply *a,
                                       const struct apply_sides *sides,
                                       const struct apply_column *column,
                                       struct str cell, struct ibid_error *err);

#endif
