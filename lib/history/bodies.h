/* bodies.h - the JSON bodies of journal entries: write them, read them. Only
 * for lib/history. */
#ifndef HISTORY_BODIES_H
#define HISTORY_BODIES_H

#include "history/history.h"

/* {"before":STATE,"after":STATE}; an empty before is null. */
void body_change(struct str before, struct str after, struct buf *out);

/* A codebook by name and hash. */
void body_codebook(const struct codebook_row *codebook, struct buf *out);

/* What is known of a source, as canonical JSON. */
void body_source_state(const struct ibid_source *source, struct buf *out);

/* The digest of facts as imported: SHA-256 over their states in order of
 * id. */
struct digest_item {
    const char *id;
    struct sha256 state;
};
struct sha256 body_digest(struct digest_item *items, size_t count);

/* The state of `fact` as the journal writes it. */
void body_fact_state(const struct ibid_fact *fact, bool withdrawn,
                     struct buf *out);

/* A body taken apart. States are slices of entry->body, byte for byte as they
 * were written; ptr NULL where there is none. */
struct body {
    struct str before, after;
    const char *sha256, *text_sha256; /* of an import, hexadecimal */
    const char *record, *layout;      /* the same: its version_sums */
    const char *digest;               /* of an import or restore */
    int64_t facts;                    /* the same */
};
enum ibid_status body_parse(const struct entry *entry, struct arena *mem,
                            struct body *out, struct ibid_error *err);

/* A source state back as fields. */
enum ibid_status body_source_parse(struct str state, struct arena *mem,
                                   struct ibid_source *out,
                                   struct ibid_error *err);

/* Write one entry under `h`, chained to the one before. */
enum ibid_status history_write(struct history *h, const char *action,
                               const char *subject, struct str body,
                               int64_t undoes, struct ibid_error *err);

/* What a row said before a change and says after it, as canonical JSON; empty:
 * there is no row. */
struct states {
    struct buf old, new;
};
bool states_differ(const struct states *states);
void states_done(struct states *states);

/* Write the entry that says what became of what; what differs is not asked. */
enum ibid_status history_change(struct history *h, const char *action,
                                const char *subject,
                                const struct states *states, int64_t undoes,
                                struct ibid_error *err);

/* Fact `no` -> `after`, with the given action and `undoes`. */
enum ibid_status history_fact_set(struct history *h, const char *action,
                                  int64_t no, const struct ibid_fact *after,
                                  bool withdrawn, int64_t undoes,
                                  struct ibid_error *err);
enum ibid_status history_source_set(struct history *h, const char *action,
                                    int64_t no, const struct ibid_source *after,
                                    int64_t undoes, struct ibid_error *err);

#endif
