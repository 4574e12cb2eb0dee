/* said.c - what an article says of itself. */
#include "source/said.h"

#include "source/read.h"

static bool is_noted(const struct article *article, const char *field,
                     struct str value, const char *rule)
{
    for (size_t i = 0; i < article->said_count; i++)
        if (strcmp(article->said[i].field, field) == 0 &&
            strcmp(article->said[i].rule, rule) == 0 &&
            str_eq(str_of(article->said[i].value), value))
            return true;
    return false;
}

void article_said(struct article *article, struct arena *mem, const char *field,
                  struct str value, const char *rule, uint32_t start,
                  uint32_t end)
{
    if (!value.len || article->said_count == SAID_MAX ||
        is_noted(article, field, value, rule))
        return;
    struct said *list = arena_array(mem, article->said_count + 1, sizeof *list);
    if (article->said_count)
        memcpy(list, article->said, article->said_count * sizeof *list);
    list[article->said_count++] = (struct said){
        .field = field,
        .value = arena_strndup(mem, value.ptr, value.len),
        .rule = arena_strdup(mem, rule),
        .start = start,
        .end = end,
    };
    article->said = list;
}

void article_rebase(struct article *article, struct source_map outer,
                    size_t first, struct arena *mem)
{
    struct said *list = arena_array(mem, article->said_count, sizeof *list);
    if (article->said_count)
        memcpy(list, article->said, article->said_count * sizeof *list);
    for (size_t i = first; i < article->said_count; i++)
        if (!map_span(&outer, list[i].start, list[i].end, &list[i].start,
                      &list[i].end))
            list[i].start = list[i].end = 0;
    article->said = list;
    article->map = map_join(article->map, outer, mem);
}
