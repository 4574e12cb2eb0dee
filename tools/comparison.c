/* comparison.c - what several sources say as tables and lists. */
#include "comparison.h"

#include <stdio.h>
#include <string.h>

#include "safe.h"

enum {
    COMPARED_CELL = 6,      /* columns of a source */
    COMPARED_COUNTS = 13,   /* of "sources" and "indep." */
    COMPARED_HEAD_MIN = 24, /* of what is said */
    COMPARED_NAME = 22,     /* of a source, in lists */
};

/* Where in the list a source stands; the count when it does not. */
static size_t place_of(const struct ibid_comparison *all, const char *source)
{
    size_t i = 0;
    while (i < all->source_count && strcmp(all->sources[i].id, source) != 0)
        i++;
    return i;
}

static char letter(size_t i)
{
    return (char)(i < 26 ? 'A' + i : i < 52 ? 'a' + (i - 26) : '?');
}

char comparison_letter(const struct ibid_comparison *all, const char *source)
{
    return letter(place_of(all, source));
}

void comparison_sources(struct out *out, const struct ibid_comparison *all)
{
    struct buf *text = &out->text;
    int room = out->columns ? out->columns - COMPARED_NAME - 17 : 0;
    for (size_t i = 0; i < all->source_count; i++) {
        const struct ibid_compared *source = &all->sources[i];
        buf_printf(text, "%c  ", letter(i));
        safe_cell(text, source->outlet ? source->outlet : source->name,
                  COMPARED_NAME, true);
        buf_printf(text, " %-10.10s ",
                   source->published ? source->published : "-");
        if (source->copy_of)
            buf_printf(text,
                       "copies %c: ", comparison_letter(all, source->copy_of));
        safe_cell(text, source->title ? source->title : source->name, room,
                  false);
        buf_byte(text, '\n');
    }
}

/* ---- The table --------------------------------------------------------- */

static void cell(struct buf *text, const struct ibid_group *group,
                 const char *source)
{
    char words[32] = ".";
    size_t count = 0;
    for (size_t i = 0; i < group->fact_count; i++) {
        const struct ibid_fact *fact = &group->facts[i];
        if (strcmp(fact->source, source) != 0)
            continue;
        if (!count++)
            (void)snprintf(words, sizeof words, "#%lld", (long long)fact->no);
    }
    buf_printf(text, " %*s%s", COMPARED_CELL - 1 - (count > 1), words,
               count > 1 ? "+" : "");
}

/* The one that says most. */
static const struct ibid_fact *fullest(const struct ibid_group *group)
{
    const struct ibid_fact *best = &group->facts[0];
    for (size_t i = 1; i < group->fact_count; i++)
        if (group->facts[i].field_count > best->field_count)
            best = &group->facts[i];
    return best;
}

static void headline(struct buf *text, const struct ibid_group *group,
                     const struct keys *keys, int room)
{
    struct buf line = {0};
    view_headline(&line, fullest(group), keys);
    safe_cell(text, line.ptr ? line.ptr : "", room, room > 0);
    buf_done(&line);
}

static int head_room(const struct out *out, const struct ibid_comparison *all)
{
    int used = 2 + COMPARED_COUNTS + COMPARED_CELL * (int)all->source_count;
    int room = out_columns(out, 110) - used;
    return room < COMPARED_HEAD_MIN ? COMPARED_HEAD_MIN : room;
}

void comparison_table(struct out *out, const struct ibid_comparison *all,
                      const struct keys *keys)
{
    struct buf *text = &out->text;
    int room = head_room(out, all);
    out_style(out, STYLE_HEAD);
    buf_printf(text, "%-*s", room + 2, "");
    for (size_t i = 0; i < all->source_count; i++)
        buf_printf(text, " %*c", COMPARED_CELL - 1, letter(i));
    buf_text(text, " said by indep.");
    out_style(out, STYLE_PLAIN);
    buf_byte(text, '\n');
    for (size_t g = 0; g < all->group_count; g++) {
        const struct ibid_group *group = &all->groups[g];
        bool clashes =
            (g && group[-1].band == group->band) ||
            (g + 1 < all->group_count && group[1].band == group->band);
        out_styled(out, clashes ? STYLE_BAD : STYLE_PLAIN,
                   clashes ? "! " : "  ");
        headline(text, group, keys, room);
        for (size_t i = 0; i < all->source_count; i++)
            cell(text, group, all->sources[i].id);
        buf_printf(text, " %7lld %6lld\n", (long long)group->sources,
                   (long long)group->independent);
    }
}

/* ---- Lists ------------------------------------------------------------- */

static void fact_line(struct out *out, const struct ibid_comparison *all,
                      const struct ibid_fact *fact, const struct keys *keys)
{
    struct buf head = {0}, *text = &out->text;
    size_t at = place_of(all, fact->source);
    const struct ibid_compared *source =
        at < all->source_count ? &all->sources[at] : NULL;
    view_headline(&head, fact, keys);
    buf_text(text, "  ");
    safe_cell(text,
              !source          ? "-"
              : source->outlet ? source->outlet
                               : source->name,
              COMPARED_NAME, true);
    buf_printf(text, " %6s", "");
    text->len -= 6;
    char no[24];
    (void)snprintf(no, sizeof no, "#%lld", (long long)fact->no);
    buf_printf(text, "%6s  ", no);
    safe_cell(text, head.ptr ? head.ptr : "",
              out->columns ? out->columns - COMPARED_NAME - 12 : 0, false);
    buf_byte(text, '\n');
    buf_done(&head);
}

void comparison_groups(struct out *out, const struct ibid_comparison *all,
                       const struct keys *keys)
{
    struct buf *text = &out->text;
    for (size_t g = 0; g < all->group_count; g++) {
        const struct ibid_group *group = &all->groups[g];
        if (g && group[-1].band == group->band)
            out_styled(out, STYLE_BAD, "against\n");
        else if (g)
            buf_byte(text, '\n');
        out_style(out, STYLE_HEAD);
        out_count(text, group->sources, "source");
        buf_printf(text, ", %lld independent", (long long)group->independent);
        out_style(out, STYLE_PLAIN);
        buf_byte(text, '\n');
        for (size_t i = 0; i < group->fact_count; i++)
            fact_line(out, all, &group->facts[i], keys);
    }
}

static const struct ibid_fact *fact_of(const struct ibid_comparison *all,
                                       const char *id)
{
    for (size_t g = 0; g < all->group_count; g++)
        for (size_t i = 0; i < all->groups[g].fact_count; i++)
            if (strcmp(all->groups[g].facts[i].id, id) == 0)
                return &all->groups[g].facts[i];
    return NULL;
}

void comparison_links(struct out *out, const struct ibid_comparison *all,
                      const char *of)
{
    struct buf *text = &out->text;
    for (size_t i = 0; i < all->link_count; i++) {
        const struct ibid_link *link = &all->links[i];
        const struct ibid_fact *a = fact_of(all, link->a);
        const struct ibid_fact *b = fact_of(all, link->b);
        if (!a || !b || (strcmp(a->id, of) != 0 && strcmp(b->id, of) != 0))
            continue;
        buf_printf(text, "  #%lld %s #%lld (%s, %.2f): ", (long long)a->no,
                   strcmp(link->relation, "same") == 0 ? "same as"
                                                       : link->relation,
                   (long long)b->no, link->status, link->score);
        safe_text(text, link->reason);
        buf_byte(text, '\n');
    }
}
