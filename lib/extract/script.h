/* script.h - the lines of a codebook's files, and mistakes found in them. */
#ifndef EXTRACT_SCRIPT_H
#define EXTRACT_SCRIPT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "extract/codebook.h"

enum {
    SCRIPT_LINE_BYTES_MAX = 64 * 1024, /* continuation lines included */
    SCRIPT_MISTAKES_MAX = 1000,        /* reported; the rest is counted */
};

/* Where mistakes go: the first is kept, each is reported. */
struct mistakes {
    codebook_report *report; /* or NULL */
    void *ctx;
    size_t count;
    struct ibid_error first;
};

/* A file being read. */
struct script {
    const char *path;
    struct str rest;
    int64_t line; /* of the line last given */
    int64_t next_line;
    struct mistakes *mistakes;
    struct arena *mem;
};

struct script script_start(const struct codebook_file *file,
                           struct mistakes *mistakes, struct arena *mem);

/* The next line that says something: trimmed, comments (# first) and empty
 * lines left out, lines ending in a backslash joined with the next. */
bool script_next(struct script *script, struct str *line);

/* Report a mistake on the line last given; returns false. */
bool script_fail(struct script *script, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
bool script_fail_at(struct script *script, int64_t line, const char *format,
                    ...) __attribute__((format(printf, 3, 4)));

/* Cut the first blank-separated word off `line` ("" when there is none). */
struct str script_word(struct str *line);

/* Is it a name: a-z first, then a-z, 0-9, - and _, 40 bytes at most? */
bool script_is_name(struct str text);

/* The number from 1 to `most` that a word writes in digits, or 0. */
unsigned script_number(struct str word, unsigned most);

#endif
