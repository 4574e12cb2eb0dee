/* extract.h - read articles again, and codebooks by which they are read.
 * A part of ibid.h: include that. */
#ifndef IBID_EXTRACT_H
#define IBID_EXTRACT_H

#include "ibid/change.h"

struct ibid_extract_summary {
    int64_t versions;             /* read again */
    int64_t added, removed, kept; /* unreviewed facts */
    int64_t reviewed;             /* left alone */
    char op[24];
};

/* Run the codebook (folder; NULL: built-in if the database has that one, else
 * its own snapshot) over the newest versions again, as one undoable step. */
IBID_API enum ibid_status
ibid_extract(ibid_db *db, const char *codebook,
             const struct ibid_change_options *options,
             void (*progress)(void *ctx, const struct ibid_progress *progress),
             void *ctx, struct ibid_extract_summary *summary,
             struct ibid_error *err);

/* JSONL articles from `in_fd` to one JSON line each through `write` (see
 * DESIGN: text, main, mentions when asked for). */
struct ibid_stream {
    const char *codebook; /* folder, or NULL: "news" */
    bool with_text, with_mentions;
    bool with_contexts; /* what the confidence of each fact depends on */
    int in_fd;
    void *ctx;
    bool (*write)(void *ctx, const char *bytes, size_t count);
};
IBID_API enum ibid_status ibid_extract_stream(const struct ibid_stream *stream,
                                              struct ibid_error *err);

/* Check a codebook folder (NULL: the built-in one), reporting each mistake
 * and failed example; IBID_OK even with problems, see *problems. */
typedef void ibid_problem_fn(void *ctx, const struct ibid_error *problem);
IBID_API enum ibid_status ibid_codebook_check(const char *folder,
                                              ibid_problem_fn *each, void *ctx,
                                              size_t *problems, size_t *rules,
                                              size_t *examples,
                                              struct ibid_error *err);

/* Start a codebook of one's own: a commented copy in a new folder. */
IBID_API enum ibid_status ibid_codebook_new(const char *folder,
                                            struct ibid_error *err);

/* Tokens, phrases and rule attempts for a text, as plain text. */
IBID_API enum ibid_status ibid_codebook_debug(const char *folder,
                                              const char *text, size_t bytes,
                                              ibid_arena *mem, const char **out,
                                              struct ibid_error *err);

/* Kinds and fields of the codebook in use (db) or built in (db NULL): calls
 * back once a kind with field NULL, then once a field. A derived field is
 * chosen from a closed list and needs no citation. */
typedef void ibid_kind_fn(void *ctx, const char *kind, const char *field,
                          const char *description, const char *type, bool key,
                          bool repeats, bool derived);
IBID_API enum ibid_status ibid_codebook_kinds(ibid_db *db, ibid_kind_fn *each,
                                              void *ctx,
                                              struct ibid_error *err);

/* What else a form needs to know of a field in use. IBID_NOT_FOUND lists the
 * kinds there are, IBID_INVALID the fields of the kind. With `field` NULL only
 * the kind is looked up, and `out` left alone. */
struct ibid_field_info {
    bool key, repeats, required;
    bool derived;               /* chosen by the rule: needs no citation */
    const char *const *choices; /* closed list, NULL at the end; or NULL */
};
IBID_API enum ibid_status ibid_field_info(ibid_db *db, const char *kind,
                                          const char *field,
                                          struct ibid_field_info *out,
                                          struct ibid_error *err);

#endif
