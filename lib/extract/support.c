/* support.c - do the words cited for a value carry it? */
#include "extract/support.h"

#include <stdlib.h>

#include "extract/normal.h"
#include "text/date.h"
#include "text/fold.h"
#include "text/number.h"

enum { PIECES_MAX = 32, GAP_BYTES_MAX = 24 };

const char *support_name(enum ibid_support support)
{
    static const char *const names[] = {[IBID_SUPPORTED] = "supported",
                                        [IBID_CHOSEN] = "chosen",
                                        [IBID_DIFFERS] = "differs",
                                        [IBID_UNCITED] = "uncited",
                                        [IBID_CITATION_LOST] = "lost"};
    return names[support];
}

/* A value being looked at: its quotes one behind the other, as they stand and
 * folded. */
struct looking {
    const struct codebook *codebook;
    const struct codebook_field *field;
    const struct ibid_value *value;
    struct day published;
    bool dated;
    struct arena mem;
    struct buf quotes, folded, words; /* words: the value, folded */
};

/* ---- Words ------------------------------------------------------------- */

static struct str without_marks(struct str text)
{
    static const char marks[] = " \"'.,;:!?()-";
    while (text.len && byte_is_in(text.ptr[0], marks))
        text = str_cut(text, 1, text.len);
    while (text.len && byte_is_in(text.ptr[text.len - 1], marks))
        text.len--;
    return text;
}

/* A speech cited in pieces is joined with "..." (one character): all pieces
 * must stand in the quotes, in order. */
static bool pieces_stand(struct str quotes, struct str words)
{
    const struct str joint = STR("\u2026");
    bool some = false;
    for (int n = 0; words.len && n < PIECES_MAX; n++) {
        size_t end = str_find(words, joint);
        struct str piece = without_marks(str_cut(words, 0, end));
        end += end == words.len ? 0 : joint.len;
        words = str_cut(words, end, words.len);
        if (!piece.len)
            continue;
        size_t at = fold_find_words(quotes, piece);
        if (at == quotes.len)
            return false;
        quotes = str_cut(quotes, at + piece.len, quotes.len);
        some = true;
    }
    return some && !words.len;
}

/* Do the words of a name stand in the quotes in their order, close together:
 * "Dmitry Peskov" in "Dmitry S. Peskov"? */
static bool name_stands(struct str quotes, struct str words)
{
    struct str word;
    bool first = true;
    for (int n = 0; n < PIECES_MAX && str_split(&words, ' ', &word); n++) {
        word = without_marks(word);
        if (!word.len)
            continue;
        size_t at = fold_find_words(quotes, word);
        if (at == quotes.len || (!first && at > GAP_BYTES_MAX))
            return false;
        quotes = str_cut(quotes, at + word.len, quotes.len);
        first = false;
    }
    return !first && !words.ptr;
}

static bool words_stand(struct looking *l, struct str value)
{
    buf_reset(&l->words);
    text_fold(value, &l->words);
    struct str words = buf_view(&l->words), quotes = buf_view(&l->folded);
    return pieces_stand(quotes, words) ||
           (l->field && l->field->type == FIELD_NAME &&
            name_stands(quotes, words));
}

/* What a name was resolved to, without the marks of JSON. */
static bool resolved_stands(struct looking *l)
{
    struct str json = str_of(l->value->normalized);
    return json.len > 2 && json.ptr[0] == '"' &&
           words_stand(l, str_cut(json, 1, json.len - 1));
}

/* ---- Numbers ----------------------------------------------------------- */

static bool bound_of(const char *json, const char *key, double *out)
{
    const char *at = json ? strstr(json, key) : NULL;
    if (at)
        *out = strtod(at + strlen(key), NULL);
    return at != NULL;
}

static bool bound_stands(double bound, const struct number *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if ((list[i].has_min && list[i].min == bound) ||
            (list[i].has_max && list[i].max == bound))
            return true;
    return false;
}

