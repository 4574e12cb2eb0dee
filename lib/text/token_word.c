/* token_word.c - read one word or number: what belongs to it, what is split
 * from its end. */
#include <unicode/uchar.h>

#include "text/scan.h"
#include "text/utf8.h"

enum { CLITIC_BYTES_MAX = 4, INITIALS_SEGMENT_MAX = 2 };

static bool is_digit_at(const struct scan *s, uint32_t at)
{
    return class_at(s, at) == CHAR_DIGIT;
}

static bool is_upper_at(const struct scan *s, uint32_t at)
{
    return at < s->end && s->text.ptr[at] >= 'A' && s->text.ptr[at] <= 'Z';
}

/* Count the run of digits at `at`. */
static uint32_t digits_at(const struct scan *s, uint32_t at, uint32_t most)
{
    uint32_t count = 0;
    while (count < most && is_digit_at(s, at + count))
        count++;
    return count;
}

static bool is_lone_letter(const struct scan *s, uint32_t at)
{
    return class_at(s, at) == CHAR_LETTER &&
           !class_is_word(class_at(s, mark_at(s, at).next));
}

/* "." inside a word: U.S, Ph.D, 4.5, 16.01.2017. */
static bool joins_stop(const struct scan *s, struct word *w)
{
    if (w->pure)
        return is_digit_at(s, s->at + 1);
    if (w->digits)
        return false;
    uint32_t length = s->at - w->segment;
    bool joins = is_lone_letter(s, s->at + 1) &&
                 (length == 1 || (length <= INITIALS_SEGMENT_MAX &&
                                  class_at(s, s->at + 2) == CHAR_STOP));
    /* U.S.-led */
    if (w->stops && length == 1 && class_at(s, s->at + 1) == CHAR_HYPHEN &&
        class_at(s, s->at + 2) == CHAR_LETTER)
        joins = true;
    w->stops |= joins;
    return joins;
}

/* 310,000: three digits behind, and not a fourth. */
static bool joins_comma(const struct scan *s, const struct word *w)
{
    return w->pure && digits_at(s, s->at + 1, 4) == 3;
}

/* 00:27, 12:05:59. */
static bool joins_colon(const struct scan *s, const struct word *w)
{
    return w->pure && s->at - w->start <= 5 && digits_at(s, s->at + 1, 3) == 2;
}

static bool joins_ascii(const struct scan *s, struct word *w, char c)
{
    switch (c) {
    case '-':
        return class_is_word(class_at(s, s->at + 1));
    case '\'':
        w->apostrophe = true;
        return class_at(s, s->at + 1) == CHAR_LETTER;
    case '.':
        return joins_stop(s, w);
    case ',':
        return joins_comma(s, w);
    case ':':
        return joins_colon(s, w);
    case '/':
        return w->pure && is_digit_at(s, s->at + 1);
    case '&':
        return s->at && is_upper_at(s, s->at - 1) && is_upper_at(s, s->at + 1);
    case '_':
        return class_is_word(class_at(s, s->at + 1));
    default:
        return false;
    }
}

/* A character outside ASCII; false when the word ends before it. */
static bool read_high(struct scan *s, struct word *w)
{
    struct mark mark = mark_at(s, s->at);
    enum char_class next = class_at(s, mark.next);
    w->fold |= mark.class != CHAR_LETTER;
    switch (mark.class) {
    case CHAR_LETTER:
        w->letters++;
        w->uppers += u_isupper((UChar32)mark.point) != 0;
        w->fold |= u_tolower((UChar32)mark.point) != (UChar32)mark.point;
        w->pure = false;
        break;
    case CHAR_IGNORED:
    case CHAR_HYPHEN:
        if (!class_is_word(next))
            return false;
        break;
    case CHAR_APOSTROPHE:
        if (next != CHAR_LETTER)
            return false;
        w->apostrophe = true;
        break;
    default:
        return false;
    }
    s->at = mark.next;
    return true;
}

