/* amount.c - read one number proper, in digits or words. */
#include "text/amount.h"

#include <stdlib.h>

bool digits_parse(struct str text, double *out)
{
    char plain[DIGITS_BYTES_MAX];
    size_t len = 0, group = 0;
    bool point = false, commas = false;
    if (!text.len || text.len >= sizeof plain)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == ',' && !point && i && (!commas || group == 3)) {
            commas = true;
            group = 0;
            continue;
        }
        if (c == '.' && !point && i + 1 < text.len && (!commas || group == 3))
            point = true;
        else if (!byte_is_digit(c))
            return false;
        else if (!point)
            group++;
        plain[len++] = c;
    }
    if (commas && group != 3)
        return false;
    plain[len] = '\0';
    *out = strtod(plain, NULL);
    return true;
}

/* Nobody counts farther; words that multiply on and on are no number. */
static const double amount_max = 1e18;

/* An amount while its words are being read. */
struct sum {
    const struct language *lang;
    const struct token *tokens;
    uint32_t end;
    double total, current; /* before and since the last scale */
    double scale;
    bool any, ordinal;
    bool units; /* units stand in `current`: no more units may follow */
    bool tens;
};

static bool add_units(struct sum *sum, double value)
{
    if (sum->units || (sum->tens && value >= 10))
        return false;
    sum->current += value;
    sum->units = true;
    return true;
}

static bool add_tens(struct sum *sum, double value)
{
    if (sum->units || sum->tens)
        return false;
    sum->current += value;
    sum->tens = true;
    return true;
}

static bool multiply(struct sum *sum, double value, bool scale)
{
    if (sum->current == 0)
        return false;
    sum->current *= value;
    sum->scale = value;
    sum->units = sum->tens = false;
    if (scale) {
        sum->total += sum->current;
        sum->current = 0;
    }
    return true;
}

static bool add_ordinal(struct sum *sum, double value)
{
    sum->ordinal = true;
    if (value < 20)
        return add_units(sum, value);
    if (value < 100)
        return add_tens(sum, value);
    return multiply(sum, value, true);
}

static bool add_entry(struct sum *sum, const struct entry *entry)
{
    if (sum->ordinal)
        return false;
    switch (entry->kind) {
    case NUMBER_UNIT:
        return add_units(sum, entry->value);
    case NUMBER_TENS:
        return add_tens(sum, entry->value);
    case NUMBER_HUNDRED:
    case NUMBER_DOZEN:
        return multiply(sum, entry->value, false);
    case NUMBER_SCALE:
        return multiply(sum, entry->value, true);
    case NUMBER_ORDINAL:
        return add_ordinal(sum, entry->value);
    default:
        return false;
    }
}

static const struct entry *number_word(const struct language *lang,
                                       struct str word)
{
    return lexicon_word(lang, lexicon_find(lang, word), LIST_NUMBERS);
}

/* twenty-six, thirty-first: every part is a number word. */
static bool add_hyphened(struct sum *sum, struct str word)
{
    struct sum before = *sum;
    struct str rest = word, part;
    while (str_split(&rest, '-', &part)) {
        const struct entry *entry = number_word(sum->lang, part);
        if (!entry || !add_entry(sum, entry)) {
            *sum = before;
            return false;
        }
    }
    return true;
}

/* 28, 29th, 28m; digits stand only at the head of an amount. */
static bool add_digits(struct sum *sum, struct str word)
{
    size_t digits = word.len;
    while (digits && !byte_is_digit(word.ptr[digits - 1]))
        digits--;
    double value;
    if (sum->any || !digits_parse(str_cut(word, 0, digits), &value))
        return false;
    sum->current = value;
    sum->units = true;
    if (digits == word.len)
        return true;
    const struct entry *entry =
        number_word(sum->lang, str_cut(word, digits, word.len));
    if (entry && entry->kind == NUMBER_RANK)
        sum->ordinal = true;
    else if (entry && entry->kind == NUMBER_SUFFIX)
        return multiply(sum, entry->value, true);
    else
        return false;
    return true;
}

