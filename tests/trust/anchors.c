/* anchors.c - random work at the desk: after it every citation still quotes
 * its text, undoing all leads to the start and redoing all to the end.
 * anchors SEEDS STEPS EVERY FLOOR */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"

#include "base/arena.h"

enum { ARTICLES = 24, SPEAKERS = 4, KINDS = 13 };

struct work {
    struct desk desk;
    int number; /* of the seed */
    uint64_t seed;
    int tolls[ARTICLES]; /* 0: never imported */
    int64_t points, bad;
    bool redacting;
    int64_t counts[KINDS]; /* of steps that did something */
};

static const char *const speakers[SPEAKERS] = {
    "Anton Verrick", "Ilse Brandvold", "Rada Mikkelsen", "Zoë Müller"};

static unsigned any(struct work *w, unsigned below)
{
    return desk_random(&w->seed, below);
}

/* What an operation may come to besides success. */
static void allow(enum ibid_status status, const struct ibid_error *err)
{
    if (status != IBID_OK && status != IBID_NOT_FOUND &&
        status != IBID_INVALID && status != IBID_CONFLICT)
        desk_fail("status %d: %s", (int)status, err->text);
}

/* ---- Steps ------------------------------------------------------------- */

static void import_some(struct work *w)
{
    unsigned n = any(w, ARTICLES);
    char name[32];
    char *more = arena_printf(
        w->desk.mem, "%s\n\nMore than %u were wounded, the hospital said. %s",
        any(w, 2) ? "It rained — all day." : "“No,” Verrick said.",
        any(w, 4) * 10 + 20, any(w, 2) ? "He declined to say more." : "");
    if (!w->tolls[n] || !any(w, 3))
        w->tolls[n] = 3 + (int)any(w, 40);
    (void)snprintf(name, sizeof name, "article-%u.txt", n);
    const char *text = desk_article(&w->desk, any(w, 2) ? "Dravik" : "Łódź",
                                    w->tolls[n], speakers[n % SPEAKERS], more);
    desk_import(&w->desk, desk_file(&w->desk, name, text));
}

static const char *any_fact(struct work *w)
{
    int64_t count = desk_facts(&w->desk, NULL);
    return count ? desk_fact(&w->desk, NULL, any(w, (unsigned)count)) : NULL;
}

static void edit_some(struct work *w)
{
    static const char *const values[] = {"31", "dozens", "", "on Friday",
                                         "Vessen — “upper town”"};
    const char *id = any_fact(w);
    struct ibid_fact fact;
    struct ibid_change_result result;
    struct ibid_error err = {0};
    if (!id || ibid_fact_get(w->desk.db, id, w->desk.mem, &fact, NULL) ||
        !fact.field_count)
        return;
    const char *field = fact.fields[any(w, (unsigned)fact.field_count)].name;
    struct ibid_assignment value = {field, values[any(w, 5)]};
    uint32_t start = any(w, 200);
    struct ibid_cite cite = {.field = any(w, 2) ? field : NULL,
                             .start = start,
                             .end = start + 1 + any(w, 30)};
    unsigned what = any(w, 3);
    allow(ibid_fact_edit(w->desk.db, id, &value, what != 1, &cite, what != 0,
                         NULL, &result, &err),
          &err);
}

static void decide_some(struct work *w)
{
    static const char *const kinds[] = {"casualty", "statement", NULL};
    static const enum ibid_fact_status to[] = {IBID_ACCEPTED, IBID_REJECTED,
                                               IBID_EXTRACTED};
    struct ibid_query query = {.kind = kinds[any(w, 3)],
                               .text = any(w, 4) ? NULL : "Dravik"};
    struct ibid_change_result result;
    struct ibid_error err = {0};
    allow(ibid_fact_decide(w->desk.db, &query, to[any(w, 3)], NULL, &result,
                           &err),
          &err);
}

static void source_some(struct work *w)
{
    static const struct ibid_assignment edits[] = {{"published", "2017-02-20"},
                                                   {"published", ""},
                                                   {"title", "Another"},
                                                   {"published", "2016-12"},
                                                   {"outlet", "Wire"}};
    char name[32];
    struct ibid_change_result result;
    struct ibid_error err = {0};
    (void)snprintf(name, sizeof name, "article-%u.txt", any(w, ARTICLES));
    allow(ibid_source_edit(w->desk.db, name, &edits[any(w, 5)], 1, NULL,
                           &result, &err),
          &err);
}

