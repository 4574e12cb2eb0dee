/* cmd_show.c - ibid show: a fact, its source, and its words in context. */
#include "view.h"

#include "safe.h"

static enum ibid_status show_source(struct run *run,
                                    const struct ibid_fact *fact)
{
    struct ibid_source source;
    struct buf *text = &run->out.text;
    enum ibid_status status =
        ibid_source_get(run->db, fact->source, run->mem, &source, &run->err);
    if (status != IBID_OK)
        return status;
    buf_text(text, "\nSource: ");
    view_source(text, &source);
    if (source.url) {
        buf_text(text, "\n        ");
        safe_text(text, source.url);
    }
    buf_text(text, "\n        ");
    safe_text(text, source.name);
    buf_printf(text, " (%s)\n", source.id);
    return IBID_OK;
}

static enum ibid_status show_passages(struct run *run,
                                      const struct ibid_fact *fact)
{
    struct ibid_passage *passages;
    size_t count;
    enum ibid_status status = ibid_fact_passages(run->db, fact, run->mem,
                                                 &passages, &count, &run->err);
    if (status != IBID_OK)
        return status;
    if (count == 0)
        buf_text(&run->out.text, "\n  (no words to show: the source was "
                                 "removed, or the fact cites nothing)\n");
    for (size_t i = 0; i < count; i++) {
        buf_byte(&run->out.text, '\n');
        if (passages[i].role && !str_eq(str_of(passages[i].role), STR("body")))
            buf_printf(&run->out.text, "    (%s)\n", passages[i].role);
        view_passage(&run->out, fact, &passages[i]);
    }
    buf_byte(&run->out.text, '\n');
    if (count > 0)
        view_legend(&run->out, fact);
    return IBID_OK;
}

static enum ibid_status show_one(struct run *run, const char *ref,
                                 const struct keys *keys)
{
    struct ibid_fact fact;
    const char *json;
    const enum ibid_support *support;
    size_t count;
    unsigned states;
    enum ibid_status status =
        ibid_fact_get(run->db, ref, run->mem, &fact, &run->err);
    if (status == IBID_OK && opt_flag(&run->args, "json")) {
        status = ibid_fact_json(run->db, &fact, run->mem, &json, &run->err);
        return status == IBID_OK ? out_json(&run->out, str_of(json)) : status;
    }
    if (status == IBID_OK)
        status = ibid_fact_support(run->db, &fact, run->mem, &support, &count,
                                   &states, &run->err);
    if (status != IBID_OK)
        return status;
    view_fact(run, &fact, support, keys);
    status = show_source(run, &fact);
    if (status == IBID_OK)
        status = show_passages(run, &fact);
    return status == IBID_OK ? out_more(&run->out) : status;
}

static enum ibid_status show(struct run *run)
{
    struct keys keys;
    enum ibid_status status = keys_read(run, &keys);
    for (size_t i = 0; i < run->args.word_count && status == IBID_OK; i++) {
        if (i > 0 && !opt_flag(&run->args, "json"))
            buf_byte(&run->out.text, '\n');
        status = show_one(run, run->args.words[i], &keys);
    }
    return status;
}

const struct command cmd_show = {
    .name = "show",
    .summary = "show a fact with its words in context",
    .usage = "FACT...",
    .description =
        "A FACT is its number (12 or \"#12\"), its id, or the beginning of "
        "one.\n\n"
        "Each field stands with what its value was normalized to (behind =), "
        "the words it cites when they differ from the value, and how the "
        "citation stands to the article: exact, moved, approximate or lost. "
        "It is said where a value has no citation or the words cited do not "
        "carry it: another number, date or name. "
        "Offsets are bytes of the article's text.\n\n"
        "Then follow the source and the passage with the words marked: in "
        "colour on a terminal, else as [words]{field}. Control and "
        "direction characters in the article are shown as marks like "
        "<U+202E>.\n\n"
        "With --json prints the fact as in a JSON export, one line each.",
    .options = (const struct option *const[]){options_json, NULL},
    .examples =
        (const struct example[]){{"ibid show 12", "Show fact #12."}, {0}},
    .need = NEED_READ,
    .words_min = 1,
    .words_max = WORDS_ANY,
    .paged = true,
    .run = show,
};
