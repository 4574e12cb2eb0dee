/* article.h - what reading a file or record gives: text, origin, the known. */
#ifndef SOURCE_ARTICLE_H
#define SOURCE_ARTICLE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum {
    ARTICLE_BYTES_MAX = 64 * 1024 * 1024, /* of an original or its text */
    ARTICLE_WARNINGS_MAX = 16,
};

/* What a block of text is. The names (block_role_name) stand in exports. */
enum block_role {
    BLOCK_TITLE,
    BLOCK_BYLINE,
    BLOCK_DATELINE,
    BLOCK_HEADING,
    BLOCK_BODY,
    BLOCK_LIST,
    BLOCK_QUOTE,
    BLOCK_TABLE,
    BLOCK_CAPTION,
    BLOCK_RELATED,
    BLOCK_COMMENTS,
    BLOCK_NAVIGATION,
    BLOCK_SHARE,
    BLOCK_CONSENT,
    BLOCK_SUBSCRIPTION,
    BLOCK_BOILERPLATE,
    BLOCK_ROLE_COUNT,
};

/* "title", "body", "boilerplate"... */
const char *block_role_name(enum block_role role);
bool block_role_parse(struct str name, enum block_role *out);

/* Is it part of the article proper: read for facts, printed as `main`? The
 * title, heading, body, list, quote, table are; a caption is read for facts
 * but is not `main`; everything from BLOCK_RELATED on is neither. */
bool block_role_is_main(enum block_role role);
bool block_role_has_facts(enum block_role role);

/* A paragraph-like stretch [start, end) of the text, in bytes. Ascending,
 * not overlapping, blank lines between them. */
struct block {
    uint32_t start, end;
    enum block_role role;
};

/* Text bytes [text, text + text_len) come from original bytes [original,
 * original + original_len). Equal lengths map byte by byte; otherwise the run
 * is one unit (an entity, a recoded character, blanks that were folded). */
struct map_run {
    uint32_t text, text_len;
    uint32_t original, original_len;
};

/* Text bytes [text, text + text_len) stand on a page of the original, pages
 * from 1, in a box from its top left corner, in tenths of a point (1/720
 * inch). */
struct map_box {
    uint32_t text, text_len;
    uint32_t page;
    uint32_t left, top, width, height;
};

/* Ascending in text; text not covered by any run was added by the reader (a
 * line break between blocks). count 0 and `identity`: text is the original. A
 * document of pages has boxes and no runs. */
struct source_map {
    const struct map_run *runs;
    size_t count;
    bool identity;
    const struct map_box *boxes;
    size_t box_count;
};

/* One value that the article states of itself: see said.h. */
struct said {
    const char *field; /* "title", as in struct article */
    const char *value;
    const char *rule;    /* "meta og:title", "first line" */
    uint32_t start, end; /* bytes of the original; equal: not in it */
};

/* A date as known: EDTF, "2017-01-16". All strings NUL-terminated, valid
 * UTF-8, NULL when not known. */
struct article {
    const char *name; /* file name or record id */
    const char *url;
    const char *canonical_url; /* what the page says it is, or NULL */
    const char *title, *outlet, *author, *published, *language, *licence,
        *section, *agency;

    const char *media_type;  /* "text/plain", "text/html" */
    const char *encoding;    /* IANA name of what was decoded */
    int encoding_confidence; /* percent; 100 = declared or strict */
    const char *warnings[ARTICLE_WARNINGS_MAX]; /* sentences */
    size_t warning_count;

    struct str original; /* the bytes as they came */
    struct str text;     /* valid UTF-8 without NUL */
    const struct block *blocks;
    size_t block_count;
    struct source_map map;
    const struct said *said; /* said.h */
    size_t said_count;
};

/* Add a warning (copied into `mem`); past the limit it is counted in the
 * last one. */
void article_warn(struct article *article, struct arena *mem,
                  const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
