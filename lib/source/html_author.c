/* html_author.c - names of authors by the elements they stand in. */
#include "source/html_author.h"

#include "source/phrase.h"

/* Of several within one another the outermost counts: "Jane Doe and John Roe".
 * It has more than names? Then it is passed over. */
static int rank_of(const struct html_authors *authors, enum author_mark mark)
{
    switch (mark) {
    case AUTHOR_NAME:
        return authors->open[authors->count - 1].rank - AUTHOR_OPEN_MAX;
    case AUTHOR_STATED:
        return RANK_ITEMPROP + 2 * AUTHOR_OPEN_MAX + (int)authors->count;
    case AUTHOR_CLASS:
    case AUTHOR_NONE:
        break;
    }
    return RANK_ELEMENT + 2 * AUTHOR_OPEN_MAX + (int)authors->count;
}

void html_author_start(struct html_authors *authors, struct str name,
                       enum author_mark mark, size_t text, uint32_t page)
{
    size_t last = authors->count - 1;
    bool taken = mark != AUTHOR_NONE && authors->count < AUTHOR_OPEN_MAX &&
                 authors->seen < AUTHOR_SEEN_MAX &&
                 (mark != AUTHOR_NAME || authors->count);
    if (taken) {
        int rank = rank_of(authors, mark);
        authors->open[authors->count].name = name;
        authors->open[authors->count].text = text;
        authors->open[authors->count].page = page;
        authors->open[authors->count].nested = 0;
        authors->open[authors->count++].rank = rank;
        authors->seen++;
    } else if (authors->count && str_ieq(authors->open[last].name, name)) {
        authors->open[last].nested++;
    }
}

static void offer(const struct html_authors *authors, size_t i, struct str text,
                  uint32_t page, struct html_meta *meta)
{
    if (authors->open[i].text >= text.len)
        return;
    struct str words = str_trim(str_cut(text, authors->open[i].text, text.len));
    if (words.len > AUTHOR_BYTES_MAX ||
        str_find(words, STR("\n\n")) < words.len)
        return; /* a box with more in it than names */
    meta->place =
        (struct html_place){"author element", authors->open[i].page, page,
                            (uint32_t)authors->open[i].text + 1};
    html_meta_offer(meta, FIELD_AUTHOR, authors->open[i].rank,
                    byline_name(words));
}

void html_author_end(struct html_authors *authors, struct str name,
                     struct str text, uint32_t page, struct html_meta *meta)
{
    size_t i = authors->count;
    while (i && !str_ieq(authors->open[i - 1].name, name))
        i--;
    if (!i)
        return;
    if (i == authors->count && authors->open[i - 1].nested) {
        authors->open[i - 1].nested--;
        return;
    }
    offer(authors, i - 1, text, page, meta);
    authors->count = i - 1; /* those within were never closed */
}
