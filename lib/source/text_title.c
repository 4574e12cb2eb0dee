/* text_title.c - which line of a plain text is its headline. */
#include <ctype.h>

#include "source/text_shape.h"

enum {
    TITLE_BYTES_MAX = 220,
    TITLE_WORDS_MIN = 3,
    MASTHEAD_WORDS_MAX = 6,
    PARAGRAPHS = 3,     /* whose words are compared with a headline's */
    COMPARED_MAX = 800, /* bytes of each */
    WORD_MIN = 4,       /* letters of a word that is compared */
    STEM = 6,           /* of which so many must be the same */
};

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool is_headline(struct str text)
{
    return text.len <= TITLE_BYTES_MAX && !text_ends_sentence(text) &&
           text_words(text) >= TITLE_WORDS_MIN && text.ptr[0] != '(' &&
           text.ptr[0] != '[' && text.ptr[0] != '-' &&
           !memchr(text.ptr, '\n', text.len) && !text_is_url(text) &&
           str_find(text, STR(" -- ")) == text.len;
}

bool text_is_masthead(struct str text)
{
    return text.len <= TEXT_SHORT_BYTES && !text_ends_sentence(text) &&
           text_words(text) <= MASTHEAD_WORDS_MAX &&
           !memchr(text.ptr, '\n', text.len);
}

/* A paragraph, above which the headline stands. */
static bool is_paragraph(struct str text)
{
    return text.len > TITLE_BYTES_MAX ||
           (text.len > TEXT_SHORT_BYTES && text_ends_sentence(text));
}

/* Does a word of `text` begin with `stem`? Case does not count. */
static bool has_stem(struct str text, struct str stem)
{
    for (size_t at = 0; at + stem.len <= text.len; at++)
        if ((at == 0 || !is_letter(text.ptr[at - 1])) &&
            str_ieq(str_cut(text, at, at + stem.len), stem))
            return true;
    return false;
}

struct page {
    struct str text;
    const struct block *blocks;
    size_t count;
    size_t head; /* the first paragraph */
};

static struct str line_of(const struct page *p, size_t i)
{
    return str_cut(p->text, p->blocks[i].start, p->blocks[i].end);
}

static bool recurs(const struct page *p, struct str stem)
{
    for (size_t i = p->head; i < p->count && i < p->head + PARAGRAPHS; i++) {
        struct str paragraph = line_of(p, i);
        if (paragraph.len > COMPARED_MAX)
            paragraph.len = COMPARED_MAX;
        if (has_stem(paragraph, stem))
            return true;
    }
    return false;
}

/* How many of the line's words the first paragraphs take up. */
static size_t recurring(const struct page *p, struct str line)
{
    size_t found = 0;
    for (size_t at = 0; at < line.len;) {
        size_t start = at;
        while (at < line.len && is_letter(line.ptr[at]))
            at++;
        size_t length = at - start;
        if (length >= WORD_MIN)
            found += recurs(
                p, str_cut(line, start,
                           start + (length < STEM ? length : (size_t)STEM)));
        at += length == 0;
    }
    return found;
}

/* Is `later`, further down, rather the headline than `first`? Said twice is
 * a headline; so is what is longer than the name of a paper or a section and
 * shares more words with the text. */
static bool is_rather(const struct page *p, size_t first, size_t later)
{
    struct str name = line_of(p, first), line = line_of(p, later);
    if (!text_is_masthead(name) || text_words(line) <= text_words(name))
        return false;
    size_t of_name = recurring(p, name), of_line = recurring(p, line);
    bool few =
        text_words(name) <= TITLE_WORDS_MIN || of_name * 2 < text_words(name);
    return few && of_line > of_name && of_line >= 2;
}

static size_t head_end(const struct page *p)
{
    size_t i = 0;
    while (i < p->count && i < TEXT_HEAD_BLOCKS &&
           !(p->blocks[i].role == BLOCK_BODY && is_paragraph(line_of(p, i))))
        i++;
    return i;
}

int text_title(struct str text, const char *title, const struct block *blocks,
               size_t count)
{
    struct page p = {text, blocks, count, 0};
    for (size_t i = 0; title && i < count && i < TEXT_HEAD_BLOCKS; i++)
        if (text_same(line_of(&p, i), str_of(title)))
            return (int)i;
    p.head = head_end(&p);
    size_t best = count;
    bool broken = false; /* by a line that no headline stands below */
    for (size_t i = 0; i < p.head && i + 1 < count; i++) {
        struct str line = line_of(&p, i);
        if (blocks[i].role != BLOCK_BODY)
            continue;
        if (is_headline(line) &&
            (best == count ? !broken : is_rather(&p, best, i)))
            best = i;
        broken = broken || !text_is_masthead(line);
    }
    return best < count ? (int)best : -1;
}
