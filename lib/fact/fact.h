/* fact.h - what a fact and a citation are, and when one is valid. */
#ifndef FACT_FACT_H
#define FACT_FACT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/jsonw.h"
#include "ibid.h"

enum {
    FACT_FIELDS_MAX = 32,    /* of one kind */
    FACT_VALUES_MAX = 64,    /* of one field */
    FACT_CITATIONS_MAX = 64, /* of one value, or of the fact */
    FACT_VALUE_BYTES_MAX = 64 * 1024,
    FACT_CONTEXT_POINTS = 32, /* prefix and suffix of a citation */
};

const char *fact_status_name(enum ibid_fact_status status);
bool fact_status_parse(struct str name, enum ibid_fact_status *out);
const char *fact_rank_name(enum ibid_rank rank);
bool fact_rank_parse(struct str name, enum ibid_rank *out);
const char *fact_stance_name(enum ibid_stance stance);
bool fact_stance_parse(struct str name, enum ibid_stance *out);
const char *fact_anchor_name(enum ibid_anchor anchor);
bool fact_anchor_parse(struct str name, enum ibid_anchor *out);

/* The field with this name, or NULL. */
const struct ibid_field *fact_field(const struct ibid_fact *fact,
                                    const char *name);

/* The citation with this id, NULL when there is none; *field is whose it is
 * ("" for the evidence), *value which of its values, from 1, or 0. */
const struct ibid_citation *fact_citation(const struct ibid_fact *fact,
                                          struct str id, const char **field,
                                          size_t *value);

/* The passage that stands for the whole fact: the first evidence, else the
 * first citation of a value; NULL when it rests on nothing. */
const struct ibid_citation *fact_shown(const struct ibid_fact *fact);

/* Do both say the same of the same place: equal values, whatever people think
 * of them and whatever words they cite? */
bool fact_says_same(const struct ibid_fact *a, const struct ibid_fact *b);

/* Is `c` within `text`, not empty, cut on code point boundaries, and its
 * quote the text there, byte for byte? IBID_INVALID says what is off. */
enum ibid_status citation_check(const struct ibid_citation *c, struct str text,
                                struct ibid_error *err);

/* citation_check() of every citation of `fact` that is in `version`. */
enum ibid_status fact_check(const struct ibid_fact *fact, const char *version,
                            struct str text, struct ibid_error *err);

/* The id that content gives: of an extracted fact from its version, kind,
 * values and spans; of a citation from its fact, field, value and span. */
void fact_id(const struct ibid_fact *fact, char out[ID_BYTES]);
void citation_id(const char *fact, const char *field, size_t value,
                 const struct ibid_citation *c, char out[ID_BYTES]);

/* Give each citation of `fact`, which has its id, its own, in `mem`. The lists
 * must be the caller's to change. */
void fact_citation_ids(const struct ibid_fact *fact, struct arena *mem);

/* The state of a fact as canonical JSON: kind, status, rank, values with
 * spans, everything a change can touch, without quotes (they are the text's)
 * and without number and revision. What the journal stores and hashes.
 * `withdrawn`: the fact no longer counts. */
void fact_state_json(const struct ibid_fact *fact, bool withdrawn,
                     struct jsonw *to);

/* Read such a state back; ids of citations are made anew, quotes are NULL.
 * IBID_DAMAGED when it is not one. Lives in `mem`. */
enum ibid_status fact_state_parse(struct str state, struct arena *mem,
                                  struct ibid_fact *out, bool *withdrawn,
                                  struct ibid_error *err);

#endif
