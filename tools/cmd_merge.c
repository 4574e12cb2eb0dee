/* cmd_merge.c - ibid merge: one fact out of several that say the same. */
#include <string.h>

#include "command.h"
#include "safe.h"

static void values(struct buf *out, const struct ibid_field *field)
{
    for (size_t i = 0; i < field->value_count; i++) {
        buf_text(out, i ? " | " : "");
        safe_text(out, field->values[i].text);
    }
}

static bool same_text(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static bool is_among(const struct ibid_value *value,
                     const struct ibid_field *field)
{
    for (size_t i = 0; i < field->value_count; i++)
        if (same_text(value->text, field->values[i].text) ||
            same_text(value->normalized, field->values[i].normalized))
            return true;
    return false;
}

static bool differs(const struct ibid_field *a, const struct ibid_field *b)
{
    for (size_t i = 0; i < b->value_count; i++)
        if (!is_among(&b->values[i], a))
            return true;
    return a->value_count != b->value_count;
}

/* "  number: 28 stays, #47 says 31" of each field in which they differ. */
static void say_differences(struct run *run, const struct ibid_fact *into,
                            const struct ibid_fact *other)
{
    struct buf *text = &run->out.text;
    for (size_t i = 0; i < into->field_count; i++)
        for (size_t j = 0; j < other->field_count; j++) {
            const struct ibid_field *a = &into->fields[i];
            const struct ibid_field *b = &other->fields[j];
            if (strcmp(a->name, b->name) != 0 || !differs(a, b))
                continue;
            buf_printf(text, "  %s: ", a->name);
            values(text, a);
            buf_printf(text, " stays, #%lld says ", (long long)other->no);
            values(text, b);
            buf_byte(text, '\n');
        }
}

static enum ibid_status merge(struct run *run)
{
    struct ibid_change_result result = {0};
    struct ibid_change_options how = change_options(run);
    size_t count = run->args.word_count;
    struct ibid_fact *facts = arena_array(run->mem, count, sizeof *facts);
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; i < count && status == IBID_OK; i++)
        status = ibid_fact_get(run->db, run->args.words[i], run->mem, &facts[i],
                               &run->err);
    if (status == IBID_OK)
        status =
            ibid_fact_merge(run->db, run->args.words[0], run->args.words + 1,
                            count - 1, &how, &result, &run->err);
    if (status == IBID_OK)
        status = change_report(run, &result);
    for (size_t i = 1;
         i < count && status == IBID_OK && !opt_flag(&run->args, "json"); i++)
        say_differences(run, &facts[0], &facts[i]);
    return status;
}

const struct command cmd_merge = {
    .name = "merge",
    .summary = "merge facts that say the same",
    .usage = "FACT OTHER...",
    .description =
        "FACT gets the citations of the OTHERs: of values that agree, and of "
        "the evidence. Where values differ its own stay, and the fields are "
        "shown with both. The OTHERs become merged: kept, but left out of "
        "tables. All "
        "in one step that one undo takes back; \"ibid split\" parts one.",
    .options =
        (const struct option *const[]){options_change, options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid merge 12 31 47 -n", "What merging three would do."}, {0}},
    .need = NEED_WRITE,
    .words_min = 2,
    .words_max = WORDS_ANY,
    .run = merge,
};
