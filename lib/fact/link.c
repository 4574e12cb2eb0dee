/* link.c - a url that shows cited words in a browser (text fragments). */
#include "fact/link.h"

#include "fact/cells.h"

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '~';
}

static void escape(unsigned char c, struct buf *out)
{
    static const char hex[] = "0123456789ABCDEF";
    char three[3] = {'%', hex[c >> 4], hex[c & 15]};
    buf_add(out, three, sizeof three);
}

/* Percent-encode, runs of blanks as one; also "-", "," and "&", which mean
 * something in a fragment. */
static void encode(struct str words, struct buf *out)
{
    words = str_trim(words);
    for (size_t i = 0; i < words.len; i++) {
        unsigned char c = (unsigned char)words.ptr[i];
        if (is_plain((char)c))
            buf_byte(out, (char)c);
        else if (!is_blank((char)c))
            escape(c, out);
        else if (!is_blank(words.ptr[i - 1]))
            buf_add(out, "%20", 3);
    }
}

/* A browser matches within one block: does a line end in `words`? */
static bool has_line_end(struct str words)
{
    return words.len && memchr(words.ptr, '\n', words.len);
}

/* The words of a line before and behind a quote: whole ones only, for half
 * words do not match. Browsers need no context at the edge of a block. */
static struct str prefix_of(struct str text, size_t start)
{
    struct str all = context_before(text, start);
    size_t from = all.len;
    while (from > 0 && all.ptr[from - 1] != '\n')
        from--;
    bool cut = from == 0 && start > all.len &&
               !is_blank(text.ptr[start - all.len - 1]);
    while (cut && from < all.len && !is_blank(all.ptr[from]))
        from++;
    struct str words = str_trim(str_cut(all, from, all.len));
    /* glued to the quote, it is half a word itself */
    return all.len && is_blank(all.ptr[all.len - 1]) ? words : STR("");
}

static struct str suffix_of(struct str text, size_t end)
{
    struct str all = context_after(text, end);
    size_t to = 0;
    while (to < all.len && all.ptr[to] != '\n')
        to++;
    bool cut = to == all.len && end + all.len < text.len &&
               !is_blank(text.ptr[end + all.len]);
    while (cut && to > 0 && !is_blank(all.ptr[to - 1]))
        to--;
    bool apart = all.len && is_blank(all.ptr[0]);
    return apart ? str_trim(str_cut(all, 0, to)) : STR("");
}

/* The first `count` words of the first line, or the last of the last. */
static struct str first_words(struct str quote, int count)
{
    size_t at = 0;
    while (at < quote.len && quote.ptr[at] != '\n') {
        if (is_blank(quote.ptr[at]) && --count == 0)
            break;
        at++;
    }
    return str_cut(quote, 0, at);
}

static struct str last_words(struct str quote, int count)
{
    size_t at = quote.len;
    while (at > 0 && quote.ptr[at - 1] != '\n') {
        if (is_blank(quote.ptr[at - 1]) && --count == 0)
            break;
        at--;
    }
    return str_cut(quote, at, quote.len);
}

static void fragment(struct str text, size_t start, size_t end, struct buf *out)
{
    struct str quote = str_trim(str_cut(text, start, end));
    struct str before = prefix_of(text, start), after = suffix_of(text, end);
    if (before.len) {
        encode(before, out);
        buf_text(out, "-,");
    }
    if (quote.len <= LINK_WHOLE_BYTES && !has_line_end(quote)) {
        encode(quote, out);
    } else {
        encode(first_words(quote, LINK_END_WORDS), out);
        buf_byte(out, ',');
        encode(last_words(quote, LINK_END_WORDS), out);
    }
    if (after.len) {
        buf_text(out, ",-");
        encode(after, out);
    }
}

/* The address as it is, but for what may not stand in one. */
static void put_page(struct str page, struct buf *out)
{
    for (size_t i = 0; i < page.len; i++) {
        unsigned char c = (unsigned char)page.ptr[i];
        if (c <= ' ' || c > '~' || strchr("\"<>\\^`{|}", c))
            escape(c, out);
        else
            buf_byte(out, (char)c);
    }
}

static bool has_scheme(struct str url, struct str scheme)
{
    return url.len > scheme.len && str_ieq(str_cut(url, 0, scheme.len), scheme);
}

void link_write(const char *url, struct str text, size_t start, size_t end,
                struct buf *out)
{
    struct str page = str_of(url);
    if (!has_scheme(page, STR("https://")) && !has_scheme(page, STR("http://")))
        return;
    if (page.len > LINK_URL_BYTES_MAX || start >= end || end > text.len) {
        put_page(page, out);
        return;
    }
    page.len = str_find(page, STR(":~:"));
    put_page(page, out);
    if (str_find(page, STR("#")) == page.len)
        buf_byte(out, '#');
    buf_text(out, ":~:text=");
    fragment(text, start, end, out);
}
