/* cmd_add.c - ibid add: a fact made by hand. */
#include <string.h>

#include "assign.h"
#include "base/error.h"
#include "cite.h"

enum { ADD_CITES_MAX = 256 };

static const struct option options[] = {
    {.name = "source",
     .letter = 's',
     .type = OPT_TEXT,
     .argument = "SOURCE",
     .help = "the article it is about: id or name"},
    {.name = "cite",
     .letter = 'c',
     .type = OPT_LIST,
     .argument = "FIELD=WORDS",
     .help = "the words of the article that FIELD rests on, or "
             "FIELD=START-END in bytes of its text; without FIELD= the "
             "evidence of the whole fact; may be given again"},
    {0},
};

/* A fact that only says in which text words are to be looked up. */
static enum ibid_status place_of(struct run *run, struct ibid_fact *out)
{
    struct ibid_source source;
    const char *ref = opt_text(&run->args, "source");
    enum ibid_status status =
        ibid_field_info(run->db, run->args.words[0], NULL, NULL, &run->err);
    if (status == IBID_OK && !ref)
        return usage_error(run, "say which article it is about: --source");
    if (status == IBID_OK)
        status = ibid_source_get(run->db, ref, run->mem, &source, &run->err);
    if (status != IBID_OK)
        return status;
    if (source.version_count == 0)
        return err_set(&run->err, IBID_NOT_FOUND, "no source \"%s\"", ref);
    *out = (struct ibid_fact){
        .kind = run->args.words[0],
        .source = source.id,
        .version = source.versions[source.version_count - 1].id,
    };
    return IBID_OK;
}

static enum ibid_status read_cites(struct run *run,
                                   const struct ibid_fact *place,
                                   struct ibid_cite *out, size_t *count)
{
    const char *const *specs;
    *count = opt_list(&run->args, "cite", run->mem, &specs);
    if (*count > ADD_CITES_MAX)
        return err_set(&run->err, IBID_LIMIT, "more than %d citations at once",
                       ADD_CITES_MAX);
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; i < *count && status == IBID_OK; i++)
        status = cite_read(run, place, specs[i], &out[i], &run->err);
    return status;
}

static enum ibid_status add(struct run *run)
{
    struct ibid_fact place = {0};
    struct ibid_cite cites[ADD_CITES_MAX];
    size_t cite_count = 0, count;
    struct ibid_change_options how = change_options(run);
    struct ibid_change_result result = {0};
    struct ibid_assignment *values = assign_words(run, &count);
    enum ibid_status status = place_of(run, &place);
    if (status == IBID_OK)
        status = read_cites(run, &place, cites, &cite_count);
    if (status == IBID_OK)
        status = ibid_fact_add(run->db, place.kind, place.source, values, count,
                               cites, cite_count, &how, &result, &run->err);
    return status == IBID_OK ? change_report(run, &result) : status;
}

const struct command cmd_add = {
    .name = "add",
    .summary = "make a fact by hand",
    .usage = "KIND FIELD=VALUE... --source=SOURCE",
    .description =
        "For what the rules missed. Several values for one repeating field "
        "are a list. --cite says which words of the article a field rests on; "
        "give the words themselves, they must occur once in the article. "
        "Without words for the whole fact the first ones cited serve.",
    .options = (const struct option *const[]){options, options_change,
                                              options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid add casualty number=4 harm=missing --source wire.txt "
             "-c 'four miners are missing' -c number=four",
             "A figure that was missed, with its words."},
            {0}},
    .need = NEED_WRITE,
    .words_min = 1,
    .words_max = WORDS_ANY,
    .prepare = assign_check,
    .run = add,
};
