/* html_tokens.c - run tokenizer cases in html5lib's JSON form.
 *
 * Usage: html_tokens FILE.test...   Prints one line of totals; exit 1 when a
 * case fails. Compared is what comes out; the list of parse errors a case
 * states is not, for the reader has no use for them. Cases under
 * "xmlViolationTests" are passed over: they ask for text that XML can hold,
 * which is another format's rule. (Empty values are made with json_pack:
 * base/json.h has functions of the same names as jansson's makers.) */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "source/html_tokenizer.h"

struct totals {
    int points, bad;
};

static const struct {
    const char *name;
    enum html_model model;
} states[] = {
    {"Data state", HTML_DATA},           {"RCDATA state", HTML_RCDATA},
    {"RAWTEXT state", HTML_RAWTEXT},     {"Script data state", HTML_SCRIPT},
    {"PLAINTEXT state", HTML_PLAINTEXT}, {"CDATA section state", HTML_CDATA},
};

static void utf8_unit(struct buf *out, unsigned c)
{
    if (c < 0x80) {
        buf_byte(out, (char)c);
    } else if (c < 0x800) {
        buf_byte(out, (char)(0xC0 | c >> 6));
        buf_byte(out, (char)(0x80 | (c & 63)));
    } else {
        buf_byte(out, (char)(0xE0 | c >> 12));
        buf_byte(out, (char)(0x80 | (c >> 6 & 63)));
        buf_byte(out, (char)(0x80 | (c & 63)));
    }
}

/* The escapes of "doublyEscaped" cases, lone surrogates included. */
static json_t *unescape(const json_t *text)
{
    struct buf out = {0};
    const char *at = json_string_value(text);
    const char *end = at + json_string_length(text);
    buf_byte(&out, ' ');
    while (at < end) {
        if (end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
            char digits[5] = {at[2], at[3], at[4], at[5], 0};
            utf8_unit(&out, (unsigned)strtoul(digits, NULL, 16));
            at += 6;
        } else {
            buf_byte(&out, *at++);
        }
    }
    json_t *value = json_stringn_nocheck(out.ptr + 1, out.len - 1);
    buf_done(&out);
    return value;
}

static json_t *text_json(const struct buf *text)
{
    return json_stringn_nocheck(text->len ? text->ptr : "", text->len);
}

static json_t *range_json(const struct html_tokenizer *t,
                          struct html_range range, bool lower)
{
    struct buf out = {0};
    html_clean(t, range, lower, &out);
    json_t *value = text_json(&out);
    buf_done(&out);
    return value;
}

static json_t *attributes_json(const struct html_tokenizer *t)
{
    json_t *all = json_pack("{}");
    for (size_t i = 0; i < t->attribute_count; i++) {
        json_t *name = range_json(t, t->attributes[i].name, true);
        struct buf value = {0};
        html_value(t, t->attributes[i].value, &value);
        if (!json_object_get(all, json_string_value(name)))
            json_object_set_new_nocheck(all, json_string_value(name),
                                        text_json(&value));
        json_decref(name);
        buf_done(&value);
    }
    return all;
}

static json_t *doctype_json(const struct html_tokenizer *t,
                            const struct html_token *token)
{
    json_t *out = json_pack("[]");
    json_array_append_new(out, json_string("DOCTYPE"));
    json_array_append_new(out, token->has_name
                                   ? range_json(t, token->inner, true)
                                   : json_pack("n"));
    json_array_append_new(out, token->has_public
                                   ? range_json(t, token->public_id, false)
                                   : json_pack("n"));
    json_array_append_new(out, token->has_system
                                   ? range_json(t, token->system_id, false)
                                   : json_pack("n"));
    json_array_append_new(out, json_boolean(!token->force_quirks));
    return out;
}

static json_t *token_json(const struct html_tokenizer *t,
                          const struct html_token *token)
{
    if (token->kind == HTML_DOCTYPE)
        return doctype_json(t, token);
    json_t *out = json_pack("[]");
    bool start = token->kind == HTML_START_TAG,
         tag = start || token->kind == HTML_END_TAG;
    json_array_append_new(out, json_string(start ? "StartTag"
                                           : tag ? "EndTag"
                                                 : "Comment"));
    json_array_append_new(out, range_json(t, token->inner, tag));
    if (start) {
        json_array_append_new(out, attributes_json(t));
        if (token->self_closing)
            json_array_append_new(out, json_true());
    }
    return out;
}

