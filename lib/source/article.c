/* article.c - names of block roles, warnings, and the article proper. */
#include "source/article.h"

#include <stdarg.h>
#include <stdio.h>

#include "source/read.h"

enum { WARNING_BYTES_MAX = 400 };

static const char *const role_names[BLOCK_ROLE_COUNT] = {
    [BLOCK_TITLE] = "title",
    [BLOCK_BYLINE] = "byline",
    [BLOCK_DATELINE] = "dateline",
    [BLOCK_HEADING] = "heading",
    [BLOCK_BODY] = "body",
    [BLOCK_LIST] = "list",
    [BLOCK_QUOTE] = "quote",
    [BLOCK_TABLE] = "table",
    [BLOCK_CAPTION] = "caption",
    [BLOCK_RELATED] = "related",
    [BLOCK_COMMENTS] = "comments",
    [BLOCK_NAVIGATION] = "navigation",
    [BLOCK_SHARE] = "share",
    [BLOCK_CONSENT] = "consent",
    [BLOCK_SUBSCRIPTION] = "subscription",
    [BLOCK_BOILERPLATE] = "boilerplate",
};

const char *block_role_name(enum block_role role)
{
    return (unsigned)role < BLOCK_ROLE_COUNT ? role_names[role] : "unknown";
}

bool block_role_parse(struct str name, enum block_role *out)
{
    for (int role = 0; role < BLOCK_ROLE_COUNT; role++) {
        if (!str_eq(name, str_of(role_names[role])))
            continue;
        *out = (enum block_role)role;
        return true;
    }
    return false;
}

bool block_role_is_main(enum block_role role)
{
    switch (role) {
    case BLOCK_TITLE:
    case BLOCK_HEADING:
    case BLOCK_BODY:
    case BLOCK_LIST:
    case BLOCK_QUOTE:
    case BLOCK_TABLE:
        return true;
    default:
        return false;
    }
}

bool block_role_has_facts(enum block_role role)
{
    return block_role_is_main(role) || role == BLOCK_CAPTION;
}

void article_warn(struct article *article, struct arena *mem,
                  const char *format, ...)
{
    size_t last = ARTICLE_WARNINGS_MAX - 1;
    if (article->warning_count > last) {
        unsigned more = 0;
        (void)sscanf(article->warnings[last], "%u", &more);
        article->warnings[last] =
            arena_printf(mem, "%u further warnings", more ? more + 1 : 2);
        return;
    }
    char text[WARNING_BYTES_MAX];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    article->warnings[article->warning_count++] = arena_strdup(mem, text);
}

void article_main(struct str text, const struct block *blocks, size_t count,
                  struct buf *out)
{
    for (size_t i = 0; i < count; i++) {
        if (!block_role_is_main(blocks[i].role))
            continue;
        struct str line = str_cut(text, blocks[i].start, blocks[i].end);
        char *to = buf_reserve(out, line.len + 1);
        for (size_t at = 0; at < line.len; at++)
            to[at] = byte_mapped(line.ptr[at], "\n\r", "  ");
        to[line.len] = '\n';
        out->len += line.len + 1;
        out->ptr[out->len] = '\0';
    }
}
