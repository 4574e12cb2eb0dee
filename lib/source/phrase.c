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
    while (key.len && byte_is_in(key.ptr[key.len - 1], ":.!*>\xBB "))
        key.len--;
    size_t length = table_prefix(phrases, key, &value);
    if (!length || !str_split(&value, ' ', &role))
        return false;
    if (length < key.len && !str_eq(value, STR("*")))
        return false;
    return block_role_parse(role, out);
}

/* `line` behind the words before the name; `sure`: only such as no name begins
 * with. */
static struct str behind_by(struct str line, bool sure)
{
    char bytes[PHRASE_BYTES_MAX];
    struct str key = phrase_key(line, bytes), value;
    size_t prefix = table_prefix(table_open("tables/bylines.txt"), key, &value);
    bool taken = prefix && prefix < key.len && key.ptr[prefix] == ' ' &&
                 (!sure || str_eq(value, STR("always")));
    return taken ? str_trim(str_cut(line, prefix, line.len)) : line;
}

struct str byline_bare(struct str name)
{
    return behind_by(name, true);
}

/* Where the name ends: at a bar, a line's end, a remark in brackets behind it,
 * but not at one within it: "Jane (J. J.) Doe". */
static size_t name_end(struct str line)
{
    size_t end = 0;
    for (; end < line.len && line.ptr[end] != '|' && line.ptr[end] != '\n';
         end++) {
        if (line.ptr[end] != '(')
            continue;
        size_t close = end + str_find(str_cut(line, end, line.len), STR(") "));
        if (close + 2 >= line.len || line.ptr[close + 2] < 'A' ||
            line.ptr[close + 2] > 'Z')
            break;
        end = close + 1;
    }
    return end;
}

struct str byline_name(struct str line)
{
    struct str none = {"", 0};
    line = behind_by(line, false);
    line = str_trim(str_cut(line, 0, name_end(line)));
    if (line.len < NAME_BYTES_MIN || line.len > NAME_BYTES_MAX ||
        (line.ptr[0] >= 'a' && line.ptr[0] <= 'z') || str_ends(line, STR(":")))
        return none;
    for (size_t i = 0; i < line.len; i++)
        if (line.ptr[i] >= '0' && line.ptr[i] <= '9')
            return none; /* a date, an account */
    return line;
}
