/* archive.h - files inside a file: each is read as what its content says. */
#ifndef IMPORT_ARCHIVE_H
#define IMPORT_ARCHIVE_H

#include "import/input.h"

enum {
    ARCHIVE_DEPTH_MAX = 2,              /* archives within archives */
    ARCHIVE_MEMBERS_MAX = 1000 * 1000,  /* of one archive */
    ARCHIVE_NAME_BYTES_MAX = 16 * 1024, /* of a member */
};

/* All that one archive may unpack to: what stops a bomb. */
static const int64_t ARCHIVE_UNPACKED_MAX = (int64_t)64 * 1024 * 1024 * 1024;

/* Zero-initialise but for the first three. */
struct archive {
    const char *name; /* for people */
    const struct import_hints *hints;
    const struct article_sink *sink;
    int64_t members, unpacked; /* so far */
};

/* May archives be opened at this depth? IBID_LIMIT when not. */
enum ibid_status archive_start(struct archive *archive, struct input *in,
                               const struct import_hints *hints,
                               const struct article_sink *sink,
                               struct ibid_error *err);

/* Is a member of this name an article to be? Hidden files, folders, what the
 * user left out are not; a README is answered for. */
bool archive_wants(struct archive *archive, const char *name,
                   enum ibid_status *status, struct ibid_error *err);

/* Read one member, whose bytes `pull` gives, as what it is. What is wrong
 * with it goes to the sink; IBID_LIMIT when the archive as a whole is too
 * large; else what the sink says. */
enum ibid_status archive_read(struct archive *archive, input_pull *pull,
                              void *ctx, const char *name,
                              struct ibid_error *err);

/* A member that cannot be read, and why. */
enum ibid_status archive_refuse(struct archive *archive, const char *name,
                                struct ibid_error *why, struct ibid_error *err);

#endif
