/* hash.h - SHA-256 and the short ids made from it. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include "base/str.h"

enum {
    SHA256_BYTES = 32,
    SHA256_HEX_BYTES = 65, /* 64 digits and a NUL */
    SHA1_HEX_BYTES = 41,
    ID_CHARS = 17, /* a letter and 16 base-32 digits (80 bits) */
    ID_BYTES = ID_CHARS + 1,
};

struct sha256 {
    uint8_t byte[SHA256_BYTES];
};

/* A running SHA-256. hash_begin, any number of hash_add and hash_field, then
 * hash_end, which also frees it. */
struct hash {
    void *state;
    size_t held; /* bytes of `pending` */
    char pending[128];
};

struct hash hash_begin(void);
void hash_add(struct hash *h, struct str bytes);

/* The 8-byte big-endian length of `bytes`, then `bytes`: so that ("ab","c")
 * and ("a","bc") differ. */
void hash_field(struct hash *h, struct str bytes);
void hash_field_int(struct hash *h, int64_t number); /* decimal text */
struct sha256 hash_end(struct hash *h);

/* SHA-256 of one piece. */
struct sha256 hash_of(struct str bytes);

/* 64 lower-case hexadecimal digits. */
void hash_hex(const struct sha256 *hash, char out[SHA256_HEX_BYTES]);

/* The SHA-1 of `bytes` as 40 digits: for formats that name things by it. */
void hash_sha1_hex(struct str bytes, char out[SHA1_HEX_BYTES]);

/* `letter`, then the first 80 bits of `hash` in Crockford's base 32, lower
 * case ("f3k9…"): begins with a letter, so no spreadsheet takes it for a
 * number. NUL-terminated. */
void id_from_hash(char letter, const struct sha256 *hash, char out[ID_BYTES]);

/* The same form from 80 random bits (getrandom). */
void id_random(char letter, char out[ID_BYTES]);

/* Fill with random bytes (getrandom), at most 256. */
void random_fill(void *out, size_t bytes);

/* Is `text` an id beginning with `letter`? */
bool id_is(char letter, struct str text);

#endif
