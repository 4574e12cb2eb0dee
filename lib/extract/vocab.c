/* vocab.c - the hash of all known words and the word lists over it. */
#include "extract/vocab.h"

#include "text/token.h"

enum { SLOTS_START = 1 << 14 };

void vocab_init(struct vocab *vocab, struct arena *mem)
{
    *vocab = (struct vocab){.mem = mem, .slot_count = SLOTS_START};
    vocab->by_entry.mem = mem;
    vocab->slots = arena_array(mem, SLOTS_START, sizeof *vocab->slots);
    vocab->words = arena_grow(mem, NULL, &vocab->word_capacity, SLOTS_START,
                              sizeof *vocab->words);
    vocab->word_count = 1;
    vocab->phrases = arena_grow(mem, NULL, &vocab->phrase_capacity, 1024,
                                sizeof *vocab->phrases);
    vocab->phrase_count = 1;
}

static size_t slot_of(const struct vocab *vocab, struct str word)
{
    uint64_t h = 0xcbf29ce484222325u ^ word.len;
    size_t i = 0;
    for (; i + 8 <= word.len; i += 8) {
        uint64_t chunk;
        memcpy(&chunk, word.ptr + i, 8);
        h = (h ^ chunk) * 0x9e3779b97f4a7c15u;
        h ^= h >> 32;
    }
    for (; i < word.len; i++)
        h = (h ^ (unsigned char)word.ptr[i]) * 0x9e3779b97f4a7c15u;
    h ^= h >> 32;
    size_t slot = (size_t)h & (vocab->slot_count - 1);
    while (vocab->slots[slot] &&
           !str_eq(vocab->words[vocab->slots[slot]].text, word))
        slot = (slot + 1) & (vocab->slot_count - 1);
    return slot;
}

uint32_t vocab_find(const struct vocab *vocab, struct str word)
{
    return vocab->slots[slot_of(vocab, word)];
}

static void rehash(struct vocab *vocab)
{
    vocab->slot_count *= 2;
    vocab->slots =
        arena_array(vocab->mem, vocab->slot_count, sizeof *vocab->slots);
    for (size_t i = 1; i < vocab->word_count; i++)
        vocab->slots[slot_of(vocab, vocab->words[i].text)] = (uint32_t)i;
}

uint32_t vocab_add(struct vocab *vocab, struct str word)
{
    size_t slot = slot_of(vocab, word);
    if (vocab->slots[slot] || vocab->word_count >= VOCAB_WORDS_MAX)
        return vocab->slots[slot];
    vocab->words = arena_grow(vocab->mem, vocab->words, &vocab->word_capacity,
                              vocab->word_count + 1, sizeof *vocab->words);
    uint32_t id = (uint32_t)vocab->word_count++;
    vocab->words[id] = (struct vword){.text = arena_str(vocab->mem, word)};
    vocab->slots[slot] = id;
    if (vocab->word_count * 2 > vocab->slot_count)
        rehash(vocab);
    return id;
}

int vocab_list(const struct vocab *vocab, struct str name)
{
    for (size_t i = 0; i < vocab->list_count; i++)
        if (str_eq(vocab->lists[i], name))
            return (int)i;
    return -1;
}

int vocab_list_add(struct vocab *vocab, struct str name)
{
    int list = vocab_list(vocab, name);
    if (list >= 0)
        return list;
    if (vocab->list_count == VOCAB_LISTS_MAX)
        return -1;
    vocab->lists[vocab->list_count] = arena_str(vocab->mem, name);
    return (int)vocab->list_count++;
}

/* Put a phrase among those of its first word: lists apart, long ones first. */
static void chain(struct vocab *vocab, uint32_t *link, uint32_t id)
{
    struct vphrase *all = vocab->phrases, *p = &all[id];
    while (*link && all[*link].list != p->list)
        link = &all[*link].other;
    if (*link && p->count >= all[*link].count) { /* the first of its list */
        p->other = all[*link].other;
        p->next = *link;
        *link = id;
        return;
    }
    if (*link)
        link = &all[*link].next;
    while (*link && all[*link].count > p->count)
        link = &all[*link].next;
    p->next = *link;
    *link = id;
}

