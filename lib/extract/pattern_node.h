/* pattern_node.h - a parsed pattern as a tree, between parser and compiler. */
#ifndef EXTRACT_PATTERN_NODE_H
#define EXTRACT_PATTERN_NODE_H

#include "extract/pattern.h"

enum node_type {
    NODE_SEQUENCE, /* children in a row */
    NODE_CHOICE,   /* one of the children */
    NODE_REPEAT,   /* the child, min to max times */
    NODE_CAPTURE,  /* the child, kept as `field` */
    NODE_TEST,
    NODE_NOT_NEXT,
    NODE_NOT_LAST,
    NODE_IS_NEXT,
};

enum {
    NODE_CHILDREN_MAX = 128,
    REPEAT_FOREVER = PATTERN_REPEAT_MAX + 1,
};

struct pattern_node {
    uint8_t type, class, field;
    bool lazy;    /* of a repeat: as few as possible */
    bool trigger; /* this test is where matching starts */
    uint16_t min, max;
    uint32_t arg;
    const struct pattern_node *child, *next;
};

/* Parse `text`; NULL when a mistake was reported. `kind` is NULL
 * where a definition is checked: fields are then not looked up. */
const struct pattern_node *pattern_parse(struct pattern_space *space,
                                         struct script *script,
                                         const struct codebook_kind *kind,
                                         struct str text);

/* Fill in class and argument of the class "<name>"; false: none. */
bool pattern_class_find(struct str name, struct pattern_node *out);

#endif
