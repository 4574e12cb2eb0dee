/* cmd_list.c - ibid list: facts as a table. */
#include <stdio.h>
#include <string.h>

#include "safe.h"
#include "view.h"

enum { LIST_KIND = 10, LIST_STATUS = 9, LIST_SOURCE = 18 }; /* columns */

static const int status_styles[] = {[IBID_EXTRACTED] = STYLE_PLAIN,
                                    [IBID_ACCEPTED] = STYLE_GOOD,
                                    [IBID_CORRECTED] = STYLE_GOOD,
                                    [IBID_REJECTED] = STYLE_BAD,
                                    [IBID_MERGED] = STYLE_QUIET};

static const struct option options[] = {
    {.name = "sort",
     .type = OPT_CHOICE,
     .argument = "ORDER",
     .help = "place, the default: as they stand in the articles; doubt: "
             "unreviewed first, and the least confident of them first",
     .choices = "place doubt"},
    {0},
};

struct list {
    struct run *run;
    struct keys keys;
    int64_t shown;
    bool json;
    const char *source; /* id of the source named last */
    const char *label;
    struct arena names; /* where both live */
};

/* The outlet or name of the fact's source, kept for the facts behind it. */
static enum ibid_status source_label(struct list *list, const char *id,
                                     struct ibid_error *err)
{
    if (list->source && str_eq(str_of(list->source), str_of(id)))
        return IBID_OK;
    struct ibid_source source;
    arena_reset(&list->names);
    list->source = NULL;
    enum ibid_status status =
        ibid_source_get(list->run->db, id, &list->names, &source, err);
    if (status != IBID_OK)
        return status;
    list->source = arena_strdup(&list->names, id);
    list->label = source.outlet ? source.outlet : source.name;
    return IBID_OK;
}

/* "! " of a value that its words do not carry, "? " of one without any. */
static enum ibid_status flag(struct list *list, const struct ibid_fact *fact,
                             struct buf *head, struct ibid_error *err)
{
    struct arena mem = {0};
    const enum ibid_support *support;
    size_t count;
    unsigned states = 0;
    enum ibid_status status = ibid_fact_support(list->run->db, fact, &mem,
                                                &support, &count, &states, err);
    if (states & (1u << IBID_DIFFERS | 1u << IBID_CITATION_LOST))
        buf_text(head, "! ");
    else if (states & 1u << IBID_UNCITED)
        buf_text(head, "? ");
    arena_done(&mem);
    return status;
}

static enum ibid_status row(struct list *list, const struct ibid_fact *fact,
                            struct ibid_error *err)
{
    struct out *out = &list->run->out;
    struct buf head = {0};
    enum ibid_status status = flag(list, fact, &head, err);
    view_headline(&head, fact, &list->keys);
    int used = 6 + 2 + LIST_KIND + 1 + LIST_STATUS + 1 + LIST_SOURCE + 1;
    int room = out->columns ? out->columns - used : 0;

    char no[32];
    snprintf(no, sizeof no, "#%lld", (long long)fact->no);
    buf_printf(&out->text, "%6s  ", no);
    safe_cell(&out->text, fact->kind, LIST_KIND, true);
    buf_byte(&out->text, ' ');
    out_style(out, status_styles[fact->status]);
    safe_cell(&out->text, ibid_fact_status_name(fact->status), LIST_STATUS,
              true);
    out_style(out, STYLE_PLAIN);
    buf_byte(&out->text, ' ');
    safe_cell(&out->text, list->label, LIST_SOURCE, true);
    buf_byte(&out->text, ' ');
    safe_cell(&out->text, head.ptr ? head.ptr : "",
              out->columns && room < 20 ? 20 : room, false);
    buf_byte(&out->text, '\n');
    buf_done(&head);
    return status ? status : out_more(out);
}

static enum ibid_status each_fact(void *ctx, const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    struct list *list = ctx;
    list->shown++;
    if (list->json) {
        const char *json;
        struct arena mem = {0};
        enum ibid_status status =
            ibid_fact_json(list->run->db, fact, &mem, &json, err);
        if (status == IBID_OK)
            status = out_json(&list->run->out, str_of(json));
        arena_done(&mem);
        return status;
    }
    enum ibid_status status = source_label(list, fact->source, err);
    return status == IBID_OK ? row(list, fact, err) : status;
}

static enum ibid_status list_facts(struct run *run)
{
    struct ibid_query query;
    struct list list = {.run = run, .json = opt_flag(&run->args, "json")};
    int64_t total = 0;
    enum ibid_status status = query_read(run, 0, &query);
    const char *order = opt_text(&run->args, "sort");
    if (order && strcmp(order, "doubt") == 0)
        query.order = IBID_BY_DOUBT;
    query.limit = opt_int(&run->args, "limit", 0);
    query.offset = opt_int(&run->args, "offset", 0);
    if (status == IBID_OK)
        status = keys_read(run, &list.keys);
    if (status == IBID_OK && !list.json)
        status = ibid_fact_count(run->db, &query, &total, &run->err);
    if (status == IBID_OK)
        status = ibid_fact_each(run->db, &query, each_fact, &list, &run->err);
    arena_done(&list.names);
    if (status == IBID_OK && !list.json)
        buf_printf(&run->out.text, "%lld of %lld %s\n", (long long)list.shown,
                   (long long)total, total == 1 ? "fact" : "facts");
    return status;
}

const struct command cmd_list = {
    .name = "list",
    .summary = "list facts",
    .usage = "[FACT|QUERY...]",
    .description =
        "A row a fact: number, kind, status, source, and the words of its "
        "key fields with what they were resolved to in parentheses. All "
        "terms of the query and all filters given must hold (\"ibid help "
        "query\"); without any, all facts are listed, in the order of the "
        "articles, or with --sort=doubt those first that are worth a look: "
        "unreviewed ones, the least confident in front; what is even stays "
        "in the order of the articles. In front of the words stands ! where "
        "the words cited do "
        "not carry a value, ? where a value cites nothing.\n\n"
        "With --json prints each fact as in a JSON export, one line each.",
    .options = (const struct option *const[]){options, options_filter,
                                              options_page, options_json, NULL},
    .examples =
        (const struct example[]){{"ibid list kind:casualty place:Dravik",
                                  "The figures of victims in Dravik."},
                                 {"ibid list status:extracted 'confidence<0.6'",
                                  "What was not reviewed yet and is doubtful."},
                                 {"ibid list --sort=doubt --limit=10",
                                  "The ten facts to review first."},
                                 {0}},
    .need = NEED_READ,
    .words_max = WORDS_ANY,
    .paged = true,
    .prepare = query_check,
    .run = list_facts,
};
