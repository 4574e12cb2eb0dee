/* html_roles.c - the role of each line of a page, by where it stands. */
#include "source/html_roles.h"

#include "source/html_score.h"
#include "source/html_witness.h"
#include "source/phrase.h"
#include "source/table.h"
#include "source/text_shape.h"

enum {
    BYLINE_BYTES = 400, /* of an element with the author, biography too */
    DATE_BYTES = 80,
    LINK_LINE_BYTES = 200, /* a line that is a link, no text */
    LINK_GAP = 3,          /* bytes between two of its links: " | " */
    CAPTION_BYTES = 400,
    LEAD_BYTES = 60,   /* at least, of a line that leads in the article */
    BYLINE_LINES = 30, /* before or behind the title */
    LEAD_LINES = 40,   /* between the title and the text */
};

static const struct {
    unsigned hint;
    enum block_role role;
} hint_roles[] = {
    {HINT_COMMENTS, BLOCK_COMMENTS},
    {HINT_CONSENT, BLOCK_CONSENT},
    {HINT_SHARE, BLOCK_SHARE},
    {HINT_SUBSCRIPTION, BLOCK_SUBSCRIPTION},
    {HINT_NAVIGATION, BLOCK_NAVIGATION},
    {HINT_RELATED, BLOCK_RELATED},
};

static struct str line_text(const struct html_tree *tree, size_t i)
{
    const struct html_line *line = &tree->lines[i];
    return (struct str){tree->text.ptr + line->start, line->end - line->start};
}

static struct str squeeze(struct str text, struct buf *out)
{
    buf_reset(out);
    for (size_t i = 0; i < text.len; i++) {
        char c = byte_lower(text.ptr[i]);
        if (str_starts(str_cut(text, i, text.len), STR("\xC2\xA0")))
            i++; /* a no-break space is a space */
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                 (unsigned char)c >= 0x80)
            buf_byte(out, c);
    }
    return buf_view(out);
}

bool html_same_title(struct str a, struct str b)
{
    struct buf left = {0}, right = {0};
    struct str x = squeeze(a, &left), y = squeeze(b, &right);
    bool same =
        x.len >= 4 && y.len >= 4 && (str_starts(x, y) || str_starts(y, x));
    buf_done(&left);
    buf_done(&right);
    return same;
}

static bool is_heading(const struct html_tree *tree, const struct html_line *l)
{
    return (html_element(tree->nodes[l->node].tag)->flags & ELEMENT_HEADING) !=
           0;
}

/* A page without headings: the first line that is the title, not a sentence
 * that begins with it, before the text begins. */
static size_t title_line(const struct html_tree *tree, struct str title,
                         const struct html_score *score)
{
    for (size_t i = 0; i < tree->line_count; i++) {
        struct str text = line_text(tree, i);
        const struct html_mass *mass = &score->mass[tree->lines[i].node];
        if (!mass->unlikely && !tree->lines[i].links &&
            text.len * 2 >= title.len && title.len * 2 >= text.len &&
            html_same_title(text, title))
            return i;
        if (score->is_main[i] && mass->prose)
            break;
    }
    return tree->line_count;
}

/* The line that is the article's title, or line_count. */
static size_t title_find(const struct html_tree *tree, struct str title,
                         const struct html_score *score)
{
    size_t first = tree->line_count;
    for (size_t i = 0; i < tree->line_count; i++) {
        const struct html_line *line = &tree->lines[i];
        if (!is_heading(tree, line) ||
            score->mass[line->node].above & HINT_HIDDEN)
            continue;
        if (title.len && html_same_title(line_text(tree, i), title))
            return i;
        if (tree->nodes[line->node].tag == TAG_H1 && first == tree->line_count)
            first = i;
    }
    return first < tree->line_count || !title.len
               ? first
               : title_line(tree, title, score);
}

