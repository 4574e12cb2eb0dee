/* origins.h - what tables say of the sources that facts cite, remembered. */
#ifndef EXPORT_ORIGINS_H
#define EXPORT_ORIGINS_H

#include "store/sources.h"

enum { ORIGINS_KEPT = 4096, ORIGIN_BUCKETS = 1024 };

/* Sources with the same outlet share one. */
struct outlet {
    struct outlet *next;
    const char *name;
    uint64_t seen; /* the last fact that cites it */
};

struct origin {
    struct origin *next;
    const struct ibid_source *source;
    struct outlet *outlet; /* NULL: not known */
    uint64_t seen;
};

/* Zero-initialise with `st` set. */
struct origins {
    struct store *st;
    struct arena mem;
    size_t count;
    uint64_t fact;    /* counts facts, to see a source once in each */
    int64_t distinct; /* sources ever asked for */
    uint8_t *known;   /* a bit for the number of each of them */
    size_t known_bytes;
    struct arena known_mem;
    struct origin *sources[ORIGIN_BUCKETS];
    struct outlet *outlets[ORIGIN_BUCKETS];
};

/* How many different sources a fact cites, and how many of them are
 * independent as far as is known: different outlets. */
struct origin_counts {
    int64_t sources, independent;
    bool disputed; /* a citation disputes it */
};

/* The source with this id; it lives until the next origins_count() or
 * origins_trim(). */
enum ibid_status origins_get(struct origins *origins, const char *id,
                             const struct origin **out, struct ibid_error *err);

enum ibid_status origins_count(struct origins *origins,
                               const struct ibid_fact *fact,
                               struct origin_counts *out,
                               struct ibid_error *err);

/* Let go of what was remembered when it is much: between facts. */
void origins_trim(struct origins *origins);

void origins_done(struct origins *origins);

#endif
