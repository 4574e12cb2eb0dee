/* html_score.c - find the element that holds the article and the lines in it
 * that belong to it. */
#include "source/html_score.h"

enum {
    PROSE_BYTES = 25,      /* a shorter line says nothing */
    PROSE_LINE_BYTES = 80, /* as long as a sentence */
    WORTH_MAX = 600,       /* of one line */
    LINK_COST = 8,         /* of one line of links, besides its bytes */
    LEVELS = 5,            /* how far up a line's score goes */
    ENOUGH_BYTES = 250,    /* of article, or the search is less picky */
    AMONG_BYTES = 600,     /* of paragraphs that a box stands among */
    HINTS_AGAINST = HINT_COMMENTS | HINT_RELATED | HINT_NAVIGATION |
                    HINT_SHARE | HINT_CONSENT | HINT_SUBSCRIPTION |
                    HINT_BOILERPLATE | HINT_HIDDEN | HINT_ASIDE,
    HINTS_FOR = HINT_CONTENT | HINT_BODY | HINT_ARTICLE,
};

bool html_within(const struct html_tree *tree, uint32_t node, uint32_t outer)
{
    while (node > outer)
        node = tree->nodes[node].parent;
    return node == outer;
}

/* Commas and full stops of the world's scripts. */
static uint32_t commas(struct str text)
{
    static const char *const wide[] = {"\xD8\x8C", "\xE3\x80\x81",
                                       "\xEF\xBC\x8C", "\xE3\x80\x82"};
    uint32_t found = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        found += c == ',';
        if (c == 0xD8 || c == 0xE3 || c == 0xEF)
            for (size_t w = 0; w < 4; w++)
                found +=
                    str_starts(str_cut(text, i, text.len), str_of(wide[w]));
    }
    return found;
}

static float link_share(const struct html_mass *mass)
{
    return mass->bytes ? (float)mass->link_bytes / (float)mass->bytes : 0;
}

static bool speaks_against(const struct html_node *node)
{
    switch (node->tag) {
    case TAG_NAV:
    case TAG_FOOTER:
    case TAG_ASIDE:
    case TAG_DIALOG:
    case TAG_MENU:
        return true;
    default:
        break;
    }
    if (html_element(node->tag)->flags & ELEMENT_CONTROL)
        return true;
    if (node->tag == TAG_ARTICLE || node->tag == TAG_MAIN)
        return false;
    unsigned hints = node->hints;
    if (hints & HINT_COMMENTS)
        return !(hints & (HINT_BODY | HINT_ARTICLE));
    return hints & HINTS_AGAINST && !(hints & HINTS_FOR);
}

/* Class words can be wrong: an element that holds much of the page's prose,
 * and few links, is no box at its side, whatever it is called. But a
 * gallery among paragraphs is, and what is hidden must be nearly all of the
 * page. */
static bool outweighs(const struct html_node *node, const struct html_mass *m,
                      const struct html_mass *page,
                      const struct html_mass *parent)
{
    uint32_t tenths = node->hints & HINT_UNSEEN ? 8 : 4;
    if (node->hints & HINT_GALLERY && parent->paragraphs > AMONG_BYTES)
        return false;
    return !(node->hints & HINT_COMMENTS) && m->prose >= 2 &&
           (uint64_t)m->prose_bytes * 10 >
               (uint64_t)page->prose_bytes * tenths &&
           (uint64_t)m->link_bytes * 4 < m->bytes;
}

/* Top down: hints of all ancestors. */
static void inherit(const struct html_tree *tree, struct html_mass *mass)
{
    mass[0].above = tree->nodes[0].hints;
    for (size_t i = 1; i < tree->node_count; i++) {
        const struct html_node *node = &tree->nodes[i];
        mass[i].above = mass[node->parent].above | node->hints;
        mass[i].against =
            speaks_against(node) &&
            !outweighs(node, &mass[i], &mass[0], &mass[node->parent]);
        mass[i].unlikely = mass[node->parent].unlikely || mass[i].against;
    }
}

static bool is_prose(const struct html_line *line)
{
    uint32_t bytes = line->end - line->start;
    return bytes >= PROSE_LINE_BYTES && line->link_bytes * 3 < bytes;
}

