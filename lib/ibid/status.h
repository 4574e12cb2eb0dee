/* status.h - what a call comes to, and memory for what it gives.
 * A part of ibid.h: include that. */
#ifndef IBID_STATUS_H
#define IBID_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define IBID_API __attribute__((visibility("default")))
#else
#define IBID_API
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

/* How far a long call is. */
struct ibid_progress {
    int64_t articles;           /* done so far */
    int64_t bytes, total_bytes; /* read; total 0 = not known */
};

typedef struct arena ibid_arena;

/* The library's version, "0.1.0". */
IBID_API const char *ibid_version(void);

/* Memory for results: everything a call gives lives in the arena passed to
 * it. One a command or request; free it after use (NULL allowed). */
IBID_API ibid_arena *ibid_arena_new(void);
IBID_API void ibid_arena_free(ibid_arena *mem);

#endif
