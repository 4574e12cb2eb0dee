/* standings.h - how facts stand among sources, for one that asks for many. */
#ifndef RELATE_STANDINGS_H
#define RELATE_STANDINGS_H

#include "relate/standing.h"

/* Zero-initialise; of one read transaction. */
struct standings {
    bool read;
    uint8_t *bits; /* a bit for the number of each fact that others join */
    size_t bytes;
    struct arena mem;
};

/* As standing_of(), which is asked only for facts that do not stand alone. */
enum ibid_status standings_get(struct standings *standings, struct store *st,
                               const struct ibid_fact *fact,
                               struct standing *out, struct ibid_error *err);
void standings_done(struct standings *standings);

#endif
