/* looks.c - what the first bytes of a file show it to be. */
#include "source/read.h"
#include "source/table.h"

enum { LOOK_BYTES = 4096 };

const char *looks_binary(struct str head)
{
    static const struct {
        struct str magic;
        const char *name;
    } kinds[] = {
        {{"\x89PNG", 4}, "a PNG picture"},
        {{"\xFF\xD8\xFF", 3}, "a JPEG picture"},
        {{"GIF8", 4}, "a GIF picture"},
        {{"%PDF-", 5}, "a PDF document"},
        {{"PK\x03\x04", 4}, "a ZIP archive or an office document"},
        {{"\x1F\x8B", 2}, "gzip data"},
        {{"\x28\xB5\x2F\xFD", 4}, "zstd data"},
        {{"\xFD"
          "7zXZ",
          5},
         "xz data"},
        {{"BZh", 3}, "bzip2 data"},
        {{"7z\xBC\xAF\x27\x1C", 6}, "a 7-Zip archive"},
        {{"Rar!\x1A\x07", 6}, "a RAR archive"},
        {{"SQLite format 3", 15}, "an SQLite database"},
        {{"\x7F"
          "ELF",
          4},
         "a program"},
        {{"\xD0\xCF\x11\xE0", 4}, "an old office document"},
        {{"ID3", 3}, "a sound file"},
        {{"{\\rtf", 5}, "an RTF document"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_starts(head, kinds[i].magic))
            return kinds[i].name;
    bool wide = str_starts(head, (struct str){"\xFF\xFE", 2}) ||
                str_starts(head, (struct str){"\xFE\xFF", 2}) ||
                str_starts(head, (struct str){"\0\0\xFE\xFF", 4});
    if (!wide && head.len && memchr(head.ptr, '\0', head.len))
        return "binary data";
    return NULL;
}

static bool is_tag_at(struct str head, size_t at, struct str *name)
{
    size_t start = at + 1, end = start;
    if (start < head.len && head.ptr[start] == '/')
        end = ++start;
    while (end < head.len && ((head.ptr[end] | 32) >= 'a') &&
           ((head.ptr[end] | 32) <= 'z'))
        end++;
    while (end < head.len && head.ptr[end] >= '1' && head.ptr[end] <= '6')
        end++;
    *name = str_cut(head, start, end);
    return end > start && end < head.len &&
           (head.ptr[end] == '>' || head.ptr[end] == ' ' ||
            head.ptr[end] == '\n' || head.ptr[end] == '\t' ||
            head.ptr[end] == '\r' || head.ptr[end] == '/');
}

static bool is_page_start(struct str head)
{
    static const char *const starts[] = {"<!doctype html", "<html", "<head",
                                         "<body",          "<meta", "<title"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t length = strlen(starts[i]);
        if (head.len >= length &&
            str_ieq(str_cut(head, 0, length), str_of(starts[i])))
            return true;
    }
    return false;
}

/* How many tags of pages are among the bytes, and what share they take. */
static bool has_tags(struct str head)
{
    struct str table = table_open("tables/html_tags.txt"), name, value;
    size_t tags = 0;
    for (size_t at = 0; at < head.len; at++) {
        if (head.ptr[at] != '<' || !is_tag_at(head, at, &name))
            continue;
        char lower[16];
        if (name.len > sizeof lower)
            continue;
        for (size_t i = 0; i < name.len; i++)
            lower[i] = byte_lower(name.ptr[i]);
        tags += table_find(table, (struct str){lower, name.len}, &value);
    }
    return tags >= 3;
}

/* UTF-16 with a mark as one byte a unit, 0x80 for what is not ASCII. */
static struct str narrowed(struct str head, char out[LOOK_BYTES / 2])
{
    bool little = str_starts(head, STR("\xFF\xFE"));
    if (!little && !str_starts(head, STR("\xFE\xFF")))
        return head;
    size_t length = 0;
    for (size_t at = 2; at + 1 < head.len; at += 2) {
        unsigned char low = (unsigned char)head.ptr[little ? at : at + 1];
        unsigned char high = (unsigned char)head.ptr[little ? at + 1 : at];
        out[length++] = (char)(high || low >= 0x80 ? 0x80 : low);
    }
    return (struct str){out, length};
}

bool looks_like_html(struct str head)
{
    char narrow[LOOK_BYTES / 2];
    if (head.len > LOOK_BYTES)
        head.len = LOOK_BYTES;
    head = narrowed(head, narrow);
    if (str_starts(head, STR("\xEF\xBB\xBF")))
        head = str_cut(head, 3, head.len);
    head = str_trim(head);
    if (!head.len || head.ptr[0] != '<')
        return false;
    if (str_starts(head, STR("<?xml")) || str_starts(head, STR("<!--"))) {
        struct str lower = head;
        return str_find(lower, STR("<html")) < lower.len ||
               str_find(lower, STR("<HTML")) < lower.len;
    }
    return is_page_start(head) || has_tags(head);
}
