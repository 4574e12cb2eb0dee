/* link_casualty.c - tolls that agree, contradict, follow one another. */
#include <stdio.h>

#include "corroborate/link.h"

enum {
    LIST_MIN = 2,       /* other tolls beside it that make a list of tolls */
    LEAD_BYTES = 1500,  /* of the article: where its own toll stands */
    TOLL_MIN = 3,       /* smaller ones are of single victims */
    RATIO_MAX = 2,      /* tolls further apart are of different things */
    SAME_WORDS_MIN = 2, /* telling words around a toll that both share */
};

/* Could both be said of the same dead? Groups that differ never are; people
 * at large are not some group of them. */
static bool victims_fit(const struct claim *a, const struct claim *b)
{
    if (a->other_groups || b->other_groups)
        return str_eq(a->group, b->group) && claim_shared(&a->who, &b->who) > 0;
    if (!str_eq(a->group, b->group))
        return false;
    if (a->group.len || (!a->who.telling && !b->who.telling))
        return true;
    return claim_shared(&a->who, &b->who) > 0;
}

static bool is_year(const char *date)
{
    return strlen(date) >= 4;
}

/* Dates that differ in the year or month speak of other events. */
static bool dates_fit(const struct claim *a, const struct claim *b)
{
    if (!a->date || !b->date || !is_year(a->date) || !is_year(b->date))
        return true;
    size_t x = strlen(a->date), y = strlen(b->date), less = x < y ? x : y;
    return strncmp(a->date, b->date, less < 7 ? less : 7) == 0;
}

/* A figure that is told of the event, not of one long ago. */
static bool is_lead(const struct claim *claim)
{
    return claim->start < LEAD_BYTES;
}

static bool same_number(const struct claim_number *a,
                        const struct claim_number *b)
{
    if (a->min != b->min)
        return false;
    return !a->bounded || !b->bounded || a->max == b->max;
}

static bool numbers_clash(const struct claim_number *a,
                          const struct claim_number *b)
{
    bool apart =
        (a->bounded && b->min > a->max) || (b->bounded && a->min > b->max);
    double more = a->min > b->min ? a->min : b->min;
    double less = a->min > b->min ? b->min : a->min;
    return apart && !a->approximate && !b->approximate && less >= TOLL_MIN &&
           more <= less * RATIO_MAX;
}

static void same_toll(const struct claim *a, const struct claim *b,
                      struct link *out)
{
    bool plain = a->number.bounded == b->number.bounded &&
                 a->number.approximate == b->number.approximate;
    bool same_words = claim_shared(&a->who, &b->who) == a->who.telling &&
                      a->who.telling == b->who.telling;
    out->relation = LINK_SAME;
    out->exact = plain && same_words && a->number.min >= TOLL_MIN;
    out->score = out->exact ? 950 : plain ? 900 : 850;
    (void)snprintf(out->reason, sizeof out->reason,
                   "\"%.40s\" and \"%.40s\" %s: the number agrees%s%.60s",
                   a->text, b->text, a->harm,
                   a->group.len ? ", so do the victims: " : "",
                   a->group.len ? a->who_text : "");
}

static void other_toll(const struct claim *a, const struct claim *b,
                       struct link *out)
{
    bool known = a->published != PROFILE_DAY_UNKNOWN &&
                 b->published != PROFILE_DAY_UNKNOWN;
    const struct claim *newer = known && a->published > b->published ? a : b;
    const struct claim *older = newer == a ? b : a;
    bool later = known && a->published != b->published;
    bool rose = newer->number.min > older->number.min;
    out->relation = later && rose ? LINK_SUPERSEDES : LINK_CONTRADICTS;
    out->swap = newer == b && out->relation == LINK_SUPERSEDES;
    out->score = out->relation == LINK_SUPERSEDES ? 750 : 700;
    if (out->relation == LINK_SUPERSEDES)
        (void)snprintf(out->reason, sizeof out->reason,
                       "a later figure of the same count: \"%.40s\" %s after "
                       "\"%.40s\"",
                       newer->text, a->harm, older->text);
    else
        (void)snprintf(out->reason, sizeof out->reason,
                       "two figures of the same count: \"%.40s\" and "
                       "\"%.40s\" %s",
                       a->text, b->text, a->harm);
}

void link_casualties(const struct claim *a, const struct claim *b,
                     struct link *out)
{
    if (!a->number.known || !b->number.known || strcmp(a->harm, b->harm) != 0 ||
        !victims_fit(a, b) || !dates_fit(a, b))
        return;
    bool context = claim_shared(&a->words, &b->words) >= SAME_WORDS_MIN;
    if (same_number(&a->number, &b->number)) {
        bool big = a->number.min >= TOLL_MIN && !a->number.approximate;
        if (big || context)
            same_toll(a, b, out);
    } else if (is_lead(a) && is_lead(b) && !a->listed && !b->listed &&
               numbers_clash(&a->number, &b->number))
        other_toll(a, b, out);
}

bool link_may_clash(const struct claim *claim)
{
    return is_lead(claim) && !claim->listed && claim->number.min >= TOLL_MIN;
}

/* How many other tolls of its kind the source tells beside this one. */
static size_t others_of(struct claim *const *claims, size_t count,
                        const struct claim *one)
{
    size_t others = 0;
    for (size_t k = 0; k < count; k++)
        others += claims[k]->kind == CLAIM_CASUALTY && is_lead(claims[k]) &&
                  strcmp(claims[k]->harm, one->harm) == 0 &&
                  str_eq(claims[k]->group, one->group) &&
                  claims[k]->number.min >= TOLL_MIN &&
                  claims[k]->number.min != one->number.min;
    return others;
}

void link_lists_mark(struct claim *const *claims, size_t count)
{
    for (size_t first = 0, end; first < count; first = end) {
        end = first;
        while (end < count && claims[end]->source == claims[first]->source)
            end++;
        for (size_t i = first; i < end; i++)
            if (claims[i]->kind == CLAIM_CASUALTY)
                claims[i]->listed = others_of(&claims[first], end - first,
                                              claims[i]) >= LIST_MIN;
    }
}
