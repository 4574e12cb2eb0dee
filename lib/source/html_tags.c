/* html_tags.c - tags with their attributes, as tokens. */
#include "source/html_states.h"

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

static struct html_range range(size_t start, size_t end)
{
    return (struct html_range){(uint32_t)start, (uint32_t)end};
}

static void attribute_add(struct html_tokenizer *t, struct html_range name,
                          struct html_range value)
{
    if (t->attribute_count == HTML_ATTRIBUTES_MAX) {
        t->attributes_dropped++;
        return;
    }
    t->attributes[t->attribute_count++] = (struct html_attribute){name, value};
}

/* The value behind '='; in[at] is its first byte. False: the page ends. */
static bool value_read(struct str in, size_t *at, struct html_range *value)
{
    size_t i = *at;
    if (is_quote(in.ptr[i])) {
        const char *end = memchr(in.ptr + i + 1, in.ptr[i], in.len - i - 1);
        if (!end)
            return false;
        *value = range(i + 1, (size_t)(end - in.ptr));
        *at = value->end + 1;
        return true;
    }
    while (i < in.len && !html_is_blank(in.ptr[i]) && in.ptr[i] != '>')
        i++;
    *value = range(*at, i); /* "a=>" has an empty value */
    *at = i;
    return i < in.len;
}

static size_t blanks_skip(struct str in, size_t at)
{
    while (at < in.len && html_is_blank(in.ptr[at]))
        at++;
    return at;
}

/* One attribute from its first byte on. False: the page ends in it. */
static bool attribute_read(struct html_tokenizer *t, size_t *at)
{
    struct str in = t->in;
    size_t i = *at + 1; /* even a '=' begins a name */
    while (i < in.len && !html_is_blank(in.ptr[i]) && in.ptr[i] != '/' &&
           in.ptr[i] != '>' && in.ptr[i] != '=')
        i++;
    struct html_range name = range(*at, i), value = range(i, i);
    i = blanks_skip(in, i);
    if (i < in.len && in.ptr[i] == '=') {
        i = blanks_skip(in, i + 1);
        if (i >= in.len || !value_read(in, &i, &value))
            return false;
    }
    attribute_add(t, name, value);
    *at = i;
    return i < in.len;
}

bool html_tag(struct html_tokenizer *t, size_t name, size_t name_end,
              struct html_token *out)
{
    struct str in = t->in;
    size_t at = name_end;
    t->attribute_count = 0;
    out->inner = range(name, name_end);
    out->self_closing = false;
    for (;;) {
        at = blanks_skip(in, at);
        if (at >= in.len)
            return false;
        if (in.ptr[at] == '>')
            break;
        if (in.ptr[at] == '/') {
            at++;
            out->self_closing = at < in.len && in.ptr[at] == '>';
        } else if (!attribute_read(t, &at)) {
            return false;
        }
    }
    t->at = at + 1;
    return true;
}

const struct html_attribute *html_attribute(const struct html_tokenizer *t,
                                            const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < t->attribute_count; i++) {
        const struct html_attribute *a = &t->attributes[i];
        if (a->name.end - a->name.start != length)
            continue;
        if (str_ieq(str_cut(t->in, a->name.start, a->name.end),
                    (struct str){name, length}))
            return a;
    }
    return NULL;
}
