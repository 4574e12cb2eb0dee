/* phrase.c - lines that are known by their words: "Leave a Reply". */
#include "source/phrase.h"

#include "source/table.h"
#include "text/fold.h"
#include "text/utf8.h"

enum {
    NAME_BYTES_MIN = 3,
    NAME_BYTES_MAX = 100,
    NO_BREAK = 0xA0,
    NO_BREAK_NARROW = 0x202F,
};

static bool is_blank(uint32_t point)
{
    return point == ' ' || (point >= '\t' && point <= '\r') ||
           point == NO_BREAK || point == NO_BREAK_NARROW;
}

struct str phrase_key(struct str text, char out[PHRASE_BYTES_MAX])
{
    size_t length = 0;
    if (text.len > PHRASE_BYTES_MAX)
        return (struct str){out, 0};
    for (size_t at = 0; at < text.len;) {
        char small[4];
        size_t start = at;
        uint32_t point = utf8_next(text, &at);
        if (is_blank(point)) {
            if (length && out[length - 1] != ' ')
                out[length++] = ' ';
            continue;
        }
        bool same = (size_t)utf8_put(fold_letter(point), small) == at - start;
        memcpy(out + length, same ? small : text.ptr + start, at - start);
        length += at - start;
    }
    return (struct str){out, length};
}

bool phrase_role(struct str phrases, struct str text, enum block_role *out)
{
    char bytes[PHRASE_BYTES_MAX];
    struct str key = phrase_key(text, bytes), value, role;
    while (key.len && strchr(":.!*>\xBB ", key.ptr[key.len - 1]))
        key.len--;
    size_t length = table_prefix(phrases, key, &value);
    if (!length || !str_split(&value, ' ', &role))
        return false;
    if (length < key.len && !str_eq(value, STR("*")))
        return false;
    return block_role_parse(role, out);
}

struct str byline_name(struct str line)
{
    char bytes[PHRASE_BYTES_MAX];
    struct str key = phrase_key(line, bytes), value, none = {"", 0};
    size_t prefix = table_prefix(table_open("tables/bylines.txt"), key, &value);
    if (prefix && prefix < key.len && key.ptr[prefix] == ' ')
        line = str_cut(line, prefix, line.len);
    size_t end = 0;
    while (end < line.len && line.ptr[end] != '|' && line.ptr[end] != '\n' &&
           line.ptr[end] != '(')
        end++;
    line = str_trim(str_cut(line, 0, end));
    if (line.len < NAME_BYTES_MIN || line.len > NAME_BYTES_MAX ||
        (line.ptr[0] >= 'a' && line.ptr[0] <= 'z'))
        return none;
    for (size_t i = 0; i < line.len; i++)
        if (line.ptr[i] >= '0' && line.ptr[i] <= '9')
            return none; /* a date, an account */
    return line;
}
