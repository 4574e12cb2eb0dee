/* sentence.c - cut the tokens of a paragraph into sentences. */
#include "text/scan.h"
#include "text/utf8.h"

enum {
    NAME_TOKENS_MAX = 5, /* between "?" and the verb: John F. Smith asked */
    WIDE_GAP_BYTES = 2,  /* two blanks after a stop begin a new sentence */
};

/* How a token may end a sentence. */
enum stop {
    STOP_NONE,
    STOP_PLAIN,   /* . */
    STOP_LOUD,    /* ! ? */
    STOP_TRAIL,   /* ... */
    STOP_ABBREV,  /* a stop that belongs to an abbreviation */
    STOP_INITIAL, /* J. */
};

/* The tokens of one paragraph. */
struct paragraph {
    const struct scan *s;
    const struct token *list;
    uint32_t count;
};

static uint32_t first_point(const struct paragraph *p, uint32_t i)
{
    size_t at = p->list[i].start;
    return utf8_next(p->s->text, &at);
}

static enum stop stop_at(const struct paragraph *p, uint32_t i)
{
    const struct token *token = &p->list[i];
    if (token->flags & TOKEN_INITIAL)
        return STOP_INITIAL;
    if (token->flags & TOKEN_ABBREV)
        return STOP_ABBREV;
    if (token->kind != TOKEN_PUNCT)
        return STOP_NONE;
    switch (first_point(p, i)) {
    case '.':
        return token->end - token->start > 1 ? STOP_TRAIL : STOP_PLAIN;
    case 0x2026:
        return STOP_TRAIL;
    case '!':
    case '?':
    case 0x203c:
    case 0x203d:
    case 0x2049:
        return STOP_LOUD;
    case 0x3002:
    case 0xff0e:
        return STOP_PLAIN;
    default:
        return STOP_NONE;
    }
}

/* Does token `i` still belong to the sentence that ended before it: closing
 * marks, more stops? */
static bool closes(const struct paragraph *p, uint32_t i)
{
    const struct token *token = &p->list[i];
    if (token->kind == TOKEN_CLOSE)
        return true;
    if (token->kind != TOKEN_PUNCT || token->flags & TOKEN_SPACE)
        return false;
    uint32_t point = first_point(p, i);
    return point == ')' || point == ']' || point == '}' ||
           stop_at(p, i) != STOP_NONE;
}

/* Footnote marks behind a stop, "[17][18]": where they end, from `i`. */
static uint32_t notes_end(const struct paragraph *p, uint32_t i)
{
    while (p->count - i >= 3 && p->list[i].kind == TOKEN_PUNCT &&
           first_point(p, i) == '[' && p->list[i + 1].kind == TOKEN_NUMBER &&
           p->list[i + 2].kind == TOKEN_PUNCT && first_point(p, i + 2) == ']')
        i += 3;
    return i;
}

static bool is_capital(const struct paragraph *p, uint32_t i)
{
    return i < p->count && p->list[i].flags & TOKEN_CAPITAL;
}

static bool is_small(const struct paragraph *p, uint32_t i)
{
    return i < p->count && p->list[i].kind == TOKEN_WORD &&
           !(p->list[i].flags & TOKEN_CAPITAL) &&
           class_at(p->s, p->list[i].start) == CHAR_LETTER;
}

/* "Why?" John Smith asked: the sentence goes on to a verb of speech. */
static bool speech_follows(const struct paragraph *p, uint32_t i)
{
    uint32_t end =
        p->count - i > NAME_TOKENS_MAX ? i + NAME_TOKENS_MAX : p->count;
    for (; i < end && p->list[i].kind == TOKEN_WORD; i++) {
        if (lexicon_word(p->s->lang, p->list[i].lexeme, LIST_SPEECH))
            return true;
        if (!is_capital(p, i))
            return false;
    }
    return false;
}

static bool is_starter(const struct paragraph *p, uint32_t i)
{
    const struct entry *known =
        lexicon_word(p->s->lang, p->list[i].lexeme, LIST_COMMON);
    return known && known->kind == COMMON_STARTER && is_capital(p, i);
}

/* After an abbreviation at `last`: does a sentence begin at `next`? */
static bool splits_abbreviation(const struct paragraph *p, uint32_t last,
                                uint32_t next, enum stop stop)
{
    const struct token *token = &p->list[last];
    const struct entry *known =
        lexicon_word(p->s->lang, token->lexeme, LIST_ABBREVIATIONS);
    int kind = known && stop == STOP_ABBREV ? known->kind : ABBREV_ANY;
    if (kind == ABBREV_TITLE || kind == ABBREV_NUMBER || kind == ABBREV_NEVER)
        return false;
    if (kind == ABBREV_END && is_capital(p, next))
        return true;
    uint32_t word = next;
    if (p->list[word].kind == TOKEN_OPEN && word + 1 < p->count)
        word++;
    if (!is_starter(p, word))
        return false;
    /* In upper case the words say little; two blanks say more. */
    bool upper = p->list[word].flags & TOKEN_UPPER;
    return !upper || p->list[next].start - p->list[last].end >= WIDE_GAP_BYTES;
}

