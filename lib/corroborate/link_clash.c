/* link_clash.c - tolls that differ: which contradict or follow one another. */
#include <stdio.h>
#include <stdlib.h>

#include "corroborate/link_tolls.h"

enum {
    FEW_MIN = 2,        /* of what is told first; else TOLL_MIN */
    LIST_MIN = 2,       /* other tolls beside it that make a list of tolls */
    LEAD_BYTES = 1500,  /* of the article: where its own toll stands, */
    LISTED_BYTES = 800, /* where it does among others, */
    HEAD_BYTES = 600,   /* and where the one does that it tells first */
    RATIO_MAX = 2,      /* tolls further apart are of different things, */
    HEAD_RATIO_MAX = 4, /* those that two reports tell first more so */
    CLASH_WEIGHT = 25,  /* of rare ones, beside what is not told first */
    CLASH_DAYS = 7,     /* between reports that correct one another, */
    GROWTH_DAYS = 31,   /* when rare words tell that the toll has grown */
    DATE_BYTES = 10,    /* 2031-03-14 */
};

/* Is the first one reported later, as far as is known? */
static bool is_later(const struct claim *a, const struct claim *b)
{
    if (a->published == PROFILE_DAY_UNKNOWN ||
        b->published == PROFILE_DAY_UNKNOWN)
        return false;
    if (a->published != b->published)
        return a->published > b->published;
    return a->minute != PROFILE_MINUTE_UNKNOWN &&
           b->minute != PROFILE_MINUTE_UNKNOWN && a->minute > b->minute;
}

/* Is the first one reported later, and higher? */
static bool follows(const struct claim *a, const struct claim *b)
{
    return is_later(a, b) && a->number.min > b->number.min;
}

static double lower(const struct claim *a, const struct claim *b)
{
    return a->number.min < b->number.min ? a->number.min : b->number.min;
}

/* Do both reports tell it first, with rare words beside it? */
static bool is_main(const struct claim *a, const struct claim *b)
{
    return a->head && b->head && marks_meet(a->marks, b->marks, lower(a, b));
}

static bool numbers_clash(const struct claim *x, const struct claim *y)
{
    const struct claim_number *a = &x->number, *b = &y->number;
    bool apart =
        (a->bounded && b->min > a->max) || (b->bounded && a->min > b->max);
    bool clash =
        follows(x, y) || follows(y, x) || (apart && !link_days_between(x, y));
    double less = lower(x, y), more = a->min > b->min ? a->min : b->min;
    if (!clash || a->approximate || b->approximate || a->most || b->most)
        return false;
    return (less >= TOLL_MIN || is_main(x, y)) &&
           more <= less * (x->head && y->head ? HEAD_RATIO_MAX : RATIO_MAX);
}

/* Are both of one day, as they say themselves? */
static bool of_one_day(const struct claim *a, const struct claim *b)
{
    return a->date && b->date && strlen(a->date) == DATE_BYTES &&
           strcmp(a->date, b->date) == 0;
}

/* Told of days that are known, are they of one time? One without a date is not
 * much older than its report. */
static bool times_fit(const struct claim *a, const struct claim *b)
{
    bool x = a->day != PROFILE_DAY_UNKNOWN, y = b->day != PROFILE_DAY_UNKNOWN;
    if (x && y)
        return a->day == b->day;
    const struct claim *dated = x ? a : b, *other = x ? b : a;
    return !(x || y) || other->published == PROFILE_DAY_UNKNOWN ||
           abs(other->published - dated->day) <= GROWTH_DAYS;
}

bool link_part_exceeds(const struct claim *a, const struct claim *b)
{
    const struct claim *whole = a->at_large ? a : b;
    const struct claim *part = whole == a ? b : a;
    return whole->at_large && !part->at_large &&
           part->number.min > whole->number.min && is_main(a, b);
}

/* A toll among others is of the event when the other report tells its own
 * first, and rare words stand beside both. */
static bool lists_fit(const struct claim *a, const struct claim *b)
{
    bool listed = (a->listed && !a->head) || (b->listed && !b->head);
    return !listed || ((a->head || b->head) && a->start < LISTED_BYTES &&
                       b->start < LISTED_BYTES &&
                       marks_meet(a->marks, b->marks, lower(a, b)));
}

static bool days_fit(const struct claim *a, const struct claim *b)
{
    bool grown = is_main(a, b) && (follows(a, b) || follows(b, a));
    return link_days_between(a, b) <= (grown ? GROWTH_DAYS : CLASH_DAYS);
}

/* Could two figures that differ be of one count of one event? Of reports of
 * which only one is dated nobody knows whether they are of one week. */
static bool is_one_event(const struct claim *a, const struct claim *b,
                         size_t shared)
{
    bool one_dated = (a->published == PROFILE_DAY_UNKNOWN) !=
                     (b->published == PROFILE_DAY_UNKNOWN);
    if (!times_fit(a, b) || !link_places_fit(a, b))
        return false;
    bool told = (a->head && b->head) ||
                marks_shared(a->marks, b->marks) >= CLASH_WEIGHT;
    return (of_one_day(a, b) ||
            (told && shared >= SAME_WORDS_MIN && !one_dated)) &&
           lists_fit(a, b) && days_fit(a, b);
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

void link_clash(const struct claim *a, const struct claim *b, size_t shared,
                struct link *out)
{
    if (link_may_clash(a) && link_may_clash(b) && numbers_clash(a, b) &&
        is_one_event(a, b, shared))
        other_toll(a, b, out);
}

/* A figure that is told of the event, not of one long ago. */
static bool is_lead(const struct claim *claim)
{
    return claim->start < LEAD_BYTES;
}

bool link_may_clash(const struct claim *claim)
{
    return is_lead(claim) && !claim->rest && claim->number.min >= FEW_MIN;
}

/* Does the source tell no other toll of its kind before it? */
static bool is_first(struct claim *const *claims, size_t at)
{
    const struct claim *one = claims[at];
    for (size_t k = at; k-- > 0;)
        if (claims[k]->kind == CLAIM_CASUALTY &&
            strcmp(claims[k]->harm, one->harm) == 0 &&
            str_eq(claims[k]->group, one->group) &&
            claims[k]->number.min != one->number.min)
            return false;
    return !one->rest && one->start < HEAD_BYTES;
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
        for (size_t i = first; i < end; i++) {
            if (claims[i]->kind != CLAIM_CASUALTY)
                continue;
            claims[i]->head = is_first(&claims[first], i - first);
            claims[i]->listed =
                others_of(&claims[first], end - first, claims[i]) >= LIST_MIN;
        }
    }
}