/* Outside the article: what kind of thing it is. */
static enum block_role outer_role(const struct html_tree *tree,
                                  const struct html_score *score,
                                  const struct html_line *line)
{
    uint32_t bytes = line->end - line->start;
    for (uint32_t node = line->node;; node = tree->nodes[node].parent) {
        enum html_tag tag = tree->nodes[node].tag;
        unsigned hints = tree->nodes[node].hints;
        for (size_t i = 0; i < sizeof hint_roles / sizeof *hint_roles; i++)
            if (hints & hint_roles[i].hint)
                return hint_roles[i].role;
        if (tag == TAG_NAV || tag == TAG_HEADER || tag == TAG_MENU)
            return BLOCK_NAVIGATION;
        if (tag == TAG_FOOTER)
            return BLOCK_BOILERPLATE;
        if (tag == TAG_ASIDE || hints & HINT_ASIDE)
            return BLOCK_RELATED;
        if (node == 0)
            break;
    }
    (void)score;
    return line->link_bytes * 2 > bytes ? BLOCK_NAVIGATION : BLOCK_BOILERPLATE;
}

/* Inside the article: by the nearest element that says it. */
static enum block_role inner_role(const struct html_tree *tree,
                                  const struct html_score *score,
                                  const struct html_line *line)
{
    uint32_t top = score->top, bytes = line->end - line->start;
    if (line->hints & HINT_CAPTION)
        return BLOCK_CAPTION;
    for (uint32_t node = line->node;; node = tree->nodes[node].parent) {
        enum html_tag tag = tree->nodes[node].tag;
        unsigned hints = node == top ? 0 : tree->nodes[node].hints;
        if (hints & HINT_BYLINE && !(hints & HINT_ASIDE) &&
            score->mass[node].bytes < BYLINE_BYTES)
            return BLOCK_BYLINE;
        if (hints & HINT_DATELINE && score->mass[node].bytes < DATE_BYTES)
            return BLOCK_DATELINE;
        if (html_element(tag)->flags & ELEMENT_HEADING)
            return BLOCK_HEADING;
        if (tag == TAG_FIGCAPTION ||
            (hints & HINT_CAPTION && score->mass[node].bytes < CAPTION_BYTES))
            return BLOCK_CAPTION;
        if (tag == TAG_LI || tag == TAG_DD || tag == TAG_DT)
            return BLOCK_LIST;
        if (tag == TAG_BLOCKQUOTE)
            return BLOCK_QUOTE;
        if (node == 0 || node == top)
            break;
        if (tag == TAG_TABLE)
            return BLOCK_TABLE;
    }
    uint32_t between = line->links > 1 ? (line->links - 1) * LINK_GAP : 0;
    if ((line->link_bytes + between) * 10 > bytes * 9 &&
        bytes < LINK_LINE_BYTES && score->mass[top].prose > 0)
        return BLOCK_RELATED;
    return BLOCK_BODY;
}

/* What a line beside the title is by its own words. */
static enum block_role head_role(struct str line, enum block_role role)
{
    if (role != BLOCK_BODY && role != BLOCK_BOILERPLATE)
        return role;
    return text_is_date(line)     ? BLOCK_DATELINE
           : text_is_byline(line) ? BLOCK_BYLINE
                                  : role;
}

static bool is_aside(const struct html_tree *tree, uint32_t node)
{
    for (; node; node = tree->nodes[node].parent)
        if (tree->nodes[node].tag == TAG_ASIDE)
            return true;
    return false;
}

/* Near the title, a short line that is marked as the author's name or the
 * date, or that reads so. */
static void mark_bylines(const struct html_tree *tree, size_t headline,
                         struct block *blocks)
{
    size_t from = headline > BYLINE_LINES ? headline - BYLINE_LINES : 0;
    size_t to = headline + BYLINE_LINES;
    for (size_t i = from; i < tree->line_count && i < to; i++) {
        const struct html_line *line = &tree->lines[i];
        uint32_t bytes = line->end - line->start;
        unsigned hints = line->hints | tree->nodes[line->node].hints |
                         tree->nodes[tree->nodes[line->node].parent].hints;
        if (i == headline || bytes > DATE_BYTES ||
            hints & (HINT_COMMENTS | HINT_ASIDE))
            continue;
        if (hints & HINT_BYLINE) {
            if (i > headline || !is_aside(tree, line->node))
                blocks[i].role = BLOCK_BYLINE;
        } else if (hints & HINT_DATELINE)
            blocks[i].role = BLOCK_DATELINE;
        else if (i > headline)
            blocks[i].role = head_role(line_text(tree, i), blocks[i].role);
    }
}