/* "1. First", "a) ..." at the head of the sentence. */
static bool is_enumerator(const struct paragraph *p, uint32_t start,
                          uint32_t last)
{
    return last == start + 1 && p->list[start].kind == TOKEN_NUMBER &&
           p->list[start].end - p->list[start].start <= 2;
}

/* May a sentence begin at token `i`, without closing marks before it? A small
 * letter may: careless writers, eHow; but not a cut-off word's, and not behind
 * a bracket: "Berg (D-Md.) said". */
static bool can_begin(const struct paragraph *p, uint32_t i, enum stop stop)
{
    enum char_class class = char_class_of(first_point(p, i));
    switch (p->list[i].kind) {
    case TOKEN_WORD:
        return !is_small(p, i) ||
               (stop != STOP_TRAIL && p->list[i - 1].kind == TOKEN_PUNCT &&
                first_point(p, i - 1) != ')');
    case TOKEN_PUNCT:
        return class == CHAR_BRACKET || class == CHAR_HYPHEN ||
               stop_at(p, i) == STOP_TRAIL;
    case TOKEN_CLITIC:
    case TOKEN_CLOSE:
        return false;
    default:
        return true;
    }
}

/* Does a sentence end between the stop at `last` (closing marks up to `next`
 * taken in) and token `next`? */
static bool splits(const struct paragraph *p, uint32_t start, uint32_t last,
                   uint32_t next, enum stop stop)
{
    const struct token *after = &p->list[next];
    bool quoted = p->list[next - 1].kind == TOKEN_CLOSE;
    if (stop == STOP_ABBREV || stop == STOP_INITIAL)
        return splits_abbreviation(p, last, next, stop);
    if (!(after->flags & TOKEN_SPACE))
        return is_capital(p, next) && stop != STOP_TRAIL && last > start &&
               is_small(p, last - 1);
    if (is_enumerator(p, start, last))
        return false;
    if (!can_begin(p, next, stop))
        return false;
    return !(quoted && stop != STOP_PLAIN && speech_follows(p, next));
}

/* A list item begins a line: "- ", "* ", a bullet. */
static bool is_item(const struct paragraph *p, uint32_t i)
{
    const struct token *token = &p->list[i];
    if (!(token->flags & TOKEN_BREAK) || i + 1 >= p->count ||
        !(p->list[i + 1].flags & TOKEN_SPACE))
        return false;
    uint32_t point = first_point(p, i);
    return token->word.len <= 3 &&
           (point == '*' || point == 0x2022 || point == 0xb7 ||
            point == 0x25cf || point == 0x25aa || point == 0x2023);
}

static void add_sentence(struct scan *s, uint32_t first, uint32_t last)
{
    struct tokens *out = s->out;
    out->sentences =
        arena_grow(s->mem, out->sentences, &s->sentence_room,
                   (size_t)out->sentence_count + 1, sizeof *out->sentences);
    out->sentences[out->sentence_count++] = (struct sentence){first, last};
    out->list[first].flags |= TOKEN_FIRST;
}

/* Behind the stop at `i`: closing marks, more stops, footnotes. */
static uint32_t stop_end(const struct paragraph *p, uint32_t i, enum stop *stop)
{
    uint32_t next = i + 1;
    for (; next < p->count && closes(p, next); next++) {
        enum stop more = stop_at(p, next);
        *stop = more == STOP_NONE ? *stop : more;
    }
    return notes_end(p, next);
}

void sentences_split(struct scan *s, uint32_t first)
{
    struct paragraph p = {s, s->out->list, s->out->count};
    uint32_t start = first;
    for (uint32_t i = first; i < p.count; i++) {
        if (i > start && is_item(&p, i)) {
            add_sentence(s, start, i);
            start = i;
        }
        enum stop stop = stop_at(&p, i);
        if (stop == STOP_NONE)
            continue;
        uint32_t next = stop_end(&p, i, &stop);
        bool ends = next == p.count || splits(&p, start, i, next, stop);
        i = next - 1; /* a run of stops is looked at once */
        if (!ends)
            continue;
        add_sentence(s, start, next);
        start = next;
    }
    if (start < p.count)
        add_sentence(s, start, p.count);
}
