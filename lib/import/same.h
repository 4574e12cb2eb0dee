/* same.h - the same text under another name: one source, both names kept; and
 * articles that are nearly the same. */
#ifndef IMPORT_SAME_H
#define IMPORT_SAME_H

#include "history/history.h"
#include "import/batch.h"

enum {
    SAME_TEXT_BYTES_MIN = 80, /* shorter texts are equal by chance */
    SAME_NAMES_MAX = 50,      /* of one source; those behind are not kept */
};

/* Which source the item is of: the one of its id, or that which has this id
 * among its other names; then it takes on that one's id, and has to be read for
 * facts again. source_no = 0: a new one. */
enum ibid_status same_source(struct store *st, struct waiting *item,
                             struct ibid_error *err);

/* item->same = the source that has the item's text already and is of the same
 * outlet as far as both say theirs; 0: none. Keeps what is to be kept of the
 * item's own name. */
enum ibid_status same_text(struct store *st, struct waiting *item,
                           struct ibid_error *err);

/* Does another item of the batch have the text, in the same way? */
bool same_waits(const struct batch *batch, const struct waiting *item);

/* Write the item's name to those of item->same. */
enum ibid_status same_write(struct history *h, const struct waiting *item,
                            struct ibid_error *err);

/* Report those of the sources behind number `after` whose words are another
 * source's, as far as they tell of one event. */
enum ibid_status same_report(struct store *st, const struct ibid_import *what,
                             int64_t after, struct ibid_import_summary *summary,
                             struct ibid_error *err);

#endif
