/* progress.h - a progress line on standard error, only on a terminal, and
 * Ctrl-C as a question that long work asks between its steps. */
#ifndef TOOLS_PROGRESS_H
#define TOOLS_PROGRESS_H

#include <time.h>

#include "ibid.h"

struct progress {
    const char *done_word; /* "articles" */
    bool terminal, shown;
    struct timespec start, last;
};

/* From here on Ctrl-C is remembered instead of ending the program; a second
 * one ends it. */
void progress_start(struct progress *bar);
void progress_show(struct progress *bar, const struct ibid_progress *at);
void progress_clear(struct progress *bar); /* before other output */
void progress_end(struct progress *bar);

/* Was Ctrl-C pressed? The context is not used: it fits `stop` callbacks. */
bool progress_stop(void *ctx);

#endif
