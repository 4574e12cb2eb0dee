/* clock.c - times of day and lengths of time. */
#include "text/clock.h"

#include <stdio.h>

#include "text/amount.h"

enum {
    HOURS_A_DAY = 24,
    HOURS_A_HALF = 12,
    MINUTES_AN_HOUR = 60,
    CLOCK_DIGITS = 4, /* of "2200" */
    YEARS_A_DECADE = 10,
    LENGTH_MAX = 1000000,
};

/* A time as its digits say it. */
struct time_digits {
    int hour, minute;
    bool minutes, joined; /* "22:00", "2200" */
};

static const struct entry *word_at(const struct language *lang,
                                   const struct tokens *tokens, uint32_t at)
{
    return at < tokens->count
               ? lexicon_at(lang, tokens->list, at, tokens->count, LIST_CLOCK)
               : NULL;
}

/* The number that `rest` begins with, which is cut off; how many digits. */
static size_t cut_digits(struct str *rest, int *number)
{
    size_t count = 0;
    *number = 0;
    while (count < rest->len && count < CLOCK_DIGITS &&
           rest->ptr[count] >= '0' && rest->ptr[count] <= '9')
        *number = *number * 10 + (rest->ptr[count++] - '0');
    *rest = str_cut(*rest, count, rest->len);
    return count;
}

/* "22", "2200", "8:30", "8.30" at the start of `rest`, which is cut off. */
static bool cut_time(struct str *rest, struct time_digits *out)
{
    size_t count = cut_digits(rest, &out->hour);
    if (count == CLOCK_DIGITS) {
        out->minute = out->hour % 100;
        out->hour /= 100;
        out->joined = out->minutes = true;
    } else if (count == 1 || count == 2) {
        out->minutes =
            rest->len && (rest->ptr[0] == ':' || rest->ptr[0] == '.');
        if (out->minutes) {
            *rest = str_cut(*rest, 1, rest->len);
            out->minutes = cut_digits(rest, &out->minute) == 2;
            if (!out->minutes)
                return false;
        }
    } else {
        return false;
    }
    return out->hour < HOURS_A_DAY && out->minute < MINUTES_AN_HOUR;
}

/* "a.m.", joined to the digits ("10am") or behind them. */
static const struct entry *half_of(const struct language *lang,
                                   const struct tokens *tokens, uint32_t at,
                                   struct str rest)
{
    const struct entry *half =
        rest.len ? lexicon_word(lang, lexicon_find(lang, rest), LIST_CLOCK)
                 : word_at(lang, tokens, at + 1);
    return half && half->kind == CLOCK_HALF ? half : NULL;
}

bool clock_at(const struct language *lang, const struct tokens *tokens,
              uint32_t at, struct clock_words *out)
{
    struct time_digits time = {0};
    struct str rest = tokens->list[at].word;
    if (!rest.len || rest.ptr[0] < '0' || rest.ptr[0] > '9' ||
        !cut_time(&rest, &time))
        return false;
    const struct entry *half = half_of(lang, tokens, at, rest);
    uint32_t end = at + 1 + (half && !rest.len);
    if ((rest.len && !half) ||
        (half && (!time.hour || time.hour > HOURS_A_HALF)))
        return false;
    if (half)
        time.hour = time.hour % HOURS_A_HALF + (int)half->value;
    const struct entry *behind = word_at(lang, tokens, end);
    bool zone = behind && behind->kind == CLOCK_ZONE;
    bool full = behind && behind->kind == CLOCK_FULL;
    bool colon =
        time.minutes && !time.joined &&
        str_find(tokens->list[at].word, STR(":")) < tokens->list[at].word.len;
    if (!half && !colon && !full && !(zone && time.joined))
        return false;
    *out = (struct clock_words){.first = at, .last = end + (zone || full)};
    snprintf(out->value, sizeof out->value, "T%02d:%02d%s", time.hour,
             time.minute, zone ? "Z" : "");
    return true;
}

/* How many: "three", "a", "2.5"; where it ends, or `at`. */
static uint32_t count_at(const struct language *lang, const struct token *list,
                         uint32_t at, uint32_t end, double *count)
{
    struct amount amount;
    const struct entry *article =
        lexicon_word(lang, list[at].lexeme, LIST_NUMBERS);
    if (article && article->kind == NUMBER_ARTICLE) {
        *count = 1;
        return at + 1;
    }
    uint32_t behind = amount_at(lang, list, at, end, &amount);
    if (behind == at || amount.ordinal || amount.approximate || amount.open ||
        amount.min != amount.max || amount.min <= 0 || amount.min > LENGTH_MAX)
        return at;
    *count = amount.min;
    return behind;
}

/* "two-week", "20-minute": its parts as tokens of their own. */
static bool parts_of(const struct language *lang, const struct token *token,
                     struct token parts[2])
{
    struct str rest = token->word, head;
    if (!str_split(&rest, '-', &head) || !head.len || !rest.len)
        return false;
    parts[0] = parts[1] = *token;
    parts[0].word = head;
    parts[1].word = rest;
    for (int i = 0; i < 2; i++)
        parts[i].lexeme = lexicon_find(lang, parts[i].word);
    bool digits = head.ptr[0] >= '0' && head.ptr[0] <= '9';
    parts[0].kind = digits ? TOKEN_NUMBER : TOKEN_WORD;
    parts[1].kind = TOKEN_WORD;
    return true;
}

static void write_length(double count, int unit, struct clock_words *out)
{
    static const char letters[] = {'H', 'M', 'S', 'D', 'W', 'M', 'Y', 'Y'};
    if (unit == CLOCK_DECADES)
        count *= YEARS_A_DECADE;
    snprintf(out->value, sizeof out->value, "P%s%.10g%c",
             unit <= CLOCK_SECONDS ? "T" : "", count, letters[unit - 1]);
}

bool length_at(const struct language *lang, const struct tokens *tokens,
               uint32_t at, struct clock_words *out)
{
    const uint32_t begin = 1U << LIST_NUMBERS;
    struct token parts[2];
    const struct token *list = tokens->list;
    uint32_t first = at, end = tokens->count, last = at + 1;
    double count = 0;
    bool joined = parts_of(lang, &list[at], parts);
    if (!joined && !lexicon_may_begin(lang, &list[at], begin))
        return false;
    if (joined) {
        list = parts;
        first = 0;
        end = 2;
    }
    uint32_t behind = count_at(lang, list, first, end, &count);
    const struct entry *unit =
        behind > first && behind < end
            ? lexicon_at(lang, list, behind, end, LIST_CLOCK)
            : NULL;
    if (!unit || unit->kind != CLOCK_LENGTH)
        return false;
    if (!joined)
        last = behind + unit->word_count;
    *out = (struct clock_words){.first = at, .last = last};
    write_length(count, (int)unit->value, out);
    return true;
}
