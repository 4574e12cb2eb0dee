/* pdf_text.c - the text of a document and where its lines stand. */
#include "import/pdf_text.h"

#include <expat.h>
#include <stdlib.h>

#include "base/map.h"

enum { XML_CHUNK_BYTES = 1024 * 1024, TENTHS = 10 };

/* A line of a block: words[first, first + count) of the document. */
struct line {
    size_t first, count;
    size_t block;
    uint32_t left, top, width, height; /* tenths of points */
};

struct reader {
    XML_Parser parser;
    struct arena *mem;
    struct str *words;
    size_t word_count, word_room;
    struct line *lines;
    size_t line_count, line_room;
    uint32_t *pages; /* of each block */
    size_t block_count, block_room;
    uint32_t page;
    bool in_word, in_line;
    struct buf word;
    struct map whole; /* words that stand in one piece */
    size_t bytes;     /* of all words */
};

/* "56.800000" as tenths; what is off the page is at its edge. */
static uint32_t tenths(const char *text)
{
    double value = strtod(text, NULL) * TENTHS + 0.5;
    return value > 0 && value < 1e9 ? (uint32_t)value : 0;
}

static void box_of(const char **attributes, struct line *line)
{
    uint32_t right = 0, bottom = 0;
    for (size_t i = 0; attributes[i]; i += 2) {
        uint32_t at = tenths(attributes[i + 1]);
        if (strcmp(attributes[i], "xMin") == 0)
            line->left = at;
        else if (strcmp(attributes[i], "yMin") == 0)
            line->top = at;
        else if (strcmp(attributes[i], "xMax") == 0)
            right = at;
        else if (strcmp(attributes[i], "yMax") == 0)
            bottom = at;
    }
    line->width = right > line->left ? right - line->left : 0;
    line->height = bottom > line->top ? bottom - line->top : 0;
}

static void on_start(void *ctx, const char *name, const char **attributes)
{
    struct reader *r = ctx;
    if (strcmp(name, "page") == 0) {
        r->page++;
    } else if (strcmp(name, "block") == 0 && r->page) {
        r->pages = arena_grow(r->mem, r->pages, &r->block_room,
                              r->block_count + 1, sizeof *r->pages);
        r->pages[r->block_count++] = r->page;
    } else if (strcmp(name, "line") == 0 && r->block_count) {
        r->lines = arena_grow(r->mem, r->lines, &r->line_room,
                              r->line_count + 1, sizeof *r->lines);
        struct line *line = &r->lines[r->line_count++];
        *line =
            (struct line){.first = r->word_count, .block = r->block_count - 1};
        box_of(attributes, line);
        r->in_line = true;
    } else if (strcmp(name, "word") == 0 && r->in_line) {
        r->in_word = true;
        buf_reset(&r->word);
    }
}

static void word_end(struct reader *r)
{
    struct str word = str_trim(buf_view(&r->word));
    r->in_word = false;
    if (!word.len)
        return;
    word = arena_str(r->mem, word);
    r->words = arena_grow(r->mem, r->words, &r->word_room, r->word_count + 1,
                          sizeof *r->words);
    r->words[r->word_count++] = word;
    r->lines[r->line_count - 1].count++;
    *map_at(&r->whole, word) = r;
    r->bytes += word.len + 1;
    if (r->bytes > ARTICLE_BYTES_MAX)
        (void)XML_StopParser(r->parser, XML_FALSE);
}

static void on_end(void *ctx, const char *name)
{
    struct reader *r = ctx;
    if (strcmp(name, "word") == 0 && r->in_word)
        word_end(r);
    else if (strcmp(name, "line") == 0)
        r->in_line = false;
}

static void on_text(void *ctx, const char *text, int length)
{
    struct reader *r = ctx;
    if (r->in_word)
        buf_add(&r->word, text, (size_t)length);
}

/* XML 1.0 has no control characters; pdftotext passes them on. */
static void clean(char *xml, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        if ((unsigned char)xml[i] < ' ' && xml[i] != '\n')
            xml[i] = ' ';
}

