/* select.c - which facts: words and filter options into a query. */
#include <ctype.h>
#include <string.h>

#include "command.h"

/* Is the word a fact's number or id, rather than part of a query? */
static bool is_reference(const char *word)
{
    size_t digits = strspn(word + (*word == '#'), "0123456789");
    if (digits && !word[digits + (*word == '#')])
        return true;
    size_t length = strlen(word);
    return *word == 'f' && length >= 4 && length <= 17 &&
           strspn(word, "0123456789abcdefghjkmnpqrstvwxyz") == length &&
           (length == 17 || strpbrk(word, "0123456789"));
}

/* "KEY:" that leads words with blanks, none of which is a term: what a shell
 * leaves of KEY:"two words". Its length, else 0. */
static size_t key_of_words(const char *word)
{
    size_t key = strspn(word, "-abcdefghijklmnopqrstuvwxyz0123456789_.");
    size_t op = strspn(word + key, ":=<>");
    const char *value = word + key + op;
    if (!key || !op || !strchr(value, ' ') || strpbrk(value, "\":=<>"))
        return 0;
    return key + op;
}

static void add_term(struct buf *where, const char *key, const char *value)
{
    buf_printf(where, "%s%s\"", where->len ? " " : "", key);
    for (; *value; value++) {
        if (*value == '"' || *value == '\\')
            buf_byte(where, '\\');
        buf_byte(where, *value);
    }
    buf_byte(where, '"');
}

static void add_word(struct run *run, struct buf *where, const char *word)
{
    size_t key = key_of_words(word);
    if (key) {
        add_term(where, arena_strndup(run->mem, word, key), word + key);
        return;
    }
    buf_printf(where, "%s%s", where->len ? " " : "", word);
}

/* Words that are references name facts; the others are a query. */
static void words_read(struct run *run, size_t first, struct buf *where,
                       struct ibid_query *query)
{
    const struct args *args = &run->args;
    const char **facts =
        arena_array(run->mem, args->word_count + 1, sizeof *facts);
    for (size_t i = first; i < args->word_count; i++)
        if (is_reference(args->words[i]))
            facts[query->fact_count++] = args->words[i];
        else
            add_word(run, where, args->words[i]);
    query->facts = query->fact_count ? facts : NULL;
}

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
    struct buf where = {0};
    *query = (struct ibid_query){
        .kind = opt_text(args, "kind"),
        .source = opt_text(args, "source"),
        .rule = opt_text(args, "rule"),
        .text = opt_text(args, "text"),
        .uncited = opt_flag(args, "uncited"),
        .confidence_below = opt_real(args, "below", 0),
    };
    words_read(run, first_word, &where, query);
    if (where.len)
        query->where = arena_strndup(run->mem, where.ptr, where.len);
    buf_done(&where);
    enum ibid_status status = ibid_query_check(query->where, &run->err);
    if (status == IBID_OK)
        return read_statuses(run, &query->statuses);
    run->code = CODE_USAGE;
    return status;
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
