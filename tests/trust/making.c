/* making.c - articles of sentences drawn at random, and what editors do to
 * them. */
#include "making.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"

static unsigned any(struct making *m, unsigned below)
{
    return desk_random(&m->seed, below);
}

/* ---- Sentences --------------------------------------------------------- */

static const char *const names[] = {
    "Verrick",   "Brandvold", "Mikkelsen", "Müller",   "Castellane", "Okonjo",
    "Tamarov",   "Ó Briain",  "Halvorsen", "Ndiaye",   "Petrosyan",  "Laurier",
    "Szymańska", "Abe",       "Quist",     "de Groot", "O’Hara",     "Ibarra"};
static const char *const places[] = {
    "Dravik", "Łódź",   "Vessen", "Arvo",   "Berg", "Port Sable", "Kesh",
    "Imlil",  "Torsby", "Nadrag", "Halden", "Ruse", "Old Quarter"};
static const char *const days[] = {"Monday", "Tuesday", "Friday", "Sunday",
                                   "16 January"};
static const char *const things[] = {
    "the bridge over the river", "a market hall",   "two schools",
    "an empty barracks",         "the water works", "a row of houses 🔥",
    "the old — and only — road", "grain stores"};

#define PICK(m, list)                                                          \
    ((list)[any((m), (unsigned)(sizeof(list) / sizeof *(list)))])

static const char *name(struct making *m)
{
    return names[any(m, (unsigned)m->names)];
}

static const char *sentence(struct making *m)
{
    unsigned n = 2 + any(m, 200);
    struct arena *mem = &m->mem;
    switch (any(m, 9)) {
    case 0:
        return arena_printf(mem,
                            "At least %u people were killed in %s on %s, %s "
                            "told reporters.",
                            n, PICK(m, places), PICK(m, days), name(m));
    case 1:
        return arena_printf(mem, "“We saw %u of them near %s,” said %s.", n,
                            PICK(m, places), name(m));
    case 2:
        return arena_printf(mem, "%s, who leads the council of %s, denied it.",
                            name(m), PICK(m, places));
    case 3:
        return arena_printf(mem, "Shells hit %s in %s and wounded %u.",
                            PICK(m, things), PICK(m, places), n);
    case 4:
        return arena_printf(mem, "The hospital said on %s that %u had died.",
                            PICK(m, days), n);
    case 5:
        return arena_printf(mem,
                            "“%s will not be rebuilt,” %s said,"
                            "\xc2\xa0“before %s comes back.”",
                            PICK(m, places), name(m), name(m));
    case 6:
        return arena_printf(mem, "He declined to say more.");
    case 7:
        return arena_printf(mem, "%u lorries crossed %s.", n, PICK(m, things));
    default:
        return arena_printf(
            mem, "In %s, %s and %s signed for %u of the %u towns on %s.",
            PICK(m, places), name(m), name(m), n, n + any(m, 9), PICK(m, days));
    }
}

/* Straight quotation marks, plain dashes and blanks. */
static const char *plain_of(const char *text, struct arena *mem)
{
    static const char *const from[] = {"“", "”", "’", "—", "\xc2\xa0"};
    static const char *const to[] = {"\"", "\"", "'", "-", " "};
    struct buf out = {0};
    while (*text) {
        size_t i = 0;
        while (i < 5 && strncmp(text, from[i], strlen(from[i])) != 0)
            i++;
        if (i < 5) {
            buf_text(&out, to[i]);
            text += strlen(from[i]);
        } else
            buf_byte(&out, *text++);
    }
    const char *plain = arena_strdup(mem, out.ptr);
    buf_done(&out);
    return plain;
}

/* ---- Articles ---------------------------------------------------------- */

static void write_out(struct article *article)
{
    buf_reset(&article->text);
    for (int p = 0; p < article->count; p++) {
        for (int s = 0; s < article->list[p].count; s++) {
            struct sentence *it = &article->list[p].list[s];
            buf_text(&article->text, s ? " " : "");
            it->start = (uint32_t)article->text.len;
            buf_text(&article->text, it->text);
        }
        buf_text(&article->text, "\n\n");
    }
}

static int origin_of(const struct article *old, int known, const char *plain)
{
    int n = 0;
    for (int p = 0; p < old->count; p++)
        for (int s = 0; s < old->list[p].count && n < known; s++, n++)
            if (strcmp(old->list[p].list[s].plain, plain) == 0)
                return old->list[p].list[s].origin;
    return known;
}

