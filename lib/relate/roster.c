/* roster.c - gather names and what is known of them. */
#include "relate/roster.h"

#include <jansson.h>

#include "extract/aliases.h"
#include "store/codebooks.h"
#include "store/verdicts.h"

size_t roster_add(struct roster *roster, const char *text, bool personal,
                  int64_t count)
{
    roster->by_text.mem = roster->mem;
    const size_t *known = map_get(&roster->by_text, str_of(text));
    size_t i = known ? *known : roster->count;
    if (!known) {
        struct str kept = arena_str(roster->mem, str_of(text));
        size_t *number = arena_new(roster->mem, size_t);
        *number = i;
        *map_at(&roster->by_text, kept) = number;
        roster->names = arena_grow(roster->mem, roster->names, &roster->room,
                                   roster->count + 1, sizeof *roster->names);
        roster->names[roster->count++] = (struct entity_name){.text = kept.ptr};
    }
    roster->names[i].personal |= personal;
    roster->names[i].count += count;
    return i;
}

void roster_pair(struct roster *roster, const char *a, const char *b,
                 enum entity_why why, int64_t fact)
{
    struct roster_pairs *pairs = &roster->pairs;
    if (pairs->count == ROSTER_PAIRS_MAX)
        return;
    pairs->list = arena_grow(roster->mem, pairs->list, &pairs->room,
                             pairs->count + 1, sizeof *pairs->list);
    pairs->list[pairs->count++] = (struct entity_pair){
        arena_strdup(roster->mem, a), arena_strdup(roster->mem, b), why, fact};
}

void roster_take(struct roster *roster, const struct roster *from)
{
    struct roster_pairs *pairs = &roster->pairs;
    for (size_t i = 0; i < from->count; i++)
        (void)roster_add(roster, from->names[i].text, from->names[i].personal,
                         from->names[i].count);
    pairs->list =
        arena_grow(roster->mem, pairs->list, &pairs->room,
                   pairs->count + from->pairs.count, sizeof *pairs->list);
    for (size_t i = 0; i < from->pairs.count; i++)
        pairs->list[pairs->count++] = from->pairs.list[i];
}

bool roster_is_personal(const char *field)
{
    return strcmp(field, "speaker") == 0 || strcmp(field, "person") == 0;
}

const char *roster_name(const char *text, const char *normalized,
                        struct arena *mem)
{
    json_t *json =
        normalized ? json_loads(normalized, JSON_DECODE_ANY, NULL) : NULL;
    const char *resolved = json_string_value(json);
    const char *out = arena_strdup(mem, resolved ? resolved : text);
    json_decref(json);
    return out;
}

/* ---- What is known ----------------------------------------------------- */

static enum ibid_status people(struct store *st, struct roster *roster,
                               struct ibid_error *err)
{
    const char first[] = "n"; /* ids of names begin so */
    struct arena mem = {0};
    struct verdict_row row = {.id = first};
    enum ibid_status status = IBID_OK;
    while (!status) {
        status = store_verdict_next(st, row.id, &mem, &row, err);
        if (status || !row.id || row.id[0] != first[0])
            break;
        bool apart = strcmp(row.says, "dismissed") == 0;
        roster_pair(roster, row.a, row.b, apart ? ENTITY_APART : ENTITY_SAID,
                    0);
    }
    arena_done(&mem);
    return status;
}

static void listed(void *ctx, struct str name, struct str other)
{
    struct roster *roster = ctx;
    const char *a = arena_str(roster->mem, name).ptr;
    const char *b = arena_str(roster->mem, other).ptr;
    (void)roster_add(roster, a, false, 0);
    (void)roster_add(roster, b, false, 0);
    roster_pair(roster, a, b, ENTITY_LISTED, 0);
}

enum ibid_status roster_known(struct store *st, struct roster *roster,
                              struct ibid_error *err)
{
    struct arena mem = {0};
    struct codebook_row book = {0};
    enum ibid_status status = store_codebook_get(st, 0, &mem, &book, err);
    for (size_t i = 0; !status && i < book.file_count; i++) {
        struct mistakes mistakes = {0};
        struct codebook_file file = {book.files[i].path, book.files[i].bytes};
        struct script script = script_start(&file, &mistakes, &mem);
        if (strcmp(file.path, "aliases.txt") == 0)
            aliases_read(&script, listed, roster);
    }
    arena_done(&mem);
    if (status == IBID_NOT_FOUND) /* no codebook yet: none of its lists */
        status = IBID_OK;
    return status ? status : people(st, roster, err);
}
