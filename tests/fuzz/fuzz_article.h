/* fuzz_article.h - what must hold of every article, whatever it came from. */
#ifndef FUZZ_ARTICLE_H
#define FUZZ_ARTICLE_H

#include "fuzz.h"

#include "source/read.h"
#include "text/utf8.h"

static inline void promise_article(const struct article *article)
{
    struct str text = article->text;
    promise(utf8_invalid_at(text) == text.len);
    promise(!text.len || !memchr(text.ptr, '\0', text.len));
    uint32_t at = 0;
    for (size_t i = 0; i < article->block_count; i++) {
        struct block block = article->blocks[i];
        promise(block.start >= at && block.end > block.start);
        promise(block.end <= text.len);
        promise(utf8_is_boundary(text, block.start));
        promise(utf8_is_boundary(text, block.end));
        at = block.end;
    }
    at = 0;
    for (size_t i = 0; i < article->map.count; i++) {
        struct map_run run = article->map.runs[i];
        promise(run.text >= at && run.text_len > 0);
        promise((uint64_t)run.original + run.original_len <=
                article->original.len);
        at = run.text + run.text_len;
    }
    promise(at <= text.len);
}

#endif
