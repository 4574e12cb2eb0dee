/* profile.c - the weighted words of an article, and how alike two are. */
#include "corroborate/profile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/byte.h"
#include "text/date.h"
#include "text/utf8.h"

enum {
    DAYS_OF_400_YEARS = 146097,
    WORD_BYTES_MAX = 48,   /* longer ones are cut */
    WORDS_MAX = 1024,      /* different ones of one article */
    WEIGHT_RARE = 65,      /* of a word that is in no list */
    WEIGHT_SCALE = 16,     /* of a term's weight as an integer */
    TITLE_COUNTS = 2,      /* a word of the title counts so much more */
    STEM_BYTES_MIN = 4,    /* what an ending must leave */
    DAYS_NEAR = 14,        /* apart that make no difference */
    DAYS_FAR = 120,        /* from here on the whole difference */
    FAR_LOSS_PERCENT = 30, /* of the likeness that it takes */
    TERM_BYTES = 7,        /* word 5, weight 2 */
};

uint64_t profile_hash(struct str bytes)
{
    uint64_t hash = 0xcbf29ce484222325U;
    for (size_t i = 0; i < bytes.len; i++)
        hash = (hash ^ (uint8_t)bytes.ptr[i]) * 0x100000001b3U;
    return hash;
}

/* ---- Common words ------------------------------------------------------ */

uint64_t profile_word_id(struct str word)
{
    uint64_t hash = profile_hash(word);
    hash = (hash ^ hash >> 40) & 0xffffffffffU;
    return hash ? hash : 1;
}

static size_t slot_of(const struct profile_words *words, uint64_t word)
{
    size_t at = (size_t)word & (words->room - 1);
    while (words->words[at] && words->words[at] != word)
        at = (at + 1) & (words->room - 1);
    return at;
}

struct profile_words profile_words(struct arena *mem)
{
    struct str table = table_open("tables/story_words.txt"), rest = table;
    struct str word, value;
    size_t count = 0;
    while (table_next(&rest, &word, &value))
        count++;
    struct profile_words out = {
        .room = 64,
        .decisions = table_starts(table_open("tables/decisions.txt"))};
    while (out.room < count * 2)
        out.room *= 2;
    out.words = arena_array(mem, out.room, sizeof *out.words);
    out.weights = arena_array(mem, out.room, sizeof *out.weights);
    while (table_next(&table, &word, &value)) {
        uint64_t id = profile_word_id(word);
        size_t at = slot_of(&out, id);
        out.words[at] = id;
        out.weights[at] = (uint8_t)strtoul(value.ptr, NULL, 10);
    }
    return out;
}

unsigned profile_weight(const struct profile_words *words, uint64_t word)
{
    size_t at = slot_of(words, word);
    return words->words[at] ? words->weights[at] : WEIGHT_RARE;
}

/* ---- Words of a text --------------------------------------------------- */

/* Words met so far and how often. */
struct tally {
    uint64_t word[WORDS_MAX * 2]; /* hash table; 0 = free */
    uint32_t times[WORDS_MAX * 2];
    size_t count;
};

static void tally_add(struct tally *tally, uint64_t word, uint32_t times)
{
    size_t at = (size_t)word & (WORDS_MAX * 2 - 1);
    while (tally->word[at] && tally->word[at] != word)
        at = (at + 1) & (WORDS_MAX * 2 - 1);
    if (!tally->word[at]) {
        if (tally->count == WORDS_MAX)
            return;
        tally->count++;
        tally->word[at] = word;
    }
    tally->times[at] += times;
}

static bool is_ascii_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* General punctuation and Latin-1 signs; other code points beyond ASCII are
 * taken for letters, which is all that counting words needs. */
static bool is_word_point(uint32_t c)
{
    if (c < 0x80)
        return is_ascii_letter((unsigned char)c) || (c >= '0' && c <= '9');
    return c >= 0xc0 && (c < 0x2000 || c > 0x206f) && c != 0xd7 && c != 0xf7 &&
           c != 0xfeff;
}

