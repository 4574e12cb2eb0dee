/* select.c - which facts: filter options and references into a query. */
#include <string.h>

#include "command.h"

static enum ibid_status add_status(struct run *run, struct str name,
                                   unsigned *statuses)
{
    enum ibid_fact_status status;
    const char *text = arena_strndup(run->mem, name.ptr, name.len);
    if (!ibid_fact_status_parse(text, &status))
        return usage_error(run,
                           "\"%s\" is no status; they are: extracted, "
                           "accepted, corrected, rejected, merged",
                           text);
    *statuses |= 1U << status;
    return IBID_OK;
}

static enum ibid_status read_statuses(struct run *run, unsigned *statuses)
{
    const char *const *list;
    size_t count = opt_list(&run->args, "status", run->mem, &list);
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; i < count && status == IBID_OK; i++) {
        struct str rest = str_of(list[i]), name;
        while (status == IBID_OK && str_split(&rest, ',', &name))
            status = add_status(run, name, statuses);
    }
    return status;
}

enum ibid_status query_read(struct run *run, size_t first_word,
                            struct ibid_query *query)
{
    const struct args *args = &run->args;
    *query = (struct ibid_query){
        .kind = opt_text(args, "kind"),
        .source = opt_text(args, "source"),
        .rule = opt_text(args, "rule"),
        .text = opt_text(args, "text"),
        .uncited = opt_flag(args, "uncited"),
        .confidence_below = opt_real(args, "below", 0),
    };
    if (args->word_count > first_word) {
        query->facts = args->words + first_word;
        query->fact_count = args->word_count - first_word;
    }
    return read_statuses(run, &query->statuses);
}

enum ibid_status query_check(struct run *run)
{
    struct ibid_query query;
    return query_read(run, 0, &query);
}

struct ibid_change_options change_options(const struct run *run)
{
    return (struct ibid_change_options){
        .reason = opt_text(&run->args, "reason"),
        .dry_run = opt_flag(&run->args, "dry-run"),
    };
}
