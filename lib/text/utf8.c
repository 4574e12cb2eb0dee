/* utf8.c - code points in bytes: decode, check, count, convert offsets. */
#include "text/utf8.h"

enum { SAMPLE_BYTES = 64 };

#define HIGH_BITS UINT64_C(0x8080808080808080)

static uint64_t load8(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

/* What may follow a lead byte: table 3-7 differs from "any two bits 10" only
 * in the second byte. `more` is 0 for a byte that cannot lead. */
struct lead {
    uint8_t more, low, high;
};

static struct lead lead_of(uint8_t c)
{
    if (c < 0xc2 || c > 0xf4)
        return (struct lead){0};
    if (c < 0xe0)
        return (struct lead){1, 0x80, 0xbf};
    if (c < 0xf0)
        return (struct lead){2, c == 0xe0 ? 0xa0 : 0x80,
                             c == 0xed ? 0x9f : 0xbf};
    return (struct lead){3, c == 0xf0 ? 0x90 : 0x80, c == 0xf4 ? 0x8f : 0xbf};
}

/* Bytes of the well-formed sequence at `at`, 0 when there is none. */
static size_t sequence_at(struct str text, size_t at)
{
    const uint8_t *byte = (const uint8_t *)text.ptr + at;
    if (byte[0] < 0x80)
        return 1;
    struct lead lead = lead_of(byte[0]);
    if (!lead.more || text.len - at <= lead.more)
        return 0;
    if (byte[1] < lead.low || byte[1] > lead.high)
        return 0;
    for (size_t i = 2; i <= lead.more; i++)
        if ((byte[i] & 0xc0) != 0x80)
            return 0;
    return (size_t)lead.more + 1;
}

size_t utf8_invalid_at(struct str text)
{
    size_t at = 0;
    while (at < text.len) {
        if (text.len - at >= 8 && !(load8(text.ptr + at) & HIGH_BITS)) {
            at += 8;
            continue;
        }
        size_t bytes = sequence_at(text, at);
        if (!bytes)
            return at;
        at += bytes;
    }
    return text.len;
}

uint32_t utf8_next(struct str text, size_t *at)
{
    const uint8_t *byte = (const uint8_t *)text.ptr + *at;
    uint32_t c = byte[0];
    if (c < 0x80) {
        *at += 1;
        return c;
    }
    if (c < 0xe0) {
        *at += 2;
        return (c & 0x1f) << 6 | (byte[1] & 0x3fU);
    }
    if (c < 0xf0) {
        *at += 3;
        return (c & 0x0f) << 12 | (byte[1] & 0x3fU) << 6 | (byte[2] & 0x3fU);
    }
    *at += 4;
    return (c & 0x07) << 18 | (byte[1] & 0x3fU) << 12 | (byte[2] & 0x3fU) << 6 |
           (byte[3] & 0x3fU);
}

int utf8_put(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xc0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3f));
        out[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3f));
    out[2] = (char)(0x80 | (c >> 6 & 0x3f));
    out[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

static bool continues(char byte)
{
    return ((uint8_t)byte & 0xc0) == 0x80;
}

bool utf8_is_boundary(struct str text, size_t at)
{
    return at == text.len || (at < text.len && !continues(text.ptr[at]));
}

size_t utf8_count(struct str text)
{
    size_t count = 0, at = 0;
    for (; text.len - at >= 8; at += 8) {
        /* A byte 10xxxxxx has bit 7 and not bit 6. */
        uint64_t word = load8(text.ptr + at);
        uint64_t more = word & ~(word << 1) & HIGH_BITS;
        count += 8 - (size_t)__builtin_popcountll(more);
    }
    for (; at < text.len; at++)
        count += !continues(text.ptr[at]);
    return count;
}

static bool is_ascii(struct str text)
{
    size_t at = 0;
    for (; text.len - at >= 8; at += 8)
        if (load8(text.ptr + at) & HIGH_BITS)
            return false;
    for (; at < text.len; at++)
        if ((uint8_t)text.ptr[at] >= 0x80)
            return false;
    return true;
}

struct utf8_index utf8_index(struct str text, struct arena *mem)
{
    struct utf8_index index = {.text = text};
    if (is_ascii(text))
        return index;
    size_t count = text.len / SAMPLE_BYTES + 1;
    uint32_t *samples = arena_array(mem, count, sizeof *samples);
    for (size_t i = 1; i < count; i++)
        samples[i] = samples[i - 1] +
                     (uint32_t)utf8_count(str_cut(text, (i - 1) * SAMPLE_BYTES,
                                                  i * SAMPLE_BYTES));
    index.samples = samples;
    return index;
}

size_t utf8_index_point(const struct utf8_index *index, size_t byte)
{
    if (!index->samples)
        return byte;
    size_t sample = byte / SAMPLE_BYTES;
    return index->samples[sample] +
           utf8_count(str_cut(index->text, sample * SAMPLE_BYTES, byte));
}

/* The last sample that does not lie behind `point`. */
static size_t sample_before(const struct utf8_index *index, size_t point)
{
    size_t low = 0, high = index->text.len / SAMPLE_BYTES;
    while (low < high) {
        size_t middle = high - (high - low) / 2;
        if (index->samples[middle] <= point)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

size_t utf8_index_byte(const struct utf8_index *index, size_t point)
{
    struct str text = index->text;
    if (!index->samples)
        return point < text.len ? point : text.len;
    size_t sample = sample_before(index, point);
    size_t at = sample * SAMPLE_BYTES, left = point - index->samples[sample];
    while (at < text.len && continues(text.ptr[at]))
        at++; /* the rest of a code point counted before the sample */
    for (; left && at < text.len; left--)
        (void)utf8_next(text, &at);
    return at;
}
