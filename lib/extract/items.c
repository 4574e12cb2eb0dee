/* items.c - tokens to items: quotes folded to one, sentences set apart. */
#include "extract/reading.h"

enum {
    WRAPPED_LINE_BYTES = 120, /* no hard-wrapped line is longer */
    NESTED_QUOTES_MAX = 2,
};

struct folding {
    struct reading *reading;
    uint32_t *closes; /* by token: where its quote ends, or 0 */
    uint8_t *starts;  /* by token: 1 sentence, 2 paragraph begins here */
    uint8_t *shouts;  /* by token: in a sentence all in capitals */
};

static bool is_single(const struct reading *r, uint32_t token)
{
    const struct token *t = &r->tokens.list[token];
    struct str mark = str_cut(r->text, t->start, t->end);
    return str_eq(mark, STR("'")) || str_eq(mark, STR("`")) ||
           str_eq(mark, STR("\xE2\x80\x98")) ||
           str_eq(mark, STR("\xE2\x80\x99"));
}

/* Is any line longer than hard-wrapped ones are? */
static bool has_long_lines(struct str text)
{
    struct str rest = text, line;
    while (str_split(&rest, '\n', &line))
        if (line.len > WRAPPED_LINE_BYTES)
            return true;
    return false;
}

static int newlines_before(const struct reading *r, uint32_t token)
{
    int count = 0;
    for (uint32_t at = r->tokens.list[token].start;
         at > r->tokens.list[token - 1].end; at--)
        count += r->text.ptr[at - 1] == '\n';
    return count;
}

static void find_starts(struct folding *f)
{
    const struct reading *r = f->reading;
    bool lines = has_long_lines(r->text);
    for (uint32_t i = 0; i < r->tokens.sentence_count; i++) {
        uint32_t first = r->tokens.sentences[i].first;
        if (first < r->tokens.count)
            f->starts[first] = 1;
    }
    for (uint32_t i = 0; i < r->tokens.count; i++)
        if (i == 0 || (r->tokens.list[i].flags & TOKEN_BREAK &&
                       newlines_before(r, i) > !lines))
            f->starts[i] = 2;
}

/* Pair quotation marks within a paragraph. One that stays open reaches to
 * the paragraph's end when the quote goes on in the next. */
static void close_open(struct folding *f, uint32_t open, uint32_t end)
{
    if (open != UINT32_MAX && end > open + QUOTE_SPEECH_WORDS)
        f->closes[open] = end;
}

static void find_quotes(struct folding *f)
{
    const struct reading *r = f->reading;
    uint32_t open = UINT32_MAX, single = UINT32_MAX, outer = UINT32_MAX;
    for (uint32_t i = 0; i < r->tokens.count; i++) {
        if (f->starts[i] == 2) {
            close_open(f, open, i);
            open = single = outer = UINT32_MAX;
        }
        uint8_t kind = r->tokens.list[i].kind;
        if (kind != TOKEN_OPEN && kind != TOKEN_CLOSE)
            continue;
        uint32_t *from = is_single(r, i) ? &single : &open;
        if (kind == TOKEN_CLOSE && from == &open && open == UINT32_MAX)
            from = &outer; /* which held others of the same sort */
        if (kind == TOKEN_OPEN && (from == &open || *from == UINT32_MAX)) {
            outer = from == &open && open != UINT32_MAX ? open : outer;
            *from = i;
        } else if (kind == TOKEN_CLOSE && *from != UINT32_MAX) {
            f->closes[*from] = i + 1;
            *from = UINT32_MAX;
        }
    }
    close_open(f, open, r->tokens.count);
}

static struct item *add_item(struct reading *r)
{
    r->items = arena_grow(r->mem, r->items, &r->item_capacity,
                          r->item_count + 1, sizeof *r->items);
    struct item *item = &r->items[r->item_count++];
    *item = (struct item){.tag = TAG_PUNCT};
    return item;
}

static void add_break(struct reading *r, uint32_t token, bool paragraph)
{
    if (r->item_count) {
        struct item *last = &r->items[r->item_count - 1];
        if (last->kind == ITEM_BREAK && paragraph)
            last->kind = ITEM_PARAGRAPH;
        if (last->kind == ITEM_BREAK || last->kind == ITEM_PARAGRAPH)
            return;
    }
    struct item *item = add_item(r);
    item->kind = paragraph ? ITEM_PARAGRAPH : ITEM_BREAK;
    item->first = item->last = token;
}

static bool is_mark(const struct reading *r, uint32_t token, const char *marks)
{
    const struct token *t = &r->tokens.list[token];
    return t->kind == TOKEN_PUNCT && byte_is_in(r->text.ptr[t->start], marks);
}

/* "Morning News," is a name, not something said. */
static bool is_title(const struct reading *r, uint32_t first, uint32_t last)
{
    uint32_t words = 0;
    for (uint32_t i = first; i < last; i++) {
        const struct token *t = &r->tokens.list[i];
        if ((t->kind == TOKEN_WORD && !(t->flags & TOKEN_CAPITAL)) ||
            (is_mark(r, i, ".") && i + 1 < last))
            return false;
        words += t->kind == TOKEN_WORD;
    }
    return words > 1 && words < QUOTE_SPEECH_WORDS;
}

