/* html_element.h - what must be known of each HTML element to read a page;
 * longer than others because it lists them all. */
#ifndef SOURCE_HTML_ELEMENT_H
#define SOURCE_HTML_ELEMENT_H

#include <stdint.h>

#include "base/str.h"
#include "source/html_tokenizer.h"

/* In the order of their names, so that a name is found by halving. */
enum html_tag {
    TAG_A,
    TAG_ADDRESS,
    TAG_APPLET,
    TAG_AREA,
    TAG_ARTICLE,
    TAG_ASIDE,
    TAG_AUDIO,
    TAG_BASE,
    TAG_BLOCKQUOTE,
    TAG_BODY,
    TAG_BR,
    TAG_BUTTON,
    TAG_CANVAS,
    TAG_CAPTION,
    TAG_CENTER,
    TAG_COL,
    TAG_COLGROUP,
    TAG_DATALIST,
    TAG_DD,
    TAG_DETAILS,
    TAG_DIALOG,
    TAG_DIR,
    TAG_DIV,
    TAG_DL,
    TAG_DT,
    TAG_EMBED,
    TAG_FIELDSET,
    TAG_FIGCAPTION,
    TAG_FIGURE,
    TAG_FOOTER,
    TAG_FORM,
    TAG_FRAMESET,
    TAG_H1,
    TAG_H2,
    TAG_H3,
    TAG_H4,
    TAG_H5,
    TAG_H6,
    TAG_HEAD,
    TAG_HEADER,
    TAG_HGROUP,
    TAG_HR,
    TAG_HTML,
    TAG_IFRAME,
    TAG_IMG,
    TAG_INPUT,
    TAG_LEGEND,
    TAG_LI,
    TAG_LINK,
    TAG_LISTING,
    TAG_MAIN,
    TAG_MATH,
    TAG_MENU,
    TAG_META,
    TAG_NAV,
    TAG_NOEMBED,
    TAG_NOFRAMES,
    TAG_NOSCRIPT,
    TAG_OBJECT,
    TAG_OL,
    TAG_OPTGROUP,
    TAG_OPTION,
    TAG_P,
    TAG_PARAM,
    TAG_PLAINTEXT,
    TAG_PRE,
    TAG_SCRIPT,
    TAG_SEARCH,
    TAG_SECTION,
    TAG_SELECT,
    TAG_SOURCE,
    TAG_STYLE,
    TAG_SUMMARY,
    TAG_SVG,
    TAG_TABLE,
    TAG_TBODY,
    TAG_TD,
    TAG_TEMPLATE,
    TAG_TEXTAREA,
    TAG_TFOOT,
    TAG_TH,
    TAG_THEAD,
    TAG_TITLE,
    TAG_TR,
    TAG_TRACK,
    TAG_UL,
    TAG_VIDEO,
    TAG_WBR,
    TAG_XMP,
    TAG_CUSTOM, /* name with a hyphen: a block of its own */
    TAG_OTHER,  /* any other: part of the line */
    TAG_COUNT,
};

enum html_element_flag {
    ELEMENT_BLOCK = 1,    /* begins a line, and is a node of the tree */
    ELEMENT_VOID = 2,     /* has no end tag */
    ELEMENT_SKIP = 4,     /* its text is none */
    ELEMENT_CLOSES_P = 8, /* ends an open paragraph */
    ELEMENT_SCOPE = 16,   /* end tags inside do not reach outside */
    ELEMENT_HEADING = 32,
    ELEMENT_CONTROL = 64, /* of a form: text, but never an article's */
};

struct html_element {
    const char *name;
    unsigned flags;
    enum html_model model;
};

enum html_tag html_tag_named(struct str name);
const struct html_element *html_element(enum html_tag tag);

#endif
