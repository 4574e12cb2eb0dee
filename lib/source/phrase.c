/* phrase.c - lines that are known by their words: "Leave a Reply". */
#include "source/phrase.h"

#include <ctype.h>

#include "source/table.h"

enum { NAME_BYTES_MIN = 3, NAME_BYTES_MAX = 100 };

struct str phrase_key(struct str text, char out[PHRASE_BYTES_MAX])
{
    size_t length = 0;
    if (text.len > PHRASE_BYTES_MAX)
        return (struct str){out, 0};
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool blank = c == ' ' || (c >= '\t' && c <= '\r');
        if (blank && (!length || out[length - 1] == ' '))
            continue;
        out[length++] = blank ? ' ' : (char)tolower((unsigned char)c);
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
    if (prefix && prefix < line.len && line.ptr[prefix] == ' ')
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
