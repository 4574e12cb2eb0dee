/* query.h - the language in which facts are asked for, as terms. */
#ifndef FACT_QUERY_H
#define FACT_QUERY_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "ibid.h"

enum {
    QUERY_BYTES_MAX = 8 * 1024,
    QUERY_TERMS_MAX = 32, /* SQLite's depth of expressions sets the limit */
};

/* What a term is about. */
enum query_key {
    QUERY_FIELD, /* a field of the codebook; the name says which */
    QUERY_WORD,  /* a word of its own */
    QUERY_TEXT,
    QUERY_KIND,
    QUERY_STATUS,
    QUERY_RANK,
    QUERY_RULE,
    QUERY_NO,
    QUERY_ID,
    QUERY_CONFIDENCE,
    QUERY_DOUBT,
    QUERY_REVISION,
    QUERY_ANCHOR,
    QUERY_HAS,
    QUERY_NOTE,
    QUERY_SOURCE,
    QUERY_OUTLET,
    QUERY_TITLE,
    QUERY_AUTHOR,
    QUERY_URL,
    QUERY_LANGUAGE,
    QUERY_PUBLISHED,
    QUERY_UNCITED,
    QUERY_DISPUTED,
    QUERY_STORY,
    QUERY_INDEPENDENT,
    QUERY_UNSUPPORTED,
};

/* How it is compared: `:` says or has, `=` is, and the rest. */
enum query_op {
    QUERY_SAYS,
    QUERY_IS,
    QUERY_BELOW,
    QUERY_AT_MOST,
    QUERY_ABOVE,
    QUERY_AT_LEAST,
};

struct query_term {
    enum query_key key;
    enum query_op op;
    bool negated;
    bool quoted;       /* the value stood in quotation marks */
    const char *name;  /* the key as written: "place", "casualty.number" */
    const char *kind;  /* of a field that names its kind, or NULL */
    const char *field; /* of QUERY_FIELD and QUERY_HAS */
    const char *value; /* "" for a word that says all */
    struct str folded; /* the value as it is compared */
    double number;     /* of a number; of status, rank, anchor: which */
    bool is_number, is_date; /* the value can be read as one */
    size_t at; /* byte of `where` it begins at, from 1; 0: a member */
};

struct query {
    struct query_term *list;
    size_t count;
};

/* Read `query->where`, and the older members of `query` as further terms (not
 * facts, limit, offset). Everything lives in `mem`. IBID_INVALID says what is
 * wrong and at which column; IBID_LIMIT. */
enum ibid_status query_read_terms(const struct ibid_query *query,
                                  struct arena *mem, struct query *out,
                                  struct ibid_error *err);

/* The column, in characters from 1, at which a term of `where` begins. */
size_t query_column(const char *where, const struct query_term *term);

/* Do the two belong to one "or": same key, neither negated nor compared? */
bool query_alike(const struct query_term *a, const struct query_term *b);

/* Does a value (its words, its normal form as JSON or "") say what a term
 * about a field asks, a date in EDTF (which counts by its first day), a plain
 * text? `scratch` is emptied and used. */
bool query_value_matches(const struct query_term *term, struct str text,
                         struct str normalized, struct buf *scratch);
bool query_date_matches(const struct query_term *term, struct str edtf);
bool query_text_matches(const struct query_term *term, struct str text,
                        struct buf *scratch);

/* What a key takes; a share is 0 to 1. */
enum query_takes {
    QUERY_TAKES_NOTHING,
    QUERY_TAKES_WORDS,
    QUERY_TAKES_NUMBER,
    QUERY_TAKES_SHARE,
    QUERY_TAKES_DATE,
    QUERY_TAKES_STATUS,
    QUERY_TAKES_RANK,
    QUERY_TAKES_ANCHOR,
    QUERY_TAKES_FIELD,
};

/* The keys besides fields; the last has no name. */
struct query_name {
    const char *name;
    enum query_key key;
    enum query_takes takes;
    const char *example, *means;
};
extern const struct query_name query_names[];

#endif