static size_t numbers_in(struct looking *l, struct str text,
                         struct number **list)
{
    const struct language *lang = codebook_lang(l->codebook);
    struct stretch all = {0, (uint32_t)text.len};
    struct tokens tokens = text_tokens(lang, text, &all, 1, &l->mem);
    return text_numbers(lang, &tokens, NULL, 0, &l->mem, list);
}

/* Does each bound of the value stand in the quotes, in digits or words? Of a
 * value that is more than a number ("exactly 23"), each number in it. */
static bool number_stands(struct looking *l)
{
    struct number whole = {0}, *own = &whole, *list;
    const char *json = l->value->normalized;
    size_t count = numbers_in(l, buf_view(&l->quotes), &list), own_count = 1;
    whole.has_min = bound_of(json, "\"min\":", &whole.min);
    whole.has_max = bound_of(json, "\"max\":", &whole.max);
    if (!whole.has_min && !whole.has_max)
        own_count = numbers_in(l, str_of(l->value->text), &own);
    if (!own_count)
        return words_stand(l, str_of(l->value->text));
    for (size_t i = 0; i < own_count && i < PIECES_MAX; i++)
        if ((own[i].has_min && !bound_stands(own[i].min, list, count)) ||
            (own[i].has_max && !bound_stands(own[i].max, list, count)))
            return false;
    return true;
}

/* ---- Dates ------------------------------------------------------------- */

/* Is date `less` `more` itself, or it with a part left out at its end? */
static bool is_part(struct str less, struct str more)
{
    return str_starts(more, less) &&
           (more.len == less.len || more.ptr[less.len] == '-');
}

static bool date_stands(struct looking *l)
{
    struct str json = str_of(l->value->normalized);
    if (json.len < 3)
        return false;
    struct str value = str_cut(json, 1, json.len - 1);
    const struct language *lang = codebook_lang(l->codebook);
    struct stretch all = {0, (uint32_t)l->quotes.len};
    struct tokens tokens =
        text_tokens(lang, buf_view(&l->quotes), &all, 1, &l->mem);
    for (int tense = DATE_ANY; tense <= DATE_FUTURE; tense++)
        for (uint32_t at = 0; at < tokens.count; at++) {
            struct date date;
            if (date_at(lang, &tokens, at, l->dated ? &l->published : NULL,
                        (enum date_tense)tense, &date) &&
                is_part(value, str_of(date.value)))
                return true;
        }
    return false;
}

/* ---- Choices ----------------------------------------------------------- */

/* A word of the quotes that stands for this choice, or only for others. */
static enum ibid_support choice_stands(struct looking *l)
{
    struct stretch all = {0, (uint32_t)l->quotes.len};
    struct tokens tokens = text_tokens(codebook_lang(l->codebook),
                                       buf_view(&l->quotes), &all, 1, &l->mem);
    struct str json = str_of(l->value->normalized);
    struct str value =
        json.len > 2 ? str_cut(json, 1, json.len - 1) : str_of(l->value->text);
    bool other = false;
    for (uint32_t i = 0; i < tokens.count; i++) {
        const char *choice =
            normal_choice(l->codebook, l->field, tokens.list[i].word);
        if (choice && str_eq(str_of(choice), value))
            return IBID_SUPPORTED;
        other = other || choice;
    }
    const char *whole =
        normal_choice(l->codebook, l->field, buf_view(&l->quotes));
    if (whole && str_eq(str_of(whole), value))
        return IBID_SUPPORTED;
    return (whole || other) && !l->field->derived ? IBID_DIFFERS : IBID_CHOSEN;
}

/* ---- The whole --------------------------------------------------------- */

/* Are the quotes, as a whole, written otherwise, what the value means? */
static bool same_meaning(struct looking *l)
{
    const char *normal = l->value->normalized;
    if (!normal || !l->field)
        return false;
    const char *of_quotes =
        normal_form(l->codebook, l->field, buf_view(&l->quotes),
                    l->dated ? &l->published : NULL, DATE_ANY, &l->mem);
    return of_quotes && strcmp(of_quotes, normal) == 0;
}

