/* words.h - a command line as programs are started with: split on blanks, no
 * shell. */
#ifndef TOOLS_WORDS_H
#define TOOLS_WORDS_H

enum { WORDS_MAX = 32 };

/* Cut `line` in place into `argv`, which has room for WORDS_MAX + 1 and ends
 * with NULL. Returns how many. */
int words_split(char *line, char **argv);

#endif
