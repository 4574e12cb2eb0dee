/* phrase.c - lines that are known by their words: "Leave a Reply". */
#include "source/phrase.h"

#include <ctype.h>

#include "source/table.h"

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
