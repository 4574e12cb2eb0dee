/* html_tokenizer.h - HTML bytes to tokens, as the WHATWG standard says, with
 * the exact place of each in the source. Linear; allocates nothing. */
#ifndef SOURCE_HTML_TOKENIZER_H
#define SOURCE_HTML_TOKENIZER_H

#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

enum {
    HTML_ATTRIBUTES_MAX = 256, /* of one tag; more are passed over */
    HTML_REFERENCE_BYTES = 8,  /* UTF-8 of the longest reference */
};

enum html_token_kind {
    HTML_END,       /* of the page */
    HTML_TEXT,      /* [start, end) of the source, as it stands there */
    HTML_CHARACTER, /* one reference or replaced NUL: `text` is its UTF-8 */
    HTML_START_TAG,
    HTML_END_TAG,
    HTML_COMMENT, /* [inner, inner_end) */
    HTML_DOCTYPE,
};

/* How text is read: what the tags `title`, `style`, `script` switch to. The
 * reader sets it after such a start tag; the end tag sets it back. */
enum html_model {
    HTML_DATA,
    HTML_RCDATA,
    HTML_RAWTEXT,
    HTML_SCRIPT,
    HTML_PLAINTEXT,
    HTML_CDATA,
};

/* A stretch of the source. */
struct html_range {
    uint32_t start, end;
};

struct html_attribute {
    struct html_range name, value;
};

struct html_token {
    enum html_token_kind kind;
    uint32_t start, end;     /* the whole token */
    struct html_range inner; /* comment; name of tag or doctype */
    char text[HTML_REFERENCE_BYTES];
    int text_len;
    bool self_closing;
    bool force_quirks; /* doctype that is not correct */
    bool has_name, has_public, has_system;
    struct html_range public_id, system_id;
};

/* Zero-initialise, then set `in`, at most 4 GiB. Text other than references
 * is given as it stands: CR and CR LF mean LF, and NUL in a name, an
 * attribute or a comment means U+FFFD (html_clean does both). */
struct html_tokenizer {
    struct str in;
    size_t at;
    enum html_model model;
    bool foreign;          /* inside svg or math: CDATA is known */
    struct str last_start; /* name, in any case: which end tag counts */
    struct html_attribute attributes[HTML_ATTRIBUTES_MAX]; /* of the tag */
    size_t attribute_count;
    size_t attributes_dropped; /* over the limit, all tags */
    bool cut;                  /* the page ended within a tag or comment */
    size_t text_end;       /* where the text at `at` ends, while it is known */
    struct str references; /* tables/html_entities.txt */
};

/* The next token. After HTML_END it is HTML_END again. */
void html_next(struct html_tokenizer *t, struct html_token *out);

/* The attribute `name` (lower case) of the tag just read, or NULL. */
const struct html_attribute *html_attribute(const struct html_tokenizer *t,
                                            const char *name);

/* Append [start, end) of the source as a value: references decoded, newlines
 * and NUL cleaned. */
void html_value(const struct html_tokenizer *t, struct html_range range,
                struct buf *out);

/* Append it with newlines and NUL cleaned only; `lower`: ASCII letters too. */
void html_clean(const struct html_tokenizer *t, struct html_range range,
                bool lower, struct buf *out);

/* Read the character reference at in[at] == '&': how many bytes it takes (0:
 * it is none), its UTF-8 in `text`. */
size_t html_reference(struct str references, struct str in, size_t at,
                      bool in_attribute, char text[HTML_REFERENCE_BYTES],
                      int *text_len);

#endif
