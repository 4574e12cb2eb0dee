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
};

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
