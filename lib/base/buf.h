/* buf.h - a growable run of bytes to build text in. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Zero-initialise to start; buf_done() frees. After any append `ptr` is
 * NUL-terminated (the NUL is not counted in `len`). */
struct buf {
    char *ptr;
    size_t len;
    size_t capacity;
};

void buf_add(struct buf *out, const void *bytes, size_t count);
void buf_byte(struct buf *out, char byte);
void buf_str(struct buf *out, struct str text);
void buf_text(struct buf *out, const char *text);
void buf_int(struct buf *out, int64_t number); /* decimal */
/* As the next word of a list: "one, two". `out` holds nothing else. */
void buf_listed(struct buf *out, const char *word);
void buf_printf(struct buf *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Room for `more` bytes behind `len`; returns where they go. The caller
 * writes them and adds to `len`. */
char *buf_reserve(struct buf *out, size_t more);

/* LEB128: 7 bits a byte, low bits first. */
void buf_varint(struct buf *out, uint64_t number);

/* What was built, valid until the next change. */
struct str buf_view(const struct buf *out);

/* Empty it but keep the memory. */
void buf_reset(struct buf *out);
void buf_done(struct buf *out);

/* Read a varint at `*at`, moving it on; false at the end or past 10 bytes. */
bool varint_next(struct str bytes, size_t *at, uint64_t *number);

#endif
