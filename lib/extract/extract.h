/* extract.h - text in, proposed facts out; pure and deterministic. */
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include "base/arena.h"
#include "base/error.h"
#include "extract/codebook.h"
#include "ibid.h"
#include "source/article.h"

/* A name, number or date found in the text, whether a fact uses it or not. */
enum mention_type {
    MENTION_DATE,
    MENTION_NUMBER,
    MENTION_PERSON,
    MENTION_ORGANISATION,
    MENTION_PLACE,
    MENTION_PERIOD, /* since 2014 */
    MENTION_TIME,   /* 2200 GMT */
    MENTION_LENGTH, /* three days */
};

struct mention {
    enum mention_type type;
    uint32_t start, end; /* bytes */
    const char *value;   /* EDTF for a date or period, JSON for a number, ISO
                            8601 for a time or length, else a name */
};

struct extraction {
    struct ibid_fact *facts; /* by evidence position, then kind */
    const char **contexts;   /* of each fact, JSON; only when asked for */
    size_t fact_count;
    struct mention *mentions; /* by position; only when asked for */
    size_t mention_count;
    bool cut; /* more facts than a text can have: those behind are left out */
};

/* What is wanted besides facts. */
enum extract_with {
    EXTRACT_MENTIONS = 1 << 0,
    EXTRACT_CONTEXTS = 1 << 1,
};

/* Propose facts of `codebook` for the text. The facts carry kind, status
 * `extracted`, confidence, rule ("news/said@3": id and version), values with
 * normalized forms, citations with start, end and quote; ids, source and
 * version are left for the caller. `published` is the article's own date
 * (EDTF) or NULL; `with` are bits of enum extract_with. Blocks without facts
 * (block_role_has_facts) are not read. Linear in the text. Everything lives in
 * `mem`. */
void extract_facts(const struct codebook *codebook, struct str text,
                   const struct block *blocks, size_t block_count,
                   const char *published, unsigned with, struct arena *mem,
                   struct extraction *out);

/* The tokens a fact's rule matched, for `why`: runs extraction on the text
 * again and writes what matched where, as a few lines of plain text. */
void extract_explain(const struct codebook *codebook, struct str text,
                     const struct block *blocks, size_t block_count,
                     const char *published, const struct ibid_fact *fact,
                     struct arena *mem, struct buf *out);

/* For writers of rules: the text's tokens with their parts of speech, word
 * lists and phrases, each rule tried and what matched, as plain text. */
void extract_debug(const struct codebook *codebook, struct str text,
                   struct arena *mem, struct buf *out);

#endif
