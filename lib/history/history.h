/* history.h - the journal: every change is an entry, in the transaction that
 * applies it. The only writer of sources, versions and facts. */
#ifndef HISTORY_HISTORY_H
#define HISTORY_HISTORY_H

#include "fact/fact.h"
#include "source/article.h"
#include "store/codebooks.h"
#include "store/entries.h"
#include "store/facts.h"
#include "store/sources.h"
#include "store/store.h"

enum { HISTORY_WORDS_MAX = 64 * 1024 }; /* bytes of a reason */

/* One user action: what is written under it is one undoable step. Begun by
 * history_begin(), ended by history_commit() or history_abort(). */
struct history {
    struct store *st;
    char op[ID_BYTES];
    char at[24]; /* UTC, to the second */
    const char *actor, *reason;
    int64_t seq;        /* of the newest entry */
    struct sha256 head; /* its hash */
    int64_t entries;    /* written under this op, in this transaction */
};

/* Begin writing. `op` NULL: a new id. When that op was written before,
 * *repeated is set, nothing is begun and `h` is not to be ended; with
 * `repeated` NULL the op goes on instead (an import in several batches). */
enum ibid_status history_begin(struct store *st, const char *op,
                               const char *actor, const char *reason,
                               struct history *h, bool *repeated,
                               struct ibid_error *err);
enum ibid_status history_commit(struct history *h, struct ibid_error *err);
void history_abort(struct history *h);

/* The hash of an entry: SHA-256 over a format tag, `prev` and each field with
 * its length in front; the body only by its own hash. */
struct sha256 history_entry_hash(const struct entry *entry);

/* "SEQ:HASH" of the newest entry; "0:" and zeros for an empty journal. */
enum ibid_status history_head(struct store *st, struct arena *mem, char **out,
                              struct ibid_error *err);

/* Make a codebook the one in use (action "init" or "codebook"); *no is its
 * number. Writes nothing when it already is. */
enum ibid_status history_codebook(struct history *h, const char *action,
                                  const struct codebook_row *codebook,
                                  int64_t *no, struct ibid_error *err);

/* A run that versions and facts belong to. */
enum ibid_status history_run(struct history *h, const char *action,
                             int64_t codebook, const char *parameters,
                             int64_t *no, struct ibid_error *err);

/* An article with its facts, ready to be written. */
struct history_article {
    int64_t run;
    int64_t source_no;                /* 0: a new source */
    const struct ibid_source *source; /* as it is to be, id included */
    const char *version;              /* id */
    const struct article *article;
    struct sha256 sha256, text_sha256;
    const struct ibid_fact *facts; /* with ids, source and version */
    size_t fact_count;
};

/* Write it as one entry with a digest of the facts. IBID_INVALID when a quote
 * is not the stored text; then the caller drops the step or the whole. */
enum ibid_status history_import(struct history *h,
                                const struct history_article *article,
                                struct ibid_error *err);

/* Count a withdrawn version and its facts again; *facts is how many they are.
 * IBID_CONFLICT when it counts already. */
enum ibid_status history_restore(struct history *h, int64_t version,
                                 int64_t *facts, struct ibid_error *err);

/* Write fact `no` (0: a new one) as `after` says: one entry with both states.
 * Nothing is written when they are equal. */
enum ibid_status history_fact(struct history *h, const char *action, int64_t no,
                              const struct ibid_fact *after, bool withdrawn,
                              struct ibid_error *err);
/* A fact that stays as it is: somebody looked at it and says so. */
enum ibid_status history_fact_seen(struct history *h, const char *action,
                                   int64_t no, const struct ibid_fact *fact,
                                   struct ibid_error *err);

/* The same for what is known of a source. */
enum ibid_status history_source(struct history *h, int64_t no,
                                const struct ibid_source *after,
                                struct ibid_error *err);

/* Let paragraph `n` (from 0) of a version (an id) count as `to`; nothing is
 * written when it does. IBID_NOT_FOUND: no such paragraph. */
enum ibid_status history_role(struct history *h, const char *version, size_t n,
                              enum block_role to, struct ibid_error *err);

/* Empty original and text of every version of a source. */
enum ibid_status history_redact(struct history *h, int64_t source,
                                struct ibid_error *err);

#endif