static bool turn(struct work *w, bool redo)
{
    struct ibid_change_result result;
    struct ibid_error err = {0};
    enum ibid_status status =
        redo ? ibid_redo(w->desk.db, NULL, NULL, &result, &err)
             : ibid_undo(w->desk.db, NULL, NULL, &result, &err);
    allow(status, &err);
    if (status == IBID_CONFLICT)
        (void)fprintf(stderr, "%s\n", err.text);
    return status == IBID_OK;
}

static void extract_some(struct work *w)
{
    struct ibid_extract_summary summary;
    struct ibid_error err = {0};
    allow(ibid_extract(w->desk.db, NULL, NULL, NULL, NULL, &summary, &err),
          &err);
}

/* Citations of earlier versions are carried over, kept or removed, many at
 * once or one. */
static void reanchor_some(struct work *w)
{
    static const enum ibid_anchor_do whats[] = {
        IBID_ANCHOR_ACCEPT, IBID_ANCHOR_ACCEPT, IBID_ANCHOR_KEEP,
        IBID_ANCHOR_REMOVE};
    const char *id = any_fact(w);
    struct ibid_fact fact;
    struct ibid_query query = {.facts = &id, .fact_count = any(w, 2)};
    struct ibid_change_result result;
    struct ibid_error err = {0};
    enum ibid_anchor_do what = whats[any(w, 4)];
    if (!id || ibid_fact_get(w->desk.db, id, w->desk.mem, &fact, NULL))
        return;
    if (any(w, 3) && what != IBID_ANCHOR_REMOVE) {
        allow(ibid_anchor_decide(w->desk.db, &query, any(w, 16), what, NULL,
                                 &result, &err),
              &err);
        return;
    }
    if (!fact.field_count || !fact.fields[0].values[0].citation_count)
        return;
    uint32_t start = any(w, 200);
    struct ibid_cite instead = {.start = start, .end = start + 1 + any(w, 30)};
    allow(ibid_anchor_set(w->desk.db, id,
                          fact.fields[0].values[0].citations[0].id, what,
                          any(w, 3) ? NULL : &instead, NULL, &result, &err),
          &err);
}

/* Another fact of the same kind, or NULL. */
static const char *like(struct work *w, const char *id)
{
    struct ibid_fact fact;
    if (ibid_fact_get(w->desk.db, id, w->desk.mem, &fact, NULL))
        return NULL;
    struct ibid_query query = {.kind = fact.kind};
    int64_t count = desk_facts(&w->desk, &query);
    const char *other =
        count > 1 ? desk_fact(&w->desk, fact.kind, any(w, (unsigned)count))
                  : id;
    return strcmp(other, id) == 0 ? NULL : other;
}

static void merge_some(struct work *w)
{
    const char *id = any_fact(w), *other = id ? like(w, id) : NULL;
    struct ibid_change_result result;
    struct ibid_error err = {0};
    if (!other)
        return;
    if (any(w, 3))
        allow(ibid_fact_merge(w->desk.db, id, &other, 1, NULL, &result, &err),
              &err);
    else
        allow(ibid_fact_split(w->desk.db, id, NULL, &result, &err), &err);
}

static void made_some(struct work *w)
{
    char name[32];
    uint32_t start = any(w, 100);
    struct ibid_change_result result;
    struct ibid_error err = {0};
    struct ibid_assignment value = {"number", any(w, 2) ? "7" : "dozens"};
    struct ibid_cite cite = {
        .field = "number", .start = start, .end = start + 1 + any(w, 20)};
    const char *id = any_fact(w);
    struct ibid_change_options why = {.reason = "read it — twice"};
    (void)snprintf(name, sizeof name, "article-%u.txt", any(w, ARTICLES));
    if (any(w, 2))
        allow(ibid_fact_add(w->desk.db, "casualty", name, &value, 1, &cite,
                            any(w, 4) != 0, NULL, &result, &err),
              &err);
    else if (id && any(w, 2))
        allow(ibid_fact_note(w->desk.db, id, any(w, 3) ? "look again" : "",
                             NULL, &result, &err),
              &err);
    else if (id)
        allow(ibid_fact_rank(w->desk.db, id, (enum ibid_rank)any(w, 3), &why,
                             &result, &err),
              &err);
}