/* The word without its possessive and a common ending. */
static struct str stem(struct str word)
{
    static const char *const ends[] = {"ing", "ed", "es", "s"};
    if (str_ends(word, STR("'s")))
        word.len -= 2;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct str end = str_of(ends[i]);
        if (str_ends(word, end) && word.len >= end.len + STEM_BYTES_MIN &&
            !str_ends(word, STR("ss")))
            return str_cut(word, 0, word.len - end.len);
    }
    return word;
}

struct str profile_next_word(struct str text, size_t *at, bool *capital,
                             char room[PROFILE_WORD_ROOM])
{
    size_t len = 0;
    *capital = false;
    while (*at < text.len) {
        size_t from = *at;
        uint32_t c = utf8_next(text, at);
        size_t peek = *at;
        bool inner = (c == '\'' || c == 0x2019) && len && peek < text.len &&
                     is_word_point(utf8_next(text, &peek));
        if (!inner && !is_word_point(c)) {
            if (len)
                break;
            continue;
        }
        if (len >= WORD_BYTES_MAX)
            continue;
        if (!len)
            *capital = c >= 'A' && c <= 'Z';
        if (inner)
            room[len++] = '\'';
        else if (c < 0x80)
            room[len++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        else
            while (from < *at)
                room[len++] = text.ptr[from++];
    }
    return stem((struct str){room, len});
}

static void tally_text(struct tally *tally, struct str text, uint32_t times)
{
    char room[PROFILE_WORD_ROOM];
    bool capital;
    for (size_t at = 0; at < text.len;) {
        struct str word = profile_next_word(text, &at, &capital, room);
        if (word.len > 1)
            tally_add(tally, profile_word_id(word), times);
    }
}

/* At most `most` bytes, cut between code points. */
static struct str beginning(struct str text, size_t most)
{
    if (text.len <= most)
        return text;
    while (most && !utf8_is_boundary(text, most))
        most--;
    return str_cut(text, 0, most);
}

static void tally_blocks(struct tally *tally, struct str text,
                         const struct block *blocks, size_t count)
{
    size_t left = PROFILE_TEXT_BYTES;
    for (size_t i = 0; i < count && left; i++) {
        if (!block_role_is_main(blocks[i].role))
            continue;
        struct str part =
            beginning(str_cut(text, blocks[i].start, blocks[i].end), left);
        tally_text(tally, part, 1);
        left -= part.len;
    }
}

/* ---- Profiles ---------------------------------------------------------- */

static bool is_heavier(const struct profile_term *a,
                       const struct profile_term *b)
{
    return a->weight > b->weight ||
           (a->weight == b->weight && a->word < b->word);
}

static void keep_heaviest(struct profile *to, struct profile_term term)
{
    if (to->count == PROFILE_TERMS) {
        if (!is_heavier(&term, &to->terms[PROFILE_TERMS - 1]))
            return;
        to->count--;
    }
    size_t at = to->count++;
    for (; at && is_heavier(&term, &to->terms[at - 1]); at--)
        to->terms[at] = to->terms[at - 1];
    to->terms[at] = term;
}

/* What comparing it takes, once its terms stand. */
static void measure(struct profile *profile)
{
    double sum = 0;
    for (size_t i = 0; i < profile->count; i++) {
        size_t at = i;
        uint64_t word = profile->terms[i].word;
        for (; at && profile->terms[profile->by_word[at - 1]].word > word; at--)
            profile->by_word[at] = profile->by_word[at - 1];
        profile->by_word[at] = (uint8_t)i;
        sum += (double)profile->terms[i].weight * profile->terms[i].weight;
    }
    profile->length = sqrt(sum);
}

int32_t profile_day(const char *published)
{
    struct day day;
    if (!published || !day_parse(str_of(published), &day) || !day.month ||
        !day.day)
        return PROFILE_DAY_UNKNOWN;
    int year = day.year - (day.month <= 2), month = (day.month + 9) % 12;
    return year * 365 + year / 4 - year / 100 + year / 400 +
           (153 * month + 2) / 5 + day.day;
}

/* Two digits of `text` from `at` on, or -1. */
static int two_digits(const char *text)
{
    return byte_is_digit(text[0]) && byte_is_digit(text[1])
               ? (text[0] - '0') * 10 + text[1] - '0'
               : -1;
}

int32_t profile_minute(const char *published)
{
    const char *time = published ? strchr(published, 'T') : NULL;
    int hour = time ? two_digits(time + 1) : -1;
    int minute = hour >= 0 && time[3] == ':' ? two_digits(time + 4) : -1;
    if (minute < 0)
        return PROFILE_MINUTE_UNKNOWN;
    const char *zone = strpbrk(time, "+-");
    int east = zone ? two_digits(zone + 1) : 0;
    int more = zone && east >= 0 && zone[3] == ':' ? two_digits(zone + 4) : 0;
    int shift = east >= 0 && more >= 0 ? east * 60 + more : 0;
    return hour * 60 + minute - (zone && *zone == '-' ? -shift : shift);
}

int profile_day_year(int32_t day)
{
    return (int)((int64_t)day * 400 / DAYS_OF_400_YEARS);
}

void profile_make(const struct profile_words *words, const char *title,
                  struct str text, const struct block *blocks,
                  size_t block_count, const char *published,
                  struct profile *out)
{
    struct tally tally = {0};
    tally_blocks(&tally, text, blocks, block_count);
    tally_text(&tally, beginning(str_of(title), PROFILE_TITLE_BYTES_MAX),
               TITLE_COUNTS);
    *out = (struct profile){.day = profile_day(published)};
    for (size_t i = 0; i < WORDS_MAX * 2; i++) {
        if (!tally.word[i])
            continue;
        double weight = (1 + log(tally.times[i])) *
                        profile_weight(words, tally.word[i]) * WEIGHT_SCALE /
                        10;
        keep_heaviest(out, (struct profile_term){tally.word[i],
                                                 (uint32_t)lround(weight)});
    }
    measure(out);
}

static double time_factor(const struct profile *a, const struct profile *b)
{
    if (a->day == PROFILE_DAY_UNKNOWN || b->day == PROFILE_DAY_UNKNOWN)
        return 1;
    double apart = fabs((double)a->day - b->day) - DAYS_NEAR;
    double far = apart / (DAYS_FAR - DAYS_NEAR);
    far = far < 0 ? 0 : far > 1 ? 1 : far;
    return 1 - far * FAR_LOSS_PERCENT / 100;
}

uint32_t profile_likeness(const struct profile *a, const struct profile *b)
{
    uint64_t shared = 0;
    if (!a->count || !b->count)
        return 0;
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        const struct profile_term *x = &a->terms[a->by_word[i]];
        const struct profile_term *y = &b->terms[b->by_word[k]];
        if (x->word == y->word)
            shared += (uint64_t)x->weight * y->weight;
        i += x->word <= y->word;
        k += y->word <= x->word;
    }
    double cosine = (double)shared / (a->length * b->length);
    return (uint32_t)lround(cosine * time_factor(a, b) * PROFILE_SCORE_MAX);
}

