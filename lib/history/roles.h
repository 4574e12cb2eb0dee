/* roles.h - a paragraph's role, given by hand, in the journal. Only for
 * lib/history, but for the subject. */
#ifndef HISTORY_ROLES_H
#define HISTORY_ROLES_H

#include "history/bodies.h"
#include "store/roles.h"

enum { ROLE_SUBJECT_BYTES = ID_BYTES + 12 };

/* What a journal entry calls paragraph `n` (from 0) of a version: "b3k9...17",
 * the version's id with another letter, a full stop and n + 1. */
void role_subject(const char *version, size_t n, char out[ROLE_SUBJECT_BYTES]);
bool role_is_subject(const char *subject);

/* The way back; the version's number, 0 when there is none. IBID_INVALID. */
enum ibid_status role_paragraph(struct store *st, const char *subject,
                                int64_t *version, size_t *n,
                                struct ibid_error *err);

/* The state of a paragraph that counts as `role`, as the journal writes it, and
 * back; `out` lives in `mem`. */
void role_state(enum block_role role, struct buf *out);
bool role_parse(struct str state, enum block_role *out);

/* That of a paragraph as it is; empty when it is gone (redacted). */
enum ibid_status role_state_now(struct store *st, const char *subject,
                                struct buf *out, struct ibid_error *err);

/* Paragraph `subject` -> `to`, with the given action and `undoes`. */
enum ibid_status role_set(struct history *h, const char *action,
                          const char *subject, enum block_role to,
                          int64_t undoes, struct ibid_error *err);

#endif
