/* fuzz_text.c - any valid UTF-8: tokens, sentences, dates and numbers lie
 * inside it, ascend, and say what they must. */
#include "fuzz.h"

#include "text/date.h"
#include "text/number.h"
#include "text/utf8.h"

static void check_tokens(struct str text, const struct tokens *tokens)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->list[i];
        promise(token->start >= end && token->end > token->start);
        promise(utf8_is_boundary(text, token->start));
        promise(utf8_is_boundary(text, token->end));
        promise(utf8_invalid_at(token->word) == token->word.len);
        end = token->end;
    }
    promise(end <= text.len);
    uint32_t next = 0;
    for (uint32_t i = 0; i < tokens->sentence_count; i++) {
        promise(tokens->sentences[i].first == next);
        promise(tokens->sentences[i].last > next);
        next = tokens->sentences[i].last;
    }
    promise(next == tokens->count);
}

static void check_dates(const struct tokens *tokens, const struct date *dates,
                        size_t count)
{
    uint32_t end = 0;
    for (size_t i = 0; i < count; i++) {
        promise(dates[i].first >= end && dates[i].last > dates[i].first);
        struct str value = str_of(dates[i].value);
        promise(value.len == 0 || edtf_valid(value));
        end = dates[i].last;
    }
    promise(end <= tokens->count);
}

static void check_numbers(const struct tokens *tokens,
                          const struct number *numbers, size_t count)
{
    uint32_t end = 0;
    for (size_t i = 0; i < count; i++) {
        promise(numbers[i].first >= end && numbers[i].last > numbers[i].core);
        promise(numbers[i].core >= numbers[i].first);
        promise(numbers[i].min >= 0 && numbers[i].min <= 1e18);
        end = numbers[i].last;
    }
    promise(end <= tokens->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = fuzz_str(data, size);
    struct language *lang;
    struct arena mem = {0};
    text.len = utf8_invalid_at(text);
    promise(language_open("en", &lang, NULL) == IBID_OK);
    /* The first byte chooses the article's day. */
    struct day published = {
        .year = size ? data[0] * 39 : 1, .month = 2, .day = 28};
    struct stretch all = {0, (uint32_t)text.len};
    struct tokens tokens = text_tokens(lang, text, &all, 1, &mem);
    struct date *dates;
    struct number *numbers;
    check_tokens(text, &tokens);
    size_t count = text_dates(lang, &tokens, &published, &mem, &dates);
    check_dates(&tokens, dates, count);
    count = text_numbers(lang, &tokens, dates, count, &mem, &numbers);
    check_numbers(&tokens, numbers, count);
    arena_done(&mem);
    language_close(lang);
    return 0;
}
