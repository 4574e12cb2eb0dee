/* html_read.c - a page as an article. */
#include "source/decode.h"
#include "source/html_meta.h"
#include "source/html_roles.h"
#include "source/html_tree.h"
#include "source/read.h"

static void warn(struct article *article, const struct html_tree *tree,
                 struct arena *mem)
{
    if (tree->flattened)
        article_warn(article, mem,
                     "%zu elements nested deeper than %d were read as if they "
                     "were not nested",
                     tree->flattened, HTML_DEPTH_MAX);
    if (tree->attributes_dropped)
        article_warn(article, mem,
                     "%zu attributes over %d on one tag were passed over",
                     tree->attributes_dropped, HTML_ATTRIBUTES_MAX);
    if (tree->raw != TAG_OTHER)
        article_warn(article, mem,
                     "<%s> is never closed: what follows it was not read as "
                     "text",
                     html_element(tree->raw)->name);
    else if (tree->cut)
        article_warn(article, mem, "the page ends within a tag or a comment");
}

/* What the page shows of its title and author. */
static void offer_lines(struct html_meta *meta, struct str text,
                        const struct source_map *to_page,
                        const struct block *blocks, size_t count)
{
    struct str headline = {"", 0};
    uint32_t end = 0;
    struct html_place headline_place = {.rule = "headline"};
    for (size_t i = 0; i < count; i++) {
        struct str line = str_cut(text, blocks[i].start, blocks[i].end);
        struct html_place place = {.rule = "byline"};
        if (blocks[i].role != BLOCK_TITLE && blocks[i].role != BLOCK_BYLINE)
            continue;
        (void)map_span(to_page, blocks[i].start, blocks[i].end, &place.start,
                       &place.end);
        if (blocks[i].role == BLOCK_BYLINE) {
            html_meta_byline(meta, line, place);
            continue;
        }
        headline = line;
        end = blocks[i].end;
        headline_place.start = place.start;
        headline_place.end = place.end;
    }
    html_meta_title(meta, headline, headline_place);
    html_choose_title(meta);
    html_choose_author(meta, blocks, count, end);
}

static bool is_blank_text(struct str text)
{
    return str_trim(text).len == 0;
}

enum ibid_status read_html(struct str original, const char *charset,
                           struct arena *mem, struct article *out,
                           struct ibid_error *err)
{
    struct article page = *out;
    enum ibid_status status = decode(original, charset, true, mem, &page, err);
    if (status != IBID_OK)
        return status;
    struct html_meta meta = html_meta_start(mem);
    struct html_tree tree;
    html_tree_read(page.text, &meta, mem, &tree);
    struct str text = buf_view(&tree.text);
    if (is_blank_text(text)) {
        html_tree_done(&tree);
        return err_set(err, IBID_INVALID,
                       "the page holds no text (is it drawn by a script? save "
                       "it from the browser after it has loaded)");
    }
    struct str title = meta.fields[FIELD_TITLE].value;
    if (!title.len)
        title = meta.page_title;
    page.blocks = html_roles(&tree, title, meta.fields[FIELD_BODY].value, mem);
    page.block_count = tree.line_count;
    struct source_map to_page = map_done(&tree.runs, mem);
    offer_lines(&meta, text, &to_page, page.blocks, page.block_count);
    html_meta_apply(&meta, mem, &page);
    warn(&page, &tree, mem);
    page.text = arena_str(mem, text);
    page.map = map_join(to_page, page.map, mem);
    page.media_type = "text/html";
    html_tree_done(&tree);
    *out = page;
    return IBID_OK;
}
