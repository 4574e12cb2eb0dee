/* html_hints.c - what the words of a class or an id say of an element. */
#include "source/html_tree.h"
#include "source/table.h"

enum {
    WORD_BYTES_MAX = 40,
    SLUG_MARKS = 4, /* a name with as many hyphens is a sentence */
};

static const struct {
    const char *name;
    unsigned hint;
} names[] = {
    {"content", HINT_CONTENT},
    {"comments", HINT_COMMENTS},
    {"related", HINT_RELATED},
    {"navigation", HINT_NAVIGATION},
    {"share", HINT_SHARE},
    {"consent", HINT_CONSENT},
    {"subscription", HINT_SUBSCRIPTION},
    {"boilerplate", HINT_BOILERPLATE},
    {"caption", HINT_CAPTION},
    {"byline", HINT_BYLINE},
    {"dateline", HINT_DATELINE},
    {"title", HINT_TITLE},
    {"hidden", HINT_HIDDEN},
    {"body", HINT_BODY},
    {"article", HINT_ARTICLE},
    {"aside", HINT_ASIDE},
    {"gallery", HINT_GALLERY},
    {"name", HINT_NAME},
};

static unsigned hint_named(struct str value)
{
    unsigned hints = 0;
    struct str name;
    while (str_split(&value, ' ', &name))
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (str_eq(name, str_of(names[i].name)))
                hints |= names[i].hint;
    return hints;
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* One word, at most WORD_BYTES_MAX, in lower case. */
static unsigned word_hints(struct str table, struct str word)
{
    char lower[WORD_BYTES_MAX];
    struct str value;
    if (!word.len || word.len > sizeof lower)
        return 0;
    for (size_t i = 0; i < word.len; i++)
        lower[i] = byte_mapped(byte_lower(word.ptr[i]), "_", "-");
    if (table_find(table, (struct str){lower, word.len}, &value))
        return hint_named(value);
    return 0;
}

/* The parts of one name: "relatedPosts-box2" has related, posts and box. */
static unsigned part_hints(struct str table, struct str name)
{
    unsigned hints = 0;
    for (size_t at = 0; at < name.len;) {
        size_t start = at;
        if (!is_lower(name.ptr[at]) && !is_upper(name.ptr[at])) {
            at++;
            continue;
        }
        while (at < name.len && is_upper(name.ptr[at]))
            at++;
        while (at < name.len && is_lower(name.ptr[at]))
            at++;
        hints |= word_hints(table, str_cut(name, start, at));
    }
    return hints;
}

/* "sharing-with-a-single-friend": the words of a heading, not of a layout. */
static bool is_slug(struct str name)
{
    int marks = 0;
    for (size_t i = 1; i < name.len; i++)
        marks += name.ptr[i] == '-' && name.ptr[i - 1] != '-';
    return marks >= SLUG_MARKS;
}

unsigned html_hints(struct str table, struct str list)
{
    unsigned hints = 0;
    if (list.len > HTML_CLASS_BYTES_MAX)
        list.len = HTML_CLASS_BYTES_MAX;
    for (size_t at = 0; at < list.len;) {
        size_t start = at;
        while (at < list.len && (unsigned char)list.ptr[at] > ' ')
            at++;
        struct str name = str_cut(list, start, at);
        /* A whole name known to the table says more than its parts. */
        unsigned whole = word_hints(table, name);
        hints |= whole ? whole : is_slug(name) ? 0 : part_hints(table, name);
        while (at < list.len && (unsigned char)list.ptr[at] <= ' ')
            at++;
    }
    return hints;
}
