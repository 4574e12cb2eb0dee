/* html_tree.c - tokens to lines of text and the elements they stand in. */
#include "source/html_tree.h"

#include "source/html_author.h"
#include "source/html_lines.h"
#include "source/html_meta.h"
#include "source/table.h"

/* The elements that are open while the page is read. */
struct builder {
    struct html_lines lines;
    struct html_tokenizer t;
    struct str classes; /* tables/html_classes.txt */
    uint32_t open[HTML_DEPTH_MAX];
    size_t depth;
    unsigned open_count[TAG_COUNT]; /* of each, on the stack */
    unsigned over_count[TAG_COUNT]; /* of each, flattened */
    struct html_authors authors;
    enum html_tag skip; /* inside it, or TAG_OTHER */
    unsigned skip_depth;
};

static struct html_node *top(struct builder *b)
{
    return &b->lines.tree->nodes[b->open[b->depth - 1]];
}

/* FNV-1a of the class as it stands there. */
static uint32_t class_hash(const struct html_tokenizer *t)
{
    const struct html_attribute *a = html_attribute(t, "class");
    uint32_t hash = 2166136261u;
    if (!a || a->value.start == a->value.end)
        return 0;
    for (uint32_t i = a->value.start; i < a->value.end; i++)
        hash = (hash ^ (unsigned char)t->in.ptr[i]) * 16777619u;
    return hash | 1;
}

static void push(struct builder *b, enum html_tag tag, unsigned hints,
                 uint32_t source, struct arena *mem)
{
    struct html_tree *tree = b->lines.tree;
    html_line_end(&b->lines);
    if (b->depth == HTML_DEPTH_MAX) {
        tree->flattened++;
        b->over_count[tag]++;
        return;
    }
    tree->nodes = arena_grow(mem, tree->nodes, &tree->node_capacity,
                             tree->node_count + 1, sizeof *tree->nodes);
    uint32_t parent = b->depth ? b->open[b->depth - 1] : 0;
    tree->nodes[tree->node_count] =
        (struct html_node){parent, tag, hints, source, class_hash(&b->t)};
    b->open[b->depth++] = (uint32_t)tree->node_count++;
    b->open_count[tag]++;
    b->lines.node = b->open[b->depth - 1];
    b->lines.pre += tag == TAG_PRE || tag == TAG_LISTING || tag == TAG_XMP ||
                    tag == TAG_PLAINTEXT || tag == TAG_TEXTAREA;
}

static void pop(struct builder *b)
{
    enum html_tag tag = top(b)->tag;
    html_line_end(&b->lines);
    b->open_count[tag]--;
    b->lines.pre -= tag == TAG_PRE || tag == TAG_LISTING || tag == TAG_XMP ||
                    tag == TAG_PLAINTEXT || tag == TAG_TEXTAREA;
    if (b->lines.link_node == b->open[b->depth - 1])
        b->lines.in_link = false;
    b->depth--;
    b->lines.node = b->open[b->depth - 1];
}

static bool is_scope(enum html_tag tag, enum html_tag closing)
{
    bool row = closing == TAG_TABLE || closing == TAG_TR || closing == TAG_TD ||
               closing == TAG_TH || closing == TAG_TBODY ||
               closing == TAG_THEAD || closing == TAG_TFOOT;
    if (row)
        return tag == TAG_TABLE || tag == TAG_TEMPLATE;
    return (html_element(tag)->flags & ELEMENT_SCOPE) != 0;
}

/* Close the open element `tag` and all within; false when there is none in
 * scope. The root stays. */
static bool close_tag(struct builder *b, enum html_tag tag)
{
    if (!b->open_count[tag])
        return false;
    for (size_t i = b->depth; i > 1; i--) {
        enum html_tag open = b->lines.tree->nodes[b->open[i - 1]].tag;
        if (open == tag) {
            while (b->depth >= i)
                pop(b);
            return true;
        }
        if (is_scope(open, tag))
            break;
    }
    return false;
}