/* Letters and digits of ASCII, as fast as it gets. */
static void read_run(struct scan *s, struct word *w)
{
    const char *text = s->text.ptr;
    uint32_t at = s->at, end = s->end;
    for (; at < end && (uint8_t)text[at] < 128; at++) {
        uint8_t class = char_ascii[(uint8_t)text[at]];
        if (class == CHAR_LETTER) {
            w->letters++;
            w->uppers += !(text[at] & 0x20);
        } else if (class == CHAR_DIGIT) {
            w->digits = true;
        } else {
            break;
        }
    }
    w->pure &= w->letters == 0;
    s->at = at;
}

/* Move s->at behind the word, but for a stop at its end. */
static void read_word(struct scan *s, struct word *w)
{
    for (;;) {
        read_run(s, w);
        if (s->at >= s->end)
            return;
        char c = s->text.ptr[s->at];
        if ((uint8_t)c >= 128) {
            if (!read_high(s, w))
                return;
            continue;
        }
        if (char_ascii[(uint8_t)c] == CHAR_BLANK || !joins_ascii(s, w, c))
            return;
        w->pure &= c != '\'' && c != '_';
        s->at++;
        if (c == '.' || c == '-')
            w->segment = s->at;
    }
}

/* "I." or "A." at the end of a sentence rather than of an initial: the token
 * before it begins with a small letter. */
static bool is_initial(const struct scan *s, struct str folded)
{
    uint16_t lexeme = lexicon_find(s->lang, folded);
    if (!lexicon_word(s->lang, lexeme, LIST_COMMON))
        return true;
    if (s->out->count == s->paragraph)
        return false;
    const struct token *before = &s->out->list[s->out->count - 1];
    return before->flags & TOKEN_CAPITAL;
}

static bool number_follows(const struct scan *s, uint32_t at)
{
    while (class_at(s, at) == CHAR_BLANK)
        at = mark_at(s, at).next;
    return class_at(s, at) == CHAR_DIGIT;
}

/* May the word, which the lists know with its stop, be meant as such? */
static bool is_abbreviation(const struct scan *s, const struct word *w,
                            enum abbreviation_kind kind)
{
    switch (kind) {
    case ABBREV_TITLE:
        return w->capital;
    case ABBREV_NUMBER:
        return number_follows(s, s->at + 1);
    case ABBREV_DATE:
    case ABBREV_NAME:
        return w->capital && (w->uppers == 1 || w->letters <= 2 ||
                              number_follows(s, s->at + 1));
    default:
        return true;
    }
}

/* Take a full stop into the word that it abbreviates; the flags. */
static uint8_t read_stop(struct scan *s, const struct word *w)
{
    if (s->at >= s->end || s->text.ptr[s->at] != '.' || !w->letters ||
        class_at(s, s->at + 1) == CHAR_STOP)
        return 0;
    struct str folded = scan_fold(s, w->start, s->at + 1);
    uint16_t lexeme = lexicon_find(s->lang, folded);
    const struct entry *known =
        lexicon_word(s->lang, lexeme, LIST_ABBREVIATIONS);
    uint8_t flags = 0;
    folded.len--;
    if ((known && is_abbreviation(s, w, known->kind)) ||
        (w->stops && s->at - w->segment == 1))
        flags = TOKEN_ABBREV;
    else if (w->letters == 1 && w->uppers == 1 && !w->digits &&
             is_initial(s, folded))
        flags = TOKEN_ABBREV | TOKEN_INITIAL;
    s->at += flags != 0;
    return flags;
}

/* Bytes of the folded ending that is a token of its own, 0 for none. */
static size_t clitic_bytes(const struct scan *s, struct str word)
{
    size_t most = word.len < CLITIC_BYTES_MAX ? word.len : CLITIC_BYTES_MAX;
    for (size_t bytes = most; bytes >= 2; bytes--) {
        struct str ending = str_cut(word, word.len - bytes, word.len);
        const struct entry *known =
            lexicon_word(s->lang, lexicon_find(s->lang, ending), LIST_CLITICS);
        if (known && known->kind == CLITIC_ENDING)
            return bytes;
    }
    return 0;
}

