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

static size_t find_any(struct str text, const char *marks)
{
    size_t at = 0;
    while (at < text.len && !byte_is_in(text.ptr[at], marks))
        at++;
    return at;
}

/* The rest of a key behind `word` and a blank; ptr NULL when it is another. */
static struct str variant_of(struct str key, struct str word)
{
    if (!str_starts(key, word))
        return (struct str){0};
    return str_cut(key, word.len, key.len);
}

/* "www.m.example.org" is "example.org": labels of the table in front go, while
 * two are left behind them. */
static struct str usual_host(struct str host)
{
    struct str rows = table_open("tables/url_variants.txt"), key, value;
    while (table_next(&rows, &key, &value)) {
        struct str begin = variant_of(key, STR("host "));
        if (!begin.ptr || !str_starts(host, begin) ||
            !memchr(host.ptr + begin.len, '.', host.len - begin.len))
            continue;
        host = str_cut(host, begin.len, host.len);
        rows = table_open("tables/url_variants.txt");
    }
    return host;
}

static bool is_usual_label(struct str label)
{
    struct str rows = table_open("tables/url_variants.txt"), key, value;
    while (table_next(&rows, &key, &value)) {
        struct str known = variant_of(key, STR("label "));
        if (known.ptr && str_eq(known, label))
            return false;
    }
    return true;
}

/* "en.m.example.org" is "en.example.org". */
static void add_host(struct buf *out, struct str host)
{
    bool first = true;
    host = usual_host(host);
    while (host.len) {
        size_t dot = str_find(host, STR("."));
        struct str label = str_cut(host, 0, dot);
        struct str rest = str_cut(host, dot, host.len); /* from the point on */
        bool inner = rest.len && memchr(rest.ptr + 1, '.', rest.len - 1);
        if (first || !inner || is_usual_label(label)) {
            buf_str(out, label);
            buf_text(out, rest.len ? "." : "");
        }
        first = false;
        host = str_cut(rest, rest.len > 0, rest.len);
    }
}

/* One step from "/story/amp" to "/story"; false when there is none. */
static bool usual_path(struct str *path, struct str *end)
{
    struct str table = table_open("tables/url_variants.txt"), key, value;
    while (table_next(&table, &key, &value)) {
        struct str tail = variant_of(key, STR("path "));
        if (tail.ptr && str_ends(*path, tail) && path->len > tail.len + 1) {
            path->len -= tail.len;
            *end = value;
            return true;
        }
    }
    return false;
}

/* The path in its usual form. What replaces an ending ends no other variant
 * but in an ".amp.html" that was doubled. */
static void add_path(struct buf *out, struct str path)
{
    struct str end = {0}, next = {0};
    path = str_trim(path);
    while (usual_path(&path, &next)) {
        end = next;
        path = str_trim(path);
    }
    buf_str(out, path);
    buf_str(out, end);
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
    struct buf lower = {0};
    add_lower(&lower, name);
    if (lower.ptr)
        add_host(out, buf_view(&lower));
    buf_done(&lower);
}

/* Is it this host, or one below it? */
static bool is_host_of(struct str host, struct str name)
{
    return str_ends(host, name) &&
           (host.len == name.len || host.ptr[host.len - name.len - 1] == '.');
}

/* "www.google.com/amp/s/example.org/a": the address that stands behind in a
 * store of copies; `*secure` by the table. The store's host has its usual
 * form, or what comes out would be another store's. */
static bool unwrap_once(struct str *rest, bool *secure)
{
    struct str rows = table_open("tables/url_variants.txt"), key, value;
    struct str best = {0};
    struct buf host = {0};
    struct str path = *rest;
    path = str_cut(path, find_any(path, "/?"), path.len);
    add_authority(&host, str_cut(*rest, 0, rest->len - path.len), *secure);
    while (table_next(&rows, &key, &value)) {
        struct str store = variant_of(key, STR("copy "));
        if (!store.ptr)
            continue;
        struct str name = str_cut(store, 0, find_any(store, "/"));
        struct str folder = str_cut(store, name.len, store.len);
        if (!is_host_of(buf_view(&host), name) || !str_starts(path, folder))
            continue;
        struct str behind = str_cut(path, folder.len, path.len);
        if (!memchr(behind.ptr, '.', find_any(behind, "/?")))
            continue;
        best = behind; /* longer ones stand behind in the table */
        *secure = str_eq(value, STR("https"));
    }
    buf_done(&host);
    if (best.ptr)
        *rest = best;
    return best.ptr != NULL;
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
    rest = str_cut(rest, secure ? 8 : 7, rest.len);
    rest.len = find_any(rest, "#");
    while (unwrap_once(&rest, &secure))
        continue;
    buf_text(&out, secure ? "https://" : "http://");
    size_t authority = find_any(rest, "/?");
    add_authority(&out, str_cut(rest, 0, authority), secure);
    rest = str_cut(rest, authority, rest.len);
    size_t path = find_any(rest, "?");
    add_path(&out, path ? str_cut(rest, 0, path) : STR("/"));
    if (path < rest.len)
        add_query(&out, str_cut(rest, path + 1, rest.len));
    struct str trimmed = str_trim(buf_view(&out));
    char *canonical = arena_strndup(mem, trimmed.ptr, trimmed.len);
    buf_done(&out);
    return canonical;
}
