/* html_tokenizer.c - HTML bytes to tokens: text and where it ends. */
#include "source/html_tokenizer.h"

#include "source/html_states.h"
#include "source/table.h"

/* Is in[at...] "</NAME" of the open element, followed by what ends a name? */
static bool is_end_tag(const struct html_tokenizer *t, size_t at)
{
    struct str in = t->in, name = t->last_start;
    size_t end = at + 2 + name.len;
    if (!name.len || end >= in.len || in.ptr[at + 1] != '/' ||
        !str_ieq(str_cut(in, at + 2, end), name))
        return false;
    char c = in.ptr[end];
    return html_is_blank(c) || c == '/' || c == '>';
}

/* Is in[at...] "<script" or, with `slash`, "</script", as a whole word? */
static bool is_script_word(struct str in, size_t at, bool slash)
{
    size_t word = at + (slash ? 2 : 1), end = word + 6;
    if (end >= in.len || (slash && in.ptr[at + 1] != '/') ||
        !str_ieq(str_cut(in, word, end), STR("script")))
        return false;
    char c = in.ptr[end];
    return html_is_blank(c) || c == '/' || c == '>';
}

/* Scripts have comments of their own: "<!--" hides nothing but, with
 * "<script" behind it, a first end tag; "-->" ends that. */
static size_t script_end(const struct html_tokenizer *t, size_t at)
{
    enum { PLAIN, ESCAPED, DOUBLE } state = PLAIN;
    struct str in = t->in;
    int dashes = 0;
    for (; at < in.len; at++) {
        char c = in.ptr[at];
        if (c == '<' && state != DOUBLE && is_end_tag(t, at))
            return at;
        if (c == '<' && state == PLAIN &&
            str_starts(str_cut(in, at, in.len), STR("<!--"))) {
            state = ESCAPED;
            dashes = 2;
            at += 3;
            continue;
        }
        if (c == '<' && state == ESCAPED && is_script_word(in, at, false))
            state = DOUBLE;
        else if (c == '<' && state == DOUBLE && is_script_word(in, at, true))
            state = ESCAPED;
        else if (c == '>' && dashes >= 2)
            state = PLAIN;
        dashes = c == '-' && state != PLAIN ? dashes + 1 : 0;
    }
    return in.len;
}

size_t html_raw_end(const struct html_tokenizer *t, size_t at)
{
    if (t->model == HTML_SCRIPT)
        return script_end(t, at);
    for (; at < t->in.len; at++) {
        const char *next = memchr(t->in.ptr + at, '<', t->in.len - at);
        if (!next)
            break;
        at = (size_t)(next - t->in.ptr);
        if (is_end_tag(t, at))
            return at;
    }
    return t->in.len;
}

static void text_token(struct html_tokenizer *t, size_t end,
                       struct html_token *out)
{
    out->kind = HTML_TEXT;
    out->start = (uint32_t)t->at;
    out->end = (uint32_t)end;
    t->at = end;
}

/* A reference or a NUL that is not what it looks like. */
static void character_token(struct html_tokenizer *t, size_t end,
                            struct html_token *out)
{
    text_token(t, end, out);
    out->kind = HTML_CHARACTER;
}

static void replacement_token(struct html_tokenizer *t, struct html_token *out)
{
    memcpy(out->text, "\xEF\xBF\xBD", 3);
    out->text_len = 3;
    character_token(t, t->at + 1, out);
}

/* Text up to `end`, stopping at references if they count here and at NULs if
 * they are replaced. True when there was any. */
static bool text_next(struct html_tokenizer *t, size_t end, bool references,
                      bool nulls, struct html_token *out)
{
    struct str in = {t->in.ptr, end};
    for (size_t at = t->at; at < end; at++) {
        char c = in.ptr[at];
        if ((c != '&' || !references) && (c != '\0' || !nulls))
            continue;
        size_t used = 1;
        if (c == '&')
            used = html_reference(t->references, in, at, false, out->text,
                                  &out->text_len);
        if (!used)
            continue;
        if (at > t->at)
            text_token(t, at, out);
        else if (c == '&')
            character_token(t, at + used, out);
        else
            replacement_token(t, out);
        return true;
    }
    if (end == t->at)
        return false;
    text_token(t, end, out);
    return true;
}

