/* reuse.c - find the words that two articles share. */
#include "corroborate/reuse.h"

#include "base/byte.h"
#include "corroborate/quoted.h"
#include "source/table.h"
#include "text/utf8.h"

enum {
    SKIP_BYTES = 40,     /* of a block, to see what it is */
    COPY_SHARE = 500,    /* per thousand of all words */
    COPY_PROSE = 400,    /* and of those that are not quoted */
    PARTIAL_PROSE = 100, /* of those */
    PARTIAL_WORDS = 20,  /* or so many, more than chance */
    QUOTED_HALF = 2,     /* a passage is a quotation from a half on */
    NEAR_END = 4,        /* in the last one of so many parts of a text */
};

const char *reuse_relation_name(enum reuse_relation relation)
{
    static const char *const names[] = {"copy", "partial", "quotes", "none"};
    return names[relation];
}

/* ---- Words ------------------------------------------------------------- */

/* Begins the block with an entry of the table: is it a credit, a rights line?
 * `*last`: one after which no prose comes. */
static bool is_credit(struct str block, bool *last)
{
    char head[SKIP_BYTES];
    size_t len = block.len < sizeof head ? block.len : sizeof head;
    for (size_t i = 0; i < len; i++)
        head[i] = byte_lower(block.ptr[i]);
    struct str value;
    bool credit = table_prefix(table_open("tables/credits.txt"),
                               (struct str){head, len}, &value) > 0;
    *last = credit && str_eq(value, str_of("rights"));
    return credit;
}

/* Hyphens and apostrophes do not part words: cease-fire is ceasefire. */
enum piece { PIECE_WORD, PIECE_INNER, PIECE_OTHER };

static enum piece piece_of(uint32_t c)
{
    if (c < 0x80) {
        bool digit = c >= '0' && c <= '9';
        bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        return digit || letter         ? PIECE_WORD
               : c == '-' || c == '\'' ? PIECE_INNER
                                       : PIECE_OTHER;
    }
    if (c == 0x2019 || c == 0x2010 || c == 0x2011 || c == 0xad)
        return PIECE_INNER;
    return c < 0xc0 || (c >= 0x2000 && c <= 0x206f) ? PIECE_OTHER : PIECE_WORD;
}

struct reading {
    struct arena *mem;
    struct reuse_word *words;
    size_t count, room, quoted;
};

static void word_add(struct reading *r, uint32_t start, uint32_t end,
                     uint64_t hash, bool quoted)
{
    if (r->count == REUSE_WORDS_MAX)
        return;
    r->words =
        arena_grow(r->mem, r->words, &r->room, r->count + 1, sizeof *r->words);
    r->words[r->count++] =
        (struct reuse_word){start, end, (uint32_t)(hash ^ hash >> 32), quoted};
    r->quoted += quoted;
}

static uint64_t hash_more(uint64_t hash, uint32_t c)
{
    if (c >= 'A' && c <= 'Z')
        c += 32;
    return (hash ^ c) * 0x100000001b3U;
}

static void block_read(struct reading *r, struct str text,
                       const struct block *block)
{
    const uint64_t none = 0xcbf29ce484222325U;
    struct quoted quoted = quoted_begin(text, block);
    uint64_t hash = none;
    size_t start = 0, last = 0; /* of the word at hand */
    for (size_t at = block->start; at < block->end;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        enum piece piece = piece_of(c);
        if (piece == PIECE_WORD) {
            if (hash == none)
                start = from;
            hash = hash_more(hash, c);
            last = at;
            continue;
        }
        if (piece == PIECE_OTHER && hash != none) {
            word_add(r, (uint32_t)start, (uint32_t)last, hash,
                     quoted_is(&quoted, start));
            hash = none;
        }
        if (hash == none)
            quoted_pass(&quoted, from, c);
    }
    if (hash != none)
        word_add(r, (uint32_t)start, (uint32_t)last, hash,
                 quoted_is(&quoted, start));
}

static uint64_t gram_hash(const struct reuse_word *words)
{
    uint64_t hash = 0x9e3779b97f4a7c15U;
    for (size_t i = 0; i < REUSE_GRAM; i++)
        hash = (hash ^ words[i].hash) * 0xff51afd7ed558ccdU;
    return hash ^ hash >> 29;
}

static bool grams_equal(const struct reuse_word *a, const struct reuse_word *b)
{
    for (size_t i = 0; i < REUSE_GRAM; i++)
        if (a[i].hash != b[i].hash)
            return false;
    return true;
}

/* The slot of a fingerprint: its first place in `text`, or a free one. */
static size_t slot_of(const struct reuse_text *text,
                      const struct reuse_word *gram)
{
    size_t mask = text->table_room - 1, at = (size_t)gram_hash(gram) & mask;
    while (text->table[at] &&
           !grams_equal(gram, &text->words[text->table[at] - 1]))
        at = (at + 1) & mask;
    return at;
}

/* Below a rights line near the end stand only more of its kind. */
static void blocks_read(struct reading *r, struct str text,
                        const struct block *blocks, size_t count)
{
    bool rights = false;
    for (size_t i = 0; i < count; i++) {
        const struct block *block = &blocks[i];
        bool credit =
            is_credit(str_cut(text, block->start, block->end), &rights);
        if (rights && block->start > text.len / NEAR_END * (NEAR_END - 1))
            break;
        if (!credit && block_role_is_main(block->role))
            block_read(r, text, block);
    }
}

