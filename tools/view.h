/* view.h - facts, sources and passages as a person reads them. */
#ifndef TOOLS_VIEW_H
#define TOOLS_VIEW_H

#include "command.h"

/* The key fields of each kind: what a headline is made of. */
struct keys {
    struct key {
        const char *kind, *field;
    } * list;
    size_t count, capacity;
    struct arena *mem;
};

/* Those of the codebook in use. */
enum ibid_status keys_read(struct run *run, struct keys *out);

/* Its key values on one line, the words as they stand, what they were
 * resolved to in parentheses: "at least 28 . killed . Deir Ezzor". */
void view_headline(struct buf *out, const struct ibid_fact *fact,
                   const struct keys *keys);

/* "title - outlet, date", with what is known. */
void view_source(struct buf *out, const struct ibid_source *source);

/* A normalized value (JSON text) for people: {"min":28} is "min 28". */
void view_normalized(struct buf *out, const char *json);

/* Heading, fields with quotes and anchors, evidence; `support` as
 * ibid_fact_support() gives it. */
void view_fact(struct run *run, const struct ibid_fact *fact,
               const enum ibid_support *support, const struct keys *keys);

/* Number of the field among those of `fact`: the choice of its colour. */
int view_field_style(const struct ibid_fact *fact, const char *field);

/* A passage wrapped, its marks by colour or as [words]{field}; a bar at the
 * left of lines in the evidence. */
void view_passage(struct out *out, const struct ibid_fact *fact,
                  const struct ibid_passage *passage);

/* What the marks mean. */
void view_legend(struct out *out, const struct ibid_fact *fact);

/* Say, on standard error, which values of a fact just changed the words cited
 * do not carry, and which cite none. */
enum ibid_status support_report(struct run *run, const char *ref);

const char *view_anchor(enum ibid_anchor anchor);

#endif
