/* number.c - numbers as written in news: amounts with their qualifiers. */
#include "text/number.h"

#include "base/jsonw.h"
#include "text/amount.h"
#include "text/date.h"

/* Above it a double no longer holds every whole number. */
static const double whole_max = 9007199254740992.0;

enum { NUMBER_TOKENS_MAX = 24 }; /* of one number, qualifiers included */

/* Where one is being read. */
struct reader {
    const struct language *lang;
    const struct token *tokens;
    uint32_t end;
};

static const struct entry *word_at(const struct reader *r, uint32_t at)
{
    return at < r->end
               ? lexicon_at(r->lang, r->tokens, at, r->end, LIST_NUMBERS)
               : NULL;
}

static bool is_kind(const struct reader *r, uint32_t at, int kind)
{
    const struct entry *entry = word_at(r, at);
    return entry && entry->kind == kind;
}

/* "28-30" in one token: two amounts. */
static bool hyphen_range(struct str word, struct amount *out)
{
    struct str rest = word, low, high;
    double min, max;
    if (!str_split(&rest, '-', &low) || !str_split(&rest, '-', &high) ||
        rest.ptr || !digits_parse(low, &min) || !digits_parse(high, &max) ||
        min >= max)
        return false;
    *out = (struct amount){.min = min, .max = max, .scale = 1};
    return true;
}

static bool is_dash(const struct token *token)
{
    return token->kind == TOKEN_PUNCT && !(token->flags & TOKEN_SPACE) &&
           (str_eq(token->word, STR("\xe2\x80\x93")) ||
            str_eq(token->word, STR("-")));
}

static uint32_t simple_at(const struct reader *r, uint32_t at,
                          struct amount *out)
{
    if (at < r->end && r->tokens[at].kind == TOKEN_NUMBER &&
        hyphen_range(r->tokens[at].word, out))
        return at + 1;
    return at < r->end ? amount_at(r->lang, r->tokens, at, r->end, out) : at;
}

/* Behind the percent sign or word at `at`, else `at`. */
static uint32_t percent_end(const struct reader *r, uint32_t at)
{
    if (at < r->end && r->tokens[at].kind == TOKEN_SYMBOL &&
        str_eq(r->tokens[at].word, STR("%")))
        return at + 1;
    const struct entry *entry = word_at(r, at);
    return entry && entry->kind == NUMBER_PERCENT ? at + entry->word_count : at;
}

/* "28 to 30", "2 or 3 million": the second amount behind `at` joined to the
 * first, or `at`. */
static uint32_t join_range(const struct reader *r, uint32_t at, bool between,
                           struct amount *out)
{
    uint32_t link = percent_end(r, at);
    bool joins =
        link < r->end && !out->ordinal && !out->approximate &&
        (between ? is_kind(r, link, NUMBER_AND)
                 : is_kind(r, link, NUMBER_TO) || is_kind(r, link, NUMBER_OR) ||
                       is_dash(&r->tokens[link]));
    struct amount high;
    if (!joins)
        return at;
    uint32_t end = simple_at(r, link + 1, &high);
    if (end == link + 1 || high.ordinal || high.approximate)
        return at;
    /* two to three million: the million is meant for both */
    if (high.scale > 1 && out->scale <= 1 && out->max < high.min / high.scale)
        out->min *= high.scale;
    if (out->min >= high.max)
        return at;
    out->max = high.max;
    return end;
}

/* The number proper, a range at most; where it ends. */
static uint32_t core_at(const struct reader *r, uint32_t at, struct amount *out)
{
    bool between = is_kind(r, at, NUMBER_BETWEEN);
    uint32_t first = at + between;
    uint32_t end = simple_at(r, first, out);
    if (end == first)
        return at;
    uint32_t joined = join_range(r, end, between, out);
    return between && joined == end ? at : joined;
}

static void qualify(struct number *number, int kind)
{
    if (kind == QUALIFIER_FROM)
        number->has_max = false;
    else if (kind == QUALIFIER_TO)
        number->has_min = false;
    else
        number->approximate = true;
}

/* "or more", "or so" behind the number. */
static uint32_t read_behind(const struct reader *r, uint32_t at,
                            struct number *number)
{
    const struct entry *entry = word_at(r, at);
    if (!entry || number->ordinal)
        return at;
    if (entry->kind == NUMBER_MORE_OR)
        qualify(number, QUALIFIER_FROM);
    else if (entry->kind == NUMBER_LESS_OR)
        qualify(number, QUALIFIER_TO);
    else if (entry->kind == NUMBER_ABOUT_OR)
        qualify(number, QUALIFIER_ABOUT);
    else
        return at;
    return at + entry->word_count;
}

