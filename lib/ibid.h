/* ibid.h - the public interface of libibid (first the types all share). */
#ifndef IBID_H
#define IBID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a call came to. IBID_NOT_FOUND is an expected "no"; everything above
 * it is a failure, explained in struct ibid_error. */
enum ibid_status {
    IBID_OK = 0,
    IBID_NOT_FOUND,   /* no such fact, source, file, operation */
    IBID_INVALID,     /* the input is not what it must be */
    IBID_LIMIT,       /* the input exceeds a named limit */
    IBID_STALE,       /* changed by someone else since it was read */
    IBID_CONFLICT,    /* a later change stands in the way */
    IBID_IO,          /* a file could not be read or written */
    IBID_DATABASE,    /* SQLite refused; the database is as it was */
    IBID_BUSY,        /* another program holds the database */
    IBID_NEWER,       /* made by a newer version of ibid */
    IBID_FOREIGN,     /* not an ibid database */
    IBID_DAMAGED,     /* the database does not say what it said before */
    IBID_READ_ONLY,   /* the database cannot be written */
    IBID_INTERRUPTED, /* the caller asked to stop; whole steps were kept */
};

enum {
    IBID_ERROR_SOURCE_BYTES = 120, /* size of ibid_error.source */
    IBID_ERROR_TEXT_BYTES = 320,   /* size of ibid_error.text */
};

/* Details of a failure, owned by the caller. `text` is one sentence without
 * newline or final stop, lower case, that says what to do where there is
 * something to do. Zero-initialise it. */
struct ibid_error {
    enum ibid_status status;
    char source[IBID_ERROR_SOURCE_BYTES]; /* file or record, or "" */
    int64_t line;                         /* from 1; 0 = not known */
    int64_t byte;                         /* from 0; -1 = not known */
    char text[IBID_ERROR_TEXT_BYTES];
};

/* ---- Facts ------------------------------------------------------------ */

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
enum ibid_anchor { IBID_EXACT, IBID_MOVED, IBID_APPROXIMATE, IBID_LOST };

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

/* Memory for results: make one a command or request, free it after use. */
typedef struct arena ibid_arena;

#ifdef __cplusplus
}
#endif

#endif
