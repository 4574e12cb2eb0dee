/* scan.h - the tokenizer's state and its parts; for lib/text only. */
#ifndef TEXT_SCAN_H
#define TEXT_SCAN_H

#include "text/lexicon.h"

/* What a character may do in a text. */
enum char_class {
    CHAR_BLANK,
    CHAR_LINE,      /* ends a line */
    CHAR_PARAGRAPH, /* U+2029 */
    CHAR_IGNORED,   /* soft hyphen, joiners, byte order mark */
    CHAR_LETTER,    /* and marks, and digits other than ASCII */
    CHAR_DIGIT,
    CHAR_STOP,
    CHAR_HYPHEN,
    CHAR_APOSTROPHE, /* ' and the curly ones, which are quotes too */
    CHAR_QUOTE,      /* " */
    CHAR_QUOTE_OPEN,
    CHAR_QUOTE_CLOSE,
    CHAR_TICK, /* ` */
    CHAR_AT,
    CHAR_HASH,
    CHAR_PUNCT,
    CHAR_BRACKET, /* ( [ { */
    CHAR_SYMBOL,
    CHAR_END, /* of the stretch */
};

/* One character: where the next begins, what it is. */
struct mark {
    uint32_t point, next;
    enum char_class class;
};

struct scan {
    const struct language *lang;
    struct str text;
    struct arena *mem;
    struct tokens *out;
    size_t token_room, sentence_room;
    char *fold, *fold_end; /* room for folded words */
    uint32_t at, end;      /* of the stretch */
    uint32_t paragraph;    /* its first token */
    bool space, line;      /* before the next token */
    bool double_open;      /* a straight " is open in this paragraph */
    uint32_t single_open;  /* ' or U+2018 that are */
};

/* A word while it is being read. */
struct word {
    uint32_t start, segment; /* segment: behind the last inner stop */
    uint32_t letters, uppers;
    bool digit_first, digits, pure; /* pure: digits and separators only */
    bool fold;                      /* differs from its folded form */
    bool apostrophe, stops, capital;
};

enum char_class char_class_of(uint32_t c);
extern const uint8_t char_ascii[128];

/* The character at byte `at`; class CHAR_END at the stretch's end. */
struct mark mark_at(const struct scan *s, uint32_t at);
static inline enum char_class class_at(const struct scan *s, uint32_t at)
{
    if (at >= s->end)
        return CHAR_END;
    uint8_t byte = (uint8_t)s->text.ptr[at];
    return byte < 128 ? (enum char_class)char_ascii[byte]
                      : mark_at(s, at).class;
}

static inline bool class_is_word(enum char_class class)
{
    return class == CHAR_LETTER || class == CHAR_DIGIT;
}

/* Add the token [start, end) and return it; `word` is the slice itself. */
struct token *scan_emit(struct scan *s, uint32_t start, uint32_t end,
                        enum token_kind kind);

/* The folded form of [start, end), in the arena. */
struct str scan_fold(struct scan *s, uint32_t start, uint32_t end);

/* Each reads what begins at s->at and moves on. */
void scan_word(struct scan *s);
void scan_mark(struct scan *s, enum char_class class);
/* URL, address, handle from `start`; s->at lies inside it. */
void scan_url(struct scan *s, uint32_t start);
/* Is there "local@host" from `start`? Returns its end or 0. */
uint32_t scan_email_end(const struct scan *s, uint32_t start);
/* Is "." at `at` the start of the rest of a host name? Returns the host's
 * end or 0. */
uint32_t scan_host_end(const struct scan *s, uint32_t at);

/* Cut tokens [first, count) into sentences. */
void sentences_split(struct scan *s, uint32_t first);

#endif
