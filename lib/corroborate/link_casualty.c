/* link_casualty.c - tolls that agree, contradict, follow one another. */
#include <stdio.h>
#include <stdlib.h>

#include "corroborate/link.h"

enum {
    LIST_MIN = 2,        /* other tolls beside it that make a list of tolls */
    LEAD_BYTES = 1500,   /* of the article: where its own toll stands */
    TOLL_MIN = 3,        /* smaller ones are of single victims */
    RATIO_MAX = 2,       /* tolls further apart are of different things */
    SAME_WORDS_MIN = 2,  /* telling words around a toll that both share */
    OTHER_WORDS_MIN = 3, /* of victims in other words */
    WHO_SHARE = 500,     /* per thousand: words of victims that are the same */
    CLASH_DAYS = 7,      /* between reports that correct one another */
    DATE_BYTES = 10,     /* 2031-03-14 */
    FAR_SCORE = 900,     /* per thousand of what it is in one story */
    BESIDE = 4,          /* tolls that tell of one another, */
    BESIDE_BYTES = 200,  /* and how far they may stand from another */
    SAME_DAYS = 21,      /* between those whose number alone makes them same */
};

/* Could both be said of the same dead? Groups that differ never are; people
 * at large are not some group of them; "he" is nobody known. */
static bool victims_fit(const struct claim *a, const struct claim *b)
{
    if (a->other_groups || b->other_groups)
        return str_eq(a->group, b->group) && claim_shared(&a->who, &b->who) > 0;
    if (!str_eq(a->group, b->group))
        return false;
    if (a->group.len || (a->at_large && b->at_large))
        return true;
    size_t x = a->who.telling, y = b->who.telling, less = x < y ? x : y;
    return less && claim_shared(&a->who, &b->who) * 1000 >= less * WHO_SHARE;
}

/* Could they mean the same people in other words: "four pedestrians" who are
 * the "four people"? Not when a group is named, nor others, nor somebody. */
static bool victims_may(const struct claim *a, const struct claim *b)
{
    return !a->group.len && !b->group.len && !a->rest && !b->rest &&
           !a->named && !b->named;
}

/* Are their places one, as far as is said? Spellings differ: Deir Ezzor is
 * Dayr al-Zawr. */
static bool places_fit(const struct claim *a, const struct claim *b)
{
    const struct name_form *x = &a->place, *y = &b->place;
    bool apart;
    if (!x->core.len || !y->core.len || claim_same_entity(a, b, &apart))
        return true;
    if (apart)
        return false;
    bool few =
        x->consonants < NAME_CONSONANTS || y->consonants < NAME_CONSONANTS;
    return (x->consonants >= NAME_CONSONANTS_MIN &&
            str_eq(x->sounds, y->sounds)) ||
           str_eq(x->last, y->last) ||
           name_alike(x->core, y->core) >=
               (few ? NAME_ALIKE_FEW : NAME_ALIKE_MIN);
}

static bool is_year(const char *date)
{
    return strlen(date) >= 4;
}

/* Days between the reports; 0 when one is not known. */
static int days_between(const struct claim *a, const struct claim *b)
{
    if (a->published == PROFILE_DAY_UNKNOWN ||
        b->published == PROFILE_DAY_UNKNOWN)
        return 0;
    return abs(a->published - b->published);
}

/* A toll without a date is about as old as its report, no more than a year:
 * is the other's date long before? */
static bool is_long_ago(const struct claim *dated, const struct claim *other)
{
    if (other->published == PROFILE_DAY_UNKNOWN)
        return false;
    int year = (int)strtol(dated->date, NULL, 10);
    return year < profile_day_year(other->published) - 1;
}

