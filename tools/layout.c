/* layout.c - lines of JSON and wrapped paragraphs on standard output. */
#include "out.h"
#include "safe.h"

enum ibid_status out_json(struct out *out, struct str json)
{
    if (out->terminal)
        safe_json(&out->text, json);
    else
        buf_str(&out->text, json);
    buf_byte(&out->text, '\n');
    return out_more(out);
}

int out_columns(const struct out *out, int otherwise)
{
    return out->columns ? out->columns : otherwise;
}

void out_count(struct buf *to, int64_t count, const char *noun)
{
    buf_printf(to, "%lld %s%s", (long long)count, noun, count == 1 ? "" : "s");
}

static void fill(struct buf *to, int columns)
{
    while (columns-- > 0)
        buf_byte(to, ' ');
}

static void wrap_line(struct buf *to, struct str line, int indent, int columns)
{
    struct str word;
    int used = 0;
    fill(to, indent);
    if (line.len > 0 && line.ptr[0] == ' ') {
        safe_line(to, line);
        line.ptr = NULL;
    }
    while (line.ptr && str_split(&line, ' ', &word)) {
        int wide = safe_columns(word);
        if (used > 0 && indent + used + 1 + wide > columns) {
            buf_byte(to, '\n');
            fill(to, indent);
            used = 0;
        } else if (used > 0) {
            buf_byte(to, ' ');
            used++;
        }
        safe_line(to, word);
        used += wide;
    }
    buf_byte(to, '\n');
}

void out_wrapped(struct buf *to, const char *text, int indent, int columns)
{
    struct str rest = str_of(text), line;
    while (str_split(&rest, '\n', &line)) {
        if (line.len == 0)
            buf_byte(to, '\n');
        else
            wrap_line(to, line, indent, columns);
    }
}
