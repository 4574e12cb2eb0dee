/* html_score.c - find the element that holds the article and the lines in it
 * that belong to it. */
#include "source/html_score.h"

enum {
    PROSE_BYTES = 25,   /* a shorter line says nothing */
    LEVELS = 5,         /* how far up a line's score goes */
    ENOUGH_BYTES = 250, /* of article, or the search is less picky */
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
    return node->hints & HINTS_AGAINST && !(node->hints & HINTS_FOR);
}

/* Top down: hints of all ancestors. */
static void inherit(const struct html_tree *tree, struct html_mass *mass)
{
    mass[0].above = tree->nodes[0].hints;
    for (size_t i = 1; i < tree->node_count; i++) {
        const struct html_node *node = &tree->nodes[i];
        mass[i].above = mass[node->parent].above | node->hints;
        mass[i].unlikely = mass[node->parent].unlikely || speaks_against(node);
    }
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
        own->prose += bytes >= 80 && line->link_bytes * 2 < bytes;
        own->commas += commas((struct str){tree->text.ptr + line->start,
                                           line->end - line->start});
    }
    for (size_t i = tree->node_count; i-- > 1;) {
        struct html_mass *to = &mass[tree->nodes[i].parent];
        to->bytes += mass[i].bytes;
        to->link_bytes += mass[i].link_bytes;
        to->lines += mass[i].lines;
        to->prose += mass[i].prose;
        to->commas += mass[i].commas;
    }
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

/* Does the subtree belong to the article it stands in? */
static bool belongs(const struct html_tree *tree, const struct html_mass *mass,
                    uint32_t i)
{
    const struct html_node *node = &tree->nodes[i];
    const struct html_mass *m = &mass[i];
    float links = link_share(m);
    if (speaks_against(node))
        return false;
    if ((node->tag == TAG_UL || node->tag == TAG_OL || node->tag == TAG_DIV ||
         node->tag == TAG_SECTION || node->tag == TAG_TABLE ||
         node->tag == TAG_FORM || node->tag == TAG_DL) &&
        m->commas < 10 && links > .5f)
        return false;
    return true;
}

static void mark(const struct html_tree *tree, struct html_score *out,
                 bool picky, bool *in, struct arena *mem)
{
    (void)mem;
    uint32_t top = out->top, parent = tree->nodes[top].parent;
    float least = out->mass[top].score * .2f;
    for (uint32_t i = 0; i < tree->node_count; i++) {
        uint32_t up = tree->nodes[i].parent;
        if (i == top)
            in[i] = true;
        else if (i > 0 && in[up])
            in[i] = !picky || belongs(tree, out->mass, i);
        else if (i > 0 && up == parent && top != 0)
            in[i] = out->mass[i].score > (least > 10 ? least : 10) ||
                    (tree->nodes[i].tag == TAG_P && out->mass[i].bytes > 80 &&
                     link_share(&out->mass[i]) < .25f);
    }
}

static size_t collect(const struct html_tree *tree, struct html_score *out,
                      const bool *in)
{
    size_t bytes = 0;
    for (size_t i = 0; i < tree->line_count; i++) {
        out->is_main[i] = in[tree->lines[i].node];
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
    inherit(tree, out->mass);
    weigh(tree, out->mass);
    for (int picky = 1; picky >= 0; picky--) {
        bool *in = arena_array(mem, tree->node_count, sizeof *in);
        out->top = best_node(tree, out->mass, picky);
        mark(tree, out, picky, in, mem);
        if (collect(tree, out, in) >= ENOUGH_BYTES)
            return;
    }
}
