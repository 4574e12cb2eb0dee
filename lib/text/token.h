/* token.h - words, numbers, punctuation and sentences of a text, as spans. */
#ifndef TEXT_TOKEN_H
#define TEXT_TOKEN_H

#include "base/arena.h"
#include "base/str.h"
#include "text/language.h"

enum token_kind {
    TOKEN_WORD,   /* letters, with inner apostrophes and hyphens: don't, */
                  /* al-Assad, U.S., Mr. (the stop belongs to it) */
    TOKEN_NUMBER, /* digits: 28, 310,000, 4.5, 29th, 2017-01-16, 00:27 */
    TOKEN_PUNCT,  /* one mark: , . ; : ( ) [ ] ... and dashes */
    TOKEN_OPEN,   /* a quotation mark that opens: “ « " ‘ */
    TOKEN_CLOSE,  /* a quotation mark that closes */
    TOKEN_CLITIC, /* 's, n't, 'll split from their word */
    TOKEN_URL,    /* http..., www..., a@b.c, @handle, #tag */
    TOKEN_SYMBOL, /* $ % + = and anything else */
};

enum token_flag {
    TOKEN_CAPITAL = 1 << 0, /* first letter upper case */
    TOKEN_UPPER = 1 << 1,   /* two or more letters, all upper case */
    TOKEN_SPACE = 1 << 2,   /* blank before it */
    TOKEN_BREAK = 1 << 3,   /* first token of a line */
    TOKEN_FIRST = 1 << 4,   /* first token of a sentence */
    TOKEN_ABBREV = 1 << 5,  /* ends in its own full stop */
    TOKEN_INITIAL = 1 << 6, /* one capital and a stop: J. */
};

/* `word` is the token folded for look-up (lower case, plain apostrophes and
 * hyphens; U+2019 is '), a slice of the text itself where folding changes
 * nothing, else of the arena. */
struct token {
    uint32_t start, end; /* bytes [start, end) of the text */
    struct str word;
    uint8_t kind; /* enum token_kind */
    uint8_t flags;
    uint16_t lexeme; /* what the language's lists know of it; 0 = nothing */
};

/* Tokens [first, last) of the list. */
struct sentence {
    uint32_t first, last;
};

struct tokens {
    struct token *list;
    uint32_t count;
    struct sentence *sentences;
    uint32_t sentence_count;
};

/* A stretch of text that sentences never cross: a block of the article. */
struct stretch {
    uint32_t start, end; /* bytes */
};

/* Split `text` (valid UTF-8, below 4 GiB) within each of the `count`
 * stretches (ascending, not overlapping) into tokens and sentences. A quoted
 * speech of several sentences is several sentences. Linear in text.len;
 * never fails. Blank lines end a sentence, single newlines do not (wire
 * copy is hard-wrapped). Result in `mem`; words may point into `text`. */
struct tokens text_tokens(const struct language *lang, struct str text,
                          const struct stretch *stretches, size_t count,
                          struct arena *mem);

#endif
