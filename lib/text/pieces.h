/* pieces.h - a text as words, marks and line ends with comparable numbers, to
 * be aligned with another. */
#ifndef TEXT_PIECES_H
#define TEXT_PIECES_H

#include "base/arena.h"

enum {
    PIECE_BYTES_MAX = 64,          /* longer words are cut */
    PIECES_MAX = 24 * 1024 * 1024, /* of one text */
};

enum piece_kind { PIECE_WORD, PIECE_MARK, PIECE_LINE };

/* Blanks and invisible characters between pieces belong to none. */
struct piece {
    uint32_t start; /* byte of the text */
    uint32_t id;    /* the same for the same letters: quotation marks, dashes */
                    /* and apostrophes of any shape are the same */
    uint8_t bytes;  /* of a run of line ends: of the first */
    uint8_t kind;
    bool capital, digits; /* a word begins with one; a digit is in it */
};

struct pieces {
    struct str text;
    const struct piece *list;
    size_t count;
};

/* What numbers stand for; shared by the texts that are compared. */
struct piece_names;
struct piece_names *piece_names_new(struct arena *mem);

/* Cut valid UTF-8 of less than 4 GB. Past PIECES_MAX the rest is left out.
 * Linear, also for words chosen to collide: those just never compare equal. */
void pieces_cut(struct str text, struct piece_names *names, struct arena *mem,
                struct pieces *out);

static inline uint32_t piece_end(const struct piece *piece)
{
    return piece->start + piece->bytes;
}

/* The first piece that ends behind byte `at`; `count` when there is none. */
size_t piece_at(const struct pieces *pieces, uint32_t at);

/* Does a sentence or line begin at piece `at`, or end before it? */
bool piece_begins(const struct pieces *pieces, size_t at);

#endif
