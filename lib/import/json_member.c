/* json_member.c - find a member's string in a JSON line and walk its escapes,
 * keeping where each byte of the text stands in the line. */
#include "import/json_member.h"

#include "source/decode.h"
#include "text/utf8.h"

static uint32_t hex4(const char *digits)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        char c = digits[i];
        uint32_t digit = c <= '9'   ? (uint32_t)(c - '0')
                         : c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                    : (uint32_t)(c - 'a' + 10);
        value = value * 16 + digit;
    }
    return value;
}

static void add(struct buf *text, struct buf *runs, const char *bytes,
                size_t length, size_t at, size_t used)
{
    if (runs)
        map_run_add(runs,
                    (struct map_run){(uint32_t)text->len, (uint32_t)length,
                                     (uint32_t)at, (uint32_t)used});
    buf_add(text, bytes, length);
}

/* The escape at line[at] == '\\'; returns the bytes it takes. */
static size_t escape_take(struct str line, size_t at, struct buf *text,
                          struct buf *runs)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    char c = line.ptr[at + 1], bytes[4];
    if (c != 'u') {
        bytes[0] = byte_mapped(c, from, to);
        add(text, runs, bytes, 1, at, 2);
        return 2;
    }
    uint32_t point = hex4(line.ptr + at + 2);
    size_t used = 6;
    if (point >= 0xD800 && point < 0xDC00) { /* valid JSON has its other half */
        point = 0x10000 + ((point - 0xD800) << 10) +
                (hex4(line.ptr + at + 8) - 0xDC00);
        used = 12;
    }
    add(text, runs, bytes, (size_t)utf8_put(point, bytes), at, used);
    return used;
}

/* Read the string whose opening quote is line[*at]; *at goes behind it. */
static void string_read(struct str line, size_t *at, struct buf *text,
                        struct buf *runs)
{
    size_t i = *at + 1;
    while (line.ptr[i] != '"') {
        if (line.ptr[i] == '\\') {
            i += escape_take(line, i, text, runs);
            continue;
        }
        size_t start = i;
        while (line.ptr[i] != '"' && line.ptr[i] != '\\')
            i++;
        add(text, runs, line.ptr + start, i - start, start, i - start);
    }
    *at = i + 1;
}

static size_t string_pass(struct str line, size_t at)
{
    for (at++; line.ptr[at] != '"'; at++)
        at += line.ptr[at] == '\\';
    return at + 1;
}

/* The value of the member whose name is `key`: where it starts, or len. */
static size_t value_find(struct str line, const char *key)
{
    struct buf name = {0};
    size_t found = line.len;
    int depth = 0;
    bool is_key = true;
    for (size_t at = 0; at < line.len && found == line.len;) {
        char c = line.ptr[at];
        if (c == '"' && depth == 1 && is_key) {
            buf_reset(&name);
            string_read(line, &at, &name, NULL);
            while (line.ptr[at] != ':')
                at++;
            at++;
            while (byte_is_in(line.ptr[at], " \t\r\n"))
                at++;
            if (str_eq(buf_view(&name), str_of(key)))
                found = at;
            is_key = false;
        } else if (c == '"') {
            at = string_pass(line, at);
        } else {
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
            is_key |= c == ',' && depth == 1;
            at++;
        }
    }
    buf_done(&name);
    return found;
}

bool json_member(struct str line, const char *key, struct arena *mem,
                 struct str *text, struct source_map *map)
{
    size_t at = value_find(line, key);
    if (at >= line.len || line.ptr[at] != '"')
        return false;
    struct buf out = {0}, runs = {0};
    string_read(line, &at, &out, &runs);
    *text = arena_str(mem, buf_view(&out));
    *map = map_done(&runs, mem);
    buf_done(&out);
    return true;
}
