/* verdict.c - a person's word on a link or on two names as journal entries. */
#include "history/verdict.h"

#include <jansson.h>

void verdict_id(char letter, const char *a, const char *b, char out[ID_BYTES])
{
    bool first = strcmp(a, b) < 0;
    struct hash h = hash_begin();
    hash_field(&h, STR("ibid verdict 1"));
    hash_field(&h, str_of(first ? a : b));
    hash_field(&h, str_of(first ? b : a));
    struct sha256 sum = hash_end(&h);
    id_from_hash(letter, &sum, out);
}

bool verdict_is_subject(const char *subject)
{
    return subject[0] == VERDICT_LINK || subject[0] == VERDICT_NAMES;
}

/* ---- States ------------------------------------------------------------ */

static void state_write(const struct verdict_row *verdict, struct buf *out)
{
    struct jsonw to = jsonw_start(out);
    if (!verdict->id || !verdict->says)
        return;
    jsonw_object(&to);
    jsonw_key_text(&to, "id", verdict->id);
    jsonw_key_text(&to, "a", verdict->a);
    jsonw_key_text(&to, "b", verdict->b);
    jsonw_key_text(&to, "relation", verdict->relation);
    jsonw_key_text(&to, "says", verdict->says);
    jsonw_object_end(&to);
}

static const char *member(json_t *root, const char *key, struct arena *mem)
{
    const char *text = json_string_value(json_object_get(root, key));
    return text ? arena_strdup(mem, text) : NULL;
}

enum ibid_status verdict_parse(struct str state, struct arena *mem,
                               struct verdict_row *out, struct ibid_error *err)
{
    json_t *root = json_loadb(state.ptr, state.len, 0, NULL);
    struct verdict_row row = {
        member(root, "id", mem), member(root, "a", mem), member(root, "b", mem),
        member(root, "relation", mem), member(root, "says", mem)};
    json_decref(root);
    if (!row.id || !row.a || !row.b || !row.relation || !row.says)
        return err_set(err, IBID_DAMAGED,
                       "the journal holds a state that is none of a verdict");
    *out = row;
    return IBID_OK;
}

enum ibid_status verdict_state_now(struct store *st, const char *id,
                                   struct buf *out, struct ibid_error *err)
{
    struct arena mem = {0};
    struct verdict_row row;
    enum ibid_status status = store_verdict_get(st, id, &mem, &row, err);
    if (!status)
        state_write(&row, out);
    arena_done(&mem);
    return status;
}

/* ---- Writing ----------------------------------------------------------- */

static enum ibid_status write_row(struct history *h,
                                  const struct verdict_row *after,
                                  struct ibid_error *err)
{
    enum ibid_status status = after->says
                                  ? store_verdict_set(h->st, after, err)
                                  : store_verdict_drop(h->st, after->id, err);
    if (status)
        return status;
    return after->id[0] == VERDICT_LINK
               ? store_verdict_stale(h->st, after->a, after->b, err)
               : store_verdict_stale_names(h->st, after->a, after->b, err);
}

enum ibid_status verdict_set(struct history *h, const char *action,
                             const struct verdict_row *after, int64_t undoes,
                             struct ibid_error *err)
{
    struct states states = {0};
    enum ibid_status status =
        verdict_state_now(h->st, after->id, &states.old, err);
    state_write(after, &states.new);
    if (!status && states_differ(&states)) {
        status = write_row(h, after, err);
        if (!status)
            status = history_change(h, action, after->id, &states, undoes, err);
    }
    states_done(&states);
    return status;
}

enum ibid_status history_verdict(struct history *h, const char *action,
                                 const struct verdict_row *after,
                                 struct ibid_error *err)
{
    return verdict_set(h, action, after, 0, err);
}

enum ibid_status history_verdict_ends(const struct entry *entry,
                                      struct arena *mem, const char *ends[2],
                                      struct ibid_error *err)
{
    struct body body;
    struct verdict_row row = {0};
    ends[0] = ends[1] = NULL;
    if (!verdict_is_subject(entry->subject) || !entry->body)
        return IBID_OK;
    enum ibid_status status = body_parse(entry, mem, &body, err);
    if (!status)
        status = verdict_parse(body.after.ptr ? body.after : body.before, mem,
                               &row, err);
    if (!status) {
        ends[0] = row.a;
        ends[1] = row.b;
    }
    return status;
}
