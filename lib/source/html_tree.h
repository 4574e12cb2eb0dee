/* html_tree.h - a page as text, its lines (blocks) and the elements they
 * stand in: the light tree that roles are found on. */
#ifndef SOURCE_HTML_TREE_H
#define SOURCE_HTML_TREE_H

#include "base/arena.h"
#include "source/article.h"
#include "source/html_element.h"

enum {
    HTML_DEPTH_MAX = 512,        /* open elements; deeper ones are flattened */
    HTML_JSON_LD_MAX = 32,       /* scripts of metadata kept */
    HTML_CLASS_BYTES_MAX = 1024, /* of class and id, looked at */
};

/* What class, id, role and itemprop say of an element: bits, by the names in
 * tables/html_classes.txt. */
enum html_hint {
    HINT_CONTENT = 1 << 0,
    HINT_COMMENTS = 1 << 1,
    HINT_RELATED = 1 << 2,
    HINT_NAVIGATION = 1 << 3,
    HINT_SHARE = 1 << 4,
    HINT_CONSENT = 1 << 5,
    HINT_SUBSCRIPTION = 1 << 6,
    HINT_BOILERPLATE = 1 << 7,
    HINT_CAPTION = 1 << 8,
    HINT_BYLINE = 1 << 9,
    HINT_DATELINE = 1 << 10,
    HINT_TITLE = 1 << 11,
    HINT_HIDDEN = 1 << 12,
    HINT_BODY = 1 << 13,    /* itemprop=articleBody and the like */
    HINT_ARTICLE = 1 << 14, /* the article, its head and foot included */
    HINT_ASIDE = 1 << 15,   /* beside the text, such as a sidebar */
    HINT_GALLERY = 1 << 16, /* pictures one after the other, with texts */
    HINT_UNSEEN = 1 << 17,  /* hidden by an attribute, not by a name */
    HINT_NAME = 1 << 18,    /* a name, within a byline: the author's */
};

/* An element that begins a line. A parent stands before its children. */
struct html_node {
    uint32_t parent; /* index; the root, 0, is its own */
    enum html_tag tag;
    unsigned hints;
    uint32_t source; /* where its start tag is */
    uint32_t kind;   /* a hash of its class; 0 without one */
};

/* A line of text. */
struct html_line {
    uint32_t start, end; /* in the text */
    uint32_t node;
    uint32_t link_bytes; /* of it, inside links */
    uint32_t links;
    uint32_t bold_bytes;
    unsigned hints; /* of inline elements around its first words */
};

struct html_tree {
    struct buf text;
    struct buf runs; /* of the map: struct map_run */
    struct html_node *nodes;
    size_t node_count, node_capacity;
    struct html_line *lines;
    size_t line_count, line_capacity;
    size_t flattened; /* elements over HTML_DEPTH_MAX */
    size_t attributes_dropped;
    bool cut;          /* the page ended within a tag or comment */
    enum html_tag raw; /* the element that swallowed the end, or TAG_OTHER */
    struct html_meta *meta;
};

/* Read `page`, valid UTF-8, metadata into `meta`. Linear. */
void html_tree_read(struct str page, struct html_meta *meta, struct arena *mem,
                    struct html_tree *out);
void html_tree_done(struct html_tree *tree);

/* The hints of the words in `list`, a class or id. */
unsigned html_hints(struct str table, struct str list);

#endif