/* Is it a sentence of its own, or part of one? */
static uint8_t quote_flags(const struct folding *f, uint32_t first,
                           uint32_t last)
{
    const struct reading *r = f->reading;
    uint8_t flags = f->starts[first] ? ITEM_FIRST : 0;
    if (r->tokens.list[last - 1].kind == TOKEN_CLOSE)
        last--;
    else
        flags |= ITEM_OPEN;
    first++;
    if (first == last)
        return flags;
    bool ends = is_mark(r, last - 1, ",.?!");
    bool asks = is_mark(r, last - 1, "?!");
    if (asks)
        flags |= ITEM_ASKS;
    if ((ends || last - first > QUOTE_SPEECH_WORDS) &&
        (asks || !is_title(r, first, last)))
        flags |= ITEM_SPEECH;
    return flags;
}

static void add_quote(struct folding *f, uint32_t first, uint32_t last,
                      bool inside)
{
    struct reading *r = f->reading;
    struct item *item = add_item(r);
    *item = (struct item){.kind = ITEM_QUOTE,
                          .first = first,
                          .last = last,
                          .tag = TAG_NOUN,
                          .flags = quote_flags(f, first, last)};
    if (inside)
        item->flags |= ITEM_INSIDE;
}

static void add_word(struct folding *f, uint32_t token, bool inside)
{
    struct reading *r = f->reading;
    const struct token *t = &r->tokens.list[token];
    struct item *item = add_item(r);
    item->first = token;
    item->last = token + 1;
    item->word = r->words[token];
    item->tag = r->tags[token];
    item->flags = (uint8_t)((t->flags & TOKEN_CAPITAL ? ITEM_CAPITAL : 0) |
                            (t->flags & TOKEN_UPPER ? ITEM_UPPER : 0) |
                            (f->starts[token] ? ITEM_FIRST : 0) |
                            (f->shouts[token] ? ITEM_SHOUT : 0) |
                            (inside ? ITEM_INSIDE : 0));
}

/* "Why?" she asked: no sentence ends at such a quote. */
static bool goes_on(const struct reading *r, uint8_t start)
{
    const struct item *last = &r->items[r->item_count - 1];
    return start == 1 && last->kind == ITEM_QUOTE && last->flags & ITEM_ASKS;
}

static void fold(struct folding *f, uint32_t first, uint32_t last, int depth)
{
    struct reading *r = f->reading;
    add_break(r, first, true);
    for (uint32_t i = first; i < last; i++) {
        if (f->starts[i] && !goes_on(r, f->starts[i]))
            add_break(r, i, f->starts[i] == 2);
        uint32_t end = f->closes[i];
        if (end > i + 1 && end <= last && depth < NESTED_QUOTES_MAX) {
            add_quote(f, i, end, depth > 0);
            i = end - 1;
        } else {
            add_word(f, i, depth > 0);
        }
    }
    add_break(r, last, true);
}

/* Whether words stand all in capitals, as in old wire copy and headlines. */
static void find_shouts(struct folding *f)
{
    const struct reading *r = f->reading;
    for (uint32_t i = 0; i < r->tokens.sentence_count; i++) {
        const struct sentence *s = &r->tokens.sentences[i];
        uint32_t upper = 0, words = 0;
        for (uint32_t k = s->first; k < s->last; k++)
            if (r->tokens.list[k].kind == TOKEN_WORD) {
                words++;
                upper += (r->tokens.list[k].flags & TOKEN_UPPER) != 0;
            }
        if (words >= 3 && upper * 10 >= words * 7)
            memset(f->shouts + s->first, 1, s->last - s->first);
    }
}

/* What is said inside quotes is read again, behind the article itself. */
static void fold_insides(struct folding *f)
{
    struct reading *r = f->reading;
    for (uint32_t level = 1, from = 0; level <= NESTED_QUOTES_MAX; level++) {
        uint32_t to = r->item_count;
        for (uint32_t i = from; i < to; i++) {
            struct item item = r->items[i];
            if (item.kind == ITEM_QUOTE && item.flags & ITEM_SPEECH) {
                uint32_t last = item.last - !(item.flags & ITEM_OPEN);
                fold(f, item.first + 1, last, (int)level);
            }
        }
        from = to;
    }
}

void reading_items(struct reading *reading)
{
    struct reading *r = reading;
    size_t count = r->tokens.count + 1;
    struct folding f = {
        .reading = r,
        .closes = arena_array(r->mem, count, sizeof *f.closes),
        .starts = arena_array(r->mem, count, sizeof *f.starts),
        .shouts = arena_array(r->mem, count, sizeof *f.shouts),
    };
    r->items = arena_grow(r->mem, NULL, &r->item_capacity, count * 3 / 2 + 16,
                          sizeof *r->items);
    find_starts(&f);
    find_shouts(&f);
    find_quotes(&f);
    fold(&f, 0, r->tokens.count, 0);
    r->main_count = r->item_count;
    fold_insides(&f);
}
