/* text_blocks.c - paragraphs of a plain text. */
#include "source/text_blocks.h"

#include "text/utf8.h"

enum {
    WRAP_WIDTH_MAX = 110, /* code points: longer lines are paragraphs */
    WRAP_WIDTH_MIN = 40,
    WRAP_PAIRS_MIN = 2, /* lines that must have been filled up */
    INDENT = 2,         /* blanks that begin a paragraph in wrapped text */
};

/* Line breaks: LF, CR LF, CR. `*next` is where the next line starts. */
static size_t line_end(struct str text, size_t at, size_t *next)
{
    while (at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\r')
        at++;
    *next = at < text.len ? at + 1 : at;
    if (at + 1 < text.len && text.ptr[at] == '\r' && text.ptr[at + 1] == '\n')
        *next = at + 2;
    return at;
}

static size_t blank_at(struct str text, size_t at)
{
    static const char *const wide[] = {"\xC2\xA0", "\xEF\xBB\xBF",
                                       "\xE2\x80\x8B", "\xE3\x80\x80"};
    char c = text.ptr[at];
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_starts(str_cut(text, at, text.len), str_of(wide[i])))
            return strlen(wide[i]);
    return 0;
}

struct str text_trim(struct str text)
{
    size_t used;
    while (text.len && (used = blank_at(text, 0)) > 0)
        text = str_cut(text, used, text.len);
    while (text.len) {
        size_t at = text.len - 1;
        while (at && !utf8_is_boundary(text, at))
            at--;
        if (!blank_at(text, at))
            break;
        text.len = at;
    }
    return text;
}

struct line {
    uint32_t start, end; /* trimmed */
    uint32_t width;      /* code points, indent included */
    uint32_t first_word; /* code points */
    bool indented;
};

static struct line line_of(struct str text, size_t start, size_t end)
{
    struct str whole = str_cut(text, start, end), part = text_trim(whole);
    size_t indent = (size_t)(part.ptr - whole.ptr), word = 0;
    while (word < part.len && !blank_at(part, word))
        word++;
    return (struct line){
        .start = (uint32_t)(start + indent),
        .end = (uint32_t)(start + indent + part.len),
        .width = (uint32_t)(indent + utf8_count(part)),
        .first_word = (uint32_t)utf8_count(str_cut(part, 0, word)),
        .indented = indent >= INDENT,
    };
}

static struct line *lines_read(struct str text, struct arena *mem,
                               size_t *count)
{
    struct line *lines = NULL;
    size_t capacity = 0, next;
    for (size_t at = 0; at < text.len; at = next) {
        size_t end = line_end(text, at, &next);
        lines = arena_grow(mem, lines, &capacity, *count + 1, sizeof *lines);
        lines[(*count)++] = line_of(text, at, end);
    }
    return lines;
}

static bool is_empty(const struct line *line)
{
    return line->start == line->end;
}

/* Were the lines filled up to a width, so that the first word of the next
 * would not have fitted? Then line ends mean nothing. */
static bool is_wrapped(const struct line *lines, size_t count)
{
    uint32_t width = 0;
    size_t pairs = 0, filled = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        if (is_empty(&lines[i]) || is_empty(&lines[i + 1]))
            continue;
        pairs++;
        width = lines[i].width > width ? lines[i].width : width;
    }
    if (pairs < WRAP_PAIRS_MIN || width > WRAP_WIDTH_MAX ||
        width < WRAP_WIDTH_MIN)
        return false;
    for (size_t i = 0; i + 1 < count; i++)
        if (!is_empty(&lines[i]) && !is_empty(&lines[i + 1]))
            filled += lines[i].width + 1 + lines[i + 1].first_word + 4 > width;
    return filled * 10 >= pairs * 6;
}

struct block *text_blocks(struct str text, struct arena *mem, size_t *count)
{
    size_t line_count = 0, capacity = 0;
    struct line *lines = lines_read(text, mem, &line_count);
    bool wrapped = is_wrapped(lines, line_count), joined = false;
    struct block *blocks = NULL;
    *count = 0;
    for (size_t i = 0; i < line_count; i++) {
        const struct line *line = &lines[i];
        if (is_empty(line)) {
            joined = false;
            continue;
        }
        if (joined && !(line->indented && !lines[i - 1].indented)) {
            blocks[*count - 1].end = line->end;
            continue;
        }
        blocks = arena_grow(mem, blocks, &capacity, *count + 1, sizeof *blocks);
        blocks[(*count)++] = (struct block){line->start, line->end, BLOCK_BODY};
        joined = wrapped;
    }
    return blocks;
}
