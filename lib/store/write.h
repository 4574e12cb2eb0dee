/* write.h - everything that changes rows. Only lib/history and lib/store may
 * include it: a change without its journal entry cannot be written. */
#ifndef STORE_WRITE_H
#define STORE_WRITE_H

#include "base/hash.h"
#include "ibid.h"
#include "source/article.h"
#include "store/entries.h"
#include "store/store.h"

/* All within a transaction; rows are checked by the schema's constraints. */

enum ibid_status store_meta_set(struct store *st, const char *key,
                                const char *value, struct ibid_error *err);

enum ibid_status store_run_add(struct store *st, const char *op,
                               const char *action, int64_t codebook,
                               const char *parameters, const char *started,
                               int64_t *no, struct ibid_error *err);

/* `source` gives id, name and metadata; set changes the metadata only. */
enum ibid_status store_source_add(struct store *st,
                                  const struct ibid_source *source, int64_t *no,
                                  struct ibid_error *err);
enum ibid_status store_source_set(struct store *st, int64_t no,
                                  const struct ibid_source *source,
                                  struct ibid_error *err);

struct version_new {
    const char *id;
    int64_t source, run;
    const char *imported;
    const struct article *article;
    struct sha256 sha256, text_sha256;
};
enum ibid_status store_version_add(struct store *st,
                                   const struct version_new *version,
                                   int64_t *no, struct ibid_error *err);

/* Stop or go on counting a version and its facts (an import undone). */
enum ibid_status store_version_withdraw(struct store *st, int64_t no,
                                        bool withdrawn, struct ibid_error *err);

/* What paragraph `n` counts as by a person's word; NULL: as it was read. */
enum ibid_status store_role_set(struct store *st, int64_t version, int64_t n,
                                const char *role, struct ibid_error *err);

/* Empty original, text, map, blocks and sums; hashes and lengths stay. */
enum ibid_status store_version_redact(struct store *st, int64_t no,
                                      struct ibid_error *err);

/* Write a fact, new or over number `no`. Each citation is first compared with
 * the version's text as stored, read back from the database: IBID_INVALID
 * when a quote is not the text there, and nothing is written. */
enum ibid_status store_fact_add(struct store *st, const struct ibid_fact *fact,
                                bool withdrawn, int64_t *no,
                                struct ibid_error *err);
enum ibid_status store_fact_set(struct store *st, int64_t no,
                                const struct ibid_fact *fact, bool withdrawn,
                                struct ibid_error *err);

enum ibid_status store_entry_add(struct store *st, const struct entry *entry,
                                 struct ibid_error *err);

#endif