static void flush_text(struct buf *text, json_t *out)
{
    if (!text->len)
        return;
    json_t *one = json_pack("[]");
    json_array_append_new(one, json_string("Character"));
    json_array_append_new(one, text_json(text));
    json_array_append_new(out, one);
    buf_reset(text);
}

/* The text as it stands in the source: newlines cleaned, NUL kept. */
static void add_text(const struct html_tokenizer *t,
                     const struct html_token *token, struct buf *out)
{
    for (uint32_t at = token->start; at < token->end; at++) {
        char c = t->in.ptr[at];
        if (c != '\r')
            buf_byte(out, c);
        else if (at + 1 >= t->in.len || t->in.ptr[at + 1] != '\n')
            buf_byte(out, '\n');
    }
}

static json_t *tokens_json(struct html_tokenizer *t)
{
    json_t *out = json_pack("[]");
    struct buf text = {0};
    struct html_token token = {0};
    for (html_next(t, &token); token.kind != HTML_END; html_next(t, &token)) {
        if (token.kind == HTML_TEXT) {
            add_text(t, &token, &text);
        } else if (token.kind == HTML_CHARACTER) {
            buf_add(&text, token.text, (size_t)token.text_len);
        } else {
            flush_text(&text, out);
            json_array_append_new(out, token_json(t, &token));
        }
    }
    flush_text(&text, out);
    buf_done(&text);
    return out;
}

/* Neighbouring characters as one, escapes undone. */
static json_t *expected_json(const json_t *output, bool escaped)
{
    json_t *out = json_pack("[]");
    size_t i, j;
    json_t *token, *part;
    json_array_foreach(output, i, token)
    {
        json_t *copy = json_pack("[]");
        json_array_foreach(token, j, part) json_array_append_new(
            copy, escaped && j && json_is_string(part) ? unescape(part)
                                                       : json_incref(part));
        json_array_append_new(out, copy);
    }
    return out;
}

static void run(const json_t *test, enum html_model model,
                struct totals *totals)
{
    bool escaped = json_is_true(json_object_get(test, "doublyEscaped")) ||
                   json_is_true(json_object_get(test, "doubleEscaped"));
    json_t *given = json_object_get(test, "input");
    json_t *input = escaped ? unescape(given) : json_incref(given);
    struct html_tokenizer *t = mem_alloc(sizeof *t);
    *t = (struct html_tokenizer){
        .in = {json_string_value(input), json_string_length(input)},
        .model = model,
        .last_start =
            str_of(json_string_value(json_object_get(test, "lastStartTag"))),
    };
    json_t *got = tokens_json(t);
    json_t *want = expected_json(json_object_get(test, "output"), escaped);
    totals->points++;
    if (!json_equal(got, want)) {
        totals->bad++;
        char *have = json_dumps(got, JSON_ENSURE_ASCII);
        char *should = json_dumps(want, JSON_ENSURE_ASCII);
        printf("%s (%s)\n  want %s\n  have %s\n",
               json_string_value(json_object_get(test, "description")),
               states[model].name, should ? should : "?", have ? have : "?");
        free(have);
        free(should);
    }
    json_decref(input);
    json_decref(got);
    json_decref(want);
    free(t);
}

static void run_states(const json_t *test, struct totals *totals)
{
    const json_t *initial = json_object_get(test, "initialStates");
    if (!initial)
        run(test, HTML_DATA, totals);
    size_t i;
    json_t *name;
    json_array_foreach(initial, i,
                       name) for (size_t s = 0; s < 6;
                                  s++) if (strcmp(json_string_value(name),
                                                  states[s].name) == 0)
        run(test, states[s].model, totals);
}

int main(int argc, char **argv)
{
    struct totals totals = {0};
    for (int i = 1; i < argc; i++) {
        json_error_t error;
        json_t *file = json_load_file(argv[i], JSON_ALLOW_NUL, &error);
        if (!file) {
            fprintf(stderr, "%s:%d: %s\n", argv[i], error.line, error.text);
            return 3;
        }
        size_t at;
        json_t *test;
        json_array_foreach(json_object_get(file, "tests"), at, test)
            run_states(test, &totals);
        json_decref(file);
    }
    printf("html-tokenizer points=%d bad=%d\n", totals.points, totals.bad);
    return totals.bad || !totals.points;
}