static bool is_kind(const struct sum *sum, uint32_t at, int kind)
{
    if (at >= sum->end)
        return false;
    const struct entry *entry =
        lexicon_word(sum->lang, sum->tokens[at].lexeme, LIST_NUMBERS);
    return entry && entry->kind == kind;
}

static bool is_multiplier(const struct sum *sum, uint32_t at)
{
    return is_kind(sum, at, NUMBER_HUNDRED) || is_kind(sum, at, NUMBER_SCALE) ||
           is_kind(sum, at, NUMBER_DOZEN);
}

/* Words that make a number only together: "a hundred", "half a million",
 * "and a half", "and ten". Where they end, or `at`. */
static uint32_t add_phrase(struct sum *sum, uint32_t at)
{
    if (!sum->any && is_kind(sum, at, NUMBER_ARTICLE) &&
        is_multiplier(sum, at + 1)) {
        sum->current = 1;
        return at + 1;
    }
    if (!sum->any && is_kind(sum, at, NUMBER_HALF) &&
        is_kind(sum, at + 1, NUMBER_ARTICLE) && is_multiplier(sum, at + 2)) {
        sum->current = 0.5;
        return at + 2;
    }
    if (!sum->any || sum->ordinal || !is_kind(sum, at, NUMBER_AND))
        return at;
    if (is_kind(sum, at + 1, NUMBER_ARTICLE) &&
        is_kind(sum, at + 2, NUMBER_HALF)) {
        sum->current += 0.5;
        return at + 3;
    }
    /* two hundred and ten, but not "two and three" */
    bool open = !sum->units && !sum->tens;
    return open && (is_kind(sum, at + 1, NUMBER_UNIT) ||
                    is_kind(sum, at + 1, NUMBER_TENS))
               ? at + 1
               : at;
}

static bool add_token(struct sum *sum, uint32_t at)
{
    const struct token *token = &sum->tokens[at];
    if (token->word.len && byte_is_digit(token->word.ptr[0]))
        return add_digits(sum, token->word);
    if (token->kind != TOKEN_WORD)
        return false;
    const struct entry *entry =
        lexicon_word(sum->lang, token->lexeme, LIST_NUMBERS);
    if (entry)
        return add_entry(sum, entry);
    return memchr(token->word.ptr, '-', token->word.len) &&
           add_hyphened(sum, token->word);
}

/* Several, dozens, and multipliers behind them. */
static uint32_t vague_at(struct sum *sum, uint32_t at, struct amount *out)
{
    uint32_t start = at;
    const struct entry *entry =
        lexicon_at(sum->lang, sum->tokens, at, sum->end, LIST_VAGUE);
    if (!entry)
        return at;
    *out = (struct amount){.min = entry->value,
                           .max = entry->max,
                           .scale = 1,
                           .open = entry->max < 0,
                           .approximate = true};
    at += entry->word_count;
    while (is_multiplier(sum, at)) {
        entry = lexicon_word(sum->lang, sum->tokens[at++].lexeme, LIST_NUMBERS);
        out->min *= entry->value;
        out->max *= entry->value;
    }
    return out->min <= amount_max ? at : start;
}

uint32_t amount_at(const struct language *lang, const struct token *tokens,
                   uint32_t at, uint32_t end, struct amount *out)
{
    struct sum sum = {.lang = lang, .tokens = tokens, .end = end, .scale = 1};
    uint32_t next = vague_at(&sum, at, out);
    if (next > at)
        return next;
    for (next = at; next < end;) {
        struct sum before = sum;
        uint32_t behind = add_phrase(&sum, next);
        if (behind < end && add_token(&sum, behind))
            behind++;
        else if (behind == next || !sum.any) {
            sum = before;
            break;
        }
        sum.any = true;
        next = behind;
    }
    if (!(sum.total + sum.current <= amount_max))
        return at;
    if (next > at)
        *out = (struct amount){.min = sum.total + sum.current,
                               .max = sum.total + sum.current,
                               .scale = sum.scale,
                               .ordinal = sum.ordinal};
    return next;
}
