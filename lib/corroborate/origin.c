/* origin.c - find the agencies that an article credits. */
#include "corroborate/origin.h"

#include "source/table.h"

enum {
    NAME_BYTES = 32,      /* of the longest name, and some more */
    SHORT_NAME_BYTES = 4, /* up to here a name is an acronym: AP */
};

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
           (unsigned char)c >= 0x80;
}

/* The first bytes in lower case. */
static struct str lowered(struct str text, char room[NAME_BYTES])
{
    size_t len = text.len < NAME_BYTES ? text.len : NAME_BYTES;
    for (size_t i = 0; i < len; i++)
        room[i] = lower(text.ptr[i]);
    return (struct str){room, len};
}

/* What is known of agencies. */
struct agencies {
    struct str table;
    struct table_starts starts;
};

/* The length of the agency's name that begins here; 0: none does. */
static size_t agency_at(const struct agencies *known, struct str text,
                        struct str *name)
{
    char room[NAME_BYTES];
    if (!table_may_start(&known->starts, text))
        return 0;
    size_t len = table_prefix(known->table, lowered(text, room), name);
    if (!len || (len < text.len && is_word_byte(text.ptr[len])))
        return 0;
    for (size_t i = 0; len <= SHORT_NAME_BYTES && i < len; i++)
        if (text.ptr[i] < 'A' || text.ptr[i] > 'Z')
            return 0;
    return len;
}

/* Does `text` end with these words? */
static bool ends_with(struct str text, struct str words)
{
    size_t rest = text.len - words.len;
    return str_ends(text, words) &&
           (!rest || !is_word_byte(text.ptr[rest - 1]));
}

/* Does `text` begin with them, in any letters? */
static bool begins_with(struct str text, struct str words)
{
    char room[NAME_BYTES];
    struct str head = lowered(text, room);
    return str_starts(head, words) &&
           (text.len == words.len || !is_word_byte(text.ptr[words.len]));
}

/* Do brackets or words around (tables/credited.txt) say that what was told
 * comes from it? */
static bool is_credited(struct str block, size_t start, size_t end)
{
    struct str before = str_cut(block, 0, start);
    struct str after = str_cut(block, end, block.len);
    struct str table = table_open("tables/credited.txt"), words, where;
    if (str_ends(before, STR("(")) && str_starts(after, STR(")")))
        return true;
    before = str_trim(before);
    after = str_trim(after);
    while (table_next(&table, &words, &where))
        if (str_eq(where, STR("before")) ? ends_with(before, words)
                                         : begins_with(after, words))
            return true;
    return false;
}

static void add(struct origins_found *out, struct str name, size_t at,
                size_t bytes)
{
    for (size_t i = 0; i < out->count; i++)
        if (str_eq(out->names[i], name))
            return;
    if (out->count == ORIGIN_MAX)
        return;
    out->at[out->count] = (uint32_t)at;
    out->bytes[out->count] = (uint32_t)bytes;
    out->names[out->count++] = name;
}

static void block_read(const struct agencies *known, struct str block,
                       size_t start, bool credit, struct origins_found *out)
{
    for (size_t at = 0; at < block.len; at++) {
        struct str name;
        bool starts = block.ptr[at] >= 'A' && block.ptr[at] <= 'Z' &&
                      (!at || !is_word_byte(block.ptr[at - 1]));
        size_t len =
            starts ? agency_at(known, str_cut(block, at, block.len), &name) : 0;
        if (len && (credit || is_credited(block, at, at + len)))
            add(out, name, start + at, len);
        at += len ? len - 1 : 0;
    }
}

static bool is_credit_line(struct str block)
{
    char room[NAME_BYTES];
    struct str value;
    return table_prefix(table_open("tables/credits.txt"), lowered(block, room),
                        &value) > 0;
}

void origin_find(struct str text, const struct block *blocks, size_t count,
                 struct origins_found *out)
{
    struct str table = table_open("tables/agencies.txt");
    struct agencies known = {table, table_starts(table)};
    out->count = 0;
    for (size_t i = 0; i < count; i++) {
        enum block_role role = blocks[i].role;
        struct str block = str_cut(text, blocks[i].start, blocks[i].end);
        bool head = role == BLOCK_BYLINE || role == BLOCK_DATELINE;
        if (head || block_role_is_main(role))
            block_read(&known, block, blocks[i].start,
                       head || is_credit_line(block), out);
    }
}
