/* undo.c - undo and redo as steps of their own. */
#include "history/undo.h"
#include "curate/step.h"
#include "history/states.h"

struct turning {
    const char *op; /* NULL: the newest */
    bool redo;
};

static enum ibid_status turn(struct step *s, void *ctx, struct ibid_error *err)
{
    const struct turning *t = ctx;
    struct entry named = {0};
    struct op_span span;
    const char *target = NULL;
    enum ibid_status status =
        undo_find(s->who->st, t->op, t->redo, &s->mem, &target, err);
    if (!status)
        status =
            history_op_named(s->who->st, target, &s->mem, &span, &named, err);
    if (!status)
        status = undo_apply(&s->h, target, t->redo, &s->changed, err);
    if (!status)
        step_label(s->result,
                   arena_printf(&s->mem, "%s '%s':", t->redo ? "redo" : "undo",
                                history_op_called(&named, &s->mem)),
                   s->changed, "change");
    return status;
}

enum ibid_status curate_undo(const struct curator *who, const char *op,
                             bool redo, struct ibid_change_result *result,
                             struct ibid_error *err)
{
    struct turning t = {op, redo};
    return step_run(who, turn, &t, redo ? "redo" : "undo", result, err);
}