static void add_phrase(struct vocab *vocab, unsigned list,
                       const uint32_t *words, size_t count)
{
    vocab->phrases =
        arena_grow(vocab->mem, vocab->phrases, &vocab->phrase_capacity,
                   vocab->phrase_count + 1, sizeof *vocab->phrases);
    uint32_t id = (uint32_t)vocab->phrase_count++;
    struct vphrase *p = &vocab->phrases[id];
    *p = (struct vphrase){.list = (uint16_t)list, .count = (uint16_t)count};
    memcpy(p->words, words, count * sizeof *words);
    struct vword *first = &vocab->words[words[0]];
    struct vword *last = &vocab->words[words[count - 1]];
    chain(vocab, &first->phrases, id);
    first->starts |= UINT32_C(1) << (list % 32);
    p->next_ending = last->endings;
    last->endings = id;
}

/* One more normal form, behind those that its entry has. */
static void keep_normal(struct vocab *vocab, unsigned list, struct str entry,
                        const char *normal)
{
    struct vnormal *one = arena_new(vocab->mem, struct vnormal);
    *one = (struct vnormal){.list = list, .entry = entry, .normal = normal};
    void **slot = map_at(&vocab->by_entry, entry);
    struct vnormal *last = *slot;
    while (last && last->next)
        last = last->next;
    if (last)
        last->next = one;
    else
        *slot = one;
    vocab->normals =
        arena_grow(vocab->mem, vocab->normals, &vocab->normal_capacity,
                   vocab->normal_count + 1, sizeof(struct vnormal *));
    vocab->normals[vocab->normal_count++] = one;
}

/* Keep the words of an entry joined by single blanks: the form in which
 * vocab_normal() looks them up. */
static void add_normal(struct vocab *vocab, unsigned list,
                       const uint32_t *words, size_t count, struct str normal)
{
    struct buf entry = {0};
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_byte(&entry, ' ');
        buf_str(&entry, vocab->words[words[i]].text);
    }
    keep_normal(vocab, list, arena_str(vocab->mem, buf_view(&entry)),
                arena_strndup(vocab->mem, normal.ptr, normal.len));
    buf_done(&entry);
}

/* An entry by its words. */
static void add_words(struct vocab *vocab, unsigned list, const uint32_t *words,
                      size_t count, struct str normal)
{
    if (count == 1)
        vocab->words[words[0]].lists[list / 64] |= 1ull << (list % 64);
    else
        add_phrase(vocab, list, words, count);
    if (normal.len)
        add_normal(vocab, list, words, count, normal);
}

/* "sen." is one word where a name follows, and two at the end of a text, which
 * the end of an entry is not: the last word with its stop. */
static bool ends_in_stop(const struct tokens *tokens)
{
    const struct token *last = &tokens->list[tokens->count - 1];
    return tokens->count > 1 && str_eq(last->word, STR(".")) &&
           last[-1].end == last->start;
}

static bool add_entry(struct vocab *vocab, struct script *script,
                      const struct language *lang, unsigned list,
                      struct str entry, struct str normal)
{
    struct stretch all = {0, (uint32_t)entry.len};
    struct tokens tokens = text_tokens(lang, entry, &all, 1, script->mem);
    uint32_t words[VOCAB_ENTRY_WORDS_MAX];
    if (!tokens.count)
        return script_fail(script, "an entry has no words");
    if (tokens.count > VOCAB_ENTRY_WORDS_MAX)
        return script_fail(script, "an entry has more than %d words",
                           VOCAB_ENTRY_WORDS_MAX);
    for (uint32_t i = 0; i < tokens.count; i++)
        words[i] = vocab_add(vocab, tokens.list[i].word);
    add_words(vocab, list, words, tokens.count, normal);
    if (ends_in_stop(&tokens)) {
        struct str word = tokens.list[tokens.count - 2].word;
        words[tokens.count - 2] =
            vocab_add(vocab, str_of(arena_printf(script->mem, "%.*s.",
                                                 (int)word.len, word.ptr)));
        add_words(vocab, list, words, tokens.count - 1, normal);
    }
    return true;
}

