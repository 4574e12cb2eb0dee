/* topic.h - help that belongs to no verb. */
#ifndef TOOLS_TOPIC_H
#define TOOLS_TOPIC_H

#include "command.h"

/* The query language, for people and as a section of ibid(1). */
void topic_query(struct out *out);
void topic_query_man(struct buf *out);

/* Text as roff shows it unchanged; paragraphs of it (man.c). */
void man_text(struct buf *out, const char *text);
void man_paragraphs(struct buf *out, const char *text);

#endif