struct reuse_text reuse_read(struct str text, const struct block *blocks,
                             size_t count, struct arena *mem)
{
    struct reading r = {.mem = mem};
    blocks_read(&r, text, blocks, count);
    struct reuse_text out = {r.words, r.count, r.quoted, NULL, 16};
    while (out.table_room < r.count * 2)
        out.table_room *= 2;
    uint32_t *table = arena_array(mem, out.table_room, sizeof *table);
    out.table = table;
    for (size_t i = 0; i + REUSE_GRAM <= r.count; i++) {
        size_t at = slot_of(&out, &r.words[i]);
        if (!table[at])
            table[at] = (uint32_t)i + 1;
    }
    return out;
}

/* ---- Two texts --------------------------------------------------------- */

struct counting {
    size_t shared, quoted; /* words in passages, and in quoted passages */
    size_t plain;          /* not quoted, each place of the longer text once */
    uint64_t seen[REUSE_WORDS_MAX / 64 + 1]; /* those places */
};

/* The words [i, i + n) of the longer text are shared. */
static void places_count(struct counting *sums, const struct reuse_word *x,
                         const struct reuse_word *y, size_t i, size_t n)
{
    for (size_t w = 0; w < n; w++) {
        uint64_t *seen = &sums->seen[(i + w) / 64], bit = 1ULL << (i + w) % 64;
        sums->plain += !(*seen & bit) && !x[w].quoted && !y[w].quoted;
        *seen |= bit;
    }
}

/* Words from `i` of a and `k` of b on that are the same. */
static size_t run_length(const struct reuse_text *a, size_t i,
                         const struct reuse_text *b, size_t k)
{
    size_t n = 0;
    while (i + n < a->count && k + n < b->count &&
           a->words[i + n].hash == b->words[k + n].hash)
        n++;
    return n;
}

/* Two texts side by side: the words of the shorter are gone through. */
struct pair {
    const struct reuse_text *less, *more;
    bool swapped; /* `less` is the first of the two */
};

static void passage_add(const struct pair *p, size_t i, size_t k, size_t n,
                        struct counting *sums, struct reuse *out)
{
    const struct reuse_word *x = &p->more->words[i], *y = &p->less->words[k];
    size_t quoted = 0;
    for (size_t w = 0; w < n; w++)
        quoted += x[w].quoted || y[w].quoted;
    sums->shared += n;
    if (quoted * QUOTED_HALF >= n)
        sums->quoted += n;
    else
        places_count(sums, x, y, i, n);
    if (out->count == REUSE_PASSAGES_MAX)
        return;
    const struct reuse_word *a = p->swapped ? y : x, *b = p->swapped ? x : y;
    out->passages[out->count++] =
        (struct reuse_passage){a->start, a[n - 1].end, b->start, b[n - 1].end};
}

static enum reuse_relation judge(const struct reuse_text *less,
                                 const struct counting *sums, uint32_t *share)
{
    size_t plain = less->count - less->quoted;
    size_t prose = sums->shared - sums->quoted;
    *share = less->count ? (uint32_t)(sums->shared * 1000 / less->count) : 0;
    if (*share >= COPY_SHARE && prose * 1000 >= plain * COPY_PROSE)
        return REUSE_COPY;
    if (sums->plain && (sums->plain * 1000 >= plain * PARTIAL_PROSE ||
                        sums->plain >= PARTIAL_WORDS))
        return REUSE_PARTIAL;
    return sums->quoted ? REUSE_QUOTES : REUSE_NONE;
}

void reuse_compare(const struct reuse_text *a, const struct reuse_text *b,
                   struct reuse *out)
{
    struct counting sums = {0};
    bool swapped = a->count < b->count;
    struct pair p = {swapped ? a : b, swapped ? b : a, swapped};
    out->count = 0;
    for (size_t k = 0; k + REUSE_GRAM <= p.less->count;) {
        uint32_t at = p.more->table[slot_of(p.more, &p.less->words[k])];
        size_t n = at ? run_length(p.more, at - 1, p.less, k) : 0;
        if (n >= REUSE_PASSAGE_WORDS_MIN)
            passage_add(&p, at - 1, k, n, &sums, out);
        k += n >= REUSE_PASSAGE_WORDS_MIN ? n : 1;
    }
    out->relation = judge(p.less, &sums, &out->share);
}

/* ---- Bytes ------------------------------------------------------------- */

void reuse_write(const struct reuse *reuse, struct buf *out)
{
    for (size_t i = 0; i < reuse->count; i++) {
        const struct reuse_passage *p = &reuse->passages[i];
        buf_varint(out, p->a);
        buf_varint(out, p->a_end - p->a);
        buf_varint(out, p->b);
        buf_varint(out, p->b_end - p->b);
    }
}

bool reuse_passages_read(struct str bytes, struct reuse *out)
{
    out->count = 0;
    for (size_t at = 0; at < bytes.len;) {
        uint64_t n[4];
        for (size_t i = 0; i < 4; i++)
            if (!varint_next(bytes, &at, &n[i]) || n[i] > UINT32_MAX / 2)
                return false;
        if (out->count == REUSE_PASSAGES_MAX)
            return false;
        out->passages[out->count++] =
            (struct reuse_passage){(uint32_t)n[0], (uint32_t)(n[0] + n[1]),
                                   (uint32_t)n[2], (uint32_t)(n[2] + n[3])};
    }
    return true;
}
