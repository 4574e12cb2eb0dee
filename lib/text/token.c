/* token.c - split a text into tokens: the loop, and how a token is kept. */
#include "text/token.h"

#include <unicode/uchar.h>

#include "text/scan.h"
#include "text/utf8.h"

enum {
    FOLD_CHUNK_BYTES = 4096,
    /* Lower case may be longer: U+023A, 2 bytes, becomes 3. */
    FOLD_GROWTH = 2,
    BYTES_A_TOKEN = 3, /* seldom less: room that is not used costs nothing */
};

struct token *scan_emit(struct scan *s, uint32_t start, uint32_t end,
                        enum token_kind kind)
{
    struct tokens *out = s->out;
    if (out->count == s->token_room)
        out->list = arena_grow(s->mem, out->list, &s->token_room,
                               (size_t)out->count + 1, sizeof *out->list);
    struct token *token = &out->list[out->count++];
    token->start = start;
    token->end = end;
    token->word = str_cut(s->text, start, end);
    token->kind = (uint8_t)kind;
    token->flags =
        (uint8_t)((s->space ? TOKEN_SPACE : 0) | (s->line ? TOKEN_BREAK : 0));
    s->space = s->line = false;
    return token;
}

/* Folded bytes are never more than twice the bytes of the text. */
static char *fold_room(struct scan *s, size_t bytes)
{
    size_t need = bytes * FOLD_GROWTH;
    if ((size_t)(s->fold_end - s->fold) < need) {
        size_t room = need > FOLD_CHUNK_BYTES ? need : FOLD_CHUNK_BYTES;
        s->fold = arena_alloc(s->mem, room);
        s->fold_end = s->fold + room;
    }
    return s->fold;
}

static char *fold_point(uint32_t point, char *to)
{
    switch (char_class_of(point)) {
    case CHAR_IGNORED:
        return to;
    case CHAR_APOSTROPHE:
        *to = '\'';
        return to + 1;
    case CHAR_HYPHEN:
        *to = '-';
        return to + 1;
    default:
        return to + utf8_put((uint32_t)u_tolower((UChar32)point), to);
    }
}

struct str scan_fold(struct scan *s, uint32_t start, uint32_t end)
{
    char *first = fold_room(s, end - start), *to = first;
    for (size_t at = start; at < end;) {
        unsigned char c = (unsigned char)s->text.ptr[at];
        if (c < 128) {
            *to++ = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
            at++;
        } else {
            to = fold_point(utf8_next(s->text, &at), to);
        }
    }
    s->fold = to;
    return (struct str){first, (size_t)(to - first)};
}

static void paragraph_end(struct scan *s)
{
    if (s->out->count > s->paragraph)
        sentences_split(s, s->paragraph);
    s->paragraph = s->out->count;
    s->double_open = false;
    s->single_open = 0;
}

/* Move to the next character that belongs to a token; its class. */
static enum char_class skip_blanks(struct scan *s)
{
    int lines = 0;
    enum char_class class;
    for (;; s->at = mark_at(s, s->at).next) {
        class = class_at(s, s->at);
        if (class == CHAR_LINE)
            lines++;
        else if (class == CHAR_PARAGRAPH)
            lines = 2;
        else if (class != CHAR_BLANK && class != CHAR_IGNORED)
            break;
        s->space |= class != CHAR_IGNORED;
    }
    s->line |= lines > 0;
    if (lines > 1)
        paragraph_end(s);
    return class;
}

static void scan_stretch(struct scan *s)
{
    s->space = s->line = true;
    s->paragraph = s->out->count;
    for (;;) {
        enum char_class class = skip_blanks(s);
        if (class == CHAR_END)
            break;
        if (class_is_word(class))
            scan_word(s);
        else
            scan_mark(s, class);
    }
    paragraph_end(s);
}

struct tokens text_tokens(const struct language *lang, struct str text,
                          const struct stretch *stretches, size_t count,
                          struct arena *mem)
{
    struct tokens out = {0};
    struct scan s = {.lang = lang, .text = text, .mem = mem, .out = &out};
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += stretches[i].end - stretches[i].start;
    if (bytes)
        out.list = arena_grow(mem, NULL, &s.token_room,
                              bytes / BYTES_A_TOKEN + 1, sizeof *out.list);
    for (size_t i = 0; i < count; i++) {
        s.at = stretches[i].start;
        s.end = stretches[i].end;
        scan_stretch(&s);
    }
    return out;
}