static void make_old(struct making *m)
{
    m->old.count = 3 + (int)any(m, 14);
    m->sentences = 0;
    for (int p = 0; p < m->old.count; p++) {
        m->old.list[p].count = 0;
        for (unsigned left = 1 + any(m, 5); left--; m->sentences++) {
            const char *text = sentence(m), *plain = plain_of(text, &m->mem);
            int origin = origin_of(&m->old, m->sentences, plain);
            m->old.list[p].list[m->old.list[p].count++] =
                (struct sentence){text, plain, origin, 0};
        }
    }
    write_out(&m->old);
}

/* ---- Edits ------------------------------------------------------------- */

static struct paragraph *any_paragraph(struct making *m)
{
    return m->new.count ? &m->new.list[any(m, (unsigned)m->new.count)] : NULL;
}

static void paragraph_insert(struct making *m, const struct paragraph *it)
{
    if (m->new.count == PARAGRAPHS_MAX)
        return;
    int at = (int)any(m, (unsigned)m->new.count + 1);
    memmove(&m->new.list[at + 1], &m->new.list[at],
            (size_t)(m->new.count - at) * sizeof *m->new.list);
    m->new.list[at] = *it;
    m->new.count++;
}

static struct paragraph paragraph_take(struct making *m)
{
    int at = (int)any(m, (unsigned)m->new.count);
    struct paragraph taken = m->new.list[at];
    m->new.count--;
    memmove(&m->new.list[at], &m->new.list[at + 1],
            (size_t)(m->new.count - at) * sizeof *m->new.list);
    return taken;
}

static void sentence_insert(struct making *m, struct paragraph *to)
{
    if (to->count == 16)
        return;
    const char *text = sentence(m), *plain = plain_of(text, &m->mem);
    /* The same words by chance are the same sentence. */
    int origin = origin_of(&m->old, m->sentences, plain);
    int at = (int)any(m, (unsigned)to->count + 1);
    memmove(&to->list[at + 1], &to->list[at],
            (size_t)(to->count - at) * sizeof *to->list);
    to->list[at] =
        (struct sentence){text, plain, origin < m->sentences ? origin : -1, 0};
    to->count++;
}

static void sentence_delete(struct making *m, struct paragraph *from)
{
    int at = (int)any(m, (unsigned)from->count);
    if (from->count < 2)
        return;
    from->count--;
    memmove(&from->list[at], &from->list[at + 1],
            (size_t)(from->count - at) * sizeof *from->list);
}

/* Another number in place of the first. */
static void number_change(struct making *m, struct sentence *it)
{
    size_t at = strcspn(it->text, "0123456789");
    if (!it->text[at])
        return;
    unsigned long old = strtoul(it->text + at, NULL, 10);
    const char *text = arena_printf(
        &m->mem, "%.*s%lu%s", (int)at, it->text, old + 1 + any(m, 90),
        it->text + at + strspn(it->text + at, "0123456789"));
    it->text = text;
    it->plain = plain_of(text, &m->mem);
    int same = origin_of(&m->old, m->sentences, it->plain);
    it->origin = same < m->sentences ? same : it->origin;
}

static void paragraph_split(struct making *m, struct paragraph *it)
{
    struct paragraph rest = {.count = 0};
    if (it->count < 2 || m->new.count == PARAGRAPHS_MAX)
        return;
    rest.list[rest.count++] = it->list[--it->count];
    paragraph_insert(m, &rest);
}

static void edit(struct making *m)
{
    struct paragraph *it = any_paragraph(m), new = {0};
    if (!it)
        return;
    switch (any(m, 9)) {
    case 0:
        sentence_insert(m, &new);
        paragraph_insert(m, &new);
        break;
    case 1:
        (void)paragraph_take(m);
        break;
    case 2:
        new = paragraph_take(m);
        paragraph_insert(m, &new);
        break;
    case 3:
        new = *it;
        paragraph_insert(m, &new);
        break;
    case 4:
        sentence_insert(m, it);
        break;
    case 5:
        sentence_delete(m, it);
        break;
    case 6:
        number_change(m, &it->list[any(m, (unsigned)it->count)]);
        break;
    case 7:
        for (int p = 0; p < m->new.count; p++)
            for (int s = 0; s < m->new.list[p].count; s++)
                m->new.list[p].list[s].text = m->new.list[p].list[s].plain;
        break;
    default:
        paragraph_split(m, it);
    }
}

void making_next(struct making *m)
{
    arena_reset(&m->mem);
    m->names = any(m, 3) ? (int)(sizeof names / sizeof *names) : 2;
    make_old(m);
    m->new.count = m->old.count;
    memcpy(m->new.list, m->old.list, sizeof m->old.list);
    for (unsigned i = 1 + any(m, 7); i--;)
        edit(m);
    write_out(&m->new);
}

void making_done(struct making *m)
{
    buf_done(&m->old.text);
    buf_done(&m->new.text);
    arena_done(&m->mem);
}
