/* link.c - statements, events and roles that agree or contradict. */
#include "corroborate/link.h"

#include <stdio.h>

enum {
    GRAM = 3,             /* words that make a piece of a quotation */
    SAME_QUOTE = 600,     /* per thousand of the shorter one's pieces */
    QUOTE_WORDS_MIN = 4,  /* shorter statements are no evidence */
    LONG_QUOTE = 12,      /* such are nobody else's words */
    PART_HALVES = 3,      /* half as long again: it says more */
    ALIKE_SUBJECTS = 700, /* per thousand of telling words */
    NAME_SHARE = 500,     /* of a name's words, to be the same person */
    REASON_TEXT = 90,     /* bytes of each text in a reason */
};

static const char *const relation_names[] = {"same", "contradicts",
                                             "supersedes"};

const char *link_relation_name(enum link_relation relation)
{
    return relation < LINK_NONE ? relation_names[relation] : "none";
}

bool link_relation_parse(const char *name, enum link_relation *out)
{
    for (size_t i = 0; i < LINK_NONE; i++)
        if (strcmp(name, relation_names[i]) == 0) {
            *out = (enum link_relation)i;
            return true;
        }
    return false;
}

/* ---- Words ------------------------------------------------------------- */

/* Per thousand of a's pieces of GRAM words that b has, too. */
static uint32_t pieces_shared(const struct claim_words *a,
                              const struct claim_words *b)
{
    size_t all = a->count >= GRAM ? a->count - GRAM + 1 : 0, found = 0;
    for (size_t i = 0; i < all; i++)
        for (size_t k = 0; k + GRAM <= b->count; k++)
            if (memcmp(&a->list[i], &b->list[k], GRAM * sizeof *a->list) == 0) {
                found++;
                break;
            }
    return all ? (uint32_t)(found * 1000 / all) : 0;
}

/* Do the names have enough words in common? Without any telling word in
 * either ("he", "an official") nothing speaks against it. */
static bool names_fit(const struct claim *a, const struct claim *b)
{
    const struct claim_words *x = &a->who, *y = &b->who;
    bool apart;
    if (claim_same_entity(a, b, &apart) || apart)
        return !apart;
    size_t less = x->telling < y->telling ? x->telling : y->telling;
    return !less || claim_shared(x, y) * 1000 >= less * NAME_SHARE;
}

/* A text for a reason, cut between characters. */
static int shortened(const char *text)
{
    size_t len = strlen(text);
    if (len <= REASON_TEXT)
        return (int)len;
    for (len = REASON_TEXT; len && ((unsigned char)text[len] & 0xc0) == 0x80;)
        len--;
    return (int)len;
}

/* ---- Statements -------------------------------------------------------- */

static bool same_statement(const struct claim *a, const struct claim *b,
                           struct link *out)
{
    const struct claim *less = a->words.count <= b->words.count ? a : b;
    const struct claim *more = less == a ? b : a;
    if (less->words.count < QUOTE_WORDS_MIN)
        return false;
    uint32_t shared = pieces_shared(&less->words, &more->words);
    bool fit = names_fit(a, b);
    if (shared < SAME_QUOTE || (!fit && less->words.count < LONG_QUOTE))
        return false;
    out->relation = LINK_SAME;
    out->score = fit ? shared : shared * 7 / 10;
    out->exact = fit && shared == 1000 && a->words.count == b->words.count;
    if (more->words.count * 2 > less->words.count * PART_HALVES)
        out->part = more == a ? GROUP_PART_OF_A : GROUP_PART_OF_B;
    (void)snprintf(out->reason, sizeof out->reason,
                   "the same words%s: \"%.*s\"",
                   fit ? "" : " of speakers named differently",
                   shortened(less->text), less->text);
    return true;
}

/* The subjects of two decisions: the same, or one is "all" of what the other
 * is part of. */
static bool subjects_meet(const struct claim_decision *a,
                          const struct claim_decision *b)
{
    size_t shared = claim_shared(a->subject, b->subject);
    size_t x = a->subject->telling, y = b->subject->telling;
    size_t less = x < y ? x : y, more = x < y ? y : x;
    if (!shared)
        return false;
    if (a->universal != b->universal)
        return shared == (a->universal ? x : y);
    return shared == less && shared * 1000 >= more * ALIKE_SUBJECTS;
}

static bool contrary_decision(const struct claim *a, const struct claim *b,
                              struct link *out)
{
    for (size_t i = 0; i < a->decision_count; i++)
        for (size_t k = 0; k < b->decision_count; k++) {
            const struct claim_decision *x = &a->decisions[i];
            const struct claim_decision *y = &b->decisions[k];
            if (!str_eq(x->predicate, y->predicate) ||
                x->affirmed == y->affirmed || !subjects_meet(x, y))
                continue;
            out->relation = LINK_CONTRADICTS;
            out->score = x->universal || y->universal ? 800 : 750;
            (void)snprintf(out->reason, sizeof out->reason,
                           "one says they %.*s, the other that they do not%s: "
                           "\"%.*s\" against \"%.*s\"",
                           (int)x->predicate.len, x->predicate.ptr,
                           x->universal || y->universal ? " all" : "",
                           shortened(a->text), a->text, shortened(b->text),
                           b->text);
            return true;
        }
    return false;
}

/* ---- Events and roles -------------------------------------------------- */

static void events(const struct claim *a, const struct claim *b,
                   struct link *out)
{
    if (!a->date || !b->date || strcmp(a->date, b->date) != 0 ||
        strlen(a->date) < 10)
        return;
    bool apart, named = claim_shared(&a->words, &b->words) > 0;
    bool placed = claim_same_entity(a, b, &apart) ||
                  (a->who.telling && claim_shared(&a->who, &b->who) > 0);
    placed = placed && !apart;
    if (!named && !placed)
        return;
    out->relation = LINK_SAME;
    out->exact = named && placed;
    out->score = named && placed ? 900 : 700;
    (void)snprintf(out->reason, sizeof out->reason,
                   "the same date, %s%s: \"%.*s\" and \"%.*s\"", a->date,
                   placed ? ", and place" : "", shortened(a->text), a->text,
                   shortened(b->text), b->text);
}

static void roles(const struct claim *a, const struct claim *b,
                  struct link *out)
{
    size_t less =
        a->who.telling < b->who.telling ? a->who.telling : b->who.telling;
    bool apart, one = claim_same_entity(a, b, &apart);
    bool named = one || (less && claim_shared(&a->who, &b->who) >= less);
    if (apart || !named || !claim_shared(&a->words, &b->words))
        return;
    out->relation = LINK_SAME;
    out->exact =
        a->who.telling == b->who.telling && strcmp(a->text, b->text) == 0;
    out->score = out->exact ? 950 : 750;
    (void)snprintf(out->reason, sizeof out->reason,
                   "the same person in the same role: %.*s",
                   shortened(a->who_text), a->who_text);
}

void link_compare(const struct claim *a, const struct claim *b,
                  struct link *out)
{
    *out = (struct link){.relation = LINK_NONE};
    if (a->kind != b->kind || a->source == b->source)
        return;
    if (a->kind == CLAIM_CASUALTY)
        link_casualties(a, b, out);
    else if (a->kind == CLAIM_EVENT)
        events(a, b, out);
    else if (a->kind == CLAIM_ROLE)
        roles(a, b, out);
    else if (!contrary_decision(a, b, out) && claim_grams_meet(a, b))
        (void)same_statement(a, b, out);
}
