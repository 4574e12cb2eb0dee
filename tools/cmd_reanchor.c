/* cmd_reanchor.c - ibid reanchor: citations of earlier versions, and where
 * their words stand in the newest one. */
#include "anchoring.h"
#include "decide.h"

static const struct option options[] = {
    {.name = "accept",
     .help = "point the citations into the newest version; lost ones stay "
             "and say so"},
    {.name = "keep",
     .help = "leave them where they are, whatever the newest version says"},
    {.name = "anchor",
     .type = OPT_LIST,
     .argument = "ANCHOR",
     .help = "only those that come to this: exact, moved, approximate, lost; "
             "may be given again, or with commas"},
    {0},
};

/* --anchor as bits; 0 when it was not given. */
static enum ibid_status read_anchors(struct run *run, unsigned *anchors)
{
    const char *const *list;
    size_t count = opt_list(&run->args, "anchor", run->mem, &list);
    *anchors = 0;
    for (size_t i = 0; i < count; i++) {
        struct str rest = str_of(list[i]), name;
        while (str_split(&rest, ',', &name)) {
            enum ibid_anchor anchor;
            const char *text = arena_strndup(run->mem, name.ptr, name.len);
            if (!ibid_anchor_parse(text, &anchor))
                return usage_error(run,
                                   "\"%s\" is no anchor; they are: exact, "
                                   "moved, approximate, lost",
                                   text);
            *anchors |= 1U << anchor;
        }
    }
    return IBID_OK;
}

static bool decides(const struct run *run)
{
    return opt_flag(&run->args, "accept") || opt_flag(&run->args, "keep");
}

static enum ibid_status prepare(struct run *run)
{
    unsigned anchors;
    enum ibid_status status = query_check(run);
    if (status == IBID_OK)
        status = read_anchors(run, &anchors);
    if (status != IBID_OK || !decides(run))
        return status;
    if (opt_flag(&run->args, "accept") && opt_flag(&run->args, "keep"))
        return usage_error(run, "--accept or --keep, not both");
    return decide_prepare(run);
}

/* ---- The list ---------------------------------------------------------- */

struct listing {
    struct run *run;
    int64_t last; /* fact printed last */
    int64_t counts[4];
};

static enum ibid_status each_line(void *ctx, const struct ibid_anchoring *it,
                                  struct ibid_error *err)
{
    struct listing *list = ctx;
    (void)err;
    list->counts[it->to.anchor]++;
    anchoring_lines(&list->run->out, it, &list->last);
    return out_more(&list->run->out);
}

static enum ibid_status each_json(void *ctx, const struct ibid_anchoring *it,
                                  struct ibid_error *err)
{
    struct listing *list = ctx;
    struct arena mem = {0};
    const char *json;
    enum ibid_status status =
        ibid_anchoring_json(list->run->db, it, &mem, &json, err);
    if (status == IBID_OK)
        status = out_json(&list->run->out, str_of(json));
    arena_done(&mem);
    return status;
}

static void total(struct listing *list)
{
    struct buf *text = &list->run->out.text;
    const char *before = "";
    for (int i = 0; i < 4; i++) {
        if (!list->counts[i])
            continue;
        buf_printf(text, "%s%lld %s", before, (long long)list->counts[i],
                   ibid_anchor_name((enum ibid_anchor)i));
        before = ", ";
    }
    buf_text(text, *before ? "\n"
                           : "every citation points into the newest version "
                             "of its source, or was decided on\n");
}

static enum ibid_status
list_all(struct run *run, const struct ibid_query *query, unsigned anchors)
{
    struct listing list = {.run = run};
    bool json = opt_flag(&run->args, "json");
    enum ibid_status status =
        ibid_anchoring_each(run->db, query, anchors,
                            json ? each_json : each_line, &list, &run->err);
    if (status == IBID_OK && !json)
        total(&list);
    return status;
}

static enum ibid_status reanchor(struct run *run)
{
    struct ibid_query query;
    unsigned anchors;
    struct ibid_change_result result = {0};
    struct ibid_change_options how = change_options(run);
    enum ibid_status status = query_read(run, 0, &query);
    if (status == IBID_OK)
        status = read_anchors(run, &anchors);
    if (status != IBID_OK || !decides(run))
        return status == IBID_OK ? list_all(run, &query, anchors) : status;
    status = ibid_anchor_decide(
        run->db, &query, anchors,
        opt_flag(&run->args, "keep") ? IBID_ANCHOR_KEEP : IBID_ANCHOR_ACCEPT,
        &how, &result, &run->err);
    return status == IBID_OK ? change_report(run, &result) : status;
}

static enum need need_for(const struct args *args)
{
    return opt_flag(args, "accept") || opt_flag(args, "keep") ? NEED_WRITE
                                                              : NEED_READ;
}

const struct command cmd_reanchor = {
    .name = "reanchor",
    .summary = "carry citations over to a newer version of an article",
    .usage = "[FACT|QUERY...]",
    .description =
        "When an article came again with another text, facts keep pointing at "
        "the words that they were read in. This lists those citations (not of "
        "rejected and merged facts) and where their words stand in the newest "
        "version: \"exact\" (the same words, the same surroundings), \"moved\" "
        "(the same words elsewhere, or among others), \"approximate\" (some "
        "words differ; they are shown), \"lost\". Words of a value whose "
        "number or name changed are lost.\n\n"
        "Nothing changes until --accept or --keep is given, with facts, "
        "filters or --all. Either is one step that one undo takes back.\n\n"
        "With --json prints an object a citation, one line each.",
    .options =
        (const struct option *const[]){options, options_filter, options_decide,
                                       options_change, options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid reanchor", "List citations of earlier versions."},
            {"ibid reanchor --accept --all --anchor exact,moved",
             "Carry over those whose words are the same."},
            {0}},
    .need = NEED_READ,
    .need_for = need_for,
    .words_max = WORDS_ANY,
    .paged = true,
    .prepare = prepare,
    .run = reanchor,
};
