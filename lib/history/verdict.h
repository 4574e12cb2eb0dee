/* verdict.h - a person's word on a link between facts or on two names, as
 * entries of the journal. */
#ifndef HISTORY_VERDICT_H
#define HISTORY_VERDICT_H

#include "history/bodies.h"
#include "store/verdicts.h"

enum { VERDICT_LINK = 'l', VERDICT_NAMES = 'n' }; /* how their ids begin */

/* The id of what is said of `a` and `b`, whichever stands first. */
void verdict_id(char letter, const char *a, const char *b, char out[ID_BYTES]);

/* Is an entry with this subject about such a word? */
bool verdict_is_subject(const char *subject);

/* Write what is said (`says` NULL: nothing any more); nothing is written when
 * that was said before. */
enum ibid_status history_verdict(struct history *h, const char *action,
                                 const struct verdict_row *after,
                                 struct ibid_error *err);

/* The facts or names that an entry is about, in `mem`; NULL when it is about
 * something else. */
enum ibid_status history_verdict_ends(const struct entry *entry,
                                      struct arena *mem, const char *ends[2],
                                      struct ibid_error *err);

/* ---- Only for lib/history ----------------------------------------------- */

/* Its state now; nothing is appended when there is none. */
enum ibid_status verdict_state_now(struct store *st, const char *id,
                                   struct buf *out, struct ibid_error *err);
enum ibid_status verdict_parse(struct str state, struct arena *mem,
                               struct verdict_row *out, struct ibid_error *err);
enum ibid_status verdict_set(struct history *h, const char *action,
                             const struct verdict_row *after, int64_t undoes,
                             struct ibid_error *err);

#endif
