/* repeated.c - an operation that is asked for a second time: what it did. */
#include <inttypes.h>
#include <stdio.h>

#include "curate/step.h"
#include "history/states.h"
#include "store/facts.h"

/* Labels whose verb is not the entry's action. */
static const struct {
    const char *action, *verb;
} verbs[] = {{"note", "note on"}, {"source", "edit"}};

static const char *verb_of(const char *action)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].action, action) == 0)
            return verbs[i].verb;
    return action;
}

static const char *noun_of(const char *subject)
{
    switch (subject[0]) {
    case 'f':
        return "fact";
    case 's':
        return "source";
    default:
        return "change";
    }
}

/* A split changes two facts, a source's new date the facts it dates. */
static int64_t count_of(const struct entry *named, const struct op_span *span)
{
    bool one = strcmp(named->action, "split") == 0 || named->subject[0] == 's';
    return one ? 1 : span->count;
}

/* "undo 'accept': 3 changes" */
static enum ibid_status label_turn(const struct curator *who,
                                   const struct entry *turn, int64_t count,
                                   struct arena *mem,
                                   struct ibid_change_result *result,
                                   struct ibid_error *err)
{
    struct entry target = {0};
    struct op_span span;
    enum ibid_status status =
        store_entry_get(who->st, turn->undoes, mem, &target, err);
    if (!status)
        status = history_op_named(who->st, target.op, mem, &span, &target, err);
    if (!status)
        step_label(result,
                   arena_printf(mem, "%s '%s':", turn->action, target.action),
                   count, "change");
    return status;
}

/* "merge 2 facts into #3": the last entry is that of the survivor. */
static enum ibid_status label_merge(const struct curator *who,
                                    const struct entry *last, int64_t count,
                                    struct ibid_change_result *result,
                                    struct ibid_error *err)
{
    int64_t no;
    enum ibid_status status = store_fact_find(who->st, last->subject, &no, err);
    if (!status)
        (void)snprintf(result->label, sizeof result->label,
                       "merge %" PRId64 " fact%s into #%" PRId64, count - 1,
                       count == 2 ? "" : "s", no);
    return status;
}

enum ibid_status step_repeated(const struct curator *who,
                               struct ibid_change_result *result,
                               struct ibid_error *err)
{
    struct arena mem = {0};
    struct op_span span;
    struct entry named = {0};
    const char *op = who->options->op;
    enum ibid_status status =
        history_op_named(who->st, op, &mem, &span, &named, err);
    if (!status && named.undoes)
        status = label_turn(who, &named, span.count, &mem, result, err);
    else if (!status && strcmp(named.action, "merge") == 0 && span.count > 1)
        status = label_merge(who, &named, span.count, result, err);
    else if (!status)
        step_label(result, verb_of(named.action), count_of(&named, &span),
                   noun_of(named.subject));
    if (!status && strcmp(named.action, "add") == 0)
        (void)snprintf(result->fact, sizeof result->fact, "%s", named.subject);
    if (!status) {
        result->repeated = true;
        result->seq = span.last;
        result->changed = span.count;
        (void)snprintf(result->op, sizeof result->op, "%s", op);
    }
    arena_done(&mem);
    return status;
}
