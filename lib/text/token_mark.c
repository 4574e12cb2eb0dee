/* token_mark.c - read quotation marks, punctuation, symbols. */
#include "text/scan.h"
#include "text/utf8.h"

enum { ELISION_BYTES_MAX = 8, QUOTE_SEEK_BYTES = 2048 };

/* The character before s->at belongs to the token before it. */
static bool glued_left(const struct scan *s)
{
    if (s->space || s->out->count == s->paragraph)
        return false;
    const struct token *before = &s->out->list[s->out->count - 1];
    if (before->end != s->at || before->kind == TOKEN_OPEN)
        return false;
    if (before->kind != TOKEN_PUNCT)
        return true;
    size_t last = s->at - 1;
    while (!utf8_is_boundary(s->text, last))
        last--;
    uint32_t point = utf8_next(s->text, &last);
    return char_class_of(point) != CHAR_BRACKET && point != '-' &&
           !(point >= 0x2012 && point <= 0x2015);
}

/* Something that words of a quotation may begin with follows. */
static bool glued_right(const struct scan *s, uint32_t next)
{
    switch (class_at(s, next)) {
    case CHAR_LETTER:
    case CHAR_DIGIT:
    case CHAR_APOSTROPHE:
    case CHAR_QUOTE_OPEN:
    case CHAR_BRACKET:
    case CHAR_AT:
    case CHAR_HASH:
    case CHAR_SYMBOL:
        return true;
    case CHAR_STOP: /* "...and so on" */
        return class_at(s, next + 1) == CHAR_STOP;
    default:
        return false;
    }
}

static void emit_quote(struct scan *s, uint32_t next, bool opens)
{
    (void)scan_emit(s, s->at, next, opens ? TOKEN_OPEN : TOKEN_CLOSE);
    s->at = next;
}

/* The sides decide; where they do not, a mark closes what is open. */
static void double_quote(struct scan *s, uint32_t next)
{
    bool left = glued_left(s), right = glued_right(s, next);
    bool opens = left == right ? !s->double_open : right;
    if (!opens && !s->double_open && left &&
        class_at(s, s->at - 1) == CHAR_DIGIT) {
        (void)scan_emit(s, s->at, next, TOKEN_SYMBOL); /* inches */
        s->at = next;
        return;
    }
    s->double_open = opens;
    emit_quote(s, next, opens);
}

/* Is the next double mark of the paragraph one that closes? */
static bool closes_ahead(const struct scan *s, uint32_t at)
{
    uint32_t end =
        s->end - at > QUOTE_SEEK_BYTES ? at + QUOTE_SEEK_BYTES : s->end;
    while (at < end) {
        struct mark mark = mark_at(s, at);
        if (mark.class == CHAR_QUOTE || mark.class == CHAR_QUOTE_OPEN ||
            mark.class == CHAR_LINE || mark.class == CHAR_PARAGRAPH)
            return false;
        if (mark.class == CHAR_QUOTE_CLOSE)
            return true;
        at = mark.next;
    }
    return false;
}

/* Typographic marks mean what they say, unless they point to a blank, or
 * close nothing, behind a comma or a blank, and another one does that soon. */
static void curly_quote(struct scan *s, uint32_t next, bool opens)
{
    bool left = glued_left(s), right = glued_right(s, next);
    bool comma = left && s->text.ptr[s->at - 1] == ',';
    if (!opens && !s->double_open && !right && (!left || comma) &&
        closes_ahead(s, next))
        opens = true;
    else if (left != right)
        opens = right;
    s->double_open = opens;
    emit_quote(s, next, opens);
}

/* 'em, 's behind a quotation mark, '98: the end of the word, or 0. */
static uint32_t elision_end(struct scan *s, uint32_t next, bool left,
                            enum token_kind *kind)
{
    uint32_t end = next;
    if (class_at(s, end) == CHAR_DIGIT && !left) {
        while (class_at(s, end) == CHAR_DIGIT)
            end++;
        *kind = TOKEN_NUMBER;
        bool year = end - next == 2;
        if (class_at(s, end) == CHAR_LETTER && (s->text.ptr[end] | 32) == 's')
            end++;
        return year && !class_is_word(class_at(s, end)) ? end : 0;
    }
    while (end - next < ELISION_BYTES_MAX && class_at(s, end) == CHAR_LETTER)
        end = mark_at(s, end).next;
    if (end == next || class_is_word(class_at(s, end)))
        return 0;
    const struct entry *known = lexicon_word(
        s->lang, lexicon_find(s->lang, scan_fold(s, s->at, end)), LIST_CLITICS);
    if (!known || (known->kind == CLITIC_WORD && left))
        return 0;
    if (known->kind == CLITIC_ENDING && !left &&
        class_at(s, end) == CHAR_APOSTROPHE)
        return 0;
    *kind = known->kind == CLITIC_WORD ? TOKEN_WORD : TOKEN_CLITIC;
    return end;
}