/* Out, a cell edited where there is one to edit, and back again. */
static void apply_some(struct work *w)
{
    char path[96];
    struct ibid_export_summary written;
    struct ibid_apply_summary summary;
    struct ibid_error err = {0};
    (void)snprintf(path, sizeof path, "%s/table.csv", w->desk.folder);
    struct ibid_export what = {
        .format = "csv", .path = path, .query.kind = "casualty"};
    if (ibid_export(w->desk.db, &what, &written, &err))
        desk_fail("export: %s", err.text);
    char *text = desk_read(path), *at = text;
    for (unsigned i = any(w, 9); at && i > 0; i--)
        at = strstr(at + 1, "illed");
    if (at && *at)
        memcpy(at, any(w, 2) ? "ILLED" : "itten", 5);
    (void)desk_file(&w->desk, "table.csv", text);
    free(text);
    struct ibid_apply how = {.path = path, .side = IBID_THEIRS};
    allow(ibid_apply(w->desk.db, &how, NULL, w->desk.mem, &summary, &err),
          &err);
}

/* For good: what was done before cannot all be undone any more. */
static void redact_some(struct work *w)
{
    char name[32];
    struct ibid_change_result result;
    struct ibid_error err = {0};
    (void)snprintf(name, sizeof name, "article-%u.txt", any(w, ARTICLES));
    allow(ibid_source_redact(w->desk.db, name, NULL, &result, &err), &err);
}

static void step(struct work *w)
{
    int64_t head = desk_head(&w->desk);
    unsigned what = any(w, w->redacting ? 29 : 28);
    int kind = 0;
    if (what < 5)
        import_some(w);
    else if (what < 10)
        kind = 1, edit_some(w);
    else if (what < 12)
        kind = 2, decide_some(w);
    else if (what < 15)
        kind = 3, (void)turn(w, false);
    else if (what < 17)
        kind = 4, (void)turn(w, true);
    else if (what < 19)
        kind = 5, source_some(w);
    else if (what < 22)
        kind = 8, reanchor_some(w);
    else if (what == 28)
        kind = 12, redact_some(w);
    else if (what == 27)
        kind = 11, apply_some(w);
    else if (what > 24)
        kind = 10, made_some(w);
    else if (what > 22)
        kind = 9, merge_some(w);
    else if (any(w, 4) == 0)
        kind = 6, extract_some(w);
    else
        kind = 7, desk_reopen(&w->desk);
    w->counts[kind] += desk_head(&w->desk) != head;
}

/* ---- Checks ------------------------------------------------------------ */

static void check(struct work *w)
{
    w->points += desk_citations(&w->desk, &w->bad);
    w->bad += desk_findings(&w->desk);
}

static void check_turns(struct work *w, const char *start)
{
    const char *end = desk_state(&w->desk);
    int64_t undone = 0;
    while (turn(w, false))
        undone++;
    bool at_start = strcmp(desk_state(&w->desk), start) == 0;
    check(w);
    for (int64_t i = 0; i < undone; i++)
        if (!turn(w, true))
            w->bad++;
    bool at_end = strcmp(desk_state(&w->desk), end) == 0;
    check(w);
    if (!at_start || !at_end)
        (void)fprintf(stderr, "%lld steps undone: start %d, end %d\n",
                      (long long)undone, at_start, at_end);
    w->bad += !at_start + !at_end;
}

/* Every other seed removes texts for good as well. */
static void run(struct work *w, int steps, int every)
{
    w->redacting = w->number % 2 == 0;
    desk_open(&w->desk);
    const char *start = desk_state(&w->desk);
    for (int i = 1; i <= steps; i++) {
        step(w);
        if (i % every == 0)
            check(w);
    }
    if (!w->redacting)
        check_turns(w, start);
    else
        check(w);
    desk_done(&w->desk);
}

static void print_counts(const struct work *w)
{
    static const char *const names[KINDS] = {
        "imports",      "edits",       "decisions", "undone",       "redone",
        "sources",      "extractions", "reopened",  "carried over", "merged",
        "made by hand", "applied",     "redacted"};
    printf("seed %d:", w->number);
    for (int i = 0; i < KINDS; i++)
        if (w->counts[i])
            printf(" %lld %s", (long long)w->counts[i], names[i]);
    printf("\n");
}

int main(int count, char **words)
{
    if (count != 5)
        return 2;
    int seeds = (int)strtol(words[1], NULL, 10);
    int64_t points = 0, bad = 0;
    for (int seed = 1; seed <= seeds; seed++) {
        struct work w = {.number = seed, .seed = (uint64_t)seed};
        run(&w, (int)strtol(words[2], NULL, 10),
            (int)strtol(words[3], NULL, 10));
        points += w.points;
        bad += w.bad;
        print_counts(&w);
    }
    return desk_proved("anchors", points, bad, words[4]);
}
