/* chars.c - what each character may do in a text. */
#include <unicode/uchar.h>

#include "text/scan.h"
#include "text/utf8.h"

#define BL CHAR_BLANK
#define LN CHAR_LINE
#define LT CHAR_LETTER
#define DG CHAR_DIGIT
#define PU CHAR_PUNCT
#define SY CHAR_SYMBOL
#define BR CHAR_BRACKET
const uint8_t char_ascii[128] = {
    BL,        BL,          BL,         BL,
    BL,        BL,          BL,         BL,
    BL,        BL,          LN,         LN,
    LN,        BL,          BL,         BL, /* 00 */
    BL,        BL,          BL,         BL,
    BL,        BL,          BL,         BL,
    BL,        BL,          BL,         BL,
    BL,        BL,          BL,         BL, /* 10 */
    BL,        PU,          CHAR_QUOTE, CHAR_HASH,
    SY,        SY,          SY,         CHAR_APOSTROPHE, /* 20 */
    BR,        PU,          SY,         SY,
    PU,        CHAR_HYPHEN, CHAR_STOP,  SY, /* 28 */
    DG,        DG,          DG,         DG,
    DG,        DG,          DG,         DG,
    DG,        DG,          PU,         PU,
    SY,        SY,          SY,         PU, /* 30 */
    CHAR_AT,   LT,          LT,         LT,
    LT,        LT,          LT,         LT, /* 40 */
    LT,        LT,          LT,         LT,
    LT,        LT,          LT,         LT,
    LT,        LT,          LT,         LT,
    LT,        LT,          LT,         LT, /* 48 */
    LT,        LT,          LT,         BR,
    SY,        PU,          SY,         SY, /* 58 */
    CHAR_TICK, LT,          LT,         LT,
    LT,        LT,          LT,         LT, /* 60 */
    LT,        LT,          LT,         LT,
    LT,        LT,          LT,         LT,
    LT,        LT,          LT,         LT,
    LT,        LT,          LT,         LT, /* 68 */
    LT,        LT,          LT,         BR,
    SY,        PU,          SY,         BL, /* 78 */
};

/* U+2000..U+206F, where blanks, dashes, quotes and ignorables lie. */
static enum char_class general_punctuation(uint32_t c)
{
    if (c <= 0x200b || c == 0x202f || c == 0x205f)
        return CHAR_BLANK;
    if (c == 0x2028)
        return CHAR_LINE;
    if (c == 0x2029)
        return CHAR_PARAGRAPH;
    if (c <= 0x200f || (c >= 0x202a && c <= 0x202e) || c >= 0x2060)
        return CHAR_IGNORED;
    if (c == 0x2010 || c == 0x2011)
        return CHAR_HYPHEN;
    if (c >= 0x2018 && c <= 0x201b)
        return CHAR_APOSTROPHE;
    if (c == 0x201d || c == 0x203a)
        return CHAR_QUOTE_CLOSE;
    if (c == 0x201c || c == 0x201e || c == 0x201f || c == 0x2039)
        return CHAR_QUOTE_OPEN;
    if (c == 0x2032 || c == 0x2033 || c == 0x2044 || c == 0x2052)
        return CHAR_SYMBOL;
    return CHAR_PUNCT;
}

static enum char_class by_category(uint32_t c)
{
    uint32_t type = U_MASK(u_charType((UChar32)c));
    if (type & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK))
        return CHAR_LETTER;
    if (type & (U_GC_ZS_MASK | U_GC_CC_MASK))
        return CHAR_BLANK;
    if (type & U_GC_CF_MASK)
        return CHAR_IGNORED;
    if (type & U_GC_PS_MASK)
        return CHAR_BRACKET;
    return type & U_GC_P_MASK ? CHAR_PUNCT : CHAR_SYMBOL;
}

enum char_class char_class_of(uint32_t c)
{
    if (c < 128)
        return (enum char_class)char_ascii[c];
    if (c >= 0x2000 && c <= 0x206f)
        return general_punctuation(c);
    if (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7)
        return CHAR_LETTER;
    switch (c) {
    case 0x85:
        return CHAR_LINE;
    case 0xad:
    case 0xfeff:
        return CHAR_IGNORED;
    case 0xab:
        return CHAR_QUOTE_OPEN;
    case 0xbb:
        return CHAR_QUOTE_CLOSE;
    case 0x2bb:
    case 0x2bc:
        return CHAR_APOSTROPHE;
    default:
        return by_category(c);
    }
}

struct mark mark_at(const struct scan *s, uint32_t at)
{
    if (at >= s->end)
        return (struct mark){.next = at, .class = CHAR_END};
    size_t next = at;
    uint32_t point = utf8_next(s->text, &next);
    return (struct mark){point, (uint32_t)next, char_class_of(point)};
}