/* rebels': possessive, unless a quotation is open. */
static bool is_possessive(const struct scan *s, bool left)
{
    if (!left || s->single_open)
        return false;
    const struct token *before = &s->out->list[s->out->count - 1];
    return before->kind == TOKEN_WORD && before->word.len > 1;
}

static void apostrophe(struct scan *s, struct mark mark)
{
    /* '' is how typewriters close what `` opens. */
    if (mark.point == '\'' && mark.next < s->end &&
        s->text.ptr[mark.next] == '\'') {
        double_quote(s, mark.next + 1);
        return;
    }
    bool left = glued_left(s), right = glued_right(s, mark.next);
    enum token_kind kind = TOKEN_CLITIC;
    uint32_t end =
        mark.point == 0x201a ? 0 : elision_end(s, mark.next, left, &kind);
    if (!end && is_possessive(s, left) && !right)
        end = mark.next;
    if (end) {
        struct str word = scan_fold(s, s->at, end);
        struct token *token = scan_emit(s, s->at, end, kind);
        token->word = word;
        token->lexeme = lexicon_find(s->lang, word);
        s->at = end;
        return;
    }
    bool opens =
        left == right ? mark.point == 0x2018 || mark.point == 0x201a : right;
    if (opens)
        s->single_open++;
    else if (s->single_open)
        s->single_open--;
    emit_quote(s, mark.next, opens);
}

/* "...", "--", "=====": a run of one mark is one token. */
static uint32_t run_end(const struct scan *s, struct mark mark)
{
    uint32_t end = mark.next;
    if (mark.point >= 128 || mark.class == CHAR_PUNCT ||
        mark.class == CHAR_BRACKET)
        return end;
    while (end < s->end && s->text.ptr[end] == (char)mark.point)
        end++;
    return end;
}

static void plain_mark(struct scan *s, struct mark mark)
{
    bool punct = mark.class == CHAR_PUNCT || mark.class == CHAR_BRACKET ||
                 mark.class == CHAR_STOP || mark.class == CHAR_HYPHEN;
    uint32_t end = run_end(s, mark);
    if ((mark.class == CHAR_AT || mark.class == CHAR_HASH) && !glued_left(s) &&
        class_at(s, mark.next) == CHAR_LETTER) {
        uint32_t start = s->at;
        s->at = mark.next;
        while (class_is_word(class_at(s, s->at)) ||
               (s->at < s->end && s->text.ptr[s->at] == '_'))
            s->at = mark_at(s, s->at).next;
        struct token *token = scan_emit(s, start, s->at, TOKEN_URL);
        token->word = scan_fold(s, start, s->at);
        return;
    }
    (void)scan_emit(s, s->at, end, punct ? TOKEN_PUNCT : TOKEN_SYMBOL);
    s->at = end;
}

void scan_mark(struct scan *s, enum char_class class)
{
    struct mark mark = mark_at(s, s->at);
    switch (class) {
    case CHAR_QUOTE:
        double_quote(s, mark.next);
        break;
    case CHAR_QUOTE_OPEN:
    case CHAR_QUOTE_CLOSE:
        curly_quote(s, mark.next, class == CHAR_QUOTE_OPEN);
        break;
    case CHAR_APOSTROPHE:
        apostrophe(s, mark);
        break;
    case CHAR_TICK:
        if (class_at(s, mark.next) == CHAR_TICK)
            curly_quote(s, mark.next + 1, true);
        else
            emit_quote(s, mark.next, true);
        break;
    case CHAR_STOP:
        if (class_at(s, mark.next) == CHAR_DIGIT && !glued_left(s))
            scan_word(s); /* .45 */
        else
            plain_mark(s, mark);
        break;
    default:
        plain_mark(s, mark);
    }
}
