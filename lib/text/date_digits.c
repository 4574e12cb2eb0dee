/* date_digits.c - dates in digits alone, years, decades, centuries. */
#include "text/amount.h"
#include "text/date_read.h"

enum {
    YEAR_BARE_MIN = 1900, /* a bare number below is a number */
    YEAR_BARE_MAX = 2099,
    YEAR_MIN = 1000, /* with a word before it that years follow */
    CENTURY_MAX = 21,
    DECADE_YEARS = 10,
    CENTURY_YEARS = 100,
    SPOKEN_CENTURY_MIN = 11, /* nineteen ninety-six */
    SPOKEN_CENTURY_MAX = 20,
    SHORT_DECADE_TURN = 30, /* the '30s and later: 19.. */
    SHORT_DATE_TURN = 50,   /* 1/2/50 and later: 19.. */
    WHOLE_MIN = 6, /* bytes of the shortest date in one token: 1/2/17 */
    PARTS_MAX = 3,
};

/* Digits of `text` as a number, -1 when anything else is in it. */
static int plain_number(struct str text)
{
    int value = 0;
    if (!text.len || text.len > 4)
        return -1;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return -1;
        value = value * 10 + (text.ptr[i] - '0');
    }
    return value;
}

/* nineteen ninety-six, two thousand and four */
static uint32_t spoken_year(const struct date_reader *r, uint32_t at, int *year)
{
    struct amount high, low;
    if (amount_at(r->lang, r->tokens, at, at + 1, &high) == at || high.ordinal)
        return at;
    uint32_t end = amount_at(r->lang, r->tokens, at + 1, r->end, &low);
    if (end > at + 1 && !low.ordinal && !low.approximate &&
        high.min >= SPOKEN_CENTURY_MIN && high.min <= SPOKEN_CENTURY_MAX &&
        low.min >= DECADE_YEARS && low.min < CENTURY_YEARS) {
        *year = (int)(high.min * CENTURY_YEARS + low.min);
        return end;
    }
    end = amount_at(r->lang, r->tokens, at, r->end, &high);
    if (high.min < 2000 || high.min >= 2100 || high.approximate || high.ordinal)
        return at;
    *year = (int)high.min;
    return end;
}

uint32_t date_year(const struct date_reader *r, uint32_t at, int *year)
{
    if (at >= r->end)
        return at;
    const struct token *token = &r->tokens[at];
    if (token->kind == TOKEN_NUMBER) {
        int value = token->word.len == 4 ? plain_number(token->word) : -1;
        if (value < YEAR_MIN || value > YEAR_BARE_MAX)
            return at;
        *year = value;
        return at + 1;
    }
    return token->kind == TOKEN_WORD &&
                   lexicon_word(r->lang, token->lexeme, LIST_NUMBERS)
               ? spoken_year(r, at, year)
               : at;
}

static void set_year(struct when *out, enum level level, int year)
{
    *out = (struct when){.a = {level, {.year = year}}};
}

/* $1989, 1989 percent, "some 2000 men" are no years. */
static bool is_amount(const struct date_reader *r, uint32_t at)
{
    const struct token *before = at > r->begin ? &r->tokens[at - 1] : NULL;
    const struct token *after = at + 1 < r->end ? &r->tokens[at + 1] : NULL;
    if (before && (before->kind == TOKEN_SYMBOL ||
                   lexicon_word(r->lang, before->lexeme, LIST_QUALIFIERS) ||
                   lexicon_word(r->lang, before->lexeme, LIST_NUMBERS)))
        return !date_is(r, at - 1, DATES_TO) &&
               !date_is(r, at - 1, DATES_AND) &&
               !date_is(r, at - 1, DATES_BETWEEN) &&
               !date_is(r, at - 1, DATES_ABOUT);
    return after &&
           ((after->kind == TOKEN_SYMBOL && !(after->flags & TOKEN_SPACE)) ||
            lexicon_word(r->lang, after->lexeme, LIST_NUMBERS)) &&
           !date_is(r, at + 1, DATES_TO) && !date_is(r, at + 1, DATES_AND);
}

static bool years_follow(const struct date_reader *r, uint32_t at)
{
    if (at == r->begin)
        return false;
    const struct entry *before =
        lexicon_word(r->lang, r->tokens[at - 1].lexeme, LIST_DATES);
    return before && before->kind != DATES_THE && before->kind != DATES_AND;
}

/* A bare year, in digits; "the year two thousand" also in words. */
static uint32_t bare_year(const struct date_reader *r, uint32_t at,
                          struct when *out)
{
    int year;
    uint32_t end = date_year(r, at, &year);
    if (end == at)
        return at;
    bool plain = r->tokens[at].kind == TOKEN_NUMBER;
    bool sure = years_follow(r, at);
    if (plain ? is_amount(r, at) || (year < YEAR_BARE_MIN && !sure)
              : end == at + 1 || (year >= 2000 && !sure))
        return at;
    set_year(out, LEVEL_YEAR, year);
    return end;
}

