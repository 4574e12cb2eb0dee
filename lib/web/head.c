/* head.c - the head of a request, read strictly from the raw bytes. What a
 * lenient reader would forgive (bare line ends, folded lines, blanks in names)
 * is refused: two readers must never see two requests. */
#include "web/head.h"

static const char *const names[HEADER_COUNT] = {
    [HEADER_HOST] = "host",
    [HEADER_ORIGIN] = "origin",
    [HEADER_FETCH_SITE] = "sec-fetch-site",
    [HEADER_COOKIE] = "cookie",
    [HEADER_TOKEN] = "x-fdb-token",
    [HEADER_CONTENT_TYPE] = "content-type",
    [HEADER_CONTENT_LENGTH] = "content-length",
    [HEADER_TRANSFER_ENCODING] = "transfer-encoding",
};

/* May the byte stand in a line? Line ends are handled before. */
static bool is_text(unsigned char byte)
{
    return byte == '\t' || (byte >= ' ' && byte != 0x7f);
}

/* The line at *at without its end; *at moves behind it. */
static int next_line(struct str bytes, size_t *at, struct str *line)
{
    for (size_t i = *at; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.ptr[i];
        if (byte == '\r' && i + 1 == bytes.len)
            return HEAD_MORE;
        if (byte == '\r' && bytes.ptr[i + 1] == '\n') {
            *line = str_cut(bytes, *at, i);
            *at = i + 2;
            return 0;
        }
        if (!is_text(byte))
            return 400;
    }
    return HEAD_MORE;
}

/* ---- The request line --------------------------------------------------- */

static bool method_of(struct str name, enum method *out)
{
    static const char *const methods[] = {"GET", "HEAD", "POST", "OPTIONS"};
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (str_eq(name, str_of(methods[i]))) {
            *out = (enum method)i;
            return true;
        }
    return false;
}

/* Our paths have letters, digits and these: nothing to decode, nothing to
 * climb with. */
static bool is_path(struct str path)
{
    if (!path.len || path.ptr[0] != '/')
        return false;
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     (c >= '0' && c <= '9') || c == '-' || c == '_';
        bool after_mark =
            i && (path.ptr[i - 1] == '/' || path.ptr[i - 1] == '.');
        if (!plain && !((c == '/' || c == '.') && !after_mark))
            return false;
    }
    return true;
}

static bool is_query(struct str query)
{
    for (size_t i = 0; i < query.len; i++) {
        char c = query.ptr[i];
        if (c <= ' ' || c > '~' || strchr("#\\\"<>", c))
            return false;
    }
    return true;
}

static int request_line(struct str line, struct head *out)
{
    struct str method, target, rest = line;
    if (!str_split(&rest, ' ', &method) || !rest.ptr ||
        !str_split(&rest, ' ', &target) || !rest.ptr ||
        !(str_eq(rest, STR("HTTP/1.1")) || str_eq(rest, STR("HTTP/1.0"))))
        return 400;
    size_t mark = str_find(target, STR("?"));
    out->path = str_cut(target, 0, mark);
    if (mark < target.len)
        out->query = str_cut(target, mark + 1, target.len);
    return method_of(method, &out->method) && is_path(out->path) &&
                   is_query(out->query)
               ? 0
               : 400;
}

/* ---- Headers ------------------------------------------------------------ */

static bool is_name(struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (c <= ' ' || c > '~' || strchr("()<>@,;:\\\"/[]?={}", c))
            return false;
    }
    return name.len > 0;
}

static int header_line(struct str line, struct head *out)
{
    size_t colon = str_find(line, STR(":"));
    if (colon == line.len || !is_name(str_cut(line, 0, colon)))
        return 400;
    for (int i = 0; i < HEADER_COUNT; i++)
        if (str_ieq(str_cut(line, 0, colon), str_of(names[i]))) {
            if (out->header[i].ptr)
                return 400;
            /* Only the one usual blank: a tab makes it another value. */
            size_t start = colon + 1;
            while (start < line.len && line.ptr[start] == ' ')
                start++;
            out->header[i] = str_cut(line, start, line.len);
        }
    return 0;
}

int head_read(struct str bytes, struct head *out, size_t *length)
{
    struct head head = {0};
    struct str line = {0};
    size_t at = 0;
    int status = next_line(bytes, &at, &line);
    size_t first = status ? bytes.len : at;
    if (first > HEAD_LINE_BYTES_MAX && (!status || status == HEAD_MORE))
        return 414;
    if (!status)
        status = request_line(line, &head);
    for (int n = 0; !status; n++) {
        status = next_line(bytes, &at, &line);
        if (!status && !line.len) {
            *out = head;
            *length = at;
            return at - first > HEAD_BYTES_MAX ? 431 : 0;
        }
        if (!status)
            status = n < HEAD_COUNT_MAX ? header_line(line, &head) : 431;
    }
    if (status == HEAD_MORE && bytes.len - first > HEAD_BYTES_MAX)
        return 431;
    return status;
}
