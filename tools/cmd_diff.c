/* cmd_diff.c - ibid diff: what the outlet changed, and which facts rested on
 * that. */
#include "anchoring.h"
#include "command.h"
#include "safe.h"

/* How a stretch of words is shown, and called in JSON. */
static const struct {
    const char *open, *close, *name;
    int style;
} parts[IBID_PART_KIND_COUNT] = {
    [IBID_PART_SAME] = {"", "", "same", STYLE_PLAIN},
    [IBID_PART_REMOVED] = {"[-", "-]", "removed", STYLE_BAD},
    [IBID_PART_ADDED] = {"{+", "+}", "added", STYLE_GOOD},
    [IBID_PART_MOVED] = {"", "", "moved", STYLE_QUIET},
};

static const struct {
    const char *mark, *name;
} changes[] = {
    [IBID_UNCHANGED_PARAGRAPH] = {"  ", "same"},
    [IBID_REMOVED] = {"- ", "removed"},
    [IBID_ADDED] = {"+ ", "added"},
    [IBID_MOVED_PARAGRAPH] = {"> ", "moved"},
    [IBID_CHANGED] = {"~ ", "changed"},
};

/* ---- For people -------------------------------------------------------- */

static void paragraph_text(struct out *out, const struct ibid_paragraph *it)
{
    struct buf *text = &out->text;
    buf_text(text, changes[it->kind].mark);
    for (size_t i = 0; i < it->part_count; i++) {
        const struct ibid_part *part = &it->parts[i];
        bool marked = it->kind == IBID_CHANGED;
        if (i && part->blank)
            buf_byte(text, ' ');
        out_style(out, parts[part->kind].style);
        buf_text(text, marked ? parts[part->kind].open : "");
        safe_text(text, part->text);
        buf_text(text, marked ? parts[part->kind].close : "");
        if (parts[part->kind].style != STYLE_PLAIN)
            out_style(out, STYLE_PLAIN);
    }
    buf_byte(text, '\n');
}

static void facts_text(struct out *out, const struct ibid_diff *diff)
{
    int64_t last = 0;
    size_t exact = 0;
    for (size_t i = 0; i < diff->fact_count; i++)
        exact += diff->facts[i].to.anchor == IBID_EXACT;
    if (exact < diff->fact_count)
        buf_text(&out->text, "\nfacts that rested on it:\n");
    for (size_t i = 0; i < diff->fact_count; i++)
        if (diff->facts[i].to.anchor != IBID_EXACT)
            anchoring_lines(out, &diff->facts[i], &last);
    buf_byte(&out->text, '\n');
    out_count(&out->text, (int64_t)exact, "citation");
    buf_printf(&out->text, " of %s %s exact in %s\n", diff->from,
               exact == 1 ? "is" : "are", diff->to);
}

static void diff_text(struct out *out, const struct ibid_diff *diff)
{
    struct buf *text = &out->text;
    out_style(out, STYLE_HEAD);
    buf_printf(text, "%s: %s -> %s", diff->source, diff->from, diff->to);
    out_style(out, STYLE_PLAIN);
    buf_text(text, "\n\n");
    for (size_t i = 0; i < diff->paragraph_count; i++)
        paragraph_text(out, &diff->paragraphs[i]);
    buf_printf(text, "%s%zu %s unchanged\n", diff->paragraph_count ? "\n" : "",
               diff->unchanged,
               diff->unchanged == 1 ? "paragraph" : "paragraphs");
    facts_text(out, diff);
}

/* ---- For programs ------------------------------------------------------ */

static void paragraph_json(struct jsonw *to, const struct ibid_paragraph *it)
{
    jsonw_object(to);
    jsonw_key_text(to, "change", changes[it->kind].name);
    jsonw_key(to, "parts");
    jsonw_array(to);
    for (size_t i = 0; i < it->part_count; i++) {
        jsonw_object(to);
        jsonw_key_text(to, parts[it->parts[i].kind].name, it->parts[i].text);
        jsonw_object_end(to);
    }
    jsonw_array_end(to);
    jsonw_object_end(to);
}

static enum ibid_status facts_json(struct run *run, struct jsonw *to,
                                   const struct ibid_diff *diff)
{
    enum ibid_status status = IBID_OK;
    jsonw_key(to, "facts");
    jsonw_array(to);
    for (size_t i = 0; status == IBID_OK && i < diff->fact_count; i++) {
        const char *json;
        status = ibid_anchoring_json(run->db, &diff->facts[i], run->mem, &json,
                                     &run->err);
        if (status == IBID_OK)
            jsonw_raw(to, str_of(json));
    }
    jsonw_array_end(to);
    return status;
}

static enum ibid_status diff_json(struct run *run, const struct ibid_diff *diff)
{
    struct buf text = {0};
    struct jsonw to = jsonw_start(&text);
    jsonw_object(&to);
    jsonw_key_text(&to, "source", diff->source);
    jsonw_key_text(&to, "from", diff->from);
    jsonw_key_text(&to, "to", diff->to);
    jsonw_key(&to, "paragraphs");
    jsonw_array(&to);
    for (size_t i = 0; i < diff->paragraph_count; i++)
        paragraph_json(&to, &diff->paragraphs[i]);
    jsonw_array_end(&to);
    jsonw_key_int(&to, "unchanged", (int64_t)diff->unchanged);
    enum ibid_status status = facts_json(run, &to, diff);
    jsonw_object_end(&to);
    if (status == IBID_OK)
        status = out_json(&run->out, buf_view(&text));
    buf_done(&text);
    return status;
}

static enum ibid_status diff_run(struct run *run)
{
    struct ibid_diff diff;
    const struct args *args = &run->args;
    enum ibid_status status = ibid_diff_get(
        run->db, args->words[0], args->word_count > 1 ? args->words[1] : NULL,
        args->word_count > 2 ? args->words[2] : NULL, run->mem, &diff,
        &run->err);
    if (status != IBID_OK)
        return status;
    if (opt_flag(&run->args, "json"))
        return diff_json(run, &diff);
    diff_text(&run->out, &diff);
    return out_more(&run->out);
}

const struct command cmd_diff = {
    .name = "diff",
    .summary = "show what an outlet changed in an article",
    .usage = "SOURCE [VERSION [VERSION]]",
    .description =
        "Compares the newest version of an article with the one before it, or "
        "two versions that are named ('ibid sources --json' lists them). "
        "Paragraphs that differ are shown: \"~\" changed, with [-words that "
        "are gone-] and {+words that came+}, \"+\" added, \"-\" removed, "
        "\">\" moved. Below them stand the citations of the earlier version "
        "that are not the same in the later one, fact by fact; 'ibid reanchor' "
        "carries them over.\n\n"
        "With --json prints one object.",
    .options = (const struct option *const[]){options_json, NULL},
    .need = NEED_READ,
    .words_min = 1,
    .words_max = 3,
    .paged = true,
    .run = diff_run,
};
