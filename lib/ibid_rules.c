/* ibid_rules.c - the facade: how rules fare with those who review. */
#include <stdlib.h>

#include "base/map.h"
#include "fact/fact.h"
#include "history/first.h"
#include "ibid_db.h"
#include "store/facts.h"
#include "store/stats.h"

struct field_counts {
    struct ibid_field_count *list;
    size_t count, room;
};

struct faring {
    struct ibid_rule_stats stats;
    struct field_counts fields;
};

struct faring_all {
    ibid_db *db;
    struct map by_rule; /* name -> struct faring * */
    struct faring **list;
    size_t count, room;
    struct arena mem;
    struct arena fact_mem; /* of the fact at hand */
};

static struct faring *rule_at(struct faring_all *all, struct str name)
{
    struct faring *rule = map_get(&all->by_rule, name);
    if (rule)
        return rule;
    name = arena_str(&all->mem, name);
    rule = arena_alloc(&all->mem, sizeof *rule);
    *rule = (struct faring){.stats.rule = name.ptr};
    all->list = arena_grow(&all->mem, all->list, &all->room, all->count + 1,
                           sizeof(struct faring *));
    all->list[all->count++] = rule;
    *map_at(&all->by_rule, name) = rule;
    return rule;
}

/* `name` is "RULE/STATUS". */
static void counted(void *ctx, const char *group, const char *name,
                    int64_t count)
{
    enum ibid_fact_status status;
    const char *slash = strrchr(name, '/');
    if (strcmp(group, "rule") != 0 || !slash ||
        !ibid_fact_status_parse(slash + 1, &status))
        return;
    struct ibid_rule_stats *rule =
        &rule_at(ctx, (struct str){name, (size_t)(slash - name)})->stats;
    rule->facts += count;
    if (status == IBID_ACCEPTED)
        rule->accepted += count;
    else if (status == IBID_CORRECTED)
        rule->corrected += count;
    else if (status == IBID_REJECTED)
        rule->rejected += count;
}

/* ---- Corrected fields -------------------------------------------------- */

static void count_field(struct faring_all *all, struct field_counts *to,
                        const char *name)
{
    size_t at = 0;
    while (at < to->count && strcmp(to->list[at].name, name) < 0)
        at++;
    if (at == to->count || strcmp(to->list[at].name, name) != 0) {
        to->list = arena_grow(&all->mem, to->list, &to->room, to->count + 1,
                              sizeof *to->list);
        memmove(to->list + at + 1, to->list + at,
                (to->count - at) * sizeof *to->list);
        to->list[at] =
            (struct ibid_field_count){.name = arena_strdup(&all->mem, name)};
        to->count++;
    }
    to->list[at].count++;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : !a && !b;
}

static bool same_value(const struct ibid_value *a, const struct ibid_value *b)
{
    bool same = same_text(a->text, b->text) &&
                same_text(a->normalized, b->normalized) &&
                a->citation_count == b->citation_count;
    for (size_t i = 0; same && i < a->citation_count; i++)
        same = a->citations[i].start == b->citations[i].start &&
               a->citations[i].end == b->citations[i].end;
    return same;
}

static bool same_field(const struct ibid_field *a, const struct ibid_field *b)
{
    bool same = b && a->value_count == b->value_count;
    for (size_t i = 0; same && i < a->value_count; i++)
        same = same_value(&a->values[i], &b->values[i]);
    return same;
}

/* Fields that differ, and those that are only in one of them. */
static void compare(struct faring_all *all, const struct ibid_fact *first,
                    const struct ibid_fact *now)
{
    struct field_counts *to = &rule_at(all, str_of(now->rule))->fields;
    for (size_t i = 0; i < first->field_count; i++) {
        const struct ibid_field *field = &first->fields[i];
        if (!same_field(field, fact_field(now, field->name)))
            count_field(all, to, field->name);
    }
    for (size_t i = 0; i < now->field_count; i++)
        if (!fact_field(first, now->fields[i].name))
            count_field(all, to, now->fields[i].name);
}

static enum ibid_status each_corrected(void *ctx, int64_t no,
                                       const struct ibid_fact *fact,
                                       struct ibid_error *err)
{
    struct faring_all *all = ctx;
    struct ibid_fact first;
    (void)no;
    if (!fact->rule)
        return IBID_OK;
    arena_reset(&all->fact_mem);
    enum ibid_status status =
        history_first_state(all->db->st, fact->id, &all->fact_mem, &first, err);
    if (!status)
        compare(all, &first, fact);
    return status == IBID_NOT_FOUND ? IBID_OK : status;
}

/* ---- Together ---------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    const struct faring *const *one = a, *const *other = b;
    return strcmp((*one)->stats.rule, (*other)->stats.rule);
}

static void report(struct faring_all *all, ibid_rule_fn *each, void *ctx)
{
    if (all->count)
        qsort(all->list, all->count, sizeof(struct faring *), by_name);
    for (size_t i = 0; i < all->count; i++) {
        struct ibid_rule_stats *rule = &all->list[i]->stats;
        rule->known = codebook_rule_confidence(all->db->codebook, rule->rule,
                                               &rule->confidence);
        rule->fields = all->list[i]->fields.list;
        rule->field_count = all->list[i]->fields.count;
        each(ctx, rule);
    }
}

enum ibid_status ibid_rules(ibid_db *db, ibid_rule_fn *each, void *ctx,
                            struct ibid_error *err)
{
    struct faring_all all = {.db = db, .by_rule.mem = &all.mem};
    struct ibid_query corrected = {.statuses = 1U << IBID_CORRECTED};
    enum ibid_status status = ibid_db_codebook(db, err);
    if (!status)
        status = store_stats(db->st, counted, &all, err);
    if (!status)
        status = store_fact_each(db->st, &corrected, each_corrected, &all, err);
    if (!status)
        report(&all, each, ctx);
    arena_done(&all.fact_mem);
    arena_done(&all.mem);
    return status;
}

/* ---- Learning ---------------------------------------------------------- */

static void learn(void *ctx, const char *rule, double right, double all)
{
    codebook_learn(ctx, rule, right, all);
}

enum ibid_status ibid_db_learn(ibid_db *db, struct codebook *codebook,
                               struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    size_t count;
    const struct codebook_kind *kinds = codebook_kinds(codebook, &count);
    for (size_t i = 0; !status && i < count; i++)
        status = store_decisions(db->st, kinds[i].name, learn, codebook, err);
    return status;
}
