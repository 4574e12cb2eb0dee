/* coders.c - two coders of one database, as the command line names them. */
#include "coders.h"

#include <string.h>

#include "base/buf.h"
#include "base/error.h"

const struct option options_coders[] = {
    {.name = "coders",
     .type = OPT_TEXT,
     .argument = "A,B",
     .help = "two coders of this database, by name: each as their own last "
             "change left a fact"},
    {0},
};

static const char *name_of(const char *actor)
{
    return strncmp(actor, "user:", 5) == 0 ? actor + 5 : actor;
}

static bool has(const char *const *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name_of(list[i]), name) == 0)
            return true;
    return false;
}

/* "ann, bob" */
static const char *listed(struct run *run, const char *const *list,
                          size_t count)
{
    struct buf text = {0};
    for (size_t i = 0; i < count; i++)
        buf_printf(&text, "%s%s", i ? ", " : "", name_of(list[i]));
    const char *out =
        arena_strndup(run->mem, text.ptr ? text.ptr : "", text.len);
    buf_done(&text);
    return out;
}

static enum ibid_status by_default(struct run *run, const char *const *list,
                                   size_t count, struct coders *out)
{
    if (count == 2) {
        *out = (struct coders){name_of(list[0]), name_of(list[1])};
        return IBID_OK;
    }
    if (count > 2)
        return err_set(&run->err, IBID_NOT_FOUND,
                       "more than two people judged facts here: %s; choose "
                       "with --coders=A,B",
                       listed(run, list, count));
    return err_set(
        &run->err, IBID_NOT_FOUND,
        "%s judged facts here; name the database of a second "
        "coder ('ibid review --blind' makes one)",
        count ? arena_printf(run->mem, "only %s", listed(run, list, count))
              : "nobody");
}

enum ibid_status coders_read(struct run *run, struct coders *out)
{
    const char *list[IBID_CODERS_MAX], *text = opt_text(&run->args, "coders");
    size_t count = 0;
    enum ibid_status status =
        ibid_coders(run->db, run->mem, list, &count, &run->err);
    if (status)
        return status;
    if (!text)
        return by_default(run, list, count, out);
    size_t comma = strcspn(text, ",");
    *out = (struct coders){arena_strndup(run->mem, text, comma),
                           text[comma] ? text + comma + 1 : ""};
    const char *missing = !has(list, count, out->ours)     ? out->ours
                          : !has(list, count, out->theirs) ? out->theirs
                                                           : NULL;
    if (strcmp(out->ours, out->theirs) == 0 || !*out->theirs)
        return err_set(&run->err, IBID_INVALID,
                       "--coders takes two names, such as ann,bob");
    if (missing)
        return err_set(&run->err, IBID_NOT_FOUND,
                       "'%s' judged no facts here; those who did: %s", missing,
                       count ? listed(run, list, count) : "nobody");
    return IBID_OK;
}

enum ibid_status coders_agree(struct run *run, const struct coders *coders,
                              const struct ibid_query *query,
                              ibid_agreement_fn *each,
                              ibid_disagreement_fn *differs, void *ctx,
                              int64_t *judged)
{
    const char *a = arena_printf(run->mem, "user:%s", coders->ours);
    const char *b = arena_printf(run->mem, "user:%s", coders->theirs);
    return ibid_agree_within(run->db, a, b, query, each, differs, ctx, judged,
                             &run->err);
}