/* Everything on list `from` is on list `to` too. */
static void include(struct vocab *vocab, unsigned from, unsigned to)
{
    for (size_t i = 1; i < vocab->word_count; i++)
        if (vword_on(&vocab->words[i], from))
            vocab->words[i].lists[to / 64] |= 1ull << (to % 64);
    for (size_t i = 1, n = vocab->phrase_count; i < n; i++) {
        struct vphrase p = vocab->phrases[i];
        if (p.list == from)
            add_phrase(vocab, to, p.words, p.count);
    }
    for (size_t i = 0, n = vocab->normal_count; i < n; i++) {
        const struct vnormal *one = vocab->normals[i];
        if (one->list == from)
            keep_normal(vocab, to, one->entry, one->normal);
    }
}

static void read_include(struct vocab *vocab, struct script *script,
                         struct str name, int list)
{
    int from = vocab_list(vocab, name);
    if (from < 0 || from == list)
        script_fail(script, "no list \"%.*s\" stands above this line",
                    (int)name.len, name.ptr);
    else
        include(vocab, (unsigned)from, (unsigned)list);
}

/* "entry, entry -> normal form"; an entry with a comma in it stands alone, in
 * quotation marks. */
static void read_entries(struct vocab *vocab, struct script *script,
                         const struct language *lang, unsigned list,
                         struct str line)
{
    size_t arrow = str_find(line, STR("->"));
    struct str normal = STR(""), entry;
    struct str rest = str_trim(str_cut(line, 0, arrow));
    if (arrow < line.len) {
        normal = str_trim(str_cut(line, arrow + 2, line.len));
        if (!normal.len)
            script_fail(script, "nothing stands behind \"->\"");
    }
    if (rest.len > 2 && rest.ptr[0] == '"' && str_ends(rest, STR("\""))) {
        add_entry(vocab, script, lang, list, str_cut(rest, 1, rest.len - 1),
                  normal);
        return;
    }
    while (str_split(&rest, ',', &entry))
        add_entry(vocab, script, lang, list, str_trim(entry), normal);
}

static int open_list(struct vocab *vocab, struct script *script,
                     struct str name)
{
    int list = -1;
    if (!script_is_name(name))
        script_fail(script,
                    "\"%.*s\" is not a name for a list: use a-z, 0-9, "
                    "- and _",
                    (int)name.len, name.ptr);
    else if ((list = vocab_list_add(vocab, name)) < 0)
        script_fail(script, "more than %d word lists", VOCAB_LISTS_MAX);
    return list;
}

/* "words/say.txt" names the list "say". */
static struct str list_of_path(const char *path)
{
    struct str name = str_of(path);
    const char *slash = strrchr(path, '/');
    if (slash)
        name = str_of(slash + 1);
    if (str_ends(name, STR(".txt")))
        name.len -= 4;
    return name;
}

void vocab_read(struct vocab *vocab, struct script *script,
                const struct language *lang)
{
    struct str line;
    int list = -1;
    bool named = false;
    while (script_next(script, &line)) {
        if (line.ptr[0] == '[' && str_ends(line, STR("]"))) {
            list = open_list(vocab, script, str_cut(line, 1, line.len - 1));
            named = true;
            continue;
        }
        if (!named) {
            list = open_list(vocab, script, list_of_path(script->path));
            named = true;
        }
        if (list < 0)
            continue;
        if (line.ptr[0] == '+')
            read_include(vocab, script, str_trim(str_cut(line, 1, line.len)),
                         list);
        else
            read_entries(vocab, script, lang, (unsigned)list, line);
    }
}

const struct vnormal *vocab_normal(const struct vocab *vocab, struct str entry)
{
    return map_get(&vocab->by_entry, entry);
}
