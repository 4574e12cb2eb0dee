/* articles.h - what a file cites, looked up in articles alone: without the
 * database it came from. Only for lib/verify. */
#ifndef VERIFY_ARTICLES_H
#define VERIFY_ARTICLES_H

#include "base/map.h"
#include "store/store.h"

/* Zero-initialise; articles_done() frees. */
struct articles {
    struct arena mem;
    struct map by_sha256; /* hexadecimal -> version here */
    struct map known;     /* version as the file names it -> version here */
    struct article_at {
        const char *version, *url, *title;
    } * list;
    size_t count, room;
    size_t last; /* where the last quote was found */
    bool first;  /* its sources are being read, nothing else */
};

enum ibid_status articles_read(struct store *st, struct articles *out,
                               struct ibid_error *err);
void articles_done(struct articles *articles);

/* The version here that the file names `id`; `id` itself when it does not
 * say which bytes that is. */
const char *articles_version(const struct articles *articles, const char *id);

/* Note that the file's version `id` is the one with these original bytes;
 * false when no article has them. */
bool articles_note(struct articles *articles, const char *id,
                   const char *sha256);

#endif
