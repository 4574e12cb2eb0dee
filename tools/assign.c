/* assign.c - FIELD=VALUE words of a command line. */
#include "assign.h"

#include <string.h>

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
