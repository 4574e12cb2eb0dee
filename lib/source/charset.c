/* charset.c - names of encodings, and where pages declare theirs. */
#include <ctype.h>

#include "source/decode.h"
#include "source/html_tokenizer.h"
#include "source/table.h"

enum { LABEL_BYTES_MAX = 40 };

const char *encoding_named(struct str label, struct arena *mem)
{
    char lower[LABEL_BYTES_MAX];
    label = str_trim(label);
    if (!label.len || label.len > sizeof lower)
        return NULL;
    for (size_t i = 0; i < label.len; i++)
        lower[i] = (char)tolower((unsigned char)label.ptr[i]);
    struct str name;
    if (!table_find(table_open("tables/encodings.txt"),
                    (struct str){lower, label.len}, &name))
        return NULL;
    return arena_strndup(mem, name.ptr, name.len);
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The label behind "charset=" in "text/html; charset=utf-8". */
static struct str content_label(struct str content)
{
    struct str word = STR("charset");
    for (size_t at = 0; at + word.len <= content.len; at++) {
        if (!str_ieq(str_cut(content, at, at + word.len), word))
            continue;
        size_t i = at + word.len;
        while (i < content.len && is_blank(content.ptr[i]))
            i++;
        if (i >= content.len || content.ptr[i] != '=')
            continue;
        i++;
        while (i < content.len && is_blank(content.ptr[i]))
            i++;
        if (i >= content.len)
            break;
        char quote = content.ptr[i];
        bool quoted = quote == '"' || quote == '\'';
        size_t start = quoted ? i + 1 : i, end = start;
        while (end < content.len && (quoted ? content.ptr[end] != quote
                                            : !is_blank(content.ptr[end]) &&
                                                  content.ptr[end] != ';'))
            end++;
        if (quoted && end == content.len)
            break;
        return str_cut(content, start, end);
    }
    return (struct str){0};
}

static struct str value_of(const struct html_tokenizer *t, const char *name,
                           struct arena *mem)
{
    const struct html_attribute *a = html_attribute(t, name);
    if (!a)
        return (struct str){0};
    struct buf value = {0};
    html_value(t, a->value, &value);
    struct str copy = arena_str(mem, buf_view(&value));
    buf_done(&value);
    return copy;
}

static struct str meta_label(const struct html_tokenizer *t, struct arena *mem)
{
    struct str charset = value_of(t, "charset", mem);
    if (charset.len)
        return charset;
    if (!str_ieq(value_of(t, "http-equiv", mem), STR("content-type")))
        return (struct str){0};
    return content_label(value_of(t, "content", mem));
}

/* encoding="..." of <?xml version="1.0" encoding="..."?> */
static struct str xml_label(struct str declaration)
{
    size_t at = str_find(declaration, STR("encoding="));
    if (!str_starts(declaration, STR("?xml")) || at + 10 >= declaration.len)
        return (struct str){0};
    char quote = declaration.ptr[at + 9];
    struct str rest = str_cut(declaration, at + 10, declaration.len);
    const char *end = memchr(rest.ptr, quote, rest.len);
    return end ? str_cut(rest, 0, (size_t)(end - rest.ptr)) : (struct str){0};
}

struct str encoding_declared(struct str page, struct arena *mem)
{
    struct str head = page, found = {0};
    if (head.len > DECODE_PRESCAN_BYTES)
        head.len = DECODE_PRESCAN_BYTES;
    struct html_tokenizer *t = arena_new(mem, struct html_tokenizer);
    t->in = head;
    struct html_token token = {0};
    for (html_next(t, &token); token.kind != HTML_END; html_next(t, &token)) {
        struct str name = str_cut(head, token.inner.start, token.inner.end);
        if (token.kind == HTML_COMMENT)
            found = xml_label(name);
        else if (token.kind == HTML_START_TAG && str_ieq(name, STR("meta")))
            found = meta_label(t, mem);
        if (found.len && encoding_named(found, mem))
            break;
    }
    return found;
}
