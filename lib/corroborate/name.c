/* name.c - take a name apart for comparison. */
#include "corroborate/name.h"

#include "base/buf.h"
#include "source/table.h"
#include "text/utf8.h"

enum {
    CORE_BYTES_MAX = 128, /* that are compared letter by letter */
    SHORT_CAPS = 3,       /* letters of what may be a word without capitals */
};

struct word {
    struct str text;    /* small plain letters */
    bool capital, caps; /* begins with one; consists of them */
    struct str small;   /* what tables/name_particles.txt says of it, or "" */
};

struct words {
    struct buf letters;
    struct word list[NAME_WORDS_MAX];
    size_t starts[NAME_WORDS_MAX + 1];
    size_t count;
};

/* ---- Words ------------------------------------------------------------- */

static bool is_upper(uint32_t c)
{
    return c >= 'A' && c <= 'Z';
}

/* The plain letters of a character; empty: it parts words. */
static struct str plain(struct str text, size_t from, size_t end,
                        uint32_t point, char room[1])
{
    char c = text.ptr[from];
    struct str value = {0};
    if (end - from == 1) {
        bool upper = is_upper((unsigned char)c);
        if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
            return value;
        room[0] = (char)(upper ? c + 32 : c);
        return (struct str){room, 1};
    }
    if (!table_find(table_open("tables/letters.txt"), str_cut(text, from, end),
                    &value) &&
        point >= 0x250 && (point < 0x2000 || point > 0x2bff))
        /* other scripts: as it is */
        value = str_cut(text, from, end);
    return value;
}

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2bf || c == 0x2be;
}

/* The "s" of a genitive goes; a stop within an acronym joins: "U.N.". */
static void word_end(struct words *w, bool genitive)
{
    size_t start = w->starts[w->count], len = w->letters.len - start;
    if (genitive && len > 1)
        w->letters.len--, len--;
    if (len)
        w->starts[++w->count] = w->letters.len;
}

/* Commas, dashes and the like end a name. */
static bool ends_name(uint32_t c)
{
    return c == ',' || c == ';' || c == ':' || c == '(' || c == ')' ||
           c == '"' || c == 0x2013 || c == 0x2014 || c == 0x201c || c == 0x201d;
}

/* What each is, now that the letters stay where they are. */
static void words_name(struct words *w)
{
    for (size_t i = 0; i < w->count; i++) {
        struct word *word = &w->list[i];
        word->text =
            str_cut(buf_view(&w->letters), w->starts[i], w->starts[i + 1]);
        if (!table_find(table_open("tables/name_particles.txt"), word->text,
                        &word->small))
            word->small = (struct str){"", 0};
    }
}

/* The words from `*at` on, up to what ends a name; behind a bracket there is
 * another one. */
static void words_read(struct str text, size_t *at, struct words *w)
{
    char room[1];
    bool genitive = false, inside = false;
    buf_reset(&w->letters);
    w->count = 0;
    while (*at < text.len && w->count < NAME_WORDS_MAX) {
        size_t from = *at;
        uint32_t c = utf8_next(text, at);
        struct str letters = plain(text, from, *at, c, room);
        struct word *word = &w->list[w->count];
        if (letters.len) {
            if (!inside)
                *word = (struct word){.capital = c >= 0x80 || is_upper(c),
                                      .caps = true};
            word->caps = word->caps && is_upper(c);
            genitive = genitive && c == 's';
            inside = true;
            buf_str(&w->letters, letters);
        } else if (is_apostrophe(c)) {
            genitive = inside;
        } else if (inside && !(c == '.' && word->caps)) {
            word_end(w, genitive);
            inside = genitive = false;
        }
        if (c == '(')
            *at = text.len;
        if (ends_name(c))
            break;
    }
    if (inside && w->count < NAME_WORDS_MAX)
        word_end(w, genitive);
    words_name(w);
}

/* ---- The name proper --------------------------------------------------- */

static bool is_article(const struct word *word)
{
    return str_eq(word->small, STR("article")) ||
           str_eq(word->small, STR("definite"));
}

static bool is_named(const struct word *word)
{
    return word->capital && !is_article(word);
}

/* "with": "Prime" is one before "Minister" only. */
static bool is_title(const struct words *w, size_t i)
{
    struct str value, table = table_open("tables/titles.txt");
    if (!table_find(table, w->list[i].text, &value))
        return false;
    return !value.len ||
           (i + 1 < w->count && table_find(table, w->list[i + 1].text, &value));
}

/* What stands before a name is left out: "the hospital director Rada ..."; a
 * word that links or breaks there means that the name is of somebody else. */
static bool skip_before(const struct words *w, size_t *first)
{
    size_t i = 0;
    for (; i < w->count && !is_named(&w->list[i]); i++)
        if (w->list[i].small.len && !is_article(&w->list[i]))
            return false;
    for (; i + 1 < w->count && is_title(w, i);)
        i++;
    *first = i;
    return i < w->count;
}

/* Only the name is left; false: there is none, or words in small letters
 * follow it, so that it is the name of somebody else. */
static bool name_proper(struct words *w)
{
    size_t first;
    if (!skip_before(w, &first))
        return false;
    for (size_t i = first; i < w->count; i++) {
        bool small = w->list[i].small.len != 0;
        if (str_eq(w->list[i].small, STR("breaks"))
                ? !w->list[i].capital || i == first
                : !w->list[i].capital && !small)
            return false;
    }
    w->count -= first;
    memmove(w->list, w->list + first, w->count * sizeof *w->list);
    return is_named(&w->list[w->count - 1]);
}

/* ---- Forms ------------------------------------------------------------- */

