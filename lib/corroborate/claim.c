/* claim.c - take facts apart for comparison. */
#include "corroborate/claim.h"

#include <jansson.h>

#include "base/buf.h"
#include "corroborate/victims.h"
#include "source/table.h"

enum {
    WEIGHT_TELLING = 30, /* lighter words are common */
    NEGATION_WORDS = 3,  /* how far before a predicate a "not" may stand */
    DECISION_BYTES_MAX = 2000,
    TEXT_BYTES_MAX = 4000, /* of a value */
};

/* ---- Words ------------------------------------------------------------- */

/* Words with hyphens are one: cease-fire is ceasefire. */
void claim_words_read(const struct profile_words *words, struct str text,
                      struct claim_words *out)
{
    char room[PROFILE_WORD_ROOM];
    struct buf joined = {0};
    for (size_t i = 0; i < text.len && i < TEXT_BYTES_MAX; i++)
        if (text.ptr[i] != '-' || !i || text.ptr[i - 1] == ' ')
            buf_byte(&joined, text.ptr[i]);
    text = buf_view(&joined);
    out->count = out->telling = 0;
    for (size_t at = 0; at < text.len && out->count < CLAIM_WORDS_MAX;) {
        bool capital;
        struct str word = profile_next_word(text, &at, &capital, room);
        if (!word.len)
            break;
        size_t i = out->count++;
        out->list[i] = profile_word_id(word);
        out->common[i] = profile_weight(words, out->list[i]) < WEIGHT_TELLING;
        out->telling += !out->common[i];
    }
    buf_done(&joined);
}

size_t claim_shared(const struct claim_words *a, const struct claim_words *b)
{
    size_t shared = 0;
    for (size_t i = 0; i < a->count; i++) {
        bool before = a->common[i], found = false;
        for (size_t k = 0; k < i && !before; k++)
            before = a->list[k] == a->list[i];
        for (size_t k = 0; k < b->count && !before && !found; k++)
            found = b->list[k] == a->list[i];
        shared += found;
    }
    return shared;
}

bool claim_same_entity(const struct claim *a, const struct claim *b,
                       bool *apart)
{
    *apart = false;
    if (!a->name || !b->name || a->names != b->names)
        return false;
    *apart = entities_are_apart(a->names, a->name - 1, b->name - 1);
    return a->names->group[a->name - 1] == b->names->group[b->name - 1];
}

static void grams_set(struct claim *claim)
{
    const struct claim_words *words = &claim->words;
    for (size_t i = 0; i + CLAIM_GRAM <= words->count; i++) {
        uint64_t hash = 0;
        for (size_t k = 0; k < CLAIM_GRAM; k++)
            hash = (hash ^ words->list[i + k]) * 0x9e3779b97f4a7c15U;
        hash ^= hash >> 32;
        uint64_t *word = &claim->grams[hash / 64 % CLAIM_GRAM_WORDS];
        uint64_t bit = (uint64_t)1 << hash % 64;
        claim->gram_bits += !(*word & bit);
        *word |= bit;
    }
}

bool claim_grams_meet(const struct claim *a, const struct claim *b)
{
    int most = a->gram_bits < b->gram_bits ? a->gram_bits : b->gram_bits;
    int both = 0;
    for (size_t i = 0; i < CLAIM_GRAM_WORDS; i++) {
        uint64_t shared = a->grams[i] & b->grams[i];
        for (; shared; shared &= shared - 1)
            both++;
    }
    return both && both * 2 >= most;
}

/* ---- Values ------------------------------------------------------------ */

static const struct ibid_value *value_of(const struct ibid_fact *fact,
                                         const char *name)
{
    for (size_t i = 0; i < fact->field_count; i++)
        if (strcmp(fact->fields[i].name, name) == 0 &&
            fact->fields[i].value_count)
            return &fact->fields[i].values[0];
    return NULL;
}

static const char *text_of(const struct ibid_fact *fact, const char *name)
{
    const struct ibid_value *value = value_of(fact, name);
    return value ? value->text : "";
}

