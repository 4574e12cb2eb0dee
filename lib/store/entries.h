/* entries.h - journal entries as rows: read them. */
#ifndef STORE_ENTRIES_H
#define STORE_ENTRIES_H

#include "base/hash.h"
#include "store/store.h"

/* One row of the journal; strings live in the arena it was read into. */
struct entry {
    int64_t seq; /* 0 = no such entry */
    const char *op, *at, *actor, *action, *subject;
    const char *reason; /* or NULL */
    const char *body;   /* JSON; NULL once redacted */
    struct sha256 body_sha256;
    int64_t undoes; /* 0 = none */
    struct sha256 prev, hash;
};

/* The newest; seq 0 in an empty journal. */
enum ibid_status store_entry_head(struct store *st, struct arena *mem,
                                  struct entry *out, struct ibid_error *err);
enum ibid_status store_entry_get(struct store *st, int64_t seq,
                                 struct arena *mem, struct entry *out,
                                 struct ibid_error *err);

/* The next older one before `seq` (INT64_MAX: the newest), of a subject or an
 * operation where given (not both); out->seq 0 at the end. */
enum ibid_status store_entry_back(struct store *st, int64_t seq,
                                  const char *subject, const char *op,
                                  struct arena *mem, struct entry *out,
                                  struct ibid_error *err);

/* The next newer one after `seq` (0: the first). */
enum ibid_status store_entry_forward(struct store *st, int64_t seq,
                                     struct arena *mem, struct entry *out,
                                     struct ibid_error *err);

/* First, last and number of entries of an operation; count 0: none. */
struct op_span {
    int64_t first, last, count;
};
enum ibid_status store_entry_of_op(struct store *st, const char *op,
                                   struct op_span *out, struct ibid_error *err);

/* The first subject of entries after `after` that begins with `prefix`, into
 * `mem`; NULL: none. */
enum ibid_status store_entry_subject(struct store *st, const char *prefix,
                                     const char *after, struct arena *mem,
                                     const char **out, struct ibid_error *err);

/* Was entry `seq` taken back, and not done again since? */
enum ibid_status store_entry_undone(struct store *st, int64_t seq, bool *out,
                                    struct ibid_error *err);

#endif