static bool is_heading(enum html_tag tag)
{
    return (html_element(tag)->flags & ELEMENT_HEADING) != 0;
}

/* Close the nearest open element of `tags` unless one of `limits` (TAG_OTHER
 * ends both lists) stands between. */
static void close_nearest(struct builder *b, const enum html_tag *tags,
                          const enum html_tag *limits)
{
    for (size_t i = b->depth; i > 1; i--) {
        enum html_tag open = b->lines.tree->nodes[b->open[i - 1]].tag;
        for (const enum html_tag *tag = tags; *tag != TAG_OTHER; tag++) {
            if (open != *tag)
                continue;
            while (b->depth >= i)
                pop(b);
            return;
        }
        for (const enum html_tag *tag = limits; *tag != TAG_OTHER; tag++)
            if (open == *tag)
                return;
    }
}

/* End tags that may be left out: what a start tag ends. */
static void close_implied(struct builder *b, enum html_tag tag)
{
    static const struct {
        enum html_tag start[4], ends[4], limits[6];
    } rules[] = {
        {{TAG_LI, TAG_OTHER},
         {TAG_LI, TAG_OTHER},
         {TAG_UL, TAG_OL, TAG_MENU, TAG_TD, TAG_TABLE, TAG_OTHER}},
        {{TAG_DD, TAG_DT, TAG_OTHER},
         {TAG_DD, TAG_DT, TAG_OTHER},
         {TAG_DL, TAG_TD, TAG_TABLE, TAG_OTHER}},
        {{TAG_TD, TAG_TH, TAG_OTHER},
         {TAG_TD, TAG_TH, TAG_OTHER},
         {TAG_TR, TAG_TABLE, TAG_OTHER}},
        {{TAG_TR, TAG_OTHER}, {TAG_TR, TAG_OTHER}, {TAG_TABLE, TAG_OTHER}},
        {{TAG_TBODY, TAG_THEAD, TAG_TFOOT, TAG_OTHER},
         {TAG_TBODY, TAG_THEAD, TAG_TFOOT, TAG_OTHER},
         {TAG_TABLE, TAG_OTHER}},
        {{TAG_OPTION, TAG_OTHER},
         {TAG_OPTION, TAG_OTHER},
         {TAG_SELECT, TAG_DATALIST, TAG_OTHER}},
    };
    if (html_element(tag)->flags & ELEMENT_CLOSES_P)
        (void)(top(b)->tag == TAG_P && close_tag(b, TAG_P));
    if (is_heading(tag) && is_heading(top(b)->tag))
        pop(b);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        for (const enum html_tag *s = rules[i].start; *s != TAG_OTHER; s++)
            if (*s == tag && b->open_count[rules[i].ends[0]] +
                                 b->open_count[rules[i].ends[1] == TAG_OTHER
                                                   ? rules[i].ends[0]
                                                   : rules[i].ends[1]])
                close_nearest(b, rules[i].ends, rules[i].limits);
}

static unsigned attribute_hints(struct builder *b, const char *name)
{
    const struct html_attribute *a = html_attribute(&b->t, name);
    if (!a || a->value.start == a->value.end)
        return 0;
    return html_hints(b->classes,
                      str_cut(b->t.in, a->value.start, a->value.end));
}

static bool is_hidden(const struct html_tokenizer *t)
{
    static const char *const styles[] = {"display:none", "display: none",
                                         "visibility:hidden",
                                         "visibility: hidden"};
    if (html_attribute(t, "hidden"))
        return true;
    const struct html_attribute *aria = html_attribute(t, "aria-hidden");
    if (aria && str_ieq(str_cut(t->in, aria->value.start, aria->value.end),
                        STR("true")))
        return true;
    const struct html_attribute *a = html_attribute(t, "style");
    if (!a)
        return false;
    struct str style = str_cut(t->in, a->value.start, a->value.end);
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (str_find(style, str_of(styles[i])) < style.len)
            return true;
    return false;
}

