/* out.h - standard output: buffered, every failure noticed, through a pager
 * on a terminal. */
#ifndef TOOLS_OUT_H
#define TOOLS_OUT_H

#include <sys/types.h>

#include "base/buf.h"
#include "ibid.h"

enum style {
    STYLE_PLAIN,
    STYLE_HEAD,  /* bold */
    STYLE_QUIET, /* dim */
    STYLE_GOOD,  /* green */
    STYLE_BAD,   /* red */
    STYLE_FIELD, /* and the ones behind it: the colours of fields */
};

enum { FIELD_STYLES = 6 };

/* Append what is to be printed to `text`, then call out_more(). */
struct out {
    struct buf text;
    int fd;
    int error;     /* errno of the first write that failed, 0 = none */
    bool terminal; /* a person is looking */
    bool color;
    int columns; /* of the terminal; 0 = not one */
    pid_t pager; /* 0 = none */
};

/* Standard output. `color` is "always", "never", or "auto" or NULL: on a
 * terminal unless NO_COLOR is set or TERM is "dumb". */
struct out out_start(const char *color);

/* Send everything through $PAGER, else less, when a person is looking. */
void out_page(struct out *out);

/* To be called between items: writes when there is much, or at once for a
 * terminal. IBID_IO once nothing more can be written. */
enum ibid_status out_more(struct out *out);

/* Write what was printed so far, before something goes to standard error;
 * false once nothing more can be written. */
bool out_sync(struct out *out);

/* Write what is left and wait for the pager; false when output was lost. */
bool out_finish(struct out *out);

/* Start or (STYLE_PLAIN) end a style; nothing without colour. */
void out_style(struct out *out, int style);
void out_styled(struct out *out, int style, const char *text);

/* `json` and a newline; on a terminal its hidden characters escaped. */
enum ibid_status out_json(struct out *out, struct str json);

/* Append `text` at `indent`, wrapped at `columns`; it may hold newlines, and
 * lines that begin with a space are kept as they are. */
void out_wrapped(struct buf *to, const char *text, int indent, int columns);

/* Append "1 fact" or "12 facts". */
void out_count(struct buf *to, int64_t count, const char *noun);

/* Columns to wrap or cut at: the terminal's, else `otherwise`. */
int out_columns(const struct out *out, int otherwise);

#endif
