/* form.h - a commented form in the user's editor. */
#ifndef TOOLS_FORM_H
#define TOOLS_FORM_H

#include "command.h"

/* "name = value" of a form; names may repeat. */
struct form_line {
    const char *name, *value;
};

struct form {
    struct form_line *lines;
    size_t count, capacity;
};

/* Append "name = value" with newlines and backslashes escaped. */
void form_write(struct buf *out, const char *name, const char *value);

/* Append `text` as a comment, hidden characters made visible. */
void form_comment(struct buf *out, const char *text);

/* Take over what the form says. IBID_INVALID offers it again, with the text
 * of `err` on top. */
typedef enum ibid_status form_apply(void *ctx, const struct form *form,
                                    struct ibid_error *err);

/* Open $VISUAL, $EDITOR or vi on `text`; when it was changed and can be read
 * call `apply`. `*changed` is false when nothing was changed. Fails with the
 * error that stood when the user gave up. */
enum ibid_status form_edit(struct run *run, struct str text, form_apply *apply,
                           void *ctx, bool *changed);

/* What a form of `before` turned into `after` assigns: fields that differ,
 * with all values they have now, or "" for none. Names that begin with @ are
 * left out. */
size_t form_changes(const struct form *before, const struct form *after,
                    struct arena *mem, struct ibid_assignment **out);

/* Read the lines of `text`; comments and empty lines are skipped. */
enum ibid_status form_read(struct str text, struct arena *mem, struct form *out,
                           struct ibid_error *err);

#endif
