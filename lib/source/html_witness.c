/* html_witness.c - does a line stand in the text that JSON-LD says is the
 * article's? */
#include "source/html_witness.h"

#include <stdint.h>

enum { RUN = 8, BITS_A_LETTER = 16 };

/* The last RUN letters as one number. */
struct runs {
    uint64_t letters;
    size_t count;
};

static bool run_next(struct runs *r, char c)
{
    c = byte_lower(c);
    bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  (unsigned char)c >= 0x80;
    if (!letter)
        return false;
    r->letters = r->letters << 8 | (unsigned char)c;
    return ++r->count >= RUN;
}

static size_t slot(const struct witness *w, uint64_t letters)
{
    return (size_t)(letters * 0x9E3779B97F4A7C15u >> 32) & w->mask;
}

struct witness witness_of(struct str text, struct arena *mem)
{
    struct witness w = {0};
    if (text.len < WITNESS_BYTES_MIN)
        return w;
    if (text.len > WITNESS_BYTES_MAX)
        text.len = WITNESS_BYTES_MAX;
    size_t bits = 1024;
    while (bits < text.len * BITS_A_LETTER)
        bits *= 2;
    w.bits = arena_alloc(mem, bits / 8);
    w.mask = bits - 1;
    struct runs r = {0};
    bool tag = false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '<' || text.ptr[i] == '>')
            tag = text.ptr[i] == '<'; /* some give it with its tags */
        if (tag || !run_next(&r, text.ptr[i]))
            continue;
        size_t at = slot(&w, r.letters);
        w.bits[at / 8] |= (unsigned char)(1u << at % 8);
    }
    w.letters = r.count;
    return w;
}

size_t witness_confirms(const struct witness *w, struct str line,
                        size_t *letters)
{
    struct runs r = {0};
    size_t confirmed = 0;
    *letters = 0;
    for (size_t i = 0; w->letters && i < line.len; i++) {
        if (!run_next(&r, line.ptr[i]))
            continue;
        size_t at = slot(w, r.letters);
        ++*letters;
        confirmed += w->bits[at / 8] >> at % 8 & 1;
    }
    return confirmed;
}
