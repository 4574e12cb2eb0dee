/* links.h - derived rows: words shared, origins, links between facts; and
 * what people said of links. */
#ifndef STORE_LINKS_H
#define STORE_LINKS_H

#include "ibid.h"
#include "store/store.h"

/* Words that two sources share; ids and passages live until the next row. */
struct reuse_row {
    int64_t a, b, story;
    const char *a_id, *b_id;
    int relation; /* as schema/003_corroborate.sql */
    int64_t share;
    struct str passages;
};

/* A link; `says` (NULL: nothing) is a person's word on it. */
struct link_row {
    int64_t a, b, story, score;
    const char *a_id, *b_id;
    int64_t a_source, b_source; /* numbers, and where the facts stand: */
    int64_t a_start, b_start;   /* all four are for reading only */
    int relation;
    bool exact;
    int part; /* as schema/007_parts.sql */
    const char *reason, *says;
};

/* What a story's sources were found to share, and their facts, with those of
 * other stories too: forget it. */
enum ibid_status store_links_drop(struct store *st, int64_t story,
                                  struct ibid_error *err);
/* The links at a source's facts of one kind, or (NULL) of all. */
enum ibid_status store_links_drop_of(struct store *st, int64_t source,
                                     const char *kind, struct ibid_error *err);
enum ibid_status store_reuse_add(struct store *st,
                                 const struct reuse_row *reuse,
                                 struct ibid_error *err);
enum ibid_status store_link_add(struct store *st, const struct link_row *link,
                                struct ibid_error *err);

/* The agencies that a source credits: all anew; or one after another. */
enum ibid_status store_origin_drop(struct store *st, int64_t source,
                                   struct ibid_error *err);
enum ibid_status store_origin_add(struct store *st, int64_t source,
                                  struct str name, struct ibid_error *err);
typedef enum ibid_status store_name_fn(void *ctx, const char *name,
                                       struct ibid_error *err);
enum ibid_status store_origin_each(struct store *st, int64_t source,
                                   store_name_fn *each, void *ctx,
                                   struct ibid_error *err);

/* Sources of a story of lowest tie, up to `most`. */
enum ibid_status store_story_members(struct store *st, int64_t story,
                                     size_t most, int64_t *out, size_t *count,
                                     struct ibid_error *err);

/* Links between facts that count, ordered by ids: of one fact (its number), or
 * of all (0). */
typedef enum ibid_status store_link_fn(void *ctx, const struct link_row *link,
                                       struct ibid_error *err);
enum ibid_status store_link_each(struct store *st, int64_t fact,
                                 store_link_fn *each, void *ctx,
                                 struct ibid_error *err);

/* The same of the links of one story, those that reach into others too. */
enum ibid_status store_link_of_story(struct store *st, int64_t story,
                                     store_link_fn *each, void *ctx,
                                     struct ibid_error *err);

/* The next story after number `after` in which facts are linked, or (clashes)
 * contradict or supersede one another; 0 at the end. */
enum ibid_status store_story_linked(struct store *st, int64_t after,
                                    bool clashes, int64_t *out,
                                    struct ibid_error *err);

/* The same of words shared: of one source, or of all (0). */
typedef enum ibid_status store_reuse_fn(void *ctx, const struct reuse_row *row,
                                        struct ibid_error *err);
enum ibid_status store_reuse_each(struct store *st, int64_t source,
                                  store_reuse_fn *each, void *ctx,
                                  struct ibid_error *err);

#endif
