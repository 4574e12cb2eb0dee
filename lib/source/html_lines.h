/* html_lines.h - lines of text under construction: blanks folded, every byte
 * with its way back. */
#ifndef SOURCE_HTML_LINES_H
#define SOURCE_HTML_LINES_H

#include "source/html_tree.h"

struct html_lines {
    struct html_tree *tree;
    struct arena *mem;
    uint32_t node;      /* the element lines stand in now */
    uint32_t link_node; /* where the open link began */
    bool in_link, new_link;
    bool json_ld; /* the script being passed over is metadata */
    unsigned pre; /* open elements that keep blanks */
    unsigned bold;
    unsigned inline_hints;
    bool line_open;
    bool has_blank;               /* one is due before the next word */
    uint32_t blank, blank_end;    /* where it stands in the source */
    unsigned breaks;              /* <br> since the last word */
    uint32_t break_at, break_end; /* the first of them */
    struct buf title;
};

/* Add source bytes [start, end) or what a reference stands for. */
void html_line_text(struct html_lines *l, struct str in, uint32_t start,
                    uint32_t end);
void html_line_character(struct html_lines *l, const struct html_token *token);

/* One <br> breaks the line, two of them end it. */
void html_line_break(struct html_lines *l, uint32_t start, uint32_t end);
void html_line_end(struct html_lines *l);

/* Add a piece of <title>. */
void html_title_add(struct html_lines *l, const struct html_token *token,
                    struct str text);

#endif