/* A resolved name stands in the normal form as a JSON string. */
static const char *name_of(const struct ibid_fact *fact, const char *name,
                           struct arena *mem)
{
    const struct ibid_value *value = value_of(fact, name);
    json_t *json = value && value->normalized
                       ? json_loads(value->normalized, JSON_DECODE_ANY, NULL)
                       : NULL;
    const char *resolved = json_string_value(json);
    const char *out = resolved ? arena_strdup(mem, resolved)
                      : value  ? value->text
                               : "";
    json_decref(json);
    return out;
}

static struct claim_number number_of(const struct ibid_fact *fact)
{
    const struct ibid_value *value = value_of(fact, "number");
    struct claim_number out = {0};
    json_t *json = value && value->normalized
                       ? json_loads(value->normalized, 0, NULL)
                       : NULL;
    json_t *min = json_object_get(json, "min");
    json_t *max = json_object_get(json, "max");
    out.bounded = json_is_number(max);
    out.max = out.bounded ? json_number_value(max) : 0;
    out.most = out.bounded && !min;
    out.known = out.most || json_is_number(min);
    out.min = out.most ? out.max : json_number_value(min);
    out.approximate = json_is_true(json_object_get(json, "approximate"));
    json_decref(json);
    return out;
}

/* ---- Decisions --------------------------------------------------------- */

/* A statement in small letters, one blank between words, a stop after each
 * sentence as a word of its own; where each word begins. */
struct plain {
    struct buf text;
    size_t starts[CLAIM_WORDS_MAX];
    size_t count;
};

