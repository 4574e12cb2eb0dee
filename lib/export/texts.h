/* texts.h - the texts that citations point into, with their code points
 * counted, a few at a time. */
#ifndef EXPORT_TEXTS_H
#define EXPORT_TEXTS_H

#include "store/sources.h"
#include "text/utf8.h"

enum { TEXTS_KEPT = 4 };

/* Zero-initialise with `st` and `err` set; texts_done() frees. */
struct texts {
    struct store *st;
    struct ibid_error *err;
    enum ibid_status status; /* the first failure, described in `err` */
    struct text_slot {
        char version[ID_BYTES]; /* "" = free */
        int64_t no;
        bool indexed;
        struct utf8_index index;
        struct arena mem;
    } slots[TEXTS_KEPT];
    int next; /* the slot to fill next */
};

/* An export_text_fn; `texts` is a struct texts. NULL for a text that is gone
 * and after a failure. */
const struct utf8_index *texts_get(void *ctx, const char *version);

void texts_done(struct texts *texts);

#endif
