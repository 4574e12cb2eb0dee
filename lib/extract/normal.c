/* normal.c - numbers, dates and choices from the words of an article. */
#include "extract/normal.h"

#include "base/jsonw.h"
#include "extract/known.h"
#include "text/number.h"

static const char *keep(struct buf *json, struct arena *mem)
{
    const char *text = arena_strndup(mem, json->ptr, json->len);
    buf_done(json);
    return text;
}

const char *normal_string(struct str text, struct arena *mem)
{
    struct buf out = {0};
    struct jsonw json = jsonw_start(&out);
    jsonw_str(&json, text);
    return keep(&out, mem);
}

/* The value's words as a list entry is kept: folded, single blanks. */
static struct buf folded(const struct codebook *codebook, struct str value)
{
    struct arena mem = {0};
    struct stretch all = {0, (uint32_t)value.len};
    struct tokens tokens = text_tokens(codebook->lang, value, &all, 1, &mem);
    struct buf out = {0};
    for (uint32_t i = 0; i < tokens.count; i++) {
        if (i)
            buf_byte(&out, ' ');
        buf_str(&out, tokens.list[i].word);
    }
    arena_done(&mem);
    return out;
}

const char *field_choice(const struct codebook_field *field, struct str text)
{
    for (size_t i = 0; field->choices && field->choices[i]; i++)
        if (str_eq(str_of(field->choices[i]), text))
            return field->choices[i];
    return NULL;
}

/* The normal form that any list gives this entry and the field allows. */
static const char *listed(const struct vocab *vocab,
                          const struct codebook_field *field, struct str entry)
{
    const struct vnormal *one = vocab_normal(vocab, entry);
    for (; one; one = one->next)
        if (field->type != FIELD_CHOICE ||
            field_choice(field, str_of(one->normal)))
            return one->normal;
    return NULL;
}

/* A choice by its name, by a list entry, or by the last word that is one. */
const char *normal_choice(const struct codebook *codebook,
                          const struct codebook_field *field, struct str value)
{
    const char *found = field_choice(field, value);
    if (found)
        return found;
    struct buf text = folded(codebook, value);
    struct str words = buf_view(&text), word;
    found = field_choice(field, words);
    if (!found)
        found = listed(&codebook->vocab, field, words);
    while (!found && str_split(&words, ' ', &word))
        found = listed(&codebook->vocab, field, word);
    buf_done(&text);
    return found;
}

static const char *number(const struct codebook *codebook,
                          const struct codebook_field *field, struct str value,
                          struct arena *mem)
{
    struct number parsed;
    struct buf out = {0};
    if (!number_parse(codebook->lang, value, &parsed)) {
        struct buf text = folded(codebook, value);
        const char *normal = listed(&codebook->vocab, field, buf_view(&text));
        buf_done(&text);
        if (!normal || !number_parse(codebook->lang, str_of(normal), &parsed))
            return NULL;
    }
    struct jsonw json = jsonw_start(&out);
    number_json(&parsed, &json);
    return keep(&out, mem);
}

const char *normal_form(const struct codebook *codebook,
                        const struct codebook_field *field, struct str value,
                        const struct day *published, enum date_tense tense,
                        struct arena *mem)
{
    struct date date;
    const char *found = NULL;
    switch (field->type) {
    case FIELD_NUMBER:
        return number(codebook, field, value, mem);
    case FIELD_DATE:
        if (date_parse(codebook->lang, value, published, tense, &date) &&
            date.value[0])
            return normal_string(str_of(date.value), mem);
        return NULL;
    case FIELD_CHOICE:
        found = normal_choice(codebook, field, value);
        return found ? normal_string(str_of(found), mem) : NULL;
    case FIELD_TEXT:
    case FIELD_NAME:
        break;
    }
    return NULL;
}

enum ibid_status codebook_normalize(const struct codebook *codebook,
                                    const struct codebook_field *field,
                                    struct str value, const char *published,
                                    struct arena *mem, const char **normalized,
                                    struct ibid_error *err)
{
    struct day day;
    bool dated = published && day_parse(str_of(published), &day);
    const char *found = NULL;
    value = str_trim(value);
    if (field->type == FIELD_DATE && edtf_valid(value))
        found = normal_string(value, mem);
    else
        found = normal_form(codebook, field, value, dated ? &day : NULL,
                            DATE_ANY, mem);
    if (!found && field->type == FIELD_CHOICE)
        return known_choices(field, value, err);
    *normalized = found;
    return IBID_OK;
}
