/* safe.h - text from articles made fit for a terminal: whatever could move,
 * hide or reverse what is printed is shown as a visible mark. */
#ifndef TOOLS_SAFE_H
#define TOOLS_SAFE_H

#include "base/buf.h"

enum { SAFE_SHOWN_BYTES = 16 };

/* One character as it is to be printed. */
struct safe_char {
    char shown[SAFE_SHOWN_BYTES]; /* "<U+202E>" for a bidi control */
    size_t bytes;                 /* of shown */
    int columns;                  /* on a terminal */
    bool blank;                   /* space or tab: a line may break here */
    bool newline;                 /* shown as one space */
};

/* The character at `*at` of `text`, moving `*at` behind it. Bytes that are
 * not UTF-8 are shown as <0xFF>. The caller has checked *at < text.len. */
struct safe_char safe_next(struct str text, size_t *at);

/* Append `text` on one line: newlines become spaces. */
void safe_line(struct buf *out, struct str text);
void safe_text(struct buf *out, const char *text); /* NULL: nothing */

/* Columns that safe_line() takes. */
int safe_columns(struct str text);

/* Append one line cut to `columns` with "..." and filled up with spaces when
 * `fill`; `columns` 0: whole. */
void safe_cell(struct buf *out, const char *text, int columns, bool fill);

/* Append `json` with the same characters as \uXXXX, which JSON reads back as
 * the characters they are. */
void safe_json(struct buf *out, struct str json);

#endif
