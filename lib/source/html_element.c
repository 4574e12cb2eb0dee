/* html_element.c - the table of HTML elements. */
#include "source/html_element.h"

#define B ELEMENT_BLOCK
#define P (ELEMENT_BLOCK | ELEMENT_CLOSES_P)
#define V ELEMENT_VOID
#define S ELEMENT_SKIP
#define H (ELEMENT_BLOCK | ELEMENT_CLOSES_P | ELEMENT_HEADING)
#define C (ELEMENT_BLOCK | ELEMENT_CONTROL)
#define CELL (ELEMENT_BLOCK | ELEMENT_SCOPE)

static const struct html_element elements[TAG_COUNT] = {
    [TAG_A] = {"a", 0, 0},
    [TAG_ADDRESS] = {"address", P, 0},
    [TAG_APPLET] = {"applet", S, 0},
    [TAG_AREA] = {"area", V, 0},
    [TAG_ARTICLE] = {"article", P, 0},
    [TAG_ASIDE] = {"aside", P, 0},
    [TAG_AUDIO] = {"audio", B | S, 0},
    [TAG_BASE] = {"base", V, 0},
    [TAG_BLOCKQUOTE] = {"blockquote", P, 0},
    [TAG_BODY] = {"body", B, 0},
    [TAG_BR] = {"br", V, 0},
    [TAG_BUTTON] = {"button", C, 0},
    [TAG_CANVAS] = {"canvas", S, 0},
    [TAG_CAPTION] = {"caption", CELL, 0},
    [TAG_CENTER] = {"center", P, 0},
    [TAG_COL] = {"col", V, 0},
    [TAG_COLGROUP] = {"colgroup", B, 0},
    [TAG_DATALIST] = {"datalist", C, 0},
    [TAG_DD] = {"dd", P, 0},
    [TAG_DETAILS] = {"details", P, 0},
    [TAG_DIALOG] = {"dialog", P, 0},
    [TAG_DIR] = {"dir", P, 0},
    [TAG_DIV] = {"div", P, 0},
    [TAG_DL] = {"dl", P, 0},
    [TAG_DT] = {"dt", P, 0},
    [TAG_EMBED] = {"embed", V, 0},
    [TAG_FIELDSET] = {"fieldset", P, 0},
    [TAG_FIGCAPTION] = {"figcaption", P, 0},
    [TAG_FIGURE] = {"figure", P, 0},
    [TAG_FOOTER] = {"footer", P, 0},
    [TAG_FORM] = {"form", P, 0},
    [TAG_FRAMESET] = {"frameset", B, 0},
    [TAG_H1] = {"h1", H, 0},
    [TAG_H2] = {"h2", H, 0},
    [TAG_H3] = {"h3", H, 0},
    [TAG_H4] = {"h4", H, 0},
    [TAG_H5] = {"h5", H, 0},
    [TAG_H6] = {"h6", H, 0},
    [TAG_HEAD] = {"head", B, 0},
    [TAG_HEADER] = {"header", P, 0},
    [TAG_HGROUP] = {"hgroup", P, 0},
    [TAG_HR] = {"hr", V | ELEMENT_CLOSES_P, 0},
    [TAG_HTML] = {"html", B | ELEMENT_SCOPE, 0},
    [TAG_IFRAME] = {"iframe", S, HTML_RAWTEXT},
    [TAG_IMG] = {"img", V, 0},
    [TAG_INPUT] = {"input", V, 0},
    [TAG_LEGEND] = {"legend", B, 0},
    [TAG_LI] = {"li", P, 0},
    [TAG_LINK] = {"link", V, 0},
    [TAG_LISTING] = {"listing", P, 0},
    [TAG_MAIN] = {"main", P, 0},
    [TAG_MATH] = {"math", S, 0},
    [TAG_MENU] = {"menu", P, 0},
    [TAG_META] = {"meta", V, 0},
    [TAG_NAV] = {"nav", P, 0},
    [TAG_NOEMBED] = {"noembed", S, HTML_RAWTEXT},
    [TAG_NOFRAMES] = {"noframes", S, HTML_RAWTEXT},
    [TAG_NOSCRIPT] = {"noscript", S, HTML_RAWTEXT},
    [TAG_OBJECT] = {"object", B | ELEMENT_SCOPE, 0},
    [TAG_OL] = {"ol", P, 0},
    [TAG_OPTGROUP] = {"optgroup", C, 0},
    [TAG_OPTION] = {"option", C, 0},
    [TAG_P] = {"p", P, 0},
    [TAG_PARAM] = {"param", V, 0},
    [TAG_PLAINTEXT] = {"plaintext", P, HTML_PLAINTEXT},
    [TAG_PRE] = {"pre", P, 0},
    [TAG_SCRIPT] = {"script", S, HTML_SCRIPT},
    [TAG_SEARCH] = {"search", P, 0},
    [TAG_SECTION] = {"section", P, 0},
    [TAG_SELECT] = {"select", C, 0},
    [TAG_SOURCE] = {"source", V, 0},
    [TAG_STYLE] = {"style", S, HTML_RAWTEXT},
    [TAG_SUMMARY] = {"summary", P, 0},
    [TAG_SVG] = {"svg", S, 0},
    [TAG_TABLE] = {"table", P | ELEMENT_SCOPE, 0},
    [TAG_TBODY] = {"tbody", B, 0},
    [TAG_TD] = {"td", CELL, 0},
    [TAG_TEMPLATE] = {"template", B | S | ELEMENT_SCOPE, 0},
    [TAG_TEXTAREA] = {"textarea", C, HTML_RCDATA},
    [TAG_TFOOT] = {"tfoot", B, 0},
    [TAG_TH] = {"th", CELL, 0},
    [TAG_THEAD] = {"thead", B, 0},
    [TAG_TITLE] = {"title", S, HTML_RCDATA},
    [TAG_TR] = {"tr", B, 0},
    [TAG_TRACK] = {"track", V, 0},
    [TAG_UL] = {"ul", P, 0},
    [TAG_VIDEO] = {"video", B | S, 0},
    [TAG_WBR] = {"wbr", V, 0},
    [TAG_XMP] = {"xmp", P, HTML_RAWTEXT},
    [TAG_CUSTOM] = {"", B, 0},
    [TAG_OTHER] = {"", 0, 0},
};

#undef B
#undef P
#undef V
#undef S
#undef H
#undef C
#undef CELL

const struct html_element *html_element(enum html_tag tag)
{
    return &elements[tag];
}

/* <0, 0, >0 as `name`, in any case, stands to the table's name. */
static int order(struct str name, const char *other)
{
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c |= 32;
        if (c != (unsigned char)other[i])
            return c < (unsigned char)other[i] ? -1 : 1;
    }
    return other[name.len] ? -1 : 0;
}

enum html_tag html_tag_named(struct str name)
{
    int low = 0, high = TAG_CUSTOM;
    while (low < high) {
        int middle = (low + high) / 2;
        int side = order(name, elements[middle].name);
        if (side == 0)
            return (enum html_tag)middle;
        if (side < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return memchr(name.ptr, '-', name.len) ? TAG_CUSTOM : TAG_OTHER;
}