/* Where the last `count` characters before `end` begin. */
static uint32_t back(const struct scan *s, uint32_t end, size_t count)
{
    while (count) {
        end--;
        if (utf8_is_boundary(s->text, end))
            count -= char_class_of(mark_at(s, end).point) != CHAR_IGNORED;
    }
    return end;
}

static void add_clitic(struct scan *s, uint32_t start, uint32_t end,
                       struct str word)
{
    struct token *token = scan_emit(s, start, end, TOKEN_CLITIC);
    token->word = word;
    token->lexeme = lexicon_find(s->lang, word);
}

/* 29th, 1990s: digits and an ending that keeps them a number. */
static bool is_number(const struct scan *s, const struct word *w,
                      struct str word)
{
    if (!w->digit_first || w->pure)
        return w->digit_first;
    size_t at = word.len - w->letters;
    if (w->letters > 2 || word.ptr[at - 1] < '0' || word.ptr[at - 1] > '9')
        return false;
    const struct entry *known = lexicon_word(
        s->lang, lexicon_find(s->lang, str_cut(word, at, word.len)),
        LIST_NUMBERS);
    return known &&
           (known->kind == NUMBER_RANK || known->kind == NUMBER_DECADE);
}

static void add_word(struct scan *s, struct word *w, uint8_t flags)
{
    struct token *token = scan_emit(s, w->start, s->at, TOKEN_WORD);
    token->flags |= flags;
    if (w->capital)
        token->flags |= TOKEN_CAPITAL;
    if (w->letters > 1 && w->uppers == w->letters)
        token->flags |= TOKEN_UPPER;
    if (w->fold || w->uppers)
        token->word = scan_fold(s, w->start, s->at);
    if (is_number(s, w, token->word))
        token->kind = TOKEN_NUMBER;
    size_t clitic = w->apostrophe ? clitic_bytes(s, token->word) : 0;
    struct str word = token->word;
    if (clitic == word.len)
        token->kind = TOKEN_CLITIC;
    else if (clitic) {
        token->end = back(s, s->at, clitic);
        token->word.len -= clitic;
    }
    token->lexeme = lexicon_find(s->lang, token->word);
    if (clitic && clitic < word.len)
        add_clitic(s, token->end, s->at,
                   str_cut(word, word.len - clitic, word.len));
}

/* A web or mail address that only looked like a word so far. */
static bool read_address(struct scan *s, uint32_t start)
{
    char c = str_at(str_cut(s->text, 0, s->end), s->at, ' ');
    if (c != '.' && c != '@' && c != ':' && c != '+')
        return false;
    uint32_t email = scan_email_end(s, start);
    if (c == ':' && s->end - s->at > 3 && s->text.ptr[s->at + 1] == '/' &&
        s->text.ptr[s->at + 2] == '/') {
        scan_url(s, start);
        return true;
    }
    if (!email && c == '.')
        email = scan_host_end(s, s->at);
    if (!email)
        return false;
    s->at = email;
    scan_url(s, start);
    return true;
}

void scan_word(struct scan *s)
{
    enum char_class class = class_at(s, s->at);
    struct word w = {.start = s->at,
                     .segment = s->at,
                     .digit_first = class != CHAR_LETTER, /* ".45" too */
                     .pure = class != CHAR_LETTER};
    struct mark first = mark_at(s, s->at);
    w.capital = first.point < 128 ? is_upper_at(s, s->at)
                                  : u_isupper((UChar32)first.point) != 0;
    read_word(s, &w);
    if (read_address(s, w.start))
        return;
    add_word(s, &w, read_stop(s, &w));
}
