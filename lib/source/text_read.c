/* text_read.c - a plain text as an article. */
#include "source/decode.h"
#include "source/read.h"
#include "source/text_blocks.h"

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
    for (size_t i = 0; i < count && !read.title; i++)
        if (blocks[i].role == BLOCK_TITLE)
            read.title = arena_strndup(mem, read.text.ptr + blocks[i].start,
                                       blocks[i].end - blocks[i].start);
    read.blocks = blocks;
    read.block_count = count;
    read.media_type = "text/plain";
    *out = read;
    return IBID_OK;
}
