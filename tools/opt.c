/* opt.c - read options from tables: GNU style, no abbreviations, and errors
 * that say what to write instead. */
#include "opt.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>

#include "base/error.h"
#include "suggest.h"

/* Where the reader stands in argv. */
struct reader {
    struct args *args;
    char **argv;
    int argc, at;
    struct arena *mem;
    struct ibid_error *err;
};

static const struct option *find_name(const struct args *args, struct str name)
{
    for (const struct option *const *table = args->tables; *table; table++)
        for (const struct option *o = *table; o->name; o++)
            if (str_eq(str_of(o->name), name))
                return o;
    return NULL;
}

static const struct option *find_letter(const struct args *args, char letter)
{
    for (const struct option *const *table = args->tables; *table; table++)
        for (const struct option *o = *table; o->name; o++)
            if (o->letter && o->letter == letter)
                return o;
    return NULL;
}

static const char *nearest(const struct args *args, const char *name)
{
    struct suggest near = {.word = name};
    for (const struct option *const *table = args->tables; *table; table++)
        for (const struct option *o = *table; o->name; o++)
            if (!o->hidden)
                suggest_try(&near, o->name);
    return near.best;
}

static enum ibid_status unknown(struct reader *in, const char *name)
{
    const char *near = nearest(in->args, name);
    if (near)
        return err_set(in->err, IBID_INVALID,
                       "unknown option --%s (did you mean --%s?)", name, near);
    return err_set(in->err, IBID_INVALID, "unknown option --%s", name);
}

static bool is_choice(const struct option *option, const char *text)
{
    struct str rest = str_of(option->choices), choice;
    while (str_split(&rest, ' ', &choice))
        if (str_eq(choice, str_of(text)))
            return true;
    return false;
}

static bool is_number(enum opt_type type, const char *text)
{
    char *end = NULL;
    errno = 0;
    double real =
        type == OPT_REAL ? strtod(text, &end) : (double)strtoll(text, &end, 10);
    return end != text && *end == '\0' && errno == 0 && real >= 0;
}

static enum ibid_status check(struct reader *in, const struct option *option,
                              const char *text)
{
    switch (option->type) {
    case OPT_INT:
    case OPT_REAL:
        if (is_number(option->type, text))
            return IBID_OK;
        return err_set(in->err, IBID_INVALID,
                       "--%s takes a number of 0 or more, not \"%s\"",
                       option->name, text);
    case OPT_CHOICE:
        if (is_choice(option, text))
            return IBID_OK;
        return err_set(in->err, IBID_INVALID,
                       "--%s takes one of: %s; not \"%s\"", option->name,
                       option->choices, text);
    default:
        return IBID_OK;
    }
}

static void add_value(struct reader *in, struct opt_value value)
{
    struct args *args = in->args;
    args->values = arena_grow(in->mem, args->values, &args->value_capacity,
                              args->value_count + 1, sizeof args->values[0]);
    args->values[args->value_count++] = value;
}

static void add_word(struct reader *in, const char *word)
{
    struct args *args = in->args;
    args->words = arena_grow(in->mem, args->words, &args->word_capacity,
                             args->word_count + 2, sizeof args->words[0]);
    args->words[args->word_count++] = word;
    args->words[args->word_count] = NULL;
}

/* `attached` is the argument written right behind the option, or NULL. */
static enum ibid_status take(struct reader *in, const struct option *option,
                             const char *attached)
{
    if (option->type == OPT_FLAG) {
        if (attached && !option->argument)
            return err_set(in->err, IBID_INVALID,
                           "--%s takes no argument, but was given \"%s\"",
                           option->name, attached);
        add_value(in, (struct opt_value){.option = option, .text = attached});
        return IBID_OK;
    }
    if (!attached && in->at < in->argc)
        attached = in->argv[in->at++];
    if (!attached)
        return err_set(in->err, IBID_INVALID, "--%s needs an argument: --%s %s",
                       option->name, option->name, option->argument);
    enum ibid_status status = check(in, option, attached);
    if (status == IBID_OK)
        add_value(in, (struct opt_value){.option = option, .text = attached});
    return status;
}