static unsigned tag_hints(struct builder *b)
{
    if (!b->t.attribute_count)
        return 0;
    return attribute_hints(b, "class") | attribute_hints(b, "id") |
           attribute_hints(b, "itemprop") | attribute_hints(b, "role") |
           (is_hidden(&b->t) ? HINT_HIDDEN | HINT_UNSEEN : 0);
}

/* Those of comments and boxes beside are not the article's. */
static void author_start(struct builder *b, const struct html_token *token,
                         struct str name, unsigned hints)
{
    unsigned stated =
        attribute_hints(b, "rel") | attribute_hints(b, "itemprop");
    bool others = hints & (HINT_COMMENTS | HINT_ASIDE);
    enum author_mark mark = others                 ? AUTHOR_NONE
                            : stated & HINT_BYLINE ? AUTHOR_STATED
                            : hints & HINT_BYLINE  ? AUTHOR_CLASS
                            : hints & HINT_NAME    ? AUTHOR_NAME
                                                   : AUTHOR_NONE;
    html_author_start(&b->authors, name, mark, b->lines.tree->text.len,
                      token->end);
}

static void link_start(struct builder *b)
{
    if (!html_attribute(&b->t, "href"))
        return;
    b->lines.in_link = true;
    b->lines.link_node = b->open[b->depth - 1];
    b->lines.new_link = true;
}

/* An element whose text is none: pass over it. */
static void skip_start(struct builder *b, enum html_tag tag, bool self_closing)
{
    bool foreign = tag == TAG_SVG || tag == TAG_MATH;
    if (foreign && self_closing)
        return;
    b->skip = tag;
    b->skip_depth = 1;
    b->t.foreign = foreign;
}

static void start_tag(struct builder *b, const struct html_token *token,
                      enum html_tag tag, struct html_meta *meta,
                      struct arena *mem)
{
    const struct html_element *element = html_element(tag);
    struct str name = str_cut(b->t.in, token->inner.start, token->inner.end);
    html_meta_tag(meta, &b->t, name);
    if (element->model)
        b->t.model = element->model;
    if (tag == TAG_BR) {
        html_line_break(&b->lines, token->start, token->end);
        return;
    }
    if (tag == TAG_A) {
        link_start(b);
        b->lines.inline_hints = attribute_hints(b, "rel") | tag_hints(b);
    }
    if (element->flags & ELEMENT_CLOSES_P || element->flags & ELEMENT_BLOCK)
        close_implied(b, tag);
    if (tag == TAG_HR)
        html_line_end(&b->lines);
    if (element->flags & ELEMENT_SKIP) {
        b->lines.json_ld = tag == TAG_SCRIPT && html_is_json_ld(&b->t);
        skip_start(b, tag, token->self_closing);
        return;
    }
    unsigned hints = element->flags & ELEMENT_VOID ? 0 : tag_hints(b);
    if (!(element->flags & ELEMENT_VOID))
        author_start(b, token, name, hints);
    if (element->flags & ELEMENT_BLOCK && tag != TAG_BODY && tag != TAG_HTML) {
        push(b, tag, hints, token->start, mem);
    } else if (tag == TAG_BODY) {
        (void)close_tag(b, TAG_HEAD);
    } else if (!(element->flags & ELEMENT_VOID) && tag == TAG_OTHER) {
        b->lines.bold +=
            str_ieq(name, STR("b")) || str_ieq(name, STR("strong"));
        b->lines.inline_hints = hints;
    }
}

static void end_tag(struct builder *b, const struct html_token *token,
                    enum html_tag tag, struct html_meta *meta)
{
    struct str name = str_cut(b->t.in, token->inner.start, token->inner.end);
    html_author_end(&b->authors, name, buf_view(&b->lines.tree->text),
                    token->start, meta);
    if (tag == TAG_A)
        b->lines.in_link = false;
    if (tag == TAG_OTHER && b->lines.bold &&
        (str_ieq(name, STR("b")) || str_ieq(name, STR("strong"))))
        b->lines.bold--;
    if (!(html_element(tag)->flags & ELEMENT_BLOCK) || tag == TAG_BODY ||
        tag == TAG_HTML)
        return;
    if (b->over_count[tag]) {
        b->over_count[tag]--;
        html_line_end(&b->lines);
    } else if (is_heading(tag) && is_heading(top(b)->tag)) {
        pop(b);
    } else if (!close_tag(b, tag)) {
        html_line_end(&b->lines);
    }
}

