/* record.c - what records of articles share. */
#include "import/record.h"

#include <ctype.h>

const char **record_slot(struct article *article, struct str name)
{
    const struct {
        const char *name, **slot;
    } fields[] = {
        {"title", &article->title},         {"url", &article->url},
        {"outlet", &article->outlet},       {"author", &article->author},
        {"published", &article->published}, {"language", &article->language},
        {"licence", &article->licence},     {"section", &article->section},
        {"agency", &article->agency},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (str_eq(name, str_of(fields[i].name)))
            return fields[i].slot;
    return NULL;
}

static bool is_year(const char *text)
{
    for (int i = 0; i < 4; i++)
        if (!isdigit((unsigned char)text[i]))
            return false;
    return true;
}

void record_check(struct article *article, struct arena *mem)
{
    if (!article->published || is_year(article->published))
        return;
    article_warn(article, mem, "\"published\" is not a date (%.60s)",
                 article->published);
    article->published = NULL;
}