static enum ibid_status parse(struct reader *r, const char *xml, size_t bytes,
                              struct ibid_error *err)
{
    r->parser = XML_ParserCreate("UTF-8");
    if (!r->parser)
        mem_exhausted(sizeof *r);
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    enum XML_Status good = XML_STATUS_OK;
    for (size_t at = 0; good == XML_STATUS_OK && at < bytes;) {
        size_t now =
            bytes - at < XML_CHUNK_BYTES ? bytes - at : (size_t)XML_CHUNK_BYTES;
        good = XML_Parse(r->parser, xml + at, (int)now, at + now == bytes);
        at += now;
    }
    XML_ParserFree(r->parser);
    buf_done(&r->word);
    if (r->bytes > ARTICLE_BYTES_MAX)
        return err_set(err, IBID_LIMIT,
                       "more than %d MiB of text (ARTICLE_BYTES_MAX)",
                       ARTICLE_BYTES_MAX >> 20);
    return good == XML_STATUS_OK
               ? IBID_OK
               : err_set(err, IBID_INVALID, "pdftotext printed broken XML");
}

/* ---- Putting the text together ------------------------------------------ */

static bool is_letter(char c)
{
    return (unsigned char)c >= 0x80 || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* How a line ends: 0 with a whole word, 1 with a word whose hyphen belongs to
 * it, 2 with one cut in two. */
static int line_join(const struct reader *r, const struct line *line)
{
    const struct line *next = line + 1;
    if (next == r->lines + r->line_count || next->block != line->block ||
        !line->count || !next->count)
        return 0;
    struct str word = r->words[line->first + line->count - 1];
    struct str more = r->words[next->first];
    if (word.len < 2 || !str_ends(word, STR("-")) ||
        !is_letter(word.ptr[word.len - 2]) || more.ptr[0] < 'a' ||
        more.ptr[0] > 'z')
        return 0;
    struct buf both = {0};
    buf_add(&both, word.ptr, word.len - 1);
    buf_str(&both, more);
    while (both.len && !is_letter(both.ptr[both.len - 1]))
        both.len--; /* a comma behind it */
    bool known = map_get(&r->whole, buf_view(&both)) != NULL;
    buf_done(&both);
    return known ? 2 : 1;
}

static void line_write(const struct reader *r, const struct line *line, int cut,
                       struct buf *text)
{
    for (size_t i = 0; i < line->count; i++) {
        struct str word = r->words[line->first + i];
        if (i)
            buf_byte(text, ' ');
        if (i + 1 == line->count && cut == 2)
            word.len--;
        buf_str(text, word);
    }
}

struct writing {
    struct buf text;
    struct pdf_text *out;
    struct map_box *boxes;
    struct pdf_block *blocks;
};

/* A block begins where the one before it ended, an empty line between. */
static struct pdf_block *block_of(struct writing *w, const struct reader *r,
                                  const struct line *line)
{
    if (w->out->block_count && line > r->lines &&
        w->blocks[w->out->block_count - 1].end == w->text.len &&
        line[-1].block == line->block)
        return &w->blocks[w->out->block_count - 1];
    if (w->text.len)
        buf_text(&w->text, "\n\n");
    struct pdf_block *block = &w->blocks[w->out->block_count++];
    *block = (struct pdf_block){(uint32_t)w->text.len, (uint32_t)w->text.len,
                                r->pages[line->block]};
    return block;
}

static void lines_write(struct writing *w, const struct reader *r)
{
    int cut = 0;
    for (size_t i = 0; i < r->line_count; i++) {
        const struct line *line = r->lines + i;
        if (!line->count)
            continue;
        struct pdf_block *block = block_of(w, r, line);
        if (w->text.len > block->start && !cut)
            buf_byte(&w->text, ' ');
        uint32_t start = (uint32_t)w->text.len;
        cut = line_join(r, line);
        line_write(r, line, cut, &w->text);
        block->end = (uint32_t)w->text.len;
        w->boxes[w->out->box_count++] = (struct map_box){
            start,     block->end - start, r->pages[line->block], line->left,
            line->top, line->width,        line->height};
    }
}

enum ibid_status pdf_text_read(char *xml, size_t bytes, struct arena *mem,
                               struct pdf_text *out, struct ibid_error *err)
{
    struct reader r = {.mem = mem, .whole = {.mem = mem}};
    clean(xml, bytes);
    enum ibid_status status = parse(&r, xml, bytes, err);
    if (status)
        return status;
    *out = (struct pdf_text){0};
    struct writing w = {.out = out};
    w.boxes = arena_array(mem, r.line_count, sizeof *w.boxes);
    w.blocks = arena_array(mem, r.line_count, sizeof *w.blocks);
    lines_write(&w, &r);
    out->text = arena_str(mem, w.text.len ? buf_view(&w.text) : STR(""));
    out->boxes = w.boxes;
    out->blocks = w.blocks;
    buf_done(&w.text);
    return IBID_OK;
}