/* Inside an element that is passed over. True when `token` ends it without
 * being part of it. */
static bool skipping(struct builder *b, const struct html_token *token,
                     enum html_tag tag, struct html_meta *meta)
{
    bool foreign = b->skip == TAG_SVG || b->skip == TAG_MATH;
    if (token->kind == HTML_END_TAG && tag == b->skip && !--b->skip_depth) {
        b->skip = TAG_OTHER;
        b->t.foreign = false;
    } else if (token->kind == HTML_END_TAG && tag != b->skip && !foreign &&
               b->open_count[tag] && tag != TAG_P) {
        b->skip = TAG_OTHER; /* never closed: ended by what it stands in */
        return true;
    } else if (token->kind == HTML_START_TAG && tag == b->skip &&
               !token->self_closing) {
        b->skip_depth++;
    } else if (token->kind == HTML_START_TAG && foreign &&
               html_element(tag)->flags & ELEMENT_CLOSES_P) {
        b->skip = TAG_OTHER; /* no such element in a drawing */
        b->t.foreign = false;
        return true;
    } else if (token->kind == HTML_TEXT || token->kind == HTML_CHARACTER) {
        struct str text = str_cut(b->t.in, token->start, token->end);
        if (b->skip == TAG_TITLE) {
            html_title_add(&b->lines, token, text);
            meta->title_place.rule = "title element";
            if (!meta->title_place.end)
                meta->title_place.start = (uint32_t)token->start;
            meta->title_place.end = (uint32_t)token->end;
        }
        if (b->skip == TAG_SCRIPT && b->lines.json_ld)
            html_meta_json(meta, text, (uint32_t)token->start);
    }
    return false;
}

static void token_take(struct builder *b, const struct html_token *token,
                       struct html_meta *meta, struct arena *mem)
{
    bool is_tag = token->kind == HTML_START_TAG || token->kind == HTML_END_TAG;
    enum html_tag tag = TAG_OTHER;
    if (is_tag)
        tag = html_tag_named(
            str_cut(b->t.in, token->inner.start, token->inner.end));
    if (b->skip != TAG_OTHER && !skipping(b, token, tag, meta))
        return;
    switch (token->kind) {
    case HTML_TEXT:
        html_line_text(&b->lines, b->t.in, token->start, token->end);
        break;
    case HTML_CHARACTER:
        html_line_character(&b->lines, token);
        break;
    case HTML_START_TAG:
        start_tag(b, token, tag, meta, mem);
        break;
    case HTML_END_TAG:
        end_tag(b, token, tag, meta);
        break;
    default:
        break;
    }
}

void html_tree_read(struct str page, struct html_meta *meta, struct arena *mem,
                    struct html_tree *out)
{
    struct builder *b = arena_new(mem, struct builder);
    *out = (struct html_tree){.raw = TAG_OTHER};
    b->t.in = page;
    b->skip = TAG_OTHER;
    b->classes = table_open("tables/html_classes.txt");
    b->lines = (struct html_lines){.tree = out, .mem = mem};
    push(b, TAG_HTML, 0, 0, mem);
    struct html_token token = {0};
    for (html_next(&b->t, &token); token.kind != HTML_END;
         html_next(&b->t, &token))
        token_take(b, &token, meta, mem);
    html_line_end(&b->lines);
    meta->page_title = arena_str(mem, str_trim(buf_view(&b->lines.title)));
    buf_done(&b->lines.title);
    out->cut = b->t.cut;
    out->raw = b->skip;
    out->attributes_dropped = b->t.attributes_dropped;
}

void html_tree_done(struct html_tree *tree)
{
    buf_done(&tree->text);
    buf_done(&tree->runs);
}
