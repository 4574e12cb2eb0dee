/* importer.h - what a format of articles is: one file and one struct each. */
#ifndef IMPORT_IMPORTER_H
#define IMPORT_IMPORTER_H

#include <stdio.h>

#include "base/error.h"
#include "source/article.h"

enum {
    IMPORT_SNIFF_BYTES = 64 * 1024,      /* what sniff() may look at */
    RECORD_BYTES_MAX = 64 * 1024 * 1024, /* one line of JSONL */
};

/* A stream of bytes: a file, standard input, or either through gunzip. */
struct input {
    const char *name; /* file name, name in an archive, or "-" */
    struct str head;  /* the first bytes, still to be read */
    void *state;
    /* Up to `room` further bytes into `to`; *got 0 = the end. */
    enum ibid_status (*read)(struct input *in, char *to, size_t room,
                             size_t *got, struct ibid_error *err);
    /* The file it is, for reading at any place; NULL: it is none, or packed.
     * The caller closes it. May be NULL itself. */
    FILE *(*file)(struct input *in);
};

/* What the caller knows of every article that comes. */
struct import_hints {
    const char *published, *outlet, *language, *url, *charset;
    const struct walk *members; /* which of an archive; NULL: all */
    int depth;                  /* archives it lies in */
};

/* An article that was found and is still to be read. */
struct unread {
    struct str bytes; /* of the file or record */
    size_t split;     /* where a second part of them begins, or 0 */
    const char *name; /* of the file it came in */
    int64_t line;     /* of the record in it, from 1, or its number */
    const struct import_hints *hints; /* may be NULL */
    enum ibid_status (*parse)(struct str bytes, const char *charset,
                              struct arena *mem, struct article *out,
                              struct ibid_error *err); /* as `read` needs it */
    /* Make an article of it in `mem`; on failure `why` says what and where.
     * Looks at nothing but this and may run in any thread. */
    enum ibid_status (*read)(const struct unread *unread, struct arena *mem,
                             struct article *out, struct ibid_error *why);
};

/* Where articles go. `article` and all in it live in `mem` until the call
 * returns. A record that cannot be read comes as `why` with article NULL and
 * the reading goes on; with status IBID_NOT_FOUND it never was an article.
 * Anything but IBID_OK ends it. */
struct article_sink {
    void *ctx;
    struct arena *mem; /* reset by the reader before each article */
    enum ibid_status (*put)(void *ctx, const struct article *article,
                            const struct ibid_error *why,
                            struct ibid_error *err);
    /* Takes what is to be read at another time, copied; NULL: at once. */
    enum ibid_status (*later)(void *ctx, const struct unread *unread,
                              struct ibid_error *err);
};

/* Give the sink an article to be read, in its order among the others. */
enum ibid_status import_unread(const struct article_sink *sink,
                               const struct unread *unread,
                               struct ibid_error *err);

struct importer {
    const char *name;       /* for --format */
    const char *extensions; /* "html htm xhtml" */
    const char *summary;    /* for help */
    bool binary;            /* its files may hold any bytes */
    /* How sure the format is of these first bytes, 0 (no) .. 100. */
    int (*sniff)(struct str head);
    enum ibid_status (*read)(struct input *in, const struct import_hints *hints,
                             const struct article_sink *sink,
                             struct ibid_error *err);
};

/* All of them, NULL at the end; the order decides between equals. */
extern const struct importer *const importers[];

const struct importer *importer_named(struct str name); /* or NULL */
const struct importer *importer_for(struct str head);   /* or NULL */

#endif