/* Dates that differ in the year or month speak of other events. */
static bool dates_fit(const struct claim *a, const struct claim *b)
{
    bool x_known = a->date && is_year(a->date);
    bool y_known = b->date && is_year(b->date);
    if (x_known != y_known)
        return !(x_known ? is_long_ago(a, b) : is_long_ago(b, a));
    if (!x_known)
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

/* Is the first one reported on a later day, and higher? */
static bool follows(const struct claim *a, const struct claim *b)
{
    return days_between(a, b) && a->published > b->published &&
           a->number.min > b->number.min;
}

static bool numbers_clash(const struct claim *x, const struct claim *y)
{
    const struct claim_number *a = &x->number, *b = &y->number;
    bool apart =
        (a->bounded && b->min > a->max) || (b->bounded && a->min > b->max);
    double more = a->min > b->min ? a->min : b->min;
    double less = a->min > b->min ? b->min : a->min;
    return (apart || follows(x, y) || follows(y, x)) && !a->approximate &&
           !b->approximate && less >= TOLL_MIN && more <= less * RATIO_MAX;
}

/* Are both of one day, as they say themselves? */
static bool of_one_day(const struct claim *a, const struct claim *b)
{
    return a->date && b->date && strlen(a->date) == DATE_BYTES &&
           strcmp(a->date, b->date) == 0;
}

/* Could two figures that differ be of one count of one event? Of reports of
 * which only one is dated nobody knows whether they are of one week. */
static bool may_clash(const struct claim *a, const struct claim *b,
                      size_t shared)
{
    bool one_dated = (a->published == PROFILE_DAY_UNKNOWN) !=
                     (b->published == PROFILE_DAY_UNKNOWN);
    bool one_event =
        of_one_day(a, b) || (shared >= SAME_WORDS_MIN && !one_dated);
    return one_event && link_may_clash(a) && link_may_clash(b) &&
           places_fit(a, b) && days_between(a, b) <= CLASH_DAYS;
}

static void same_toll(const struct claim *a, const struct claim *b,
                      struct link *out)
{
    bool plain = a->number.bounded == b->number.bounded &&
                 a->number.approximate == b->number.approximate;
    bool fit = victims_fit(a, b);
    bool same_words = claim_shared(&a->who, &b->who) == a->who.telling &&
                      a->who.telling == b->who.telling;
    out->relation = LINK_SAME;
    out->exact = plain && fit && same_words && a->number.min >= TOLL_MIN &&
                 places_fit(a, b) && !a->rest;
    out->score = out->exact ? 950 : !fit ? 700 : plain ? 900 : 850;
    (void)snprintf(out->reason, sizeof out->reason,
                   "\"%.40s\" and \"%.40s\" %s: the number agrees%s%.60s",
                   a->text, b->text, a->harm,
                   a->group.len ? ", so do the victims: " : "",
                   a->group.len ? a->who_text : "");
}

static void other_toll(const struct claim *a, const struct claim *b,
                       struct link *out)
{
    const struct claim *newer = follows(a, b) ? a : b;
    const struct claim *older = newer == a ? b : a;
    out->relation = follows(newer, older) ? LINK_SUPERSEDES : LINK_CONTRADICTS;
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
        !dates_fit(a, b))
        return;
    size_t shared = claim_shared(&a->words, &b->words);
    bool fit = victims_fit(a, b);
    if (same_number(&a->number, &b->number)) {
        bool big = a->number.min >= TOLL_MIN && !a->number.approximate &&
                   days_between(a, b) <= SAME_DAYS;
        if (fit ? big || shared >= SAME_WORDS_MIN
                : big && shared >= OTHER_WORDS_MIN && victims_may(a, b) &&
                      places_fit(a, b))
            same_toll(a, b, out);
    } else if (fit && may_clash(a, b, shared) && numbers_clash(a, b))
        other_toll(a, b, out);
}

static void beside(struct claim *one, const struct claim *other)
{
    if (other->number.min != one->number.min ||
        strcmp(other->harm, one->harm) != 0)
        marks_beside(one->marks, profile_hash(str_of(other->harm)),
                     other->number.min);
}

static bool is_toll(const struct claim *claim)
{
    return claim->kind == CLAIM_CASUALTY && claim->number.known;
}

void link_beside_mark(struct claim *const *claims, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t seen = 0;
        for (size_t k = i + 1; is_toll(claims[i]) && k < count && seen < BESIDE;
             k++) {
            if (claims[k]->source != claims[i]->source ||
                claims[k]->start > claims[i]->start + BESIDE_BYTES)
                break;
            if (!is_toll(claims[k]))
                continue;
            seen++;
            beside(claims[i], claims[k]);
            beside(claims[k], claims[i]);
        }
    }
}

void link_far(const struct claim *a, const struct claim *b, struct link *out)
{
    *out = (struct link){.relation = LINK_NONE};
    if (a->kind != CLAIM_CASUALTY || b->kind != CLAIM_CASUALTY ||
        a->published == PROFILE_DAY_UNKNOWN ||
        b->published == PROFILE_DAY_UNKNOWN || days_between(a, b) > SAME_DAYS ||
        !marks_meet(a->marks, b->marks, a->number.min))
        return;
    link_casualties(a, b, out);
    if (out->relation != LINK_SAME) {
        *out = (struct link){.relation = LINK_NONE};
        return;
    }
    size_t len = strlen(out->reason);
    out->exact = false;
    out->score = out->score * FAR_SCORE / LINK_SCORE_MAX;
    (void)snprintf(out->reason + len, sizeof out->reason - len,
                   "; told of one event in two stories");
}

size_t link_far_keys(const struct claim *claim, uint64_t out[MARKS_KEYS])
{
    if (claim->kind != CLAIM_CASUALTY || !claim->number.known ||
        claim->number.approximate || claim->published == PROFILE_DAY_UNKNOWN)
        return 0;
    struct str number = {(const char *)&claim->number.min,
                         sizeof claim->number.min};
    uint64_t of = profile_hash(str_of(claim->harm)) * 31 + profile_hash(number);
    return marks_keys(claim->marks, of, claim->number.min, out);
}

bool link_may_clash(const struct claim *claim)
{
    return is_lead(claim) && !claim->listed && !claim->rest &&
           claim->number.min >= TOLL_MIN;
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
