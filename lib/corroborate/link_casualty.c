/* link_casualty.c - tolls that agree, in one story or in two. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "corroborate/link_tolls.h"

enum {
    OTHER_WORDS_MIN = 3, /* of victims in other words */
    UNUSUAL_MIN = 10,    /* a number that few tolls come to, if not round */
    WHO_SHARE = 500,     /* per thousand: words of victims that are the same */
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

bool link_places_fit(const struct claim *a, const struct claim *b)
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

/* "17 soldiers" are the "17" of a report that does not say who they are: few
 * other counts come to a number like that. */
static bool unnamed_fit(const struct claim *a, const struct claim *b)
{
    double number = a->number.min;
    bool unusual = number >= UNUSUAL_MIN && fmod(number, 10) != 0;
    return unusual && a->at_large != b->at_large && !a->other_groups &&
           !b->other_groups && marks_meet(a->marks, b->marks, number);
}

static bool is_year(const char *date)
{
    return strlen(date) >= 4;
}

int link_days_between(const struct claim *a, const struct claim *b)
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

static bool same_number(const struct claim_number *a,
                        const struct claim_number *b)
{
    if (a->min != b->min)
        return false;
    return !a->bounded || !b->bounded || a->max == b->max;
}

static void same_toll(const struct claim *a, const struct claim *b,
                      struct link *out)
{
    bool plain = a->number.bounded == b->number.bounded &&
                 a->number.most == b->number.most &&
                 a->number.approximate == b->number.approximate;
    bool fit = victims_fit(a, b);
    bool same_words = claim_shared(&a->who, &b->who) == a->who.telling &&
                      a->who.telling == b->who.telling;
    out->relation = LINK_SAME;
    out->exact = plain && fit && same_words && a->number.min >= TOLL_MIN &&
                 link_places_fit(a, b) && !a->rest;
    out->score = out->exact ? 950 : !fit ? 700 : plain ? 900 : 850;
    (void)snprintf(out->reason, sizeof out->reason,
                   "\"%.40s\" and \"%.40s\" %s: the number agrees%s%.60s",
                   a->text, b->text, a->harm,
                   a->group.len ? ", so do the victims: " : "",
                   a->group.len ? a->who_text : "");
}

void link_casualties(const struct claim *a, const struct claim *b,
                     struct link *out)
{
    if (!a->number.known || !b->number.known || strcmp(a->harm, b->harm) != 0 ||
        !dates_fit(a, b))
        return;
    size_t shared = claim_shared(&a->words, &b->words);
    bool fit = victims_fit(a, b);
    bool may =
        shared >= OTHER_WORDS_MIN && (victims_may(a, b) || unnamed_fit(a, b));
    if (same_number(&a->number, &b->number)) {
        bool big = a->number.min >= TOLL_MIN && !a->number.approximate &&
                   link_days_between(a, b) <= SAME_DAYS;
        if (fit ? big || shared >= SAME_WORDS_MIN
                : big && may && link_places_fit(a, b))
            same_toll(a, b, out);
    } else if (fit || (may && link_part_exceeds(a, b)))
        link_clash(a, b, shared, out);
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
        b->published == PROFILE_DAY_UNKNOWN ||
        link_days_between(a, b) > SAME_DAYS ||
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