/* A headline that stands there again, as bars that stay on top have it. */
static void drop_repeated(const struct html_tree *tree, size_t headline,
                          struct block *blocks)
{
    struct str title = line_text(tree, headline);
    for (size_t i = 0; i < tree->line_count; i++)
        if (i != headline && block_role_has_facts(blocks[i].role) &&
            text_same(line_text(tree, i), title))
            blocks[i].role = BLOCK_BOILERPLATE;
}

/* The lines between title and text that read like sentences lead it in. */
static void mark_lead(const struct html_tree *tree,
                      const struct html_score *score, size_t headline,
                      struct block *blocks)
{
    size_t first = headline;
    while (first < tree->line_count && !score->is_main[first])
        first++;
    if (first == tree->line_count || first - headline > LEAD_LINES)
        return;
    for (size_t i = headline + 1; i < first; i++) {
        const struct html_line *line = &tree->lines[i];
        uint32_t bytes = line->end - line->start;
        if (bytes < LEAD_BYTES || line->link_bytes * 3 > bytes ||
            score->mass[line->node].unlikely ||
            (blocks[i].role != BLOCK_BOILERPLATE &&
             blocks[i].role != BLOCK_NAVIGATION))
            continue;
        blocks[i].role = inner_role(tree, score, line);
    }
}

static void mark_near_title(const struct html_tree *tree,
                            const struct html_score *score, size_t headline,
                            struct block *blocks)
{
    mark_lead(tree, score, headline, blocks);
    mark_bylines(tree, headline, blocks);
    drop_repeated(tree, headline, blocks);
}

/* Does the article's own text, given for machines, have the line? */
static bool is_confirmed(const struct witness *w, struct str line)
{
    size_t letters, confirmed = witness_confirms(w, line, &letters);
    return letters > 0 && confirmed * 10 >= letters * 8;
}

/* What JSON-LD has in the article's text is body. (What it has not may be so
 * all the same: often it has no lists and no lead.) */
static void hear_witness(const struct html_tree *tree,
                         const struct html_score *score, struct str text,
                         struct arena *mem, struct block *blocks)
{
    struct witness w = witness_of(text, mem);
    if (!w.letters)
        return;
    for (size_t i = 0; i < tree->line_count; i++) {
        struct str line = line_text(tree, i);
        if (line.len >= LEAD_BYTES && blocks[i].role >= BLOCK_RELATED &&
            !(score->mass[tree->lines[i].node].above & HINT_COMMENTS) &&
            is_confirmed(&w, line))
            blocks[i].role = inner_role(tree, score, &tree->lines[i]);
    }
}

/* A heading with nothing of the article behind it belongs to what follows. */
static void drop_bare_headings(struct block *blocks, size_t count)
{
    bool bare = true, any = false;
    for (size_t i = 0; i < count; i++)
        any |= blocks[i].role == BLOCK_BODY || blocks[i].role == BLOCK_LIST;
    if (!any)
        return; /* headings are all there is */
    for (size_t i = count; i-- > 0;) {
        if (blocks[i].role == BLOCK_HEADING && bare)
            blocks[i].role = BLOCK_RELATED;
        else
            bare = !block_role_has_facts(blocks[i].role);
    }
}

struct block *html_roles(const struct html_tree *tree, struct str title,
                         struct str witness, struct arena *mem)
{
    struct html_score score;
    struct str phrases = table_open("tables/phrases.txt");
    html_score(tree, witness, mem, &score);
    struct block *blocks = arena_array(mem, tree->line_count, sizeof *blocks);
    size_t headline = title_find(tree, title, &score);
    for (size_t i = 0; i < tree->line_count; i++) {
        const struct html_line *line = &tree->lines[i];
        enum block_role role = BLOCK_TITLE;
        if (i != headline && !phrase_role(phrases, line_text(tree, i), &role))
            role = score.is_main[i] ? inner_role(tree, &score, line)
                                    : outer_role(tree, &score, line);
        blocks[i] = (struct block){line->start, line->end, role};
    }
    if (headline < tree->line_count)
        mark_near_title(tree, &score, headline, blocks);
    hear_witness(tree, &score, witness, mem, blocks);
    drop_bare_headings(blocks, tree->line_count);
    return blocks;
}