/* Bottom up: what is in each. */
static void weigh(const struct html_tree *tree, struct html_mass *mass)
{
    for (size_t i = 0; i < tree->line_count; i++) {
        const struct html_line *line = &tree->lines[i];
        struct html_mass *own = &mass[line->node];
        uint32_t bytes = line->end - line->start;
        own->bytes += bytes;
        own->link_bytes += line->link_bytes;
        own->lines++;
        if (is_prose(line)) {
            own->prose++;
            own->prose_bytes += bytes;
            bool is_p = tree->nodes[line->node].tag == TAG_P;
            mass[is_p ? tree->nodes[line->node].parent : line->node]
                .paragraphs += bytes;
        }
        own->link_lines += line->link_bytes * 2 > bytes;
        own->commas += commas((struct str){tree->text.ptr + line->start,
                                           line->end - line->start});
    }
    for (size_t i = tree->node_count; i-- > 1;) {
        struct html_mass *to = &mass[tree->nodes[i].parent];
        to->bytes += mass[i].bytes;
        to->link_bytes += mass[i].link_bytes;
        to->lines += mass[i].lines;
        to->prose += mass[i].prose;
        to->prose_bytes += mass[i].prose_bytes;
        to->link_lines += mass[i].link_lines;
        to->commas += mass[i].commas;
    }
}

/* How much a line speaks for the element it stands in being the article. */
static int64_t line_worth(const struct html_line *line)
{
    uint32_t bytes = line->end - line->start;
    if (is_prose(line))
        return bytes < WORTH_MAX ? bytes : WORTH_MAX;
    if (line->link_bytes * 2 > bytes)
        return -(int64_t)line->link_bytes - LINK_COST;
    return bytes >= PROSE_LINE_BYTES / 2 ? bytes / 4 : 0;
}

/* Bottom up again, leaving out what is unlikely. */
static void value(const struct html_tree *tree, struct html_mass *mass)
{
    for (size_t i = 0; i < tree->line_count; i++)
        if (!mass[tree->lines[i].node].unlikely)
            mass[tree->lines[i].node].worth += line_worth(&tree->lines[i]);
    for (size_t i = tree->node_count; i-- > 1;)
        mass[tree->nodes[i].parent].worth += mass[i].worth;
}

/* Is it one of several articles side by side, as in a list of them? */
static bool node_is_listed(const struct html_tree *tree,
                           const struct html_mass *mass, uint32_t article)
{
    uint32_t parent = tree->nodes[article].parent;
    size_t others = 0;
    for (uint32_t i = parent + 1; i < tree->node_count && !others; i++) {
        if (tree->nodes[i].parent < parent)
            break; /* behind the parent's last descendant */
        others += tree->nodes[i].parent == parent && i != article &&
                  tree->nodes[i].tag == TAG_ARTICLE && mass[i].prose > 0;
    }
    return others > 0;
}

/* An article may stand in several elements side by side: the best one's
 * ancestor in which prose outweighs links the most holds them all. */
static uint32_t widen(const struct html_tree *tree,
                      const struct html_mass *mass, uint32_t best)
{
    uint32_t widest = best;
    for (uint32_t node = best; node != 0;) {
        if (tree->nodes[node].tag == TAG_ARTICLE &&
            node_is_listed(tree, mass, node))
            break;
        node = tree->nodes[node].parent;
        if (mass[node].worth > mass[widest].worth + mass[widest].worth / 15)
            widest = node;
    }
    return widest;
}

static float start_score(const struct html_node *node)
{
    float score = 0;
    if (node->hints & HINTS_FOR)
        score += 25;
    if (node->hints & HINT_BODY)
        score += 25;
    if (node->hints & HINTS_AGAINST)
        score -= 25;
    switch (node->tag) {
    case TAG_ARTICLE:
    case TAG_MAIN:
        return score + 15;
    case TAG_DIV:
    case TAG_SECTION:
        return score + 5;
    case TAG_TD:
    case TAG_PRE:
    case TAG_BLOCKQUOTE:
        return score + 3;
    case TAG_FORM:
    case TAG_UL:
    case TAG_OL:
    case TAG_DL:
    case TAG_LI:
    case TAG_DD:
    case TAG_ADDRESS:
        return score - 3;
    default:
        return html_element(node->tag)->flags & ELEMENT_HEADING ? score - 5
                                                                : score;
    }
}

static bool is_line_tag(enum html_tag tag)
{
    return tag == TAG_P || tag == TAG_PRE || tag == TAG_LI || tag == TAG_TD ||
           tag == TAG_DD || tag == TAG_DT ||
           html_element(tag)->flags & ELEMENT_HEADING;
}

