/* text_roles.c - what paragraphs of a plain text are, without tags to tell. */
#include <ctype.h>

#include "source/phrase.h"
#include "source/table.h"
#include "source/text_blocks.h"
#include "source/text_shape.h"

enum {
    KEY_BYTES_MAX =
        PHRASE_BYTES_MAX, /* of a line looked up; longer ones are body */
    CREDIT_BYTES = 70,    /* of a photo credit at the end of a caption */
};

struct reader {
    struct str text, phrases, credits;
    struct block *blocks;
    size_t count;
};

static struct str block_text(const struct reader *r, size_t i)
{
    return str_cut(r->text, r->blocks[i].start, r->blocks[i].end);
}

static bool has_word(struct str table, struct str text)
{
    char bytes[KEY_BYTES_MAX];
    struct str key = phrase_key(text, bytes), value;
    for (size_t at = 0; at < key.len;) {
        size_t start = at;
        while (at < key.len && (isalpha((unsigned char)key.ptr[at]) ||
                                (unsigned char)key.ptr[at] >= 0x80))
            at++;
        if (table_find(table, str_cut(key, start, at), &value))
            return true;
        at += at == start;
    }
    return false;
}

/* "... (Photo by AP)", "... File photo: AFP": a credit at the end. */
static bool is_caption(const struct reader *r, struct str text)
{
    size_t from = text.len > CREDIT_BYTES ? text.len - CREDIT_BYTES : 0;
    struct str tail = str_cut(text, from, text.len);
    if (str_ends(tail, STR(")")) || str_ends(tail, STR("]"))) {
        char open = str_ends(tail, STR(")")) ? '(' : '[';
        size_t at = tail.len;
        while (at && tail.ptr[at - 1] != open)
            at--;
        return at && has_word(r->credits, str_cut(tail, at, tail.len));
    }
    size_t at = tail.len;
    while (at && tail.ptr[at - 1] != ':')
        at--;
    if (!at)
        return false;
    size_t start = at - 1;
    while (start && tail.ptr[start - 1] != '.' && tail.ptr[start - 1] != '|')
        start--;
    struct str label = text_trim(str_cut(tail, start, at - 1));
    bool alone = start > 0 || from == 0;
    return alone && text_words(label) <= 2 && has_word(r->credits, label) &&
           text_words(str_cut(tail, at, tail.len)) <= 6;
}

/* "News / Syria": parts of a way, short and without a sentence. */
static bool is_trail(struct str text)
{
    static const char *const marks[] = {" / ", " > ", " \xC2\xBB ",
                                        " \xE2\x80\xBA ", " | "};
    if (text.len > TEXT_SHORT_BYTES || text_ends_sentence(text))
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_find(text, str_of(marks[i])) < text.len)
            return text_words(text) <= 10;
    return false;
}

/* "Leave a sum": 1 + twenty = */
static bool is_riddle(struct str text)
{
    return text.len <= 40 && str_ends(text, STR("=")) &&
           (memchr(text.ptr, '+', text.len) ||
            str_find(text, STR("\xC3\x97")) < text.len ||
            str_find(text, STR(" - ")) < text.len);
}

static void mark_head(const struct reader *r, size_t title)
{
    struct str headline = block_text(r, title);
    r->blocks[title].role = BLOCK_TITLE;
    for (size_t i = 0; i < title; i++)
        if (r->blocks[i].role == BLOCK_BODY &&
            text_is_masthead(block_text(r, i)))
            r->blocks[i].role = BLOCK_NAVIGATION;
    for (size_t i = title + 1; i < r->count; i++) {
        struct str text = block_text(r, i);
        struct block *block = &r->blocks[i];
        if (block->role != BLOCK_BODY)
            continue;
        if (text_same(text, headline))
            block->role = BLOCK_BOILERPLATE; /* said once is enough */
        else if (i == title + 1 && text_words(text) <= 4 &&
                 text.len <= TEXT_SHORT_BYTES && !text_ends_sentence(text) &&
                 text_upper_at(text, 0) && i + 1 < r->count &&
                 !memchr(text.ptr, '\n', text.len))
            block->role = BLOCK_CAPTION; /* the name under a picture */
    }
}

/* From the first sure sign of a page's foot on, short lines belong to it; a
 * long one behind it takes that back. */
static void mark_foot(const struct reader *r)
{
    size_t last = r->count;
    for (size_t i = r->count; i-- > 0;) {
        struct str text = block_text(r, i);
        if (r->blocks[i].role == BLOCK_BODY &&
            (text.len > TEXT_SHORT_BYTES || text_ends_sentence(text)))
            break;
        if (r->blocks[i].role >= BLOCK_RELATED)
            last = i;
    }
    /* "It can also be reached at:" and then nothing but addresses. */
    if (last > 0 && last < r->count && text_is_url(block_text(r, last)) &&
        str_ends(block_text(r, last - 1), STR(":")) &&
        r->blocks[last - 1].role == BLOCK_BODY)
        r->blocks[--last].role = BLOCK_BOILERPLATE;
    for (size_t i = last; i < r->count; i++)
        if (r->blocks[i].role == BLOCK_BODY)
            r->blocks[i].role = r->blocks[i - 1].role >= BLOCK_RELATED
                                    ? r->blocks[i - 1].role
                                    : BLOCK_BOILERPLATE;
}

/* The role that a line's words or shape tell by themselves. */
static enum block_role line_role(const struct reader *r, size_t i)
{
    struct str line = block_text(r, i);
    bool head = i < TEXT_HEAD_BLOCKS;
    bool edge = head || i + TEXT_HEAD_BLOCKS >= r->count;
    enum block_role role = BLOCK_BODY;
    if (phrase_role(r->phrases, line, &role))
        return role;
    if (edge && is_riddle(line))
        return BLOCK_COMMENTS;
    if (head && text_is_date(line))
        return BLOCK_DATELINE;
    if (edge && text_is_byline(line))
        return BLOCK_BYLINE;
    if (is_caption(r, line))
        return BLOCK_CAPTION;
    if (head && r->count > 2 && is_trail(line))
        return BLOCK_NAVIGATION;
    if (edge && r->count > 2 && (text_is_url(line) || text_is_copyright(line)))
        return BLOCK_BOILERPLATE;
    return BLOCK_BODY;
}

void text_roles(struct str text, const char *title, struct arena *mem,
                struct block *blocks, size_t count)
{
    (void)mem;
    struct reader r = {text, table_open("tables/phrases.txt"),
                       table_open("tables/photo_words.txt"), blocks, count};
    for (size_t i = 0; i < count; i++)
        blocks[i].role = line_role(&r, i);
    int headline = text_title(text, title, blocks, count);
    if (headline >= 0)
        mark_head(&r, (size_t)headline);
    mark_foot(&r);
}
