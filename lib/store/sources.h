/* sources.h - sources and their versions as rows: find, read, walk. */
#ifndef STORE_SOURCES_H
#define STORE_SOURCES_H

#include "base/hash.h"
#include "ibid.h"
#include "source/article.h"
#include "store/store.h"

/* A source with the numbers that join it to other rows. */
struct source_row {
    int64_t no;
    int64_t revision;
    struct ibid_source source; /* versions: those not withdrawn */
};

struct version_row {
    int64_t no, source;
    char source_id[ID_BYTES];
    struct ibid_version version;
    bool withdrawn;
};

/* The number of the source with this id, or of the version; 0 when there is
 * none. */
enum ibid_status store_source_find(struct store *st, const char *id,
                                   int64_t *no, struct ibid_error *err);
enum ibid_status store_version_find(struct store *st, const char *id,
                                    int64_t *no, struct ibid_error *err);

/* By id, unique beginning of an id (4 characters or more), or name, be it one
 * of its others;
 * IBID_NOT_FOUND, or IBID_INVALID when it fits several. */
enum ibid_status store_source_resolve(struct store *st, const char *ref,
                                      int64_t *no, struct ibid_error *err);

/* Read one whole into `mem`. `with_facts` counts its facts. */
enum ibid_status store_source_get(struct store *st, int64_t no, bool with_facts,
                                  struct arena *mem, struct source_row *out,
                                  struct ibid_error *err);
enum ibid_status store_version_get(struct store *st, int64_t no,
                                   struct arena *mem, struct version_row *out,
                                   struct ibid_error *err);

/* The source after number `after` (0: the first), withdrawn ones skipped;
 * out->no = 0 at the end. The same for versions, withdrawn ones included. */
enum ibid_status store_source_next(struct store *st, int64_t after,
                                   bool with_facts, struct arena *mem,
                                   struct source_row *out,
                                   struct ibid_error *err);
enum ibid_status store_version_next(struct store *st, int64_t after,
                                    struct arena *mem, struct version_row *out,
                                    struct ibid_error *err);

/* The id of the fact of this version that was changed last since it was made
 * (changes taken back do not count), NULL when there is none. */
enum ibid_status store_version_changed_fact(struct store *st, int64_t no,
                                            struct arena *mem, const char **id,
                                            struct ibid_error *err);

/* The id of a fact of another version that cites this one, NULL when there is
 * none. */
enum ibid_status store_version_cited_elsewhere(struct store *st, int64_t no,
                                               struct arena *mem,
                                               const char **id,
                                               struct ibid_error *err);

/* The number of the newest version of a source that counts; 0: none. */
enum ibid_status store_version_newest(struct store *st, int64_t source,
                                      int64_t *no, struct ibid_error *err);

/* Every version of a source, withdrawn ones too; out->no = 0 at the end. */
enum ibid_status store_version_of(struct store *st, int64_t source,
                                  int64_t after, struct arena *mem,
                                  struct version_row *out,
                                  struct ibid_error *err);

/* What is written down of a version besides its text and original, hashed:
 * `record` of its own columns and of the run that made it, `layout` of its
 * blocks and its map. The layout goes when the version is redacted. */
struct version_sums {
    struct sha256 record, layout;
};
enum ibid_status store_version_sums(struct store *st, int64_t no,
                                    struct version_sums *out,
                                    struct ibid_error *err);

/* The text of a version and what its citations are called by; all of it
 * belongs to the store and lives until four other texts were asked for.
 * A redacted version has ptr NULL. */
struct store_text {
    struct str text;
    const char *version, *source; /* ids */
};
enum ibid_status store_version_text(struct store *st, int64_t no,
                                    struct store_text *out,
                                    struct ibid_error *err);

/* What the version states of itself (see source/said.h), in its order. */
enum ibid_status store_version_said(struct store *st, int64_t no,
                                    struct arena *mem, struct said **out,
                                    size_t *count, struct ibid_error *err);
void store_said_json(const struct article *article, struct buf *out);

/* What else belongs to it, into `mem`: the original bytes (of a plain UTF-8
 * text: that text), blocks, the map to the original. */
enum ibid_status store_version_original(struct store *st, int64_t no,
                                        struct arena *mem, struct str *out,
                                        struct ibid_error *err);
enum ibid_status store_version_map(struct store *st, int64_t no,
                                   struct arena *mem, struct source_map *out,
                                   struct ibid_error *err);
enum ibid_status store_version_blocks(struct store *st, int64_t no,
                                      struct arena *mem, struct block **out,
                                      size_t *count, struct ibid_error *err);

#endif
