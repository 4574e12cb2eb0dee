/* members.c - read the sources that are compared: texts, days, facts. */
#include "relate/members.h"

#include "store/brief.h"
#include "store/related.h"

static enum ibid_status take_fact(void *ctx, int64_t no,
                                  const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    struct within *w = ctx;
    (void)err;
    if (w->taken == WITHIN_FACTS_MAX)
        return IBID_OK;
    const struct member *m = &w->members[w->at];
    if (w->kind && strcmp(w->kind, fact->kind) != 0) {
        w->taken += claim_is_of(fact->kind);
        return IBID_OK;
    }
    bool here =
        strcmp(fact->version, m->version) == 0 && fact->start < m->whole.len;
    struct str around = {0};
    if (here)
        around = str_cut(m->whole, fact->start, m->whole.len);
    if (around.len > WITHIN_AROUND_BYTES)
        around.len = WITHIN_AROUND_BYTES;
    struct claim *claim = claim_make(w->words, fact, around, &w->mem);
    if (!claim)
        return IBID_OK;
    w->taken++;
    claim->names = &w->names.entities;
    claim->name = story_names_find(&w->names, claim->kind == CLAIM_CASUALTY
                                                  ? claim->place_text
                                                  : claim->who_text);
    claim->fact = no;
    claim->source = w->at;
    claim->published = m->day;
    claim->minute = m->minute;
    w->claims = arena_grow(&w->mem, w->claims, &w->claim_room,
                           w->claim_count + 1, sizeof(struct claim *));
    w->claims[w->claim_count++] = claim;
    return IBID_OK;
}

enum ibid_status members_text(struct within *w, struct member *m,
                              struct ibid_error *err)
{
    struct profile_row profile;
    struct store_text text;
    enum ibid_status status =
        store_profile_get(w->st, m->no, &w->mem, &profile, err);
    if (!status)
        status = store_version_text(w->st, profile.version, &text, err);
    if (!status)
        status = store_source_get(w->st, m->no, false, &w->mem, &m->row, err);
    if (status)
        return status;
    m->tie = profile.tie;
    m->story = profile.story;
    m->day = profile.has_day ? profile.day : PROFILE_DAY_UNKNOWN;
    m->minute = profile_minute(m->row.source.published);
    m->whole = arena_str(&w->mem, text.text);
    m->version = arena_strdup(&w->mem, text.version);
    m->version_no = profile.version;
    return IBID_OK;
}

enum ibid_status members_facts(struct within *w, struct member *m,
                               struct ibid_error *err)
{
    int64_t count = 0;
    w->taken = 0;
    enum ibid_status status = store_fact_counting(w->st, m->no, &count, err);
    m->cut = count >= WITHIN_FACTS_MAX;
    return status ? status
                  : store_fact_brief(w->st, m->no, m->cut ? NULL : w->kind,
                                     take_fact, w, err);
}

enum ibid_status members_claims(struct within *w, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < w->count; i++) {
        w->at = i;
        status = members_text(w, &w->members[i], err);
        if (!status)
            status = members_facts(w, &w->members[i], err);
    }
    return status;
}
