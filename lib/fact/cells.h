/* cells.h - values, quotes and citations as cells of a table, in one way for
 * those who write them and those who check them. */
#ifndef FACT_CELLS_H
#define FACT_CELLS_H

#include "base/buf.h"
#include "ibid.h"

/* Stands at the end of a cell that was too long for a spreadsheet. */
#define CELL_CUT_MARK " [cut here; all of it on the sheet Cut texts]"

/* The text before that mark, also when a spreadsheet broke the mark's line or
 * cut its end; false when there is none. */
bool cell_is_cut(struct str cell, struct str *before);

/* Each appends to `out`; `field` NULL is a fact without that field, an empty
 * cell. Where a cell holds a list its parts are joined with " | " and a "|"
 * inside a part is doubled: the values of a field that `repeats`, even when
 * there is one, and quotes when there are several. */
void cell_value(const struct ibid_field *field, bool repeats, struct buf *out);

/* Normalized forms: JSON text, but a JSON string without its quotes. Values
 * without one leave an empty part; nothing when none has one. */
void cell_normalized(const struct ibid_field *field, bool repeats,
                     struct buf *out);

/* The words cited for a field's values. Redacted ones are left out. */
void cell_quote(const struct ibid_field *field, bool repeats, struct buf *out);

/* The words of a list of citations: the evidence of a fact. */
void cell_evidence(const struct ibid_citation *citations, size_t count,
                   struct buf *out);

/* Ids of all citations of a field's values, separated by blanks. */
void cell_cite(const struct ibid_field *field, struct buf *out);

/* One part of a list, with "|" doubled when `doubled`; `first` starts a cell
 * anew. */
void cell_part(struct str text, bool first, bool doubled, struct buf *out);

/* A JSON text as a cell shows it: a string without quotes and escapes. */
void cell_json(struct str json, struct buf *out);

/* Append `mark` and the normalized form of a value, where that says more than
 * its text; else nothing. */
void cell_resolved(const struct ibid_value *value, const char *mark,
                   struct buf *out);

/* The text before byte `start` and behind byte `end`, FACT_CONTEXT_POINTS
 * code points at most. */
struct str context_before(struct str text, size_t start);
struct str context_after(struct str text, size_t end);

/* Would a spreadsheet take `text` for a formula? Its first character after
 * any blanks and invisible marks is one of = + - @ | % or their full-width
 * forms. */
bool cell_is_formula(struct str text);

/* Does `text` need an apostrophe to be safe in a spreadsheet, and to be told
 * from one that got it? A formula; or it begins with a tab or line break, or
 * with an apostrophe. */
bool cell_is_risky(struct str text);

/* Exactly a number ("-5", "1e3"): not risky in a column of numbers. */
bool cell_is_number(struct str text);

#endif