static void line_score(const struct html_tree *tree, struct html_mass *mass,
                       const struct html_line *line, bool picky)
{
    uint32_t bytes = line->end - line->start, node = line->node;
    if (bytes < PROSE_BYTES || line->link_bytes * 2 > bytes ||
        (picky && mass[node].unlikely))
        return;
    struct str text = {tree->text.ptr + line->start, bytes};
    float score =
        1 + (float)commas(text) + (bytes < 300 ? (float)bytes / 100 : 3);
    if (is_line_tag(tree->nodes[node].tag))
        node = tree->nodes[node].parent;
    for (int level = 0; level < LEVELS; level++) {
        mass[node].score += level == 0   ? score
                            : level == 1 ? score / 2
                                         : score / (float)(level * 3);
        if (node == 0)
            break;
        node = tree->nodes[node].parent;
    }
}

static uint32_t best_node(const struct html_tree *tree, struct html_mass *mass,
                          bool picky)
{
    uint32_t best = 0;
    float most = 0;
    for (size_t i = 0; i < tree->node_count; i++)
        mass[i].score = 0;
    for (size_t i = 0; i < tree->line_count; i++)
        line_score(tree, mass, &tree->lines[i], picky);
    for (uint32_t i = 0; i < tree->node_count; i++) {
        if (mass[i].score <= 0 || (picky && mass[i].unlikely))
            continue;
        mass[i].score += start_score(&tree->nodes[i]);
        mass[i].score *= 1 - link_share(&mass[i]);
        if (mass[i].score > most) {
            most = mass[i].score;
            best = i;
        }
    }
    return best;
}

static bool is_box(enum html_tag tag)
{
    switch (tag) {
    case TAG_UL:
    case TAG_OL:
    case TAG_DL:
    case TAG_DIV:
    case TAG_SECTION:
    case TAG_TABLE:
    case TAG_FORM:
    case TAG_ARTICLE:
    case TAG_CUSTOM:
    case TAG_CENTER:
    case TAG_FIELDSET:
        return true;
    default:
        return false;
    }
}

/* Does the subtree belong to the article it stands in? `core`: it is within
 * the element that scored best, or holds it. */
static bool belongs(const struct html_tree *tree, const struct html_mass *mass,
                    uint32_t i, bool core)
{
    const struct html_mass *m = &mass[i];
    if (m->against)
        return false;
    if (!is_box(tree->nodes[i].tag))
        return true;
    if (m->commas < 10 && link_share(m) > .5f)
        return false;
    return core ||
           (m->worth > 0 && (m->prose > m->link_lines || m->prose_bytes > 600));
}

/* Bits of a node while the article's extent is marked. */
enum { IN = 1, CORE = 2, HOLDS_BEST = 4 };

static void mark(const struct html_tree *tree, struct html_score *out,
                 uint32_t best, bool picky, uint8_t *in)
{
    for (uint32_t node = best;; node = tree->nodes[node].parent) {
        in[node] = HOLDS_BEST;
        out->kind[tree->nodes[node].parent] = tree->nodes[node].kind;
        if (node == out->top || node == 0)
            break;
    }
    in[out->top] |= IN;
    in[best] |= CORE;
    for (uint32_t i = out->top + 1; i < tree->node_count; i++) {
        uint8_t up = in[tree->nodes[i].parent];
        if (!(up & IN))
            continue;
        in[i] |= up & CORE;
        /* What looks like the best one's element is like it. */
        uint32_t kind = tree->nodes[i].kind;
        bool like = kind && kind == out->kind[tree->nodes[i].parent];
        if (in[i] & HOLDS_BEST || !picky ||
            belongs(tree, out->mass, i, like || in[i] & CORE))
            in[i] |= IN;
    }
}

static size_t collect(const struct html_tree *tree, struct html_score *out,
                      const uint8_t *in)
{
    size_t bytes = 0;
    for (size_t i = 0; i < tree->line_count; i++) {
        out->is_main[i] = in[tree->lines[i].node] & IN;
        if (out->is_main[i])
            bytes += tree->lines[i].end - tree->lines[i].start;
    }
    return bytes;
}

void html_score(const struct html_tree *tree, struct str witness,
                struct arena *mem, struct html_score *out)
{
    (void)witness;
    out->mass = arena_array(mem, tree->node_count, sizeof *out->mass);
    out->is_main = arena_array(mem, tree->line_count, sizeof *out->is_main);
    out->kind = arena_array(mem, tree->node_count, sizeof *out->kind);
    weigh(tree, out->mass);
    inherit(tree, out->mass);
    value(tree, out->mass);
    for (int picky = 1; picky >= 0; picky--) {
        uint8_t *in = arena_array(mem, tree->node_count, sizeof *in);
        uint32_t best = best_node(tree, out->mass, picky);
        out->top = picky ? widen(tree, out->mass, best) : best;
        mark(tree, out, best, picky, in);
        if (collect(tree, out, in) >= ENOUGH_BYTES)
            return;
    }
}
