/* quoted.h - which words of a paragraph are somebody's: those in quotation
 * marks, a quoted paragraph, a post of a network; pure. */
#ifndef CORROBORATE_QUOTED_H
#define CORROBORATE_QUOTED_H

#include "source/article.h"

enum {
    QUOTED_NAME_BYTES = 80, /* of who posts something, */
    QUOTED_DATE_BYTES = 40, /* and of when, below it */
};

struct quoted {
    struct str text;
    size_t start, end; /* of the paragraph */
    size_t until;      /* what stands before it is quoted */
    bool open;         /* so is what comes, up to the next mark */
    bool unclosed;     /* no single mark closes from here on */
};

/* Begin to read a paragraph. One signed "- Name (@name) March 14, 2031" is
 * quoted up to there. */
struct quoted quoted_begin(struct str text, const struct block *block);

/* The character `c` at `at`, outside of words, which come in order: double
 * marks, and single ones that are closed, or begin the paragraph. Linear. */
void quoted_pass(struct quoted *q, size_t at, uint32_t c);

/* Is what stands at `at` quoted, after all before it was passed? */
bool quoted_is(const struct quoted *q, size_t at);

#endif
