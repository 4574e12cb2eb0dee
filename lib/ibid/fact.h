/* fact.h - what a fact and a citation are. A part of ibid.h: include that. */
#ifndef IBID_FACT_H
#define IBID_FACT_H

#include "ibid/status.h"

enum ibid_fact_status {
    IBID_EXTRACTED, /* found by a rule, not reviewed */
    IBID_ACCEPTED,
    IBID_CORRECTED, /* edited or made by a person */
    IBID_REJECTED,
    IBID_MERGED, /* into another fact */
};

/* How a contradiction is resolved without deleting either side. */
enum ibid_rank { IBID_NORMAL, IBID_PREFERRED, IBID_DEPRECATED };

enum ibid_stance { IBID_SUPPORTS, IBID_DISPUTES };

/* How a citation stands to the version it points into. */
enum ibid_anchor {
    IBID_EXACT,
    IBID_MOVED,
    IBID_APPROXIMATE,
    IBID_LOST,
    IBID_ANCHOR_COUNT,
};

/* The words a value or fact rests on: bytes [start, end) of a version's text,
 * cut between code points. */
struct ibid_citation {
    const char *id;      /* "c..." */
    const char *source;  /* "s..." */
    const char *version; /* "v..." */
    uint32_t start, end; /* bytes */
    const char *quote;   /* the words; NULL once the source was redacted */
    enum ibid_stance stance;
    enum ibid_anchor anchor;
    const char *against; /* the newer version in which it was looked for when */
                         /* it was left here, or NULL */
};

/* One value of a field. */
struct ibid_value {
    const char *text;       /* the article's words, or the curator's */
    const char *normalized; /* JSON text, or NULL */
    const struct ibid_citation *citations;
    size_t citation_count;
};

struct ibid_field {
    const char *name;
    const struct ibid_value *values;
    size_t value_count; /* 1 unless the field repeats */
};

/* One record of a kind. Every pointer lives as long as the arena it was read
 * into; strings are UTF-8. */
struct ibid_fact {
    const char *id; /* "f..." */
    int64_t no;     /* the short local number, #12 */
    const char *kind;
    enum ibid_fact_status status;
    enum ibid_rank rank;
    const char *rank_reason; /* or NULL */
    double confidence;       /* 0..1 */
    int64_t revision;        /* 1, then one more with each change */
    const char *rule;        /* "news/said@1", or NULL: made by hand */
    const char *merged_into; /* id of a fact, or NULL */
    const char *note;        /* a curator's, or NULL */
    const char *source;      /* of its first citation */
    const char *version;
    uint32_t start; /* byte where its evidence starts: its place */
    const struct ibid_field *fields; /* in the codebook's order */
    size_t field_count;
    const struct ibid_citation *citations; /* the evidence passage */
    size_t citation_count;
};

IBID_API const char *ibid_fact_status_name(enum ibid_fact_status status);
/* False when `name` is no status. */
IBID_API bool ibid_fact_status_parse(const char *name,
                                     enum ibid_fact_status *out);

/* False when `name` is no anchor. */
IBID_API bool ibid_anchor_parse(const char *name, enum ibid_anchor *out);

IBID_API const char *ibid_anchor_name(enum ibid_anchor anchor);
IBID_API const char *ibid_rank_name(enum ibid_rank rank);
/* False when `name` is no rank. */
IBID_API bool ibid_rank_parse(const char *name, enum ibid_rank *out);

#endif
