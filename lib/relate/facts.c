/* facts.c - facts that changed in articles that did not: who else says so. */
#include "relate/facts.h"

#include "relate/relate.h"
#include "relate/within.h"

enum { APART_MAX = 4 }; /* kinds of sources of a story, one after another */

/* Those of one story, `list[0]` to `list[count - 1]`. */
static enum ibid_status of_story(struct store *st,
                                 const struct profile_words *words,
                                 const struct roster *known,
                                 const struct stale_facts *list, size_t count,
                                 struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    if (count > APART_MAX)
        status = store_compared_touch(st, list->story, true, err);
    for (size_t i = 0; !status && i < count; i++) {
        if (list->story && count <= APART_MAX)
            status = within_facts(st, words, known, &list[i], err);
        if (!status)
            status = store_stale_facts_drop(st, &list[i], err);
    }
    return status;
}

static enum ibid_status look_at(struct store *st,
                                const struct stale_facts *list, size_t count,
                                struct ibid_error *err)
{
    struct arena mem = {0};
    struct profile_words words = profile_words(&mem);
    struct roster known = {.mem = &mem};
    enum ibid_status status = roster_known(st, &known, err);
    for (size_t i = 0, end; !status && i < count; i = end) {
        for (end = i + 1; end < count && list[end].story == list[i].story;)
            end++;
        status = of_story(st, &words, &known, &list[i], end - i, err);
    }
    arena_done(&mem);
    return status;
}

void relate_few(struct store *st)
{
    struct arena mem = {0};
    struct stale_facts list[APART_MAX + 1];
    size_t count = 0;
    enum ibid_status status =
        store_stale_facts(st, APART_MAX + 1, &mem, list, &count, NULL);
    if (!status && count && count <= APART_MAX &&
        store_step_begin(st, NULL) == IBID_OK) {
        if (look_at(st, list, count, NULL))
            store_step_drop(st);
        else
            (void)store_step_keep(st, NULL);
    }
    arena_done(&mem);
}

static enum ibid_status some(struct store *st, const struct stale_facts *list,
                             size_t count, struct ibid_error *err)
{
    enum ibid_status status = store_begin(st, err);
    if (!status)
        status = look_at(st, list, count, err);
    return store_end(st, status, err);
}

enum ibid_status relate_facts(struct store *st, struct ibid_error *err)
{
    struct arena mem = {0};
    struct stale_facts *list = arena_array(&mem, RELATE_SOURCES, sizeof *list);
    enum ibid_status status = IBID_OK;
    size_t count = 1;
    while (!status && count) {
        status = store_stale_facts(st, RELATE_SOURCES, &mem, list, &count, err);
        if (!status && count)
            status = some(st, list, count, err);
    }
    arena_done(&mem);
    return status;
}
