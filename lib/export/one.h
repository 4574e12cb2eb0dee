/* one.h - formats that are one file of text, written while walking. */
#ifndef EXPORT_ONE_H
#define EXPORT_ONE_H

#include "base/jsonw.h"
#include "export/export.h"
#include "text/date.h"

/* A file under way; text goes to `out`, JSON through `to` into it. */
struct one {
    struct export *run;
    struct sink sink;
    struct buf *out;
    struct jsonw to;
    int64_t items; /* written so far, for the format to count */
};

typedef enum ibid_status one_body_fn(struct one *one, struct ibid_error *err);

/* Open the output, have `body` fill it, publish it. */
enum ibid_status one_write(struct export *run, one_body_fn *body,
                           struct ibid_error *err);

/* After each item: let go of what was written. */
enum ibid_status one_flush(struct one *one, struct ibid_error *err);

/* `text` (NULL: nothing) on one line: control characters as blanks. */
void one_line(const char *text, struct buf *out);

/* The whole parts of a date as 3 numbers; how many are known: 0 when `text`
 * (NULL allowed) is no plain date. */
int one_date(const char *text, int parts[3]);

/* An http(s) address without blanks, quotes and the like. */
bool one_is_url(const char *url);

#endif
