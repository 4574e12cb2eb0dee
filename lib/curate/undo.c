/* undo.c - undo and redo as steps of their own. */
#include "history/undo.h"
#include "curate/step.h"
#include "history/states.h"

enum ibid_status curate_undo(const struct curator *who, const char *op,
                             bool redo, struct ibid_change_result *result,
                             struct ibid_error *err)
{
    struct arena mem = {0};
    struct history h;
    struct entry named = {0};
    struct op_span span;
    const char *target = NULL;
    int64_t changed = 0;
    bool go;
    enum ibid_status status = step_begin(who, &h, result, &go, err);
    if (status || !go)
        return status;
    status = undo_find(who->st, op, redo, &mem, &target, err);
    if (!status)
        status = history_op_named(who->st, target, &mem, &span, &named, err);
    if (!status)
        status = undo_apply(&h, target, redo, &changed, err);
    status = step_end(who, &h, status, changed, result, err);
    if (!status) {
        const char *label =
            arena_printf(&mem, "%s '%s':", redo ? "redo" : "undo",
                         history_op_called(&named, &mem));
        step_label(result, label, changed, "change");
    }
    arena_done(&mem);
    return status;
}
