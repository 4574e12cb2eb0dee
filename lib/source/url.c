/* url.c - the form of a url by which two are the same page. */
#include <ctype.h>

#include "base/buf.h"
#include "source/read.h"
#include "source/table.h"

static bool is_tracking(struct str table, struct str parameter)
{
    const char *equals = memchr(parameter.ptr, '=', parameter.len);
    struct str name = parameter, value;
    if (equals)
        name.len = (size_t)(equals - parameter.ptr);
    size_t length = table_prefix(table, name, &value);
    /* A key marked "*" stands for all names that begin with it. */
    return length && (length == name.len || str_eq(value, STR("*")));
}

static void add_lower(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        buf_byte(out, (char)tolower((unsigned char)text.ptr[i]));
}

static void add_query(struct buf *out, struct str query)
{
    struct str table = table_open("tables/url_tracking.txt");
    struct str parameter;
    char mark = '?';
    while (str_split(&query, '&', &parameter)) {
        parameter = str_trim(parameter);
        if (!parameter.len || is_tracking(table, parameter))
            continue;
        buf_byte(out, mark);
        buf_str(out, parameter);
        mark = '&';
    }
}

/* "user@HOST:80" with the host in lower case and no default port. */
static void add_authority(struct buf *out, struct str authority, bool secure)
{
    size_t host = authority.len;
    while (host && authority.ptr[host - 1] != '@')
        host--;
    buf_str(out, str_cut(authority, 0, host));
    struct str name = str_cut(authority, host, authority.len);
    struct str port = secure ? STR(":443") : STR(":80");
    while (str_ends(name, port) || str_ends(name, STR(":")))
        name.len -= str_ends(name, port) ? port.len : 1;
    add_lower(out, name);
}

static size_t find_any(struct str text, const char *marks)
{
    size_t at = 0;
    while (at < text.len && !strchr(marks, text.ptr[at]))
        at++;
    return at;
}

char *url_canonical(const char *url, struct arena *mem)
{
    struct str rest = str_trim(str_of(url));
    bool secure =
        rest.len >= 8 && str_ieq(str_cut(rest, 0, 8), STR("https://"));
    bool plain = rest.len >= 7 && str_ieq(str_cut(rest, 0, 7), STR("http://"));
    if (!secure && !plain)
        return arena_strdup(mem, url);
    struct buf out = {0};
    buf_text(&out, secure ? "https://" : "http://");
    rest = str_cut(rest, secure ? 8 : 7, rest.len);
    rest.len = find_any(rest, "#");
    size_t authority = find_any(rest, "/?");
    add_authority(&out, str_cut(rest, 0, authority), secure);
    rest = str_cut(rest, authority, rest.len);
    size_t path = find_any(rest, "?");
    buf_str(&out, path ? str_cut(rest, 0, path) : STR("/"));
    if (path < rest.len)
        add_query(&out, str_cut(rest, path + 1, rest.len));
    struct str trimmed = str_trim(buf_view(&out));
    char *canonical = arena_strndup(mem, trimmed.ptr, trimmed.len);
    buf_done(&out);
    return canonical;
}