static bool is_plain(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || c == '\'' || c == '-' ||
           ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static void plain_make(struct str text, struct plain *out)
{
    bool inside = false;
    for (size_t i = 0; i < text.len && out->text.len < DECISION_BYTES_MAX;
         i++) {
        char c = text.ptr[i];
        bool stop = c == '.' || c == ';' || c == '\n';
        if (!is_plain((unsigned char)c) && !stop) {
            inside = false;
            continue;
        }
        if (!inside || stop) {
            if (out->count == CLAIM_WORDS_MAX)
                break;
            if (out->count)
                buf_byte(&out->text, ' ');
            out->starts[out->count++] = out->text.len;
        }
        buf_byte(&out->text, (char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
        inside = !stop;
    }
}

static struct str plain_word(const struct plain *plain, size_t i)
{
    size_t end =
        i + 1 < plain->count ? plain->starts[i + 1] - 1 : plain->text.len;
    return str_cut(buf_view(&plain->text), plain->starts[i], end);
}

/* Is it in tables/negations.txt, or does it end with an ending from there? */
static bool negates(struct str word)
{
    struct str table = table_open("tables/negations.txt"), key, where;
    while (table_next(&table, &key, &where))
        if (where.len ? str_ends(word, key) : str_eq(word, key))
            return true;
    return false;
}

static bool is_negated(const struct plain *plain, size_t at)
{
    for (size_t i = at; i > 0 && at - i < NEGATION_WORDS; i--)
        if (negates(plain_word(plain, i - 1)))
            return true;
    return false;
}

/* Who decides: the words before, back to the stop; pronouns and none stand for
 * the speaker. */
static void subject_read(const struct profile_words *words,
                         const struct plain *plain, size_t at,
                         const struct claim *claim, struct arena *mem,
                         struct claim_decision *out)
{
    size_t first = at;
    while (first && !str_eq(plain_word(plain, first - 1), STR(".")) &&
           !str_eq(plain_word(plain, first - 1), STR(";")))
        first--;
    out->subject = arena_new(mem, struct claim_words);
    if (first < at) {
        struct str whole = buf_view(&plain->text);
        struct str part =
            str_cut(whole, plain->starts[first], plain->starts[at]);
        claim_words_read(words, part, out->subject);
        struct str value;
        out->universal = table_find(table_open("tables/universals.txt"),
                                    plain_word(plain, first), &value);
    }
    if (!out->subject->telling)
        *out->subject = claim->who;
}

static void decisions_read(const struct profile_words *words, struct str text,
                           struct arena *mem, struct claim *claim)
{
    struct plain plain = {0};
    struct str table = table_open("tables/decisions.txt"), value;
    plain_make(text, &plain);
    for (size_t i = 0; i < plain.count; i++) {
        if (!table_may_start(&words->decisions, plain_word(&plain, i)))
            continue;
        struct str rest =
            str_cut(buf_view(&plain.text), plain.starts[i], plain.text.len);
        size_t len = table_prefix(table, rest, &value);
        if (!len || (len < rest.len && rest.ptr[len] != ' ') ||
            claim->decision_count == CLAIM_DECISIONS_MAX)
            continue;
        struct claim_decision *out = &claim->decisions[claim->decision_count++];
        out->predicate = str_cut(value, 0, value.len - 2);
        out->affirmed =
            (value.ptr[value.len - 1] == '+') != is_negated(&plain, i);
        subject_read(words, &plain, i, claim, mem, out);
        while (i + 1 < plain.count &&
               plain.starts[i + 1] < plain.starts[i] + len)
            i++;
    }
    buf_done(&plain.text);
}

/* ---- Facts ------------------------------------------------------------- */

static const char *const kind_names[] = {"casualty", "statement", "event",
                                         "role"};

const char *claim_kind_name(enum claim_kind kind)
{
    return kind_names[kind];
}

static bool kind_of(const char *kind, enum claim_kind *out)
{
    for (size_t i = 0; i < sizeof kind_names / sizeof *kind_names; i++)
        if (strcmp(kind, kind_names[i]) == 0) {
            *out = (enum claim_kind)i;
            return true;
        }
    return false;
}

bool claim_is_of(const char *kind)
{
    enum claim_kind which;
    return kind_of(kind, &which);
}

static void casualty_make(const struct profile_words *words,
                          const struct ibid_fact *fact, struct str around,
                          struct arena *mem, struct claim *out)
{
    out->number = number_of(fact);
    out->harm = name_of(fact, "harm", mem);
    out->text = text_of(fact, "number");
    out->who_text = text_of(fact, "victims");
    out->named = strcmp(out->text, out->who_text) == 0;
    out->place_text = arena_strdup(mem, name_of(fact, "place", mem));
    out->place = name_read(out->place_text, mem);
    claim_words_read(words, str_of(out->who_text), &out->who);
    victims_read(out, around);
    claim_words_read(words, around, &out->words);
    out->marks = arena_new(mem, struct marks);
    marks_read(words, str_of(out->who_text), around, out->marks);
}

static void role_make(const struct profile_words *words,
                      const struct ibid_fact *fact, struct arena *mem,
                      struct claim *out)
{
    out->who_text = name_of(fact, "person", mem);
    out->text = arena_printf(mem, "%s %s", text_of(fact, "role"),
                             text_of(fact, "organisation"));
    claim_words_read(words, str_of(out->who_text), &out->who);
    claim_words_read(words, str_of(out->text), &out->words);
}

struct claim *claim_make(const struct profile_words *words,
                         const struct ibid_fact *fact, struct str around,
                         struct arena *mem)
{
    enum claim_kind kind;
    if (!kind_of(fact->kind, &kind))
        return NULL;
    struct claim *out = arena_new(mem, struct claim);
    const struct ibid_value *date = value_of(fact, "date");
    out->id = arena_strdup(mem, fact->id);
    out->start = fact->start;
    out->kind = kind;
    json_t *json = date && date->normalized
                       ? json_loads(date->normalized, JSON_DECODE_ANY, NULL)
                       : NULL;
    if (json_is_string(json))
        out->date = arena_strdup(mem, json_string_value(json));
    json_decref(json);
    out->day = profile_day(out->date);
    if (kind == CLAIM_CASUALTY)
        casualty_make(words, fact, around, mem, out);
    else if (kind == CLAIM_ROLE)
        role_make(words, fact, mem, out);
    else {
        bool said = kind == CLAIM_STATEMENT;
        out->text = text_of(fact, said ? "content" : "name");
        out->who_text =
            said ? name_of(fact, "speaker", mem) : text_of(fact, "place");
        claim_words_read(words, str_of(out->who_text), &out->who);
        claim_words_read(words, str_of(out->text), &out->words);
        if (said) {
            grams_set(out);
            decisions_read(words, str_of(out->text), mem, out);
        }
    }
    out->text = arena_strdup(mem, out->text);
    out->who_text = arena_strdup(mem, out->who_text);
    return out;
}
