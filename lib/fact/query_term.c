/* query_term.c - what the terms of a query mean. */
#include <stdlib.h>

#include "fact/fact.h"
#include "fact/query_read.h"
#include "text/date.h"
#include "text/fold.h"

const struct query_name *query_name_find(struct str name)
{
    for (const struct query_name *n = query_names; n->name; n++)
        if (str_eq(str_of(n->name), name))
            return n;
    return NULL;
}

/* The number of one of several names. */
static enum ibid_status take_choice(struct query_reading *r,
                                    struct query_term *t,
                                    enum query_takes takes)
{
    struct str value = str_of(t->value);
    enum ibid_fact_status status = IBID_EXTRACTED;
    enum ibid_rank rank = IBID_NORMAL;
    enum ibid_anchor anchor = IBID_EXACT;
    bool known;
    const char *names = "exact, moved, approximate, lost";
    if (takes == QUERY_TAKES_STATUS) {
        known = fact_status_parse(value, &status);
        t->number = status;
        names = "extracted, accepted, corrected, rejected, merged";
    } else if (takes == QUERY_TAKES_RANK) {
        known = fact_rank_parse(value, &rank);
        t->number = rank;
        names = "normal, preferred, deprecated";
    } else {
        known = fact_anchor_parse(value, &anchor);
        t->number = anchor;
    }
    return known
               ? IBID_OK
               : QUERY_FAIL(r, t->at - 1, "there is no %s \"%s\"; there are %s",
                            t->name, t->value, names);
}

bool query_is_compared(const struct query_term *t)
{
    return t->op != QUERY_SAYS && t->op != QUERY_IS;
}

static enum ibid_status take(struct query_reading *r, struct query_term *t,
                             enum query_takes takes)
{
    switch (takes) {
    case QUERY_TAKES_NUMBER:
        if (!t->is_number)
            return QUERY_FAIL(r, t->at - 1, "%s takes a number, not \"%s\"",
                              t->name, t->value);
        return IBID_OK;
    case QUERY_TAKES_SHARE:
        if (!t->is_number || !(t->number >= 0 && t->number <= 1))
            return QUERY_FAIL(r, t->at - 1,
                              "%s takes a number from 0 to 1, not \"%s\"",
                              t->name, t->value);
        return IBID_OK;
    case QUERY_TAKES_DATE:
        if (!t->is_date)
            return QUERY_FAIL(r, t->at - 1,
                              "%s takes a date such as 2017-01-16 or 2017-01, "
                              "not \"%s\"",
                              t->name, t->value);
        return IBID_OK;
    case QUERY_TAKES_STATUS:
    case QUERY_TAKES_RANK:
    case QUERY_TAKES_ANCHOR:
        return take_choice(r, t, takes);
    case QUERY_TAKES_FIELD:
        t->field = t->value;
        return IBID_OK;
    default:
        return IBID_OK;
    }
}

/* Dates as far as they are compared: a year, month or day. */
static bool is_date(struct str text)
{
    struct day day;
    return text.len <= sizeof "2017-01-16" - 1 && day_parse(text, &day);
}

/* What the value says, whoever asks. */
static void value_read(struct query_term *t, struct arena *mem)
{
    struct buf folded = {0};
    char *end;
    t->number = strtod(t->value, &end);
    t->is_number = *t->value && !*end && t->number == t->number;
    t->is_date = is_date(str_of(t->value));
    text_fold(str_of(t->value), &folded);
    t->folded = arena_str(mem, buf_view(&folded));
    buf_done(&folded);
}

/* A field by its name alone or as KIND.FIELD. */
static enum ibid_status field_read(struct query_reading *r,
                                   struct query_term *t)
{
    const char *point = strchr(t->name, '.');
    t->key = QUERY_FIELD;
    t->field = point ? point + 1 : t->name;
    if (point)
        t->kind = arena_strndup(r->mem, t->name, (size_t)(point - t->name));
    if (query_is_compared(t) && !t->is_number && !t->is_date)
        return QUERY_FAIL(r, t->at - 1,
                          "\"%s\" is neither a number nor a date such as "
                          "2017-01, so that %s cannot be compared with it",
                          t->value, t->name);
    return IBID_OK;
}

enum ibid_status query_term_add(struct query_reading *r, struct query_term t)
{
    if (r->count == QUERY_TERMS_MAX)
        return err_set(r->err, IBID_LIMIT, "a query has at most %d terms",
                       QUERY_TERMS_MAX);
    struct str name = str_of(t.name);
    const struct query_name *known = t.name ? query_name_find(name) : NULL;
    value_read(&t, r->mem);
    enum ibid_status status = IBID_OK;
    if (known) {
        t.key = known->key;
        status = take(r, &t, known->takes);
        if (!status && query_is_compared(&t) &&
            known->takes != QUERY_TAKES_NUMBER &&
            known->takes != QUERY_TAKES_SHARE &&
            known->takes != QUERY_TAKES_DATE)
            status = QUERY_FAIL(r, t.at - 1, "%s takes \":\" or \"=\"", t.name);
    } else if (t.name) {
        status = field_read(r, &t);
    }
    if (!status)
        r->list[r->count++] = t;
    return status;
}

/* ---- The older members ------------------------------------------------- */

static enum ibid_status member(struct query_reading *r, enum query_key key,
                               const char *value)
{
    struct query_term t = {.key = key, .value = value};
    if (!value)
        return IBID_OK;
    if (r->count == QUERY_TERMS_MAX)
        return query_term_add(r, t); /* says so */
    value_read(&t, r->mem);
    r->list[r->count++] = t;
    return IBID_OK;
}

enum ibid_status query_members(struct query_reading *r,
                               const struct ibid_query *q)
{
    enum ibid_status status = member(r, QUERY_KIND, q->kind);
    for (int i = 0; !status && q->statuses && i <= IBID_MERGED; i++)
        if (q->statuses >> i & 1) {
            status = member(r, QUERY_STATUS, "");
            if (!status)
                r->list[r->count - 1].number = i;
        }
    if (!status)
        status = member(r, QUERY_SOURCE, q->source);
    if (!status)
        status = member(r, QUERY_RULE, q->rule);
    if (!status)
        status = member(r, QUERY_TEXT, q->text);
    if (!status && q->uncited)
        status = member(r, QUERY_UNCITED, "");
    if (!status && q->confidence_below > 0) {
        status = member(r, QUERY_CONFIDENCE, "");
        if (!status) {
            r->list[r->count - 1].op = QUERY_BELOW;
            r->list[r->count - 1].number = q->confidence_below;
        }
    }
    return status;
}
