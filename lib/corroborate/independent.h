/* independent.h - how many sources are sources of their own; pure. */
#ifndef CORROBORATE_INDEPENDENT_H
#define CORROBORATE_INDEPENDENT_H

#include "base/arena.h"
#include "base/str.h"

enum { INDEPENDENT_MAX = 256 }; /* sources looked at */

/* A source that says something. Strings of length 0: not known. */
struct witness {
    int64_t source;
    uint32_t start, end;  /* bytes of its words in its text; equal: not known */
    struct str publisher; /* its outlet, else the host of its address */
    struct str said_by;   /* whom it names for what is said */
    const struct str *agencies;
    size_t agency_count;
};

/* Two sources one of which has its words from the other: all, or (a_end > 0)
 * bytes [a_start, a_end) of the one, [b_start, b_end) of the other. */
struct copy_pair {
    int64_t a, b;
    uint32_t a_start, a_end, b_start, b_end;
};

struct independent {
    size_t publishers; /* different ones; a source that names none is one */
    size_t origins;    /* copies, one publisher, one origin count once */
};

/* Count up to INDEPENDENT_MAX of the witnesses; the others add nothing. */
struct independent independent_count(const struct witness *list, size_t count,
                                     const struct copy_pair *copies,
                                     size_t copy_count);

/* The host of an address, the same for all forms of one (url_canonical()), in
 * `mem`; empty when it has none. */
struct str independent_host(const char *url, struct arena *mem);

/* Is "The monitoring group" meant, not a name? */
bool independent_is_description(struct str said_by);

#endif
