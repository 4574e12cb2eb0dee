/* assign.c - FIELD=VALUE words of a command line. */
#include "assign.h"

#include <string.h>

enum ibid_status assign_check(struct run *run)
{
    for (size_t i = 1; i < run->args.word_count; i++) {
        const char *word = run->args.words[i];
        if (*word == '=' || !strchr(word, '='))
            return usage_error(run, "\"%s\" is not field=value", word);
    }
    return IBID_OK;
}

struct ibid_assignment *assign_words(struct run *run, size_t *count)
{
    *count = run->args.word_count - 1;
    struct ibid_assignment *values =
        arena_array(run->mem, *count + 1, sizeof *values);
    for (size_t i = 0; i < *count; i++) {
        const char *word = run->args.words[i + 1];
        const char *equals = strchr(word, '=');
        values[i].field =
            arena_strndup(run->mem, word, (size_t)(equals - word));
        values[i].value = equals + 1;
    }
    return values;
}
