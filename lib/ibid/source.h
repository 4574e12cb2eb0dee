/* source.h - articles, their versions and what these say of themselves.
 * A part of ibid.h: include that. */
#ifndef IBID_SOURCE_H
#define IBID_SOURCE_H

#include "ibid/database.h"

struct ibid_version {
    const char *id;          /* "v..." */
    const char *sha256;      /* of the original bytes, hexadecimal */
    const char *text_sha256; /* of the decoded text */
    const char *imported;    /* UTC, ISO 8601 */
    const char *media_type, *encoding;
    int64_t original_bytes, text_bytes;
    const char *const *warnings; /* what the reader noticed */
    size_t warning_count;
    bool redacted; /* original and text were removed */
};

struct ibid_source {
    const char *id; /* "s..." */
    int64_t no;
    const char *name; /* file name, or the record's own id */
    const char *url, *title, *outlet, *author, *published, *language, *licence,
        *section, *agency; /* NULL when not known */
    const char *also; /* the same text came under these as well: lines of */
                      /* an id, a tab, a name, maybe a tab and a url */
    const char
        *story; /* "y...": equal for those that tell one event; or NULL */
    const struct ibid_version *versions; /* oldest first */
    size_t version_count;
    int64_t facts;
};

typedef enum ibid_status ibid_source_fn(void *ctx,
                                        const struct ibid_source *source,
                                        struct ibid_error *err);

/* Every source in order of arrival. What `each` is given lives until it
 * returns; anything but IBID_OK from it ends the walk and is returned. */
IBID_API enum ibid_status ibid_source_each(ibid_db *db, ibid_source_fn *each,
                                           void *ctx, struct ibid_error *err);

/* By id, a unique beginning of one, or name. */
IBID_API enum ibid_status ibid_source_get(ibid_db *db, const char *ref,
                                          ibid_arena *mem,
                                          struct ibid_source *out,
                                          struct ibid_error *err);

/* One thing that a version states of its source: what it counts for as long
 * as nobody corrected the source, the first of a field before the others. */
struct ibid_said {
    const char *field; /* "title", "published"... */
    const char *value;
    const char *rule;    /* "meta og:title", "first line", "option --url" */
    uint32_t start, end; /* bytes of the original; equal: not in it */
    const char *excerpt; /* those bytes as they came, or NULL */
    size_t excerpt_bytes;
};
IBID_API enum ibid_status ibid_version_said(ibid_db *db, const char *version,
                                            ibid_arena *mem,
                                            struct ibid_said **out,
                                            size_t *count,
                                            struct ibid_error *err);

/* The text of a version, `*bytes` long, NUL-terminated. */
IBID_API enum ibid_status ibid_version_text(ibid_db *db, const char *version,
                                            ibid_arena *mem, const char **text,
                                            size_t *bytes,
                                            struct ibid_error *err);

#endif