/* The tag "<NAME" or "</NAME" at t->at. */
static void tag_next(struct html_tokenizer *t, bool end_tag,
                     struct html_token *out)
{
    struct str in = t->in;
    size_t name = t->at + (end_tag ? 2 : 1), end = name;
    out->start = (uint32_t)t->at;
    while (end < in.len && !html_is_blank(in.ptr[end]) && in.ptr[end] != '/' &&
           in.ptr[end] != '>')
        end++;
    if (!html_tag(t, name, end, out)) {
        t->cut = true;
        t->at = in.len;
        out->kind = HTML_END;
    } else if (end_tag) {
        out->kind = HTML_END_TAG;
        t->model = HTML_DATA;
    } else {
        out->kind = HTML_START_TAG;
        t->last_start = str_cut(in, name, end);
    }
    out->end = (uint32_t)t->at;
}

/* Does markup begin at in[at] == '<'? */
static bool is_markup(struct str in, size_t at)
{
    if (at + 1 >= in.len)
        return false;
    char next = in.ptr[at + 1];
    if (next == '/')
        return at + 2 < in.len;
    return html_is_letter(next) || next == '!' || next == '?';
}

static size_t markup_find(struct str in, size_t at)
{
    for (; at < in.len; at++) {
        const char *next = memchr(in.ptr + at, '<', in.len - at);
        if (!next)
            break;
        at = (size_t)(next - in.ptr);
        if (is_markup(in, at))
            return at;
    }
    return in.len;
}

/* Markup at t->at. False for "</>" and for what begins a CDATA section. */
static bool markup_next(struct html_tokenizer *t, struct html_token *out)
{
    struct str in = t->in;
    char next = in.ptr[t->at + 1];
    out->start = (uint32_t)t->at;
    if (html_is_letter(next)) {
        tag_next(t, false, out);
    } else if (next == '/' && html_is_letter(in.ptr[t->at + 2])) {
        tag_next(t, true, out);
    } else if (next == '/' && in.ptr[t->at + 2] == '>') {
        t->at += 3;
        return false;
    } else if (next == '/') {
        html_bogus_comment(t, t->at + 2, out);
    } else if (next == '?') {
        html_bogus_comment(t, t->at + 1, out);
    } else {
        if (!html_markup(t, out))
            return false;
    }
    out->end = (uint32_t)t->at;
    return true;
}

/* Each of these gives a token, or moves on and returns false. */
static bool data_next(struct html_tokenizer *t, struct html_token *out)
{
    if (t->text_end <= t->at)
        t->text_end = markup_find(t->in, t->at);
    return text_next(t, t->text_end, true, false, out) || markup_next(t, out);
}

static bool cdata_next(struct html_tokenizer *t, struct html_token *out)
{
    struct str rest = str_cut(t->in, t->at, t->in.len);
    if (t->text_end <= t->at)
        t->text_end = t->at + str_find(rest, STR("]]>"));
    if (text_next(t, t->text_end, false, false, out))
        return true;
    t->model = HTML_DATA;
    t->at += 3;
    return false;
}

static bool raw_next(struct html_tokenizer *t, struct html_token *out)
{
    if (t->text_end <= t->at)
        t->text_end = html_raw_end(t, t->at);
    if (!text_next(t, t->text_end, t->model == HTML_RCDATA, true, out))
        tag_next(t, true, out);
    return true;
}

static bool token_next(struct html_tokenizer *t, struct html_token *out)
{
    switch (t->model) {
    case HTML_DATA:
        return data_next(t, out);
    case HTML_CDATA:
        return cdata_next(t, out);
    case HTML_PLAINTEXT:
        return text_next(t, t->in.len, false, true, out);
    default:
        return raw_next(t, out);
    }
}

void html_next(struct html_tokenizer *t, struct html_token *out)
{
    if (!t->references.ptr)
        t->references = table_open("tables/html_entities.txt");
    while (t->at < t->in.len)
        if (token_next(t, out))
            return;
    out->kind = HTML_END;
    out->start = out->end = (uint32_t)t->in.len;
}
