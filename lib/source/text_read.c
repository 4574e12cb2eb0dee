/* text_read.c - a plain text as an article. */
#include "source/decode.h"
#include "source/html_meta.h"
#include "source/phrase.h"
#include "source/read.h"
#include "source/text_blocks.h"

static const char *text_of(struct str text, struct arena *mem)
{
    return text.len ? arena_strndup(mem, text.ptr, text.len) : NULL;
}

/* What the text says of itself, where it is not known: a title, a byline, a
 * line that is a date. */
static void metadata(struct article *read, const struct block *blocks,
                     size_t count, struct arena *mem)
{
    for (size_t i = 0; i < count; i++) {
        struct str line = str_cut(read->text, blocks[i].start, blocks[i].end);
        if (blocks[i].role == BLOCK_TITLE && !read->title)
            read->title = text_of(line, mem);
        else if (blocks[i].role == BLOCK_BYLINE && !read->author)
            read->author = text_of(byline_name(line), mem);
        else if (blocks[i].role == BLOCK_DATELINE && !read->published)
            read->published = html_date(line, mem);
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
