/* editing.h - a fact taken apart, so that values and citations can be replaced
 * before it is written. Only for lib/curate. */
#ifndef CURATE_EDITING_H
#define CURATE_EDITING_H

#include "curate/curate.h"
#include "fact/fact.h"

/* Made with who, kind, published and fact (its version at least) set. */
struct editing {
    const struct curator *who;
    const struct codebook_kind *kind;
    const char *published; /* of its source */
    struct arena mem;
    struct ibid_fact fact;
    struct ibid_field fields[FACT_FIELDS_MAX]; /* in the codebook's order */
    size_t field_count;
    const struct ibid_citation *citations; /* the new evidence, or NULL */
    size_t citation_count;
};

/* Take the fact that `ref` names apart; `e` has `who` only. IBID_STALE when it
 * is not at the revision that the options expect. */
enum ibid_status editing_load(struct editing *e, const char *ref,
                              struct ibid_error *err);

/* Replace values: several for one repeating field are its new list, "" takes
 * it away. IBID_INVALID names what is wrong. Values must outlive `e`. */
enum ibid_status editing_assign(struct editing *e,
                                const struct ibid_assignment *values,
                                size_t count, struct ibid_error *err);

/* The citation that `cite` asks for, checked, in `mem`; its version is the
 * fact's when it names none. */
enum ibid_status editing_citation(const struct editing *e,
                                  const struct ibid_cite *cite,
                                  struct arena *mem, struct ibid_citation *out,
                                  struct ibid_error *err);

/* Replace citations of values (in order) and of the whole fact. */
enum ibid_status editing_cite(struct editing *e, const struct ibid_cite *cites,
                              size_t count, struct ibid_error *err);

/* The fact as it is now. Points into `e`. */
struct ibid_fact editing_fact(const struct editing *e);

#endif
