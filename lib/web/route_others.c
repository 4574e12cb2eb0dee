/* route_others.c - what other sources say of the same thing. */
#include "web/fact_view.h"
#include "web/routes.h"

/* What a field comes to: normal forms where there are any, else words. */
static bool same_field(const struct ibid_field *a, const struct ibid_field *b)
{
    bool same = a->value_count == b->value_count;
    for (size_t i = 0; same && i < a->value_count; i++) {
        const struct ibid_value *x = &a->values[i], *y = &b->values[i];
        same = x->normalized && y->normalized
                   ? strcmp(x->normalized, y->normalized) == 0
                   : str_ieq(str_of(x->text), str_of(y->text));
    }
    return same;
}

/* Does one that contradicts the fact say something else here? */
static bool differs(const struct ibid_others *others,
                    const struct ibid_field *field)
{
    for (size_t i = 1; i < others->count; i++) {
        const struct ibid_other *other = &others->list[i];
        const struct ibid_field *theirs =
            fact_view_field(&other->fact, field->name);
        if (other->relation && strcmp(other->relation, "same") != 0 && theirs &&
            !same_field(field, theirs))
            return true;
    }
    return false;
}

static void differs_json(struct request *request,
                         const struct ibid_others *others, struct jsonw *to)
{
    const struct ibid_fact *fact = &others->list[0].fact;
    jsonw_key(to, "differs");
    jsonw_array(to);
    for (size_t i = 0; i < fact->field_count; i++) {
        struct ibid_field_info info = {0};
        (void)ibid_field_info(request->db, fact->kind, fact->fields[i].name,
                              &info, NULL); /* unknown: not of the key */
        if (info.key && differs(others, &fact->fields[i]))
            jsonw_text(to, fact->fields[i].name);
    }
    jsonw_array_end(to);
}

static enum ibid_status other_json(struct request *request,
                                   const struct ibid_other *other,
                                   struct jsonw *to)
{
    jsonw_object(to);
    jsonw_key(to, "fact");
    enum ibid_status status = fact_view(request, &other->fact, to);
    jsonw_key_text(to, "relation", other->relation);
    jsonw_key_text(to, "reason", other->reason);
    jsonw_key_text(to, "link", other->status);
    jsonw_key_text(to, "outlet", other->outlet ? other->outlet : other->title);
    jsonw_key_text(to, "title", other->title);
    jsonw_key_text(to, "published", other->published);
    jsonw_key_text(to, "copy_of", other->copy_of);
    jsonw_key_text(to, "rank", ibid_rank_name(other->fact.rank));
    jsonw_object_end(to);
    return status;
}

/* Sources that only repeat another, however many facts they give. */
static int64_t copies_of(const struct ibid_others *others)
{
    int64_t count = 0;
    for (size_t i = 0; i < others->count; i++) {
        bool before = !others->list[i].copy_of;
        for (size_t k = 0; k < i && !before; k++)
            before = strcmp(others->list[k].fact.source,
                            others->list[i].fact.source) == 0;
        count += !before;
    }
    return count;
}

static enum ibid_status run(struct request *request, struct answer *answer)
{
    struct jsonw to = jsonw_start(&answer->body);
    struct ibid_fact fact;
    struct ibid_others others;
    enum ibid_status status = ibid_fact_get(request->db, request->id,
                                            request->mem, &fact, &request->err);
    if (!status)
        status = ibid_fact_others(request->db, &fact, request->mem, &others,
                                  &request->err);
    if (status)
        return status;
    jsonw_object(&to);
    jsonw_key_text(&to, "title", fact.kind);
    jsonw_key_int(&to, "independent", others.independent);
    jsonw_key_int(&to, "copies", copies_of(&others));
    jsonw_key(&to, "disputed");
    jsonw_bool(&to, others.disputed);
    differs_json(request, &others, &to);
    jsonw_key(&to, "facts");
    jsonw_array(&to);
    for (size_t i = 0; !status && i < others.count; i++)
        status = other_json(request, &others.list[i], &to);
    jsonw_array_end(&to);
    jsonw_object_end(&to);
    return status;
}

const struct route route_others = {METHOD_GET, "/api/facts/*/others", run};
