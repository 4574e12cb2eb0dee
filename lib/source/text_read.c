/* text_read.c - a plain text as an article. */
#include "source/decode.h"
#include "source/html_meta.h"
#include "source/phrase.h"
#include "source/read.h"
#include "source/said.h"
#include "source/text_blocks.h"

/* What a block says of the article: noted, and taken where nothing stands. */
static void take(struct article *read, const char **slot, const char *field,
                 struct str value, const char *rule, const struct block *block,
                 struct arena *mem)
{
    uint32_t start = 0, end = 0;
    if (!map_span(&read->map, block->start, block->end, &start, &end))
        start = end = 0;
    article_said(read, mem, field, value, rule, start, end);
    if (!*slot && value.len)
        *slot = arena_strndup(mem, value.ptr, value.len);
}

/* What the text says of itself, where it is not known: a title, a byline, a
 * line that is a date. */
static void metadata(struct article *read, const struct block *blocks,
                     size_t count, struct arena *mem)
{
    for (size_t i = 0; i < count; i++) {
        struct str line = str_cut(read->text, blocks[i].start, blocks[i].end);
        if (blocks[i].role == BLOCK_TITLE)
            take(read, &read->title, "title", line, "headline", &blocks[i],
                 mem);
        else if (blocks[i].role == BLOCK_BYLINE)
            take(read, &read->author, "author", byline_name(line), "byline",
                 &blocks[i], mem);
        else if (blocks[i].role == BLOCK_DATELINE)
            take(read, &read->published, "published",
                 str_of(html_date(line, mem)), "line that is a date",
                 &blocks[i], mem);
    }
}

enum ibid_status read_text(struct str original, const char *charset,
                           struct arena *mem, struct article *out,
                           struct ibid_error *err)
{
    struct article read = *out;
    enum ibid_status status = decode(original, charset, false, mem, &read, err);
    if (status != IBID_OK)
        return status;
    size_t count = 0;
    struct block *blocks = text_blocks(read.text, mem, &count);
    if (!count)
        return err_set(err, IBID_INVALID, "%s",
                       original.len ? "no text, only blanks" : "empty");
    text_roles(read.text, read.title, mem, blocks, count);
    metadata(&read, blocks, count, mem);
    read.blocks = blocks;
    read.block_count = count;
    read.media_type = "text/plain";
    *out = read;
    return IBID_OK;
}
