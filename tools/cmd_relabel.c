/* cmd_relabel.c - ibid relabel: what the paragraphs of an article are. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "command.h"
#include "safe.h"

enum { BEGINNING_COLUMNS = 56 };

/* The version that is meant, as ibid_relabel() takes it. */
static enum ibid_status version_of(struct run *run, const char *ref,
                                   const char **out)
{
    struct ibid_source source;
    struct ibid_reading reading;
    if (!ibid_version_read(run->db, ref, 0, 0, run->mem, &reading, NULL)) {
        *out = ref;
        return IBID_OK;
    }
    enum ibid_status status =
        ibid_source_get(run->db, ref, run->mem, &source, &run->err);
    if (!status)
        *out = source.version_count
                   ? source.versions[source.version_count - 1].id
                   : ref;
    return status;
}

/* ---- Listing ----------------------------------------------------------- */

static struct str words_of(const struct ibid_reading *reading, size_t n)
{
    const struct ibid_block *block = &reading->blocks[n];
    return str_cut((struct str){reading->text, reading->bytes}, block->start,
                   block->end);
}

static void say_json(struct run *run, const struct ibid_reading *reading,
                     size_t n)
{
    const struct ibid_block *block = &reading->blocks[n];
    struct jsonw to = jsonw_start(&run->out.text);
    jsonw_object(&to);
    jsonw_key_int(&to, "paragraph", (int64_t)n + 1);
    jsonw_key_text(&to, "role", block->role);
    if (block->read_as)
        jsonw_key_text(&to, "read_as", block->read_as);
    jsonw_key_str(&to, "text", words_of(reading, n));
    jsonw_object_end(&to);
    buf_byte(&run->out.text, '\n');
}

/* "  3  boilerplate   SHARE THIS ARTICLE" */
static void say(struct run *run, const struct ibid_reading *reading, size_t n)
{
    const struct ibid_block *block = &reading->blocks[n];
    struct str words = words_of(reading, n);
    buf_printf(&run->out.text, "%4zu  %-12s  ", n + 1, block->role);
    safe_cell(&run->out.text, arena_strndup(run->mem, words.ptr, words.len),
              BEGINNING_COLUMNS, false);
    if (block->read_as)
        buf_printf(&run->out.text, "  (read as %s)", block->read_as);
    buf_byte(&run->out.text, '\n');
}

static enum ibid_status list(struct run *run, const char *version)
{
    struct ibid_reading reading;
    enum ibid_status status = ibid_version_read(run->db, version, 0, SIZE_MAX,
                                                run->mem, &reading, &run->err);
    if (!status && !reading.text)
        status = err_set(&run->err, IBID_NOT_FOUND,
                         "the text of this version was removed");
    for (size_t n = 0; !status && n < reading.block_count; n++)
        if (opt_flag(&run->args, "json"))
            say_json(run, &reading, n);
        else
            say(run, &reading, n);
    return status;
}

/* ---- Changing ---------------------------------------------------------- */

/* "3" or "3-5", from 1. */
static bool paragraphs(const char *text, struct ibid_relabel *out)
{
    char *end;
    if (*text < '1' || *text > '9')
        return false;
    unsigned long first = strtoul(text, &end, 10), last = first;
    if (*end == '-' && end[1] >= '1' && end[1] <= '9')
        last = strtoul(end + 1, &end, 10);
    if (*end || last < first || last > INT32_MAX)
        return false;
    out->first = first - 1;
    out->count = last - first + 1;
    return true;
}

/* To list them it is enough to read. */
static enum need need_for(const struct args *args)
{
    return args->word_count > 1 ? NEED_WRITE : NEED_READ;
}

static enum ibid_status relabel(struct run *run)
{
    struct ibid_relabel what = {0};
    struct ibid_change_result result = {0};
    struct ibid_change_options how = change_options(run);
    const char *const *words = run->args.words;
    enum ibid_status status = version_of(run, words[0], &what.ref);
    if (status || run->args.word_count == 1)
        return status ? status : list(run, what.ref);
    if (run->args.word_count == 2 || !paragraphs(words[1], &what))
        return usage_error(run,
                           "say which paragraphs, such as 3 or 3-5, and what "
                           "they are, such as body");
    what.role = words[2];
    status = ibid_relabel(run->db, &what, &how, &result, &run->err);
    return status ? status : change_report(run, &result);
}

const struct command cmd_relabel = {
    .name = "relabel",
    .summary = "say what a paragraph of an article is: body, boilerplate...",
    .usage = "SOURCE [PARAGRAPHS ROLE]",
    .description =
        "Without more, lists the paragraphs of the newest version of SOURCE "
        "(or of a version, by its id) with their roles: title, byline, "
        "dateline, heading, body, list, quote, table, caption, related, "
        "comments, navigation, share, consent, subscription, boilerplate.\n\n"
        "With PARAGRAPHS (3, or 3-5) and a ROLE they count as that from now "
        "on. Facts are looked for in all but bylines, datelines and what "
        "follows \"caption\" in this list, so the article is read again in "
        "the same step: a paragraph that becomes \"body\" brings its facts, "
        "unreviewed facts of one that becomes \"boilerplate\" no longer "
        "count. Facts that a person reviewed stay. What the paragraph was "
        "read as is kept; one undo takes all of it back.",
    .options =
        (const struct option *const[]){options_change, options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid relabel 3-copy.html", "The paragraphs and their roles."},
            {"ibid relabel 3-copy.html 2 boilerplate -n",
             "What would follow if the second one were none of the article."},
            {0}},
    .need_for = need_for,
    .words_min = 1,
    .words_max = 3,
    .run = relabel,
};