/* `text` is what follows "--". */
static enum ibid_status read_long(struct reader *in, const char *text)
{
    struct str name = str_of(text);
    const char *equals = strchr(text, '=');
    if (equals)
        name.len = (size_t)(equals - text);
    const struct option *option = find_name(in->args, name);
    if (option)
        return take(in, option, equals ? equals + 1 : NULL);

    if (str_starts(name, STR("no-")) && !equals) {
        option = find_name(in->args, str_cut(name, 3, name.len));
        if (option && option->type == OPT_FLAG) {
            add_value(in, (struct opt_value){.option = option, .off = true});
            return IBID_OK;
        }
    }
    return unknown(in, arena_strndup(in->mem, name.ptr, name.len));
}

/* `text` is what follows "-": flags together, an argument at the end. */
static enum ibid_status read_short(struct reader *in, const char *text)
{
    enum ibid_status status = IBID_OK;
    for (const char *at = text; *at && status == IBID_OK; at++) {
        const struct option *option = find_letter(in->args, *at);
        if (!option)
            return err_set(in->err, IBID_INVALID, "unknown option -%c", *at);
        if (option->type != OPT_FLAG)
            return take(in, option, at[1] ? at + 1 : NULL);
        status = take(in, option, NULL);
    }
    return status;
}

/* Is it a filter's name, or one of a field with its kind? */
static bool is_filter(struct str name)
{
    const char *example, *means, *known;
    for (size_t i = 0; (known = ibid_query_name(i, &example, &means)); i++)
        if (str_eq(str_of(known), name))
            return true;
    return memchr(name.ptr, '.', name.len) != NULL;
}

/* "-kind:event", "-uncited": a term of a query that must not hold. A letter
 * that takes an argument keeps it, unless a filter's name follows. */
static bool is_negated_term(const struct reader *in, const char *text)
{
    const char *term = text + 1;
    struct str name = {term, strspn(term, "abcdefghijklmnopqrstuvwxyz_.")};
    char op = term[name.len];
    if (!in->args->queries || name.len < 2 || (op && !strchr(":=<>", op)))
        return false;
    if (is_filter(name))
        return true;
    const struct option *option = find_letter(in->args, *term);
    return op && !(option && option->type != OPT_FLAG);
}

enum ibid_status opt_parse(struct args *args, int argc, char **argv,
                           bool stop_at_word, int *used, struct arena *mem,
                           struct ibid_error *err)
{
    struct reader in = {args, argv, argc, 0, mem, err};
    enum ibid_status status = IBID_OK;
    bool only_words = false;
    while (in.at < argc && status == IBID_OK) {
        const char *text = argv[in.at];
        bool word = only_words || text[0] != '-' || text[1] == '\0' ||
                    is_negated_term(&in, text);
        if (word && stop_at_word)
            break;
        in.at++;
        if (word)
            add_word(&in, text);
        else if (strcmp(text, "--") == 0)
            only_words = true;
        else if (text[1] == '-')
            status = read_long(&in, text + 2);
        else
            status = read_short(&in, text + 1);
    }
    if (used)
        *used = in.at;
    return status;
}

static const struct opt_value *last(const struct args *args, const char *name)
{
    const struct option *option = find_name(args, str_of(name));
    assert(option);
    for (size_t i = args->value_count; i > 0; i--)
        if (strcmp(args->values[i - 1].option->name, option->name) == 0)
            return &args->values[i - 1];
    return NULL;
}

const char *opt_text(const struct args *args, const char *name)
{
    const struct opt_value *value = last(args, name);
    return value ? value->text : NULL;
}

bool opt_flag(const struct args *args, const char *name)
{
    const struct opt_value *value = last(args, name);
    return value && !value->off;
}

int64_t opt_int(const struct args *args, const char *name, int64_t otherwise)
{
    const char *text = opt_text(args, name);
    return text ? strtoll(text, NULL, 10) : otherwise;
}

double opt_real(const struct args *args, const char *name, double otherwise)
{
    const char *text = opt_text(args, name);
    return text ? strtod(text, NULL) : otherwise;
}

size_t opt_list(const struct args *args, const char *name, struct arena *mem,
                const char *const **out)
{
    const char **list = arena_array(mem, args->value_count + 1, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < args->value_count; i++)
        if (strcmp(args->values[i].option->name, name) == 0)
            list[count++] = args->values[i].text;
    *out = list;
    return count;
}