/* A day of a month or a time of day is no number. */
static bool is_date_or_time(const struct reader *r, uint32_t at, uint32_t end)
{
    const struct token *token = &r->tokens[at];
    bool small = token->word.len <= 4 && token->word.ptr[0] >= '0' &&
                 token->word.ptr[0] <= '9';
    if (is_kind(r, end, NUMBER_CLOCK))
        return true;
    if (!small)
        return false;
    if (at && lexicon_word(r->lang, r->tokens[at - 1].lexeme, LIST_MONTHS))
        return true;
    return end < r->end && token->word.len <= 2 &&
           r->tokens[end].flags & TOKEN_CAPITAL &&
           lexicon_word(r->lang, r->tokens[end].lexeme, LIST_MONTHS);
}

/* Lists on which the first word of a number may stand. */
static const uint32_t begin_lists =
    1U << LIST_NUMBERS | 1U << LIST_VAGUE | 1U << LIST_QUALIFIERS;

bool number_at(const struct language *lang, const struct tokens *tokens,
               uint32_t at, struct number *out)
{
    if (!lexicon_may_begin(lang, &tokens->list[at], begin_lists))
        return false;
    uint32_t rest = tokens->count - at;
    struct reader r = {lang, tokens->list,
                       rest > NUMBER_TOKENS_MAX ? at + NUMBER_TOKENS_MAX
                                                : tokens->count};
    struct number number = {.first = at, .has_min = true};
    int kinds = 0;
    const struct entry *entry;
    while (at < r.end &&
           (entry = lexicon_at(lang, r.tokens, at, r.end, LIST_QUALIFIERS))) {
        kinds |= 1 << entry->kind;
        at += entry->word_count;
    }
    struct amount amount;
    uint32_t end = core_at(&r, at, &amount);
    if (end == at || is_date_or_time(&r, at, end) || (kinds && amount.ordinal))
        return false;
    number.core = at;
    number.min = amount.min;
    number.max = amount.max;
    number.has_max = !amount.open;
    number.approximate = amount.approximate;
    number.ordinal = amount.ordinal;
    if (kinds & 1 << QUALIFIER_TO && amount.open)
        number.has_max = true, number.max = amount.min;
    for (int kind = QUALIFIER_FROM; kind <= QUALIFIER_ABOUT; kind++)
        if (kinds >> kind & 1)
            qualify(&number, kind);
    number.last = percent_end(&r, end);
    number.percent = number.last > end;
    number.last = read_behind(&r, number.last, &number);
    *out = number;
    return true;
}

bool number_parse(const struct language *lang, struct str text,
                  struct number *out)
{
    struct arena mem = {0};
    struct stretch all = {0, (uint32_t)text.len};
    struct number number = {0};
    bool found = false;
    if (text.len <= UINT32_MAX) {
        struct tokens tokens = text_tokens(lang, text, &all, 1, &mem);
        found = tokens.count && number_at(lang, &tokens, 0, &number) &&
                number.last == tokens.count;
    }
    arena_done(&mem);
    if (found)
        *out = number;
    return found;
}

size_t text_numbers(const struct language *lang, const struct tokens *tokens,
                    const struct date *dates, size_t date_count,
                    struct arena *mem, struct number **out)
{
    struct number *list = NULL, number;
    size_t count = 0, room = 0, date = 0;
    for (uint32_t at = 0; at < tokens->count; at++) {
        while (date < date_count && dates[date].last <= at)
            date++;
        uint32_t end = date < date_count ? dates[date].first : UINT32_MAX;
        if (at >= end) {
            at = dates[date].last - 1;
            continue;
        }
        if (!number_at(lang, tokens, at, &number) || number.last > end)
            continue;
        list = arena_grow(mem, list, &room, count + 1, sizeof *list);
        list[count++] = number;
        at = number.last - 1;
    }
    *out = list;
    return count;
}

static void bound_json(struct jsonw *to, const char *key, double bound)
{
    jsonw_key(to, key);
    if (bound < whole_max && bound == (double)(int64_t)bound)
        jsonw_int(to, (int64_t)bound);
    else
        jsonw_real(to, bound);
}

void number_json(const struct number *number, struct jsonw *to)
{
    jsonw_object(to);
    if (number->has_min)
        bound_json(to, "min", number->min);
    if (number->has_max)
        bound_json(to, "max", number->max);
    if (number->approximate) {
        jsonw_key(to, "approximate");
        jsonw_bool(to, true);
    }
    jsonw_object_end(to);
}
