/* table.c - look up words in the sorted tables of schema/tables. */
#include "source/table.h"

#include <assert.h>

#include "base/embed.h"

struct str table_open(const char *path)
{
    const struct embed_file *file = embed_find(path);
    assert(file);
    struct str bytes = file->bytes;
    while (bytes.len && bytes.ptr[0] == '#') {
        size_t line = str_find(bytes, STR("\n"));
        bytes = str_cut(bytes, line < bytes.len ? line + 1 : line, bytes.len);
    }
    return bytes;
}

bool table_next(struct str *table, struct str *key, struct str *value)
{
    struct str line;
    do {
        if (!str_split(table, '\n', &line))
            return false;
    } while (line.len == 0 || line.ptr[0] == '#');
    const char *tab = memchr(line.ptr, '\t', line.len);
    size_t length = tab ? (size_t)(tab - line.ptr) : line.len;
    *key = str_cut(line, 0, length);
    *value = str_cut(line, tab ? length + 1 : length, line.len);
    return true;
}

/* Byte order, as the tables are sorted ("a" before "ab"). */
static int order(struct str a, struct str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int first = shared ? memcmp(a.ptr, b.ptr, shared) : 0;
    return first ? first : (a.len > b.len) - (a.len < b.len);
}

/* Is the key of the line at `start` behind `key`, which has a byte at least?
 * Mostly the first bytes tell. */
static bool is_behind(struct str table, size_t start, size_t end,
                      struct str key)
{
    unsigned first = (uint8_t)table.ptr[start], wanted = (uint8_t)key.ptr[0];
    if (first != wanted)
        return first > wanted;
    const char *tab = memchr(table.ptr + start, '\t', end - start);
    if (tab)
        end = (size_t)(tab - table.ptr);
    return order(str_cut(table, start, end), key) > 0;
}

/* The last line whose key is not behind `key`; false when all are. */
static bool line_find(struct str table, struct str key, struct str *found,
                      struct str *value)
{
    size_t low = 0, high = table.len; /* line starts in [low, high) */
    size_t last = SIZE_MAX;
    while (low < high) {
        size_t start = low + (high - low) / 2;
        while (start > low && table.ptr[start - 1] != '\n')
            start--;
        const char *line = memchr(table.ptr + start, '\n', table.len - start);
        size_t end = line ? (size_t)(line - table.ptr) : table.len;
        if (is_behind(table, start, end, key)) {
            high = start;
        } else {
            last = start;
            low = end + 1;
        }
    }
    if (last == SIZE_MAX)
        return false;
    struct str rest = str_cut(table, last, table.len);
    return table_next(&rest, found, value);
}

bool table_find(struct str table, struct str key, struct str *value)
{
    struct str found = {0}, text = {0};
    if (!key.len || !line_find(table, key, &found, &text) ||
        !str_eq(found, key))
        return false;
    *value = text;
    return true;
}

size_t table_prefix(struct str table, struct str text, struct str *value)
{
    while (text.len) {
        struct str found = {0}, held = {0};
        if (!line_find(table, text, &found, &held))
            return 0;
        size_t shared = 0;
        while (shared < found.len && shared < text.len &&
               found.ptr[shared] == text.ptr[shared])
            shared++;
        if (shared == found.len) {
            *value = held;
            return shared;
        }
        text.len = shared; /* a shorter key may still be a prefix */
    }
    return 0;
}

/* Letters differ in five bits, whatever their case. */
static unsigned pair_of(struct str text)
{
    unsigned first = (uint8_t)text.ptr[0], second = (uint8_t)text.ptr[1];
    return (first & 31) << 5 | (second & 31);
}

struct table_starts table_starts(struct str table)
{
    struct table_starts starts = {0};
    struct str key, value;
    while (table_next(&table, &key, &value))
        if (key.len > 1)
            starts.bits[pair_of(key) / 64] |= (uint64_t)1 << pair_of(key) % 64;
        else
            memset(&starts, 0xff, sizeof starts); /* any second letter */
    return starts;
}

bool table_may_start(const struct table_starts *starts, struct str text)
{
    if (text.len < 2)
        return text.len == 1;
    unsigned pair = pair_of(text);
    return starts->bits[pair / 64] >> pair % 64 & 1;
}
