/* report.h - facts as a report to read, in Markdown or HTML. */
#ifndef EXPORT_REPORT_H
#define EXPORT_REPORT_H

#include "export/one.h"

/* What differs between the two. Each appends to `out`. */
struct report_style {
    void (*start)(struct buf *out, const char *head);
    void (*fact)(struct buf *out, const struct ibid_fact *fact);
    void (*quote)(struct buf *out, struct str words, int64_t note);
    void (*field)(struct buf *out, const char *name);
    void (*value)(struct buf *out, struct str value);
    void (*mark)(struct buf *out, int64_t note); /* of a footnote */
    void (*uncited)(struct buf *out);
    void (*field_end)(struct buf *out);
    void (*notes)(struct buf *out);
    void (*note)(struct buf *out, int64_t note, const struct ibid_citation *c,
                 const struct ibid_source *source, const char *link);
    void (*fact_end)(struct buf *out);
    void (*sources)(struct buf *out);
    void (*source)(struct buf *out, const struct ibid_source *source);
    void (*end)(struct buf *out);
};

/* The body of a file, as one_body_fn. */
enum ibid_status report_body(struct one *one, const struct report_style *style,
                             struct ibid_error *err);

#endif
