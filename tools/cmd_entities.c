/* cmd_entities.c - ibid entities: whose names stand in facts. */
#include "command.h"
#include "safe.h"

static const struct option options_entities[] = {
    {.name = "all", .help = "those with one name only, too"},
    {.name = "merge", .help = "NAME and each OTHER are one, say you"},
    {.name = "split", .help = "NAME and each OTHER are not one, say you"},
    {0},
};

static bool decides(const struct args *args)
{
    return opt_flag(args, "merge") || opt_flag(args, "split");
}

static enum need need_for(const struct args *args)
{
    return decides(args) ? NEED_WRITE : NEED_READ;
}

static enum ibid_status check(struct run *run)
{
    bool several = decides(&run->args);
    if (opt_flag(&run->args, "merge") && opt_flag(&run->args, "split"))
        return usage_error(run, "either --merge or --split");
    if (several && run->args.word_count < 2)
        return usage_error(run, "which names? give one and the others");
    if (!several && run->args.word_count > 1)
        return usage_error(run, "one name at most; to say that names are one "
                                "there is --merge");
    return IBID_OK;
}

/* ---- Listing ----------------------------------------------------------- */

static enum ibid_status give_json(struct run *run,
                                  const struct ibid_entity *entity)
{
    struct buf line = {0};
    struct jsonw to = jsonw_start(&line);
    jsonw_object(&to);
    jsonw_key_text(&to, "name", entity->name);
    jsonw_key_int(&to, "facts", entity->facts);
    jsonw_key(&to, "names");
    jsonw_array(&to);
    for (size_t i = 0; i < entity->name_count; i++) {
        jsonw_object(&to);
        jsonw_key_text(&to, "name", entity->names[i].text);
        jsonw_key_int(&to, "facts", entity->names[i].facts);
        jsonw_object_end(&to);
    }
    jsonw_array_end(&to);
    jsonw_key(&to, "merges");
    jsonw_array(&to);
    for (size_t i = 0; i < entity->merge_count; i++) {
        const struct ibid_name_merge *merge = &entity->merges[i];
        jsonw_object(&to);
        jsonw_key_text(&to, "a", merge->a);
        jsonw_key_text(&to, "b", merge->b);
        jsonw_key_text(&to, "why", merge->why);
        jsonw_key_text(&to, "reason", merge->reason);
        jsonw_object_end(&to);
    }
    jsonw_array_end(&to);
    jsonw_object_end(&to);
    enum ibid_status status = out_json(&run->out, buf_view(&line));
    buf_done(&line);
    return status;
}

static enum ibid_status give(void *ctx, const struct ibid_entity *entity,
                             struct ibid_error *err)
{
    struct run *run = ctx;
    struct buf *text = &run->out.text;
    (void)err;
    if (opt_flag(&run->args, "json"))
        return give_json(run, entity);
    out_style(&run->out, STYLE_HEAD);
    safe_text(text, entity->name);
    out_style(&run->out, STYLE_PLAIN);
    buf_text(text, "  ");
    out_count(text, entity->facts, "fact");
    buf_byte(text, '\n');
    for (size_t i = 1; i < entity->name_count; i++) {
        buf_text(text, "  ");
        safe_text(text, entity->names[i].text);
        buf_printf(text, " (%lld)\n", (long long)entity->names[i].facts);
    }
    for (size_t i = 0; i < entity->merge_count; i++) {
        buf_text(text, "    ");
        safe_text(text, entity->merges[i].a);
        buf_text(text, " = ");
        safe_text(text, entity->merges[i].b);
        buf_printf(text, ": %s\n", entity->merges[i].reason);
    }
    return out_more(&run->out);
}

static enum ibid_status entities(struct run *run)
{
    struct ibid_change_result result = {0};
    struct ibid_change_options how = change_options(run);
    size_t count = run->args.word_count;
    if (!decides(&run->args))
        return ibid_entity_each(run->db, count ? run->args.words[0] : NULL,
                                !opt_flag(&run->args, "all"), give, run,
                                &run->err);
    enum ibid_status status = ibid_entity_decide(
        run->db, run->args.words, count, opt_flag(&run->args, "split"), &how,
        &result, &run->err);
    return status == IBID_OK ? change_report(run, &result) : status;
}

const struct command cmd_entities = {
    .name = "entities",
    .summary = "people, organisations and places, by all their names",
    .usage = "[NAME] | --merge NAME OTHER... | --split NAME OTHER...",
    .description =
        "Lists those that facts call by several names (of one: NAME, any of "
        "its names; all of them with --all), how many facts hold each name, "
        "and why two names are taken for one: they are the same but for "
        "titles, articles, marks and capitals; a list of the codebook "
        "(aliases.txt) or an article says so; they are spellings of the same "
        "consonants (Deir Ezzor, Dayr al-Zawr); one has the initials of the "
        "other, or is its last word, and of no other.\n\n"
        "--merge and --split say otherwise by hand, in one step that one undo "
        "takes back. What a person says stands over everything else. Speakers, "
        "people and places of facts that are compared go by it.\n\n"
        "With --json prints a line each: {name, facts, names, merges}; a merge "
        "is {a, b, why, reason}, why one of said, written, listed, stated, "
        "spelt, acronym, short.",
    .options = (const struct option *const[]){options_entities, options_change,
                                              options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid entities", "Who goes by several names."},
            {"ibid entities --all --json", "Every name, for programs."},
            {0}},
    .need_for = need_for,
    .words_max = WORDS_ANY,
    .paged = true,
    .prepare = check,
    .run = entities,
};
