/* apply_support.c - does a quote say what a cell was changed to? */
#include "curate/apply.h"

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

static bool has_words(struct str quote, struct str words)
{
    for (size_t at = 0; at + words.len <= quote.len; at++) {
        size_t i = 0;
        while (i < words.len && lower(quote.ptr[at + i]) == lower(words.ptr[i]))
            i++;
        if (i == words.len)
            return true;
    }
    return false;
}

static bool means_same(const struct codebook *codebook,
                       const struct codebook_field *field,
                       const struct ibid_value *value, const char *quote,
                       const char *published)
{
    struct arena mem = {0};
    const char *said = NULL;
    bool same = value->normalized &&
                !codebook_normalize(codebook, field, str_of(quote), published,
                                    &mem, &said, NULL) &&
                said && strcmp(said, value->normalized) == 0;
    arena_done(&mem);
    return same;
}

const char *apply_support(const struct codebook *codebook,
                          const struct codebook_field *field,
                          const struct ibid_value *value, const char *published)
{
    if (!field || field->derived)
        return NULL;
    if (!value->citation_count)
        return "no words are cited for it";
    for (size_t i = 0; i < value->citation_count; i++) {
        const char *quote = value->citations[i].quote;
        if (!quote || has_words(str_of(quote), str_of(value->text)) ||
            means_same(codebook, field, value, quote, published))
            return NULL;
    }
    return "its quote does not say this";
}
