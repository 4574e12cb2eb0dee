/* token_url.c - read web addresses, mail addresses and host names. */
#include "text/scan.h"

enum { ADDRESS_LOOK_BYTES = 80 };

/* Endings that make "name.ending" a host even inside a sentence. */
static const char *const domains[] = {
    "com", "org", "net", "gov", "edu", "mil", "int", "info", "tv", "co",
    "uk",  "eu",  "de",  "fr",  "ru",  "cn",  "biz", "io",   NULL};

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static bool is_local(char c)
{
    return is_alnum(c) || c == '.' || c == '_' || c == '+' || c == '-';
}

/* Bytes of letters, digits and hyphens from `at`. */
static uint32_t label_end(const struct scan *s, uint32_t at)
{
    while (at < s->end && (is_alnum(s->text.ptr[at]) || s->text.ptr[at] == '-'))
        at++;
    return at;
}

uint32_t scan_email_end(const struct scan *s, uint32_t start)
{
    uint32_t at = s->at, most = s->end;
    if (most - at > ADDRESS_LOOK_BYTES)
        most = at + ADDRESS_LOOK_BYTES;
    while (at < most && is_local(s->text.ptr[at]))
        at++;
    if (at == start || at >= most || s->text.ptr[at] != '@')
        return 0;
    uint32_t end = label_end(s, at + 1);
    if (end == at + 1)
        return 0;
    while (end + 1 < s->end && s->text.ptr[end] == '.' &&
           is_alnum(s->text.ptr[end + 1]))
        end = label_end(s, end + 1);
    return end;
}

static bool is_domain(struct str label)
{
    for (size_t i = 0; domains[i]; i++)
        if (str_ieq(label, str_of(domains[i])))
            return true;
    return false;
}

uint32_t scan_host_end(const struct scan *s, uint32_t at)
{
    uint32_t end = 0, most = at + ADDRESS_LOOK_BYTES;
    while (at < s->end && at < most && s->text.ptr[at] == '.') {
        uint32_t next = label_end(s, at + 1);
        if (next == at + 1)
            break;
        if (is_domain(str_cut(s->text, at + 1, next)))
            end = next;
        at = next;
    }
    return end;
}

/* Marks that end the sentence rather than the address. */
static bool is_trailing(char c)
{
    return byte_is_in(c, ".,;:!?'\")]}*");
}

void scan_url(struct scan *s, uint32_t start)
{
    uint32_t end = s->at;
    bool path =
        end < s->end && (s->text.ptr[end] == '/' || s->text.ptr[end] == ':');
    if (path) {
        while (end < s->end && (uint8_t)s->text.ptr[end] > ' ' &&
               !strchr("\"<>", s->text.ptr[end])) {
            struct mark mark = mark_at(s, end);
            if (mark.point >= 0x2000 || mark.class == CHAR_BLANK)
                break;
            end = mark.next;
        }
        while (end > s->at && is_trailing(s->text.ptr[end - 1]))
            end--;
    }
    s->at = end;
    struct token *token = scan_emit(s, start, end, TOKEN_URL);
    token->word = scan_fold(s, start, end);
}