/* ---- Bytes ------------------------------------------------------------- */

static void write_bytes(struct buf *out, uint64_t number, int count)
{
    for (; count; count--, number >>= 8)
        buf_byte(out, (char)(number & 0xff));
}

static uint64_t read_bytes(const char *from, int count)
{
    uint64_t number = 0;
    while (count)
        number = number << 8 | (uint8_t)from[--count];
    return number;
}

void profile_write(const struct profile *profile, struct buf *out)
{
    for (size_t i = 0; i < profile->count; i++) {
        write_bytes(out, profile->terms[i].word, 5);
        write_bytes(out, profile->terms[i].weight, 2);
    }
}

bool profile_read(struct str bytes, struct profile *out)
{
    if (bytes.len % TERM_BYTES || bytes.len / TERM_BYTES > PROFILE_TERMS)
        return false;
    *out = (struct profile){.day = PROFILE_DAY_UNKNOWN};
    for (; out->count < bytes.len / TERM_BYTES; out->count++) {
        const char *at = bytes.ptr + out->count * TERM_BYTES;
        out->terms[out->count] = (struct profile_term){
            read_bytes(at, 5), (uint32_t)read_bytes(at + 5, 2)};
    }
    measure(out);
    return true;
}

uint64_t profile_sum(const struct profile *profile)
{
    struct buf bytes = {0};
    profile_write(profile, &bytes);
    write_bytes(&bytes, (uint32_t)profile->day, 4);
    uint64_t sum = profile_hash(buf_view(&bytes));
    buf_done(&bytes);
    return sum;
}
