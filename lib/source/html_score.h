/* html_score.h - which lines of a page are the article. */
#ifndef SOURCE_HTML_SCORE_H
#define SOURCE_HTML_SCORE_H

#include "source/html_tree.h"

/* What is known of an element with all that is in it. */
struct html_mass {
    uint32_t bytes, link_bytes; /* of text */
    uint32_t lines, prose;      /* prose: lines that read like sentences */
    uint32_t prose_bytes;
    uint32_t paragraphs; /* bytes of prose right in it, in no box of its own */
    uint32_t link_lines; /* lines that are links */
    uint32_t commas;
    int64_t worth;  /* prose for it, links against it: see line_worth() */
    float score;    /* as the element that holds the article */
    unsigned above; /* hints of the elements it stands in, and its own */
    bool against;   /* its own hints speak against it */
    bool unlikely;  /* its own or those above */
};

struct html_score {
    struct html_mass *mass; /* of each node */
    bool *is_main;          /* of each line */
    uint32_t *kind;         /* of each node: of its child that holds the best */
    uint32_t top;           /* the node that holds the article */
};

void html_score(const struct html_tree *tree, struct str witness,
                struct arena *mem, struct html_score *out);

/* Is `node` within `outer` (or it)? */
bool html_within(const struct html_tree *tree, uint32_t node, uint32_t outer);

#endif
