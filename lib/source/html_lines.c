/* html_lines.c - lines of text with their map, from pieces of a page. */
#include "source/html_lines.h"

#include "source/decode.h"
#include "source/html_states.h"

static void add(struct html_lines *l, const char *text, size_t length,
                uint32_t original, uint32_t original_len)
{
    struct buf *out = &l->tree->text;
    map_run_add(&l->tree->runs,
                (struct map_run){(uint32_t)out->len, (uint32_t)length, original,
                                 original_len});
    buf_add(out, text, length);
}

static void line_start(struct html_lines *l)
{
    struct html_tree *tree = l->tree;
    if (tree->text.len)
        buf_text(&tree->text, "\n\n");
    tree->lines = arena_grow(l->mem, tree->lines, &tree->line_capacity,
                             tree->line_count + 1, sizeof *tree->lines);
    tree->lines[tree->line_count++] = (struct html_line){
        .start = (uint32_t)tree->text.len,
        .node = l->node,
        .hints = l->inline_hints,
    };
    l->line_open = true;
    l->has_blank = false;
    l->breaks = 0;
}

/* What is due before a word: a new line, a break, a blank. */
static struct html_line *word_start(struct html_lines *l)
{
    if (l->line_open && l->breaks >= 2)
        html_line_end(l);
    if (!l->line_open)
        line_start(l);
    if (l->breaks)
        add(l, "\n", 1, l->break_at, l->break_end - l->break_at);
    else if (l->has_blank)
        add(l, " ", 1, l->blank, l->blank_end - l->blank);
    l->breaks = 0;
    l->has_blank = false;
    return &l->tree->lines[l->tree->line_count - 1];
}

static void count(struct html_lines *l, struct html_line *line, size_t bytes)
{
    if (l->in_link) {
        line->link_bytes += (uint32_t)bytes;
        line->links += l->new_link;
        l->new_link = false;
    }
    if (l->bold)
        line->bold_bytes += (uint32_t)bytes;
}

static void words_add(struct html_lines *l, struct str in, uint32_t start,
                      uint32_t end)
{
    struct html_line *line = word_start(l);
    count(l, line, end - start);
    add(l, in.ptr + start, end - start, start, end - start);
}

/* Text of <pre>: as it stands, but for CR. */
static void kept_add(struct html_lines *l, struct str in, uint32_t start,
                     uint32_t end)
{
    while (start < end) {
        const char *cr = memchr(in.ptr + start, '\r', end - start);
        uint32_t stop = cr ? (uint32_t)(cr - in.ptr) : end;
        if (stop > start)
            words_add(l, in, start, stop);
        if (!cr)
            break;
        bool pair = stop + 1 < end && in.ptr[stop + 1] == '\n';
        if (l->line_open)
            add(l, "\n", 1, stop, pair ? 2 : 1);
        start = stop + (pair ? 2 : 1);
    }
}

void html_line_text(struct html_lines *l, struct str in, uint32_t start,
                    uint32_t end)
{
    uint32_t at = start;
    if (l->pre) {
        if (!l->line_open)
            while (at < end && html_is_blank(in.ptr[at]))
                at++; /* lines do not begin with blanks, not even here */
        kept_add(l, in, at, end);
        return;
    }
    while (at < end) {
        if (html_is_blank(in.ptr[at])) {
            uint32_t blank = at;
            while (at < end && html_is_blank(in.ptr[at]))
                at++;
            if (!l->has_blank) {
                l->has_blank = true;
                l->blank = blank;
                l->blank_end = at;
            }
            continue;
        }
        /* Words with single spaces between them go in one piece. */
        uint32_t word = at;
        while (at < end && (!html_is_blank(in.ptr[at]) ||
                            (in.ptr[at] == ' ' && at + 1 < end &&
                             !html_is_blank(in.ptr[at + 1]))))
            at++;
        words_add(l, in, word, at);
    }
}

void html_line_character(struct html_lines *l, const struct html_token *token)
{
    if (token->text_len == 1 && html_is_blank(token->text[0]) && !l->pre) {
        if (!l->has_blank) {
            l->has_blank = true;
            l->blank = token->start;
            l->blank_end = token->end;
        }
        return;
    }
    /* A line of nothing but no-break spaces is none. */
    bool spacer = token->text_len == 2 && token->text[0] == '\xC2' &&
                  token->text[1] == '\xA0';
    if (spacer && (!l->line_open || l->breaks))
        return;
    struct html_line *line = word_start(l);
    count(l, line, (size_t)token->text_len);
    add(l, token->text, (size_t)token->text_len, token->start,
        token->end - token->start);
}

void html_line_break(struct html_lines *l, uint32_t start, uint32_t end)
{
    if (!l->line_open)
        return;
    if (!l->breaks++) {
        l->break_at = start;
        l->break_end = end;
    }
}

/* Cut the last `bytes` of text and what the map says of them. */
static void text_cut(struct html_tree *tree, size_t length)
{
    tree->text.len = length;
    while (tree->runs.len) {
        struct map_run last;
        char *at = tree->runs.ptr + tree->runs.len - sizeof last;
        memcpy(&last, at, sizeof last);
        if (last.text + last.text_len <= length)
            return;
        if (last.text >= length) {
            tree->runs.len -= sizeof last;
            continue;
        }
        uint32_t cut = last.text + last.text_len - (uint32_t)length;
        last.text_len -= cut;
        last.original_len -= cut < last.original_len ? cut : 0;
        memcpy(at, &last, sizeof last);
        return;
    }
}

static bool ends_blank(struct str text)
{
    return html_is_blank(text.ptr[text.len - 1]) ||
           str_ends(text, STR("\xC2\xA0"));
}

void html_line_end(struct html_lines *l)
{
    struct html_tree *tree = l->tree;
    l->inline_hints = 0;
    l->bold = 0;
    l->breaks = 0;
    l->has_blank = false;
    if (!l->line_open)
        return;
    l->line_open = false;
    struct html_line *line = &tree->lines[tree->line_count - 1];
    struct str text =
        str_cut(buf_view(&tree->text), line->start, tree->text.len);
    size_t whole = text.len;
    while (text.len && ends_blank(text))
        text.len -= html_is_blank(text.ptr[text.len - 1]) ? 1 : 2;
    if (text.len < whole)
        text_cut(tree, line->start + text.len);
    line->end = (uint32_t)tree->text.len;
    if (text.len)
        return;
    tree->line_count--; /* nothing but blanks: as if it had not been there */
    text_cut(tree, line->start >= 2 ? line->start - 2 : 0);
}

void html_title_add(struct html_lines *l, const struct html_token *token,
                    struct str text)
{
    if (token->kind == HTML_CHARACTER) {
        buf_add(&l->title, token->text, (size_t)token->text_len);
        return;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (!html_is_blank(text.ptr[i]))
            buf_byte(&l->title, text.ptr[i]);
        else if (l->title.len && l->title.ptr[l->title.len - 1] != ' ')
            buf_byte(&l->title, ' ');
    }
}
