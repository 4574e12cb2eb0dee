/* related.h - derived rows about how sources and facts bear on one another:
 * profiles, postings, stories, what is to be looked at again. */
#ifndef STORE_RELATED_H
#define STORE_RELATED_H

#include "store/store.h"

/* A source's profile as it is kept. `twin` 0: none. */
struct profile_row {
    int64_t source, version, tie, sum, story, twin;
    int32_t day;
    bool has_day;
    struct str terms, kin;
};

/* out->source 0 when there is none; terms and kin in `mem`. */
enum ibid_status store_profile_get(struct store *st, int64_t source,
                                   struct arena *mem, struct profile_row *out,
                                   struct ibid_error *err);
enum ibid_status store_profile_put(struct store *st,
                                   const struct profile_row *profile,
                                   struct ibid_error *err);
/* And by what its tolls are found (tolls.h). */
enum ibid_status store_profile_drop(struct store *st, int64_t source,
                                    struct ibid_error *err);

/* Story only, or kin too (NULL: as they are); its twins get the story. */
enum ibid_status store_profile_place(struct store *st, int64_t source,
                                     int64_t story, const struct str *kin,
                                     struct ibid_error *err);

/* The twins of `from` get `to` to stand for them; with `to` 0 they are to be
 * looked at again. */
enum ibid_status store_profile_twins(struct store *st, int64_t from, int64_t to,
                                     struct ibid_error *err);

enum ibid_status store_posting_add(struct store *st, int64_t key, int64_t tie,
                                   int64_t source, struct ibid_error *err);
enum ibid_status store_posting_drop(struct store *st, int64_t key, int64_t tie,
                                    int64_t source, struct ibid_error *err);
/* Up to `most` sources with the key, of lowest tie. */
enum ibid_status store_posting_find(struct store *st, int64_t key, size_t most,
                                    int64_t *out, size_t *count,
                                    struct ibid_error *err);

/* Can rows of this file be read, and sources be looked at again? No in a
 * database of an older schema; the second no also when it is read only or in
 * the midst of a transaction. */
bool store_related_known(const struct store *st);
bool store_related_writable(const struct store *st);

/* Up to `most` sources that are to be looked at again. */
enum ibid_status store_stale_list(struct store *st, size_t most, int64_t *out,
                                  size_t *count, struct ibid_error *err);
enum ibid_status store_stale_add(struct store *st, int64_t source,
                                 struct ibid_error *err);
enum ibid_status store_stale_drop(struct store *st, int64_t source,
                                  struct ibid_error *err);
/* The source of the version with this id, some fact of which changes. */
enum ibid_status store_stale_version(struct store *st, const char *version,
                                     struct ibid_error *err);

/* A story is to be looked through again; `anew`: also when the sources are the
 * same, their facts or texts changed. */
enum ibid_status store_compared_touch(struct store *st, int64_t story,
                                      bool anew, struct ibid_error *err);
/* Up to `most` stories that are to be looked through again. */
enum ibid_status store_compared_list(struct store *st, size_t most,
                                     int64_t *out, size_t *count,
                                     struct ibid_error *err);
/* Of which sources it was compared the last time, as a sum (0: not known); it
 * was, of these. */
enum ibid_status store_compared_get(struct store *st, int64_t story,
                                    int64_t *out, struct ibid_error *err);
enum ibid_status store_compared_set(struct store *st, int64_t story,
                                    int64_t sum, struct ibid_error *err);
/* The links of this fact (its number) are to be looked for again. */
enum ibid_status store_stale_fact(struct store *st, int64_t fact,
                                  struct ibid_error *err);
/* Such facts by their sources and kinds, up to `most`; `kind` in `mem`. */
struct stale_facts {
    int64_t source, story;
    const char *kind;
};
enum ibid_status store_stale_facts(struct store *st, size_t most,
                                   struct arena *mem, struct stale_facts *out,
                                   size_t *count, struct ibid_error *err);
enum ibid_status store_stale_facts_drop(struct store *st,
                                        const struct stale_facts *facts,
                                        struct ibid_error *err);

/* The source at the centre of a source's story; 0 when not known. */
enum ibid_status store_story_of(struct store *st, int64_t source, int64_t *out,
                                struct ibid_error *err);
/* Its name, "y...": the id of the source at its centre with another letter;
 * NULL when not known. */
enum ibid_status store_story_name(struct store *st, int64_t source,
                                  struct arena *mem, const char **out,
                                  struct ibid_error *err);
/* The member of a story after number `after`; 0 at the end. */
enum ibid_status store_story_next(struct store *st, int64_t story,
                                  int64_t after, int64_t *out,
                                  struct ibid_error *err);

#endif