/* How a word sounds: consonants as tables/sounds.txt has them, "a" for what
 * lies between or behind; the same twice in a row is one. How many consonants
 * there are. */
static size_t sounds_add(struct str word, struct buf *out)
{
    struct str table = table_open("tables/sounds.txt"), sound;
    size_t count = 0, first = out->len;
    for (size_t at = 0; at < word.len;) {
        size_t len = table_prefix(table, str_cut(word, at, word.len), &sound);
        if (!len)
            sound = str_cut(word, at, at + 1);
        at += len ? len : 1;
        char now = str_at(sound, 0, 'a');
        bool begins = out->len == first && now == 'a'; /* Ezzor is al-Zor */
        if (begins || (out->len > first && out->ptr[out->len - 1] == now))
            continue;
        buf_byte(out, now);
        count += now != 'a';
    }
    return count;
}

static void sounds_of(const struct words *w, struct arena *mem,
                      struct name_form *to)
{
    struct buf out = {0};
    size_t letters = 0;
    for (size_t i = 0; i < w->count; i++) {
        if (is_article(&w->list[i]))
            continue;
        if (out.len)
            buf_byte(&out, ' ');
        if (w->list[i].caps) /* initials: H.W. is not W. */
            buf_str(&out, w->list[i].text);
        else
            letters += sounds_add(w->list[i].text, &out);
    }
    to->consonants = letters;
    if (letters >= NAME_CONSONANTS_MIN)
        to->sounds = arena_str(mem, buf_view(&out));
    buf_done(&out);
}

static struct str initials_of(const struct words *w, struct arena *mem)
{
    char out[NAME_WORDS_MAX];
    size_t len = 0;
    for (size_t i = 0; i < w->count; i++)
        if (!w->list[i].small.len)
            out[len++] = w->list[i].text.ptr[0];
    return len < NAME_INITIALS_MIN ? (struct str){"", 0}
                                   : arena_str(mem, (struct str){out, len});
}

/* Articles and initials in the midst are left out; IS is not "is". */
static struct str core_of(const struct words *w, struct arena *mem)
{
    struct buf out = {0};
    for (size_t i = 0; i < w->count; i++) {
        const struct word *word = &w->list[i];
        bool middle = i && i + 1 < w->count && word->text.len == 1;
        if (w->count > 1 && (is_article(word) || middle))
            continue;
        if (out.len)
            buf_byte(&out, ' ');
        buf_str(&out, word->text);
    }
    const struct word *one = &w->list[0];
    if (w->count == 1 && one->caps && one->text.len <= SHORT_CAPS)
        buf_byte(&out, '.');
    struct str core = arena_str(mem, buf_view(&out));
    buf_done(&out);
    return core;
}

static void forms_make(const struct words *w, struct arena *mem,
                       struct name_form *out)
{
    const struct word *last = &w->list[w->count - 1];
    bool caps = w->count == 1 && last->caps;
    out->core = core_of(w, mem);
    out->words = w->count;
    out->last = arena_str(mem, last->text);
    out->initials = initials_of(w, mem);
    for (size_t i = 0; i < w->count; i++) {
        out->linked |= str_eq(w->list[i].small, STR("link"));
        out->capitals = out->capitals && w->list[i].caps;
    }
    if (!caps)
        sounds_of(w, mem, out);
    else if (last->text.len >= NAME_INITIALS_MIN)
        out->acronym = out->last;
}

struct name_form name_read(const char *text, struct arena *mem)
{
    struct words w = {0};
    struct str none = {"", 0}, whole = str_of(text);
    struct name_form out = {none, none, none, none, none, 0, 0, true, false};
    if (whole.len > NAME_BYTES_MAX)
        whole.len = NAME_BYTES_MAX;
    while (whole.len && !utf8_is_boundary(str_of(text), whole.len))
        whole.len--;
    for (size_t at = 0; at < whole.len && !out.core.len;) {
        words_read(whole, &at, &w);
        if (w.count && name_proper(&w))
            forms_make(&w, mem, &out);
    }
    buf_done(&w.letters);
    return out;
}

/* Is an acronym made of letters of the name, in their order? */
bool name_abbreviates(struct str acronym, struct str name)
{
    size_t k = 0;
    for (size_t i = 0; i < acronym.len; i++) {
        char c = acronym.ptr[i];
        if (c == ' ' || c == '.')
            continue;
        while (k < name.len && name.ptr[k] != c)
            k++;
        if (k++ == name.len)
            return false;
    }
    return true;
}

/* ---- Likeness ---------------------------------------------------------- */

/* Letters to change, to add and to leave out: Levenshtein's distance. */
static unsigned distance(struct str a, struct str b)
{
    unsigned row[CORE_BYTES_MAX + 1];
    for (unsigned k = 0; k <= b.len; k++)
        row[k] = k;
    for (unsigned i = 1; i <= a.len; i++) {
        unsigned before = row[0];
        row[0] = i;
        for (unsigned k = 1; k <= b.len; k++) {
            unsigned change = before + (a.ptr[i - 1] != b.ptr[k - 1]);
            unsigned less = row[k] < row[k - 1] ? row[k] : row[k - 1];
            before = row[k];
            row[k] = change < less + 1 ? change : less + 1;
        }
    }
    return row[b.len];
}

unsigned name_alike(struct str a, struct str b)
{
    a.len = a.len < CORE_BYTES_MAX ? a.len : CORE_BYTES_MAX;
    b.len = b.len < CORE_BYTES_MAX ? b.len : CORE_BYTES_MAX;
    unsigned more = (unsigned)(a.len > b.len ? a.len : b.len);
    return more ? 1000 - distance(a, b) * 1000 / more : 0;
}
