/* grid_quotes.c - the quotes of a row, looked for in articles: a table of facts
 * alone does not say where they stand. */
#include "fact/cells.h"
#include "verify/grid.h"

/* The next part of "one | two", where a bar of its own is doubled; in `out`.
 */
static bool part_next(struct str *rest, struct buf *out)
{
    buf_reset(out);
    if (!rest->ptr)
        return false;
    for (size_t at = 0; at < rest->len; at++) {
        bool bar = rest->ptr[at] == '|';
        if (bar && at + 1 < rest->len && rest->ptr[at + 1] == '|')
            at++;
        else if (bar) {
            *rest = str_cut(*rest, at + 1, rest->len);
            return true;
        }
        buf_byte(out, rest->ptr[at]);
    }
    *rest = (struct str){NULL, 0};
    return true;
}

/* Spreadsheets drop carriage returns when they save a cell. */
static bool stands_without_returns(struct str text, struct str words)
{
    struct buf plain = {0};
    if (str_find(text, STR("\r")) == text.len)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '\r')
            buf_byte(&plain, text.ptr[i]);
    bool found = str_find(buf_view(&plain), words) < plain.len;
    buf_done(&plain);
    return found;
}

static bool stands_in(struct grid *grid, const struct article_at *article,
                      struct str words)
{
    const struct utf8_index *index =
        texts_get(&grid->check->texts, article->version);
    grid->check->texts.status = IBID_OK;
    return index && (str_find(index->text, words) < index->text.len ||
                     stands_without_returns(index->text, words));
}

static bool is_source(const struct article_at *article, struct str url,
                      struct str title)
{
    if (url.len && article->url)
        return str_eq(url, str_of(article->url));
    return !title.len ||
           (article->title && str_eq(title, str_of(article->title)));
}

/* In the article where the last one stood, in those of the row's address or
 * title, in any: facts of one article mostly follow each other. */
static bool is_quoted(struct grid *grid, struct str words)
{
    struct articles *articles = grid->check->articles;
    struct str url = grid_cell(grid, "source_url");
    struct str title = grid_cell(grid, "source_title");
    if (articles->count &&
        stands_in(grid, &articles->list[articles->last], words))
        return true;
    for (int any = 0; any < 2; any++)
        for (size_t i = 0; i < articles->count; i++) {
            bool likely = is_source(&articles->list[i], url, title);
            if (likely == (any == 1) ||
                !stands_in(grid, &articles->list[i], words))
                continue;
            articles->last = i;
            return true;
        }
    return false;
}

static void check_cell(struct grid *grid, size_t i)
{
    struct str cell = cells_get(&grid->row, i), rest = cell;
    struct buf part = {0};
    while (cell.len && part_next(&rest, &part)) {
        struct str words = buf_view(&part);
        (void)cell_is_cut(words, &words);
        if (is_quoted(grid, words) || is_quoted(grid, str_trim(words)))
            continue;
        struct str name = cells_get(&grid->header, i);
        verify_off(grid->check->v, "quote",
                   grid_subject(grid, arena_strndup(&grid->check->mem, name.ptr,
                                                    name.len)),
                   "%s stands in no article", file_shown(grid->check, words));
    }
    buf_done(&part);
}

enum ibid_status grid_check_quotes(struct grid *grid, struct ibid_error *err)
{
    struct ibid_verify_summary *sum = grid->check->v->summary;
    (void)err;
    sum->facts++;
    for (size_t i = 0; i < grid->row.count && i < grid->header.count; i++) {
        struct str name = cells_get(&grid->header, i);
        if (!str_ends(name, STR("quote")) && !str_eq(name, STR("quotes")))
            continue;
        sum->cells++;
        check_cell(grid, i);
    }
    return IBID_OK;
}

enum ibid_status grid_pass(struct grid *grid, struct ibid_error *err)
{
    (void)grid, (void)err;
    return IBID_OK;
}
