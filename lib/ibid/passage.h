/* passage.h - what one fact says and where: quotes, originals, rules.
 * A part of ibid.h: include that. */
#ifndef IBID_PASSAGE_H
#define IBID_PASSAGE_H

#include "ibid/fact.h"
#include "ibid/source.h"

/* How the words cited for a value carry it. */
enum ibid_support {
    IBID_SUPPORTED,     /* they say it, or mean the same number, date, choice */
    IBID_CHOSEN,        /* a rule or person chose it from a closed list */
    IBID_DIFFERS,       /* they say something else */
    IBID_UNCITED,       /* there are none */
    IBID_CITATION_LOST, /* they are no longer known */
};
IBID_API const char *ibid_support_name(enum ibid_support support);

/* One for each value of `fact`, in the order of fields and values; *states has
 * bit 1 << state for each that occurs. */
IBID_API enum ibid_status
ibid_fact_support(ibid_db *db, const struct ibid_fact *fact, ibid_arena *mem,
                  const enum ibid_support **out, size_t *count,
                  unsigned *states, struct ibid_error *err);

/* As in the JSON export (offsets in code points), one line without newline. */
IBID_API enum ibid_status ibid_fact_json(ibid_db *db,
                                         const struct ibid_fact *fact,
                                         ibid_arena *mem, const char **json,
                                         struct ibid_error *err);
IBID_API enum ibid_status ibid_source_json(ibid_db *db,
                                           const struct ibid_source *source,
                                           ibid_arena *mem, const char **json,
                                           struct ibid_error *err);

/* Words of a passage that a field cites (field NULL: the evidence). */
struct ibid_mark {
    uint32_t start, end; /* bytes of ibid_passage.text */
    const char *field;
};

/* A stretch of whole blocks (long ones cut at sentence or word ends) that
 * holds citations of a fact. */
struct ibid_passage {
    const char *source, *version;
    const char *role; /* of its block: "body" */
    uint32_t start;   /* byte of the version's text where it begins */
    const char *text;
    bool cut_before, cut_after;    /* the block goes on */
    const struct ibid_mark *marks; /* by start, then longest first */
    size_t mark_count;
};

IBID_API enum ibid_status
ibid_fact_passages(ibid_db *db, const struct ibid_fact *fact, ibid_arena *mem,
                   struct ibid_passage **out, size_t *count,
                   struct ibid_error *err);

/* Where cited words stand in the original bytes, and those bytes as they
 * came (cut to `excerpt_bytes`); in a document of pages on which page, and in
 * which box from its top left corner. */
struct ibid_origin {
    uint32_t start, end; /* of the original; 0 with a page */
    const char *excerpt; /* NULL with a page */
    size_t excerpt_bytes;
    uint32_t page;                   /* from 1; 0: it has no pages */
    double left, top, width, height; /* points, 1/72 inch */
};
IBID_API enum ibid_status ibid_citation_origin(ibid_db *db,
                                               const struct ibid_citation *c,
                                               ibid_arena *mem,
                                               struct ibid_origin *out,
                                               struct ibid_error *err);

/* Which rule made it and the tokens it matched, as lines of plain text; or
 * that a person did. */
IBID_API enum ibid_status ibid_fact_explain(ibid_db *db,
                                            const struct ibid_fact *fact,
                                            ibid_arena *mem, const char **text,
                                            struct ibid_error *err);

#endif
