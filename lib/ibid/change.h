/* change.h - change a fact or make one: who, why, and what came of it.
 * A part of ibid.h: include that. */
#ifndef IBID_CHANGE_H
#define IBID_CHANGE_H

#include "ibid/database.h"
#include "ibid/fact.h"

/* field = value. Several for one repeating field are its new list; value ""
 * removes the field. */
struct ibid_assignment {
    const char *field, *value;
};

/* Cite bytes [start, end) of `version` (NULL: the fact's own) for `field`
 * (NULL: the whole fact); replaces the citations of that field's value. */
struct ibid_cite {
    const char *field, *version;
    uint32_t start, end;
    const char *quote; /* what must stand there, else IBID_INVALID; or NULL */
    enum ibid_stance stance;
    uint32_t value; /* which of the field's values, from 1: all cites of one
                     * value are its new citations; 0: the nth cite of a field
                     * is the only one of its nth value */
    bool none;      /* no citation any more; the place is ignored */
};

/* A fact as the one who changes it has seen it. */
struct ibid_expected {
    const char *fact; /* id */
    int64_t revision;
};

/* Who asks and why; common to all changes. Zero-initialised is fine. */
struct ibid_change_options {
    const char *reason;
    const char *op; /* id of this operation; the same again changes nothing */
    int64_t expected_revision; /* of a single fact; 0 = any; else IBID_STALE */
    const struct ibid_expected *expected; /* of any facts, else IBID_STALE */
    size_t expected_count;
    bool dry_run; /* count, change nothing */
};

/* What was done. */
struct ibid_change_result {
    char op[24];
    int64_t seq;     /* the journal's head after it */
    int64_t changed; /* facts (or sources) changed */
    bool repeated;   /* this op had been done before */
    char fact[24];   /* id of the fact that was added, else "" */
    char label[160]; /* "accept 12 facts", for people */
};

IBID_API enum ibid_status
ibid_fact_edit(ibid_db *db, const char *ref,
               const struct ibid_assignment *values, size_t value_count,
               const struct ibid_cite *cites, size_t cite_count,
               const struct ibid_change_options *options,
               struct ibid_change_result *result, struct ibid_error *err);

/* Make a fact by hand. It is about the version of its first citation that
 * names one, else the newest of `source` (a reference; NULL allowed with a
 * citation). Without words for the whole fact the first ones cited serve. */
IBID_API enum ibid_status
ibid_fact_add(ibid_db *db, const char *kind, const char *source,
              const struct ibid_assignment *values, size_t value_count,
              const struct ibid_cite *cites, size_t cite_count,
              const struct ibid_change_options *options,
              struct ibid_change_result *result, struct ibid_error *err);

#endif
