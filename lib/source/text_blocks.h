/* text_blocks.h - paragraphs of a plain text and their roles. */
#ifndef SOURCE_TEXT_BLOCKS_H
#define SOURCE_TEXT_BLOCKS_H

#include "base/arena.h"
#include "source/article.h"

/* Paragraphs of `text`, all of role body: what stands between blank lines, or
 * each line where lines are paragraphs and not wrapped ones. */
struct block *text_blocks(struct str text, struct arena *mem, size_t *count);

/* Set their roles by words, shape and position. `title`: what is known to be
 * the title, or NULL. Body is never doubted on weak evidence. */
void text_roles(struct str text, const char *title, struct arena *mem,
                struct block *blocks, size_t count);

/* Without blanks of any kind (no-break, byte order mark) at either end. */
struct str text_trim(struct str text);

#endif
