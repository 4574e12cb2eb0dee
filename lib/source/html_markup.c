/* html_markup.c - comments and doctypes, as tokens. */
#include "source/html_states.h"

static struct html_range range(size_t start, size_t end)
{
    return (struct html_range){(uint32_t)start, (uint32_t)end};
}

void html_bogus_comment(struct html_tokenizer *t, size_t inner,
                        struct html_token *out)
{
    const char *end = inner < t->in.len
                          ? memchr(t->in.ptr + inner, '>', t->in.len - inner)
                          : NULL;
    size_t stop = end ? (size_t)(end - t->in.ptr) : t->in.len;
    out->kind = HTML_COMMENT;
    out->inner = range(inner < stop ? inner : stop, stop);
    t->at = end ? stop + 1 : stop;
}

/* How many bytes of a comment's end the page still has at its own end. */
static size_t cut_end(struct str rest)
{
    static const char *const ends[] = {"--!", "--", "-"};
    for (size_t i = 0; i < 3; i++)
        if (str_ends(rest, str_of(ends[i])))
            return strlen(ends[i]);
    return 0;
}

/* `inner` is behind "<!--". */
static void comment_read(struct html_tokenizer *t, size_t inner,
                         struct html_token *out)
{
    struct str in = t->in, rest = str_cut(in, inner, in.len);
    out->kind = HTML_COMMENT;
    if (str_starts(rest, STR(">")) || str_starts(rest, STR("->"))) {
        out->inner = range(inner, inner);
        t->at = inner + (rest.ptr[0] == '>' ? 1 : 2);
        return;
    }
    for (size_t i = inner; i < in.len; i++) {
        const char *dash = memchr(in.ptr + i, '-', in.len - i);
        if (!dash)
            break;
        i = (size_t)(dash - in.ptr);
        struct str tail = str_cut(in, i, in.len);
        size_t end = str_starts(tail, STR("-->"))    ? 3
                     : str_starts(tail, STR("--!>")) ? 4
                                                     : 0;
        if (!end)
            continue;
        out->inner = range(inner, i);
        t->at = i + end;
        return;
    }
    t->cut = true;
    out->inner = range(inner, in.len - cut_end(rest));
    t->at = in.len;
}

static size_t blanks_skip(struct str in, size_t at)
{
    while (at < in.len && html_is_blank(in.ptr[at]))
        at++;
    return at;
}

static bool word_at(struct str in, size_t at, struct str word)
{
    return in.len - at >= word.len &&
           str_ieq(str_cut(in, at, at + word.len), word);
}

/* Pass over a doctype that is wrong up to its '>'. */
static void doctype_bogus(struct html_tokenizer *t, size_t at)
{
    const char *end =
        at < t->in.len ? memchr(t->in.ptr + at, '>', t->in.len - at) : NULL;
    t->at = end ? (size_t)(end - t->in.ptr) + 1 : t->in.len;
}

/* A quoted identifier at in[*at]; false when it is cut short, with *at on the
 * '>' or the end that cut it. */
static bool identifier_read(struct str in, size_t *at, struct html_range *out)
{
    char quote = in.ptr[*at];
    size_t i = *at + 1;
    while (i < in.len && in.ptr[i] != quote && in.ptr[i] != '>')
        i++;
    *out = range(*at + 1, i);
    *at = i;
    if (i >= in.len || in.ptr[i] == '>')
        return false;
    *at = i + 1;
    return true;
}

static bool is_quote_at(struct str in, size_t at)
{
    return at < in.len && (in.ptr[at] == '"' || in.ptr[at] == '\'');
}

/* The system identifier and the end, from `at` on; `needed` when the word
 * SYSTEM announced it. */
static void system_read(struct html_tokenizer *t, size_t at, bool needed,
                        struct html_token *out)
{
    struct str in = t->in;
    at = blanks_skip(in, at);
    if (is_quote_at(in, at)) {
        out->has_system = true;
        out->force_quirks = !identifier_read(in, &at, &out->system_id);
        if (!out->force_quirks) {
            at = blanks_skip(in, at);
            out->force_quirks = at >= in.len;
        }
    } else {
        out->force_quirks = needed || at >= in.len || in.ptr[at] != '>';
    }
    doctype_bogus(t, at);
}

static void identifiers_read(struct html_tokenizer *t, size_t at,
                             struct html_token *out)
{
    struct str in = t->in;
    if (word_at(in, at, STR("system"))) {
        system_read(t, at + 6, true, out);
        return;
    }
    at = word_at(in, at, STR("public")) ? blanks_skip(in, at + 6) : in.len;
    out->has_public = is_quote_at(in, at);
    if (out->has_public && identifier_read(in, &at, &out->public_id)) {
        system_read(t, at, false, out);
        return;
    }
    out->force_quirks = true;
    doctype_bogus(t, out->has_public ? at : out->inner.end);
}

/* `at` is behind "<!doctype". */
static void doctype_read(struct html_tokenizer *t, size_t at,
                         struct html_token *out)
{
    struct str in = t->in;
    out->kind = HTML_DOCTYPE;
    out->has_public = out->has_system = out->force_quirks = false;
    at = blanks_skip(in, at);
    size_t name = at;
    while (at < in.len && !html_is_blank(in.ptr[at]) && in.ptr[at] != '>')
        at++;
    out->inner = range(name, at);
    out->has_name = at > name;
    at = blanks_skip(in, at);
    if (!out->has_name || at >= in.len || in.ptr[at] == '>') {
        out->force_quirks = !out->has_name || at >= in.len;
        doctype_bogus(t, at);
        return;
    }
    identifiers_read(t, at, out);
}

bool html_markup(struct html_tokenizer *t, struct html_token *out)
{
    struct str in = t->in;
    size_t at = t->at + 2;
    if (str_starts(str_cut(in, at, in.len), STR("--"))) {
        comment_read(t, at + 2, out);
    } else if (word_at(in, at, STR("doctype"))) {
        doctype_read(t, at + 7, out);
    } else if (t->foreign &&
               str_starts(str_cut(in, at, in.len), STR("[CDATA["))) {
        t->at = at + 7;
        t->model = HTML_CDATA;
        return false;
    } else {
        html_bogus_comment(t, at, out);
    }
    return true;
}
