/* html_states.h - what the files of the tokenizer share with one another. */
#ifndef SOURCE_HTML_STATES_H
#define SOURCE_HTML_STATES_H

#include "source/html_tokenizer.h"

static inline bool html_is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}

static inline bool html_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Read the rest of a tag whose name is in[name, name_end); t->at goes behind
 * it. False when the page ends first. */
bool html_tag(struct html_tokenizer *t, size_t name, size_t name_end,
              struct html_token *out);

/* Read "<!..." at t->at: a comment, a doctype, or what is taken for one.
 * False when it only begins a CDATA section. */
bool html_markup(struct html_tokenizer *t, struct html_token *out);

/* Read "<?..." or "</ ..." whose content starts at `inner` as a comment. */
void html_bogus_comment(struct html_tokenizer *t, size_t inner,
                        struct html_token *out);

/* Where the end tag of the open element starts, from `at` on, or in.len: text
 * of the models RCDATA, RAWTEXT and SCRIPT ends there. */
size_t html_raw_end(const struct html_tokenizer *t, size_t at);

#endif