static enum ibid_support look(struct looking *l)
{
    enum field_type type = l->field ? l->field->type : FIELD_TEXT;
    text_fold(buf_view(&l->quotes), &l->folded);
    if (type == FIELD_CHOICE)
        return choice_stands(l);
    if (type == FIELD_NUMBER)
        return same_meaning(l) || number_stands(l) ? IBID_SUPPORTED
                                                   : IBID_DIFFERS;
    if (words_stand(l, str_of(l->value->text)) ||
        (type == FIELD_DATE ? date_stands(l) : resolved_stands(l)))
        return IBID_SUPPORTED;
    return IBID_DIFFERS;
}

/* The quotes that speak for the value, joined; how many there are. */
static size_t quotes_join(struct looking *l, bool *lost)
{
    size_t count = 0;
    for (size_t i = 0; i < l->value->citation_count; i++) {
        const struct ibid_citation *c = &l->value->citations[i];
        if (c->stance == IBID_DISPUTES)
            continue;
        *lost = true;
        if (!c->quote || c->anchor == IBID_LOST)
            continue;
        if (count++)
            buf_byte(&l->quotes, ' ');
        buf_text(&l->quotes, c->quote);
    }
    return count;
}

enum ibid_support support_of_value(const struct codebook *codebook,
                                   const struct codebook_field *field,
                                   const struct ibid_value *value,
                                   const char *published)
{
    struct looking l = {codebook, field, value, .dated = false};
    bool lost = false;
    const struct ibid_citation *first = value->citations;
    if (value->citation_count == 1 && first->quote &&
        first->anchor != IBID_LOST && first->stance == IBID_SUPPORTS &&
        strcmp(first->quote, value->text) == 0)
        return IBID_SUPPORTED; /* as extraction leaves nearly all */
    enum ibid_support support = IBID_DIFFERS;
    if (quotes_join(&l, &lost)) {
        l.dated = published && day_parse(str_of(published), &l.published);
        support = look(&l);
    } else if (field && field->derived) {
        support = IBID_CHOSEN;
    } else {
        support = lost ? IBID_CITATION_LOST : IBID_UNCITED;
    }
    arena_done(&l.mem);
    buf_done(&l.quotes);
    buf_done(&l.folded);
    buf_done(&l.words);
    return support;
}

static bool any_lost(const struct ibid_citation *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].anchor == IBID_LOST || !list[i].quote)
            return true;
    return false;
}

bool support_may_fail(const struct ibid_fact *fact)
{
    if (!fact->rule || fact->status == IBID_CORRECTED || fact->revision > 2 ||
        (fact->revision > 1 && fact->status == IBID_EXTRACTED))
        return true; /* a second revision may be the decision alone */
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++) {
            const struct ibid_value *value = &fact->fields[f].values[v];
            if (!value->citation_count ||
                any_lost(value->citations, value->citation_count))
                return true;
        }
    return false;
}

enum ibid_support *support_of_fact(const struct codebook *codebook,
                                   const struct ibid_fact *fact,
                                   const char *published, struct arena *mem,
                                   size_t *count, unsigned *states)
{
    const struct codebook_kind *kind = codebook_kind(codebook, fact->kind);
    size_t n = 0;
    for (size_t f = 0; f < fact->field_count; f++)
        n += fact->fields[f].value_count;
    enum ibid_support *list = arena_array(mem, n + 1, sizeof *list);
    *states = 0;
    *count = n;
    n = 0;
    for (size_t f = 0; f < fact->field_count; f++) {
        const struct ibid_field *at = &fact->fields[f];
        const struct codebook_field *field =
            kind ? codebook_field(kind, at->name) : NULL;
        for (size_t v = 0; v < at->value_count; v++) {
            list[n] =
                support_of_value(codebook, field, &at->values[v], published);
            *states |= 1u << list[n++];
        }
    }
    return list;
}