/* 1990s, '90s, nineties */
static uint32_t decade(const struct date_reader *r, uint32_t at,
                       struct when *out)
{
    const struct token *token = &r->tokens[at];
    const struct entry *word = date_word(r, at);
    int year = -1;
    if (word && word->kind == DATES_DECADE) {
        year = (int)word->value;
    } else if (token->kind == TOKEN_NUMBER && token->word.len >= 3) {
        size_t digits = token->word.len;
        while (digits && (token->word.ptr[digits - 1] < '0' ||
                          token->word.ptr[digits - 1] > '9'))
            digits--;
        size_t first = token->word.ptr[0] == '\'';
        const struct entry *ending =
            lexicon_word(r->lang,
                         lexicon_find(r->lang, str_cut(token->word, digits,
                                                       token->word.len)),
                         LIST_NUMBERS);
        if (ending && ending->kind == NUMBER_DECADE)
            year = plain_number(str_cut(token->word, first, digits));
    }
    if (year < 0 || year % DECADE_YEARS)
        return at;
    if (year < CENTURY_YEARS)
        year += year < SHORT_DECADE_TURN ? 2000 : 1900;
    set_year(out, LEVEL_DECADE, year);
    return at + 1;
}

/* the 20th century, the nineteenth century */
static uint32_t century(const struct date_reader *r, uint32_t at,
                        struct when *out)
{
    struct amount amount;
    if (at + 1 >= r->end || !date_is(r, at + 1, DATES_CENTURY) ||
        amount_at(r->lang, r->tokens, at, at + 1, &amount) == at ||
        !amount.ordinal || amount.min < 1 || amount.min > CENTURY_MAX)
        return at;
    set_year(out, LEVEL_CENTURY, ((int)amount.min - 1) * CENTURY_YEARS);
    return at + 2;
}

/* The parts of "16/01/2017" as numbers; how many, 0 when it is none. */
static int split_parts(struct str word, char mark, int parts[PARTS_MAX],
                       size_t lengths[PARTS_MAX])
{
    struct str rest = word, part;
    int count = 0;
    while (str_split(&rest, mark, &part)) {
        if (count == PARTS_MAX || (parts[count] = plain_number(part)) < 0)
            return 0;
        lengths[count++] = part.len;
    }
    return count;
}

/* Day and month where their order shows, else neither. */
static struct day order_parts(int a, int b, int year, bool day_leads)
{
    if (day_leads || a > 12)
        return (struct day){year, b, a};
    if (b > 12 || a == b)
        return (struct day){year, a, b};
    return (struct day){.year = year};
}

/* The year of "16/01/89": within a lifetime, not far ahead. */
static int short_year(int year)
{
    return year + (year < SHORT_DATE_TURN ? 2000 : 1900);
}

/* 16/01/2017, 01/16/2017, 16.01.2017, 16-1-17; 01/02/2017 may be either, its
 * month and day stay open. */
static bool numeric_day(struct str word, struct when *out)
{
    int parts[PARTS_MAX];
    size_t lengths[PARTS_MAX];
    const char *mark = "/-.";
    while (*mark && split_parts(word, *mark, parts, lengths) != PARTS_MAX)
        mark++;
    if (!*mark)
        return false;
    bool dots = *mark == '.';
    bool slim = lengths[0] <= 2 && lengths[1] <= 2;
    struct day day;
    if (lengths[0] == 4)
        day = (struct day){parts[0], parts[1], parts[2]};
    else if (lengths[2] == 4 && slim)
        day = order_parts(parts[0], parts[1], parts[2], dots);
    else if (lengths[2] == 2 && slim && *mark == '/')
        day = order_parts(parts[0], parts[1], short_year(parts[2]), false);
    else
        return false;
    bool either = !day.month && parts[0] && parts[1];
    if (!either && !day_is_valid(&day))
        return false;
    *out = (struct when){.a = {LEVEL_DAY, day}};
    return true;
}

/* 2011-2013, 1990-91 */
static bool year_range(struct str word, struct when *out)
{
    int parts[PARTS_MAX];
    size_t lengths[PARTS_MAX];
    if (split_parts(word, '-', parts, lengths) != 2 || lengths[0] != 4 ||
        parts[0] < YEAR_MIN || parts[0] > YEAR_BARE_MAX)
        return false;
    int last = parts[1];
    if (lengths[1] == 2)
        last += parts[0] / CENTURY_YEARS * CENTURY_YEARS;
    if ((lengths[1] != 2 && lengths[1] != 4) || last <= parts[0] ||
        last > YEAR_BARE_MAX)
        return false;
    set_year(out, LEVEL_YEAR, parts[0]);
    out->range = true;
    out->b = (struct point){LEVEL_YEAR, {.year = last}};
    return true;
}

/* One token of digits that is a whole date: 2017-01-16, 2017-01. */
static bool whole_token(struct str word, struct when *out)
{
    struct day day;
    if (word.len > 4 && word.ptr[4] == '-' && day_parse(word, &day) &&
        day.month) {
        *out = (struct when){.a = {day.day ? LEVEL_DAY : LEVEL_MONTH, day}};
        return true;
    }
    return numeric_day(word, out) || year_range(word, out);
}

uint32_t date_digits(const struct date_reader *r, uint32_t at, struct when *out)
{
    if (at >= r->end)
        return at;
    const struct token *token = &r->tokens[at];
    if (token->word.len >= WHOLE_MIN && token->word.ptr[0] >= '0' &&
        token->word.ptr[0] <= '9' && whole_token(token->word, out))
        return at + 1;
    uint32_t end = century(r, at, out);
    if (end == at)
        end = decade(r, at, out);
    return end == at ? bare_year(r, at, out) : end;
}
