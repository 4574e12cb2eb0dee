/* tagger.c - an averaged perceptron over hashed features (Collins 2002,
 * "Discriminative training methods for hidden Markov models", section 2.5);
 * tools/train/tagger.py computes the same features. */
#include "extract/tagger.h"

enum {
    HEADER_BYTES = 24,
    MAGIC_BYTES = 16,
    FEATURES = 19,
    CHUNKS = TAGGER_STRIDE / 8,
    LONG_BYTES = 4, /* a word this long has an ending */
    ROWS_MAX = 1 << 20,
};

static const char magic[MAGIC_BYTES] = "ibid tagger 1\n";

static uint32_t number_at(struct str bytes, size_t at)
{
    const unsigned char *b = (const unsigned char *)bytes.ptr + at;
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
           (uint32_t)b[3] << 24;
}

bool tagger_open(struct tagger *tagger, struct str bytes)
{
    *tagger = (struct tagger){0};
    if (bytes.len < HEADER_BYTES || memcmp(bytes.ptr, magic, MAGIC_BYTES) != 0)
        return false;
    uint32_t rows = number_at(bytes, MAGIC_BYTES);
    if (number_at(bytes, MAGIC_BYTES + 4) != TAGGER_TAGS || !rows ||
        rows & (rows - 1) || rows > ROWS_MAX ||
        bytes.len - HEADER_BYTES != (size_t)rows * TAGGER_STRIDE)
        return false;
    tagger->weights = (const unsigned char *)bytes.ptr + HEADER_BYTES;
    tagger->rows = rows;
    return true;
}

/* FNV-1a. */
static uint32_t hash_of(const char *bytes, size_t length)
{
    uint32_t h = UINT32_C(2166136261);
    for (size_t i = 0; i < length; i++)
        h = (h ^ (uint8_t)bytes[i]) * UINT32_C(16777619);
    return h;
}

struct tagger_word tagger_word(struct str folded, struct str class,
                               enum tagger_shape shape)
{
    const char *end = folded.ptr + folded.len;
    bool hyphen = folded.len && memchr(folded.ptr, '-', folded.len);
    struct tagger_word out = {.word = hash_of(folded.ptr, folded.len),
                              .class = hash_of(class.ptr, class.len),
                              .shape = shape * 2u + hyphen};
    if (folded.len >= LONG_BYTES) {
        out.last3 = hash_of(end - 3, 3);
        out.last2 = hash_of(end - 2, 2);
    }
    return out;
}

/* The row of a feature: its number and what it saw. */
static uint32_t row(const struct tagger *t, uint32_t feature, uint32_t a,
                    uint32_t b)
{
    uint32_t h = a * UINT32_C(0x9E3779B1) ^ b * UINT32_C(0x85EBCA77) ^
                 feature * UINT32_C(0xC2B2AE3D);
    h ^= h >> 15;
    h *= UINT32_C(0x2C1B3C6D);
    return (h ^ h >> 13) & (t->rows - 1);
}

static void rows_of(const struct tagger *t, const struct tagger_word *words,
                    uint32_t count, uint32_t at, unsigned last, unsigned before,
                    uint32_t rows[FEATURES])
{
    /* before and behind a sentence */
    static const struct tagger_word edge = {.word = 1, .shape = 15};
    const struct tagger_word *w = &words[at];
    const struct tagger_word *a = at ? w - 1 : &edge;
    const struct tagger_word *z = at > 1 ? w - 2 : &edge;
    const struct tagger_word *b = at + 1 < count ? w + 1 : &edge;
    const struct tagger_word *c = at + 2 < count ? w + 2 : &edge;
    rows[0] = row(t, 1, w->word, 0);
    rows[1] = row(t, 2, w->word, w->shape);
    rows[2] = row(t, 3, w->last3, w->shape);
    rows[3] = row(t, 4, w->last2, w->shape);
    rows[4] = row(t, 5, a->word, 0);
    rows[5] = row(t, 6, b->word, 0);
    rows[6] = row(t, 7, b->last3, b->shape);
    rows[7] = row(t, 8, c->word, 0);
    rows[8] = row(t, 9, z->word, 0);
    rows[9] = row(t, 10, w->shape + 16 * b->shape + 256 * a->shape, 0);
    rows[10] = row(t, 11, last, before);
    rows[11] = row(t, 12, w->word, last);
    rows[12] = row(t, 13, b->word, last);
    rows[13] = row(t, 14, w->last3, last * 16 + w->shape);
    rows[14] = row(t, 15, w->class, w->shape);
    rows[15] = row(t, 16, b->class, b->shape);
    rows[16] = row(t, 17, w->class, b->class);
    rows[17] = row(t, 18, w->class, last);
    rows[18] = row(t, 19, b->class, last * 16 + w->shape);
}

/* Eight bytes, the first the lowest. */
static uint64_t eight(const unsigned char *b)
{
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
           (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
           (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* The sums of all tags: four in a number, so that a row costs a few steps.
 * Weights are bytes around 128, which adds the same to every tag. */
struct sums {
    uint64_t even[CHUNKS], odd[CHUNKS];
};

static void add_row(struct sums *s, const unsigned char *weights)
{
    const uint64_t low = UINT64_C(0x00ff00ff00ff00ff);
    for (int i = 0; i < CHUNKS; i++) {
        uint64_t n = eight(weights + i * 8);
        s->even[i] += n & low;
        s->odd[i] += n >> 8 & low;
    }
}

static unsigned sum_of(const struct sums *s, unsigned tag)
{
    uint64_t four = tag % 2 ? s->odd[tag / 8] : s->even[tag / 8];
    return four >> (tag % 8 / 2 * 16) & 0xffff;
}

unsigned tagger_tag(const struct tagger *tagger,
                    const struct tagger_word *words, uint32_t count,
                    uint32_t at, unsigned last, unsigned before)
{
    uint32_t rows[FEATURES];
    struct sums sums = {0};
    rows_of(tagger, words, count, at, last, before, rows);
    for (int f = 0; f < FEATURES; f++)
        add_row(&sums, tagger->weights + (size_t)rows[f] * TAGGER_STRIDE);
    unsigned best = 0;
    for (unsigned t = 1; t < TAGGER_TAGS; t++)
        if (sum_of(&sums, t) > sum_of(&sums, best))
            best = t;
    return best;
}
