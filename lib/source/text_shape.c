/* text_shape.c - what the shape of a line tells. */
#include "source/text_shape.h"

#include <ctype.h>

#include "source/phrase.h"
#include "source/table.h"

enum {
    URL_BYTES_MAX = 2000,
    COPYRIGHT_BYTES_MAX = 160,
    COPYRIGHT_LEAD = 24, /* bytes in which the mark must stand */
};

size_t text_words(struct str text)
{
    size_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        bool blank = text.ptr[i] == ' ' || text.ptr[i] == '\t' ||
                     text.ptr[i] == '\n' || text.ptr[i] == '\r';
        words += !blank && !inside;
        inside = !blank;
    }
    return words;
}

bool text_ends_sentence(struct str text)
{
    static const char *const ends[] = {".",  ".\"",      ".\xE2\x80\x9D", ",",
                                       ";",  ":",        "\xE3\x80\x82",  ".)",
                                       ".]", "\xC2\xBB."};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(text, str_of(ends[i])))
            return true;
    return false;
}

bool text_upper_at(struct str text, size_t at)
{
    return at < text.len && (isupper((unsigned char)text.ptr[at]) ||
                             (unsigned char)text.ptr[at] >= 0x80);
}

bool text_same(struct str a, struct str b)
{
    char left[PHRASE_BYTES_MAX], right[PHRASE_BYTES_MAX];
    struct str x = phrase_key(a, left), y = phrase_key(b, right);
    return x.len && str_eq(x, y);
}

static bool is_host(struct str host)
{
    size_t dots = 0, letters = 0;
    for (size_t i = 0; i < host.len; i++) {
        unsigned char c = (unsigned char)host.ptr[i];
        bool dot = c == '.';
        if (dot && (i == 0 || i + 1 == host.len || host.ptr[i + 1] == '.'))
            return false;
        if (!dot && !isalnum(c) && c != '-' && c < 0x80)
            return false;
        dots += dot;
        letters = dot ? 0 : letters + (isalpha(c) != 0);
    }
    return dots > 0 && letters >= 2; /* of the last part */
}

bool text_is_url(struct str text)
{
    if (text.len > URL_BYTES_MAX || text_words(text) != 1)
        return false;
    bool scheme = false;
    static const char *const schemes[] = {"http://", "https://"};
    for (size_t i = 0; i < 2; i++)
        if (str_starts(text, str_of(schemes[i]))) {
            text = str_cut(text, strlen(schemes[i]), text.len);
            scheme = true;
        }
    const char *slash = text.len ? memchr(text.ptr, '/', text.len) : NULL;
    struct str host =
        str_cut(text, 0, slash ? (size_t)(slash - text.ptr) : text.len);
    /* "Today.Never" is no address; "example.org/a" and "www..." are. */
    return is_host(host) && (scheme || slash || str_starts(host, STR("www.")));
}

static bool has_year(struct str text)
{
    for (size_t at = 0, digits = 0; at <= text.len; at++) {
        if (at < text.len && isdigit((unsigned char)text.ptr[at])) {
            digits++;
            continue;
        }
        if (digits == 4)
            return true;
        digits = 0;
    }
    return false;
}

bool text_is_copyright(struct str text)
{
    static const char *const marks[] = {"copyright", "\xC2\xA9", "(c)"};
    char bytes[PHRASE_BYTES_MAX];
    if (text.len > COPYRIGHT_BYTES_MAX)
        return false;
    struct str key = phrase_key(text, bytes);
    struct str lead = key;
    if (lead.len > COPYRIGHT_LEAD)
        lead.len = COPYRIGHT_LEAD;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = str_find(lead, str_of(marks[i]));
        if (at < lead.len && (i == 1 || at == 0) && has_year(key))
            return true;
    }
    return false;
}

bool text_is_date(struct str text)
{
    struct str dates = table_open("tables/date_words.txt");
    char bytes[PHRASE_BYTES_MAX];
    struct str key = phrase_key(text, bytes), value;
    bool digit = false, word = false;
    if (!key.len || key.len > TEXT_SHORT_BYTES)
        return false;
    for (size_t at = 0; at < key.len;) {
        unsigned char c = (unsigned char)key.ptr[at];
        size_t start = at;
        if (isdigit(c)) {
            digit = true;
            at++;
        } else if (isalpha(c) || c >= 0x80) {
            while (at < key.len && (isalpha((unsigned char)key.ptr[at]) ||
                                    (unsigned char)key.ptr[at] >= 0x80))
                at++;
            if (!table_find(dates, str_cut(key, start, at), &value))
                return false;
            word = true;
        } else {
            at++;
        }
    }
    return digit && (word || key.len >= 8);
}

bool text_is_byline(struct str text)
{
    char bytes[PHRASE_BYTES_MAX];
    struct str key = phrase_key(text, bytes), value;
    size_t length = table_prefix(table_open("tables/bylines.txt"), key, &value);
    return length && length + 1 < text.len && text.len <= TEXT_SHORT_BYTES &&
           key.ptr[length] == ' ' && text_upper_at(text, length + 1) &&
           text_words(text) <= 9 && !str_ends(text, STR(".")) &&
           islower((unsigned char)text.ptr[1]);
}
