/* names.c - what a person says of names: of one, or of several. */
#include "curate/step.h"
#include "history/verdict.h"

struct naming {
    const char *const *names;
    size_t count;
    bool apart;
};

static enum ibid_status say(struct step *s, void *ctx, struct ibid_error *err)
{
    const struct naming *n = ctx;
    enum ibid_status status = IBID_OK;
    const char *verb = n->apart ? "split" : "merge";
    step_label(s->result, verb, (int64_t)n->count, "name");
    for (size_t i = 1; !status && i < n->count; i++) {
        char id[ID_BYTES];
        verdict_id(VERDICT_NAMES, n->names[0], n->names[i], id);
        struct verdict_row row = {id, n->names[0], n->names[i], "same",
                                  n->apart ? "dismissed" : "confirmed"};
        status = history_verdict(&s->h, verb, &row, err);
    }
    return status;
}

enum ibid_status curate_names(const struct curator *who,
                              const char *const *names, size_t count,
                              bool apart, struct ibid_change_result *result,
                              struct ibid_error *err)
{
    struct naming n = {names, count, apart};
    return step_run(who, say, &n, apart ? "split" : "merge", result, err);
}
