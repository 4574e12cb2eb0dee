/* cite.h - --cite: which words a field shall rest on. */
#ifndef TOOLS_CITE_H
#define TOOLS_CITE_H

#include "command.h"

/* Read "field=VERSION:START-END", "field=START-END", "field=WORDS", or the
 * same without "field=" for the whole fact. Words are looked up in the text
 * of the fact's version (blanks, quotation marks and dashes compare equal to
 * their kin); they must occur once, or once in the fact's evidence. Fails
 * with IBID_INVALID; candidates are named on standard error. */
enum ibid_status cite_read(struct run *run, const struct ibid_fact *fact,
                           const char *spec, struct ibid_cite *out,
                           struct ibid_error *err);

#endif
