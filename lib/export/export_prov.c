/* export_prov.c - PROV-JSON: versions and revisions of facts as entities, what
 * made them as activities, people and the program as agents. A group a walk,
 * so that nothing has to be kept. */
#include "export/prov.h"
#include "fact/fact.h"

/* ---- entities ---------------------------------------------------------- */

static enum ibid_status put_source(void *ctx, const struct ibid_source *source,
                                   struct ibid_error *err)
{
    struct prov *p = ctx;
    struct jsonw *to = &p->one->to;
    prov_record(p, prov_id(p, source->id));
    prov_qualified(to, "prov:type", "ibid:source");
    jsonw_key_text(to, "prov:label",
                   source->title ? source->title : source->name);
    jsonw_key_text(to, "ibid:outlet", source->outlet);
    jsonw_key_text(to, "ibid:author", source->author);
    jsonw_key_text(to, "ibid:published", source->published);
    jsonw_key_text(to, "ibid:url", source->url);
    enum ibid_status status = prov_done(p, err);
    for (size_t i = 0; !status && i < source->version_count; i++) {
        const struct ibid_version *v = &source->versions[i];
        prov_record(p, prov_id(p, v->id));
        prov_qualified(to, "prov:type", "ibid:version");
        jsonw_key_text(to, "ibid:sha256", v->sha256);
        jsonw_key_text(to, "ibid:text_sha256", v->text_sha256);
        status = prov_done(p, err);
        if (!status)
            status = prov_version_made(p, v->id, err);
        if (!status && p->made.seq)
            status = prov_mark(p, &p->made, err);
    }
    return status;
}

static void put_fields(struct prov *p, const struct ibid_fact *fact)
{
    struct jsonw *to = &p->one->to;
    for (size_t f = 0; f < fact->field_count; f++) {
        const struct ibid_field *field = &fact->fields[f];
        jsonw_key(to, arena_printf(&p->mem, "field:%s", field->name));
        jsonw_array(to);
        for (size_t v = 0; v < field->value_count; v++)
            jsonw_text(to, field->values[v].text);
        jsonw_array_end(to);
    }
}

static void put_uncited(struct prov *p, const struct ibid_fact *fact)
{
    struct jsonw *to = &p->one->to;
    bool any = false;
    for (size_t f = 0; f < fact->field_count; f++) {
        const struct ibid_field *field = &fact->fields[f];
        for (size_t v = 0; v < field->value_count; v++) {
            if (field->values[v].citation_count ||
                !export_is_cited_field(p->one->run->codebook, fact->kind,
                                       field->name))
                continue;
            if (!any)
                jsonw_key(to, "ibid:uncited");
            if (!any)
                jsonw_array(to);
            any = true;
            jsonw_text(to, field->name);
        }
    }
    if (any)
        jsonw_array_end(to);
}

static enum ibid_status put_revision(struct prov *p,
                                     const struct ibid_fact *fact, int64_t n,
                                     const struct entry *made,
                                     struct ibid_error *err)
{
    struct jsonw *to = &p->one->to;
    prov_record(p, prov_revision(p, fact, n));
    prov_qualified(to, "prov:type", "ibid:fact");
    jsonw_key_text(to, "ibid:kind", fact->kind);
    jsonw_key_int(to, "ibid:revision", n);
    if (n == fact->revision) { /* the others are in the journal */
        jsonw_key_text(to, "ibid:status", fact_status_name(fact->status));
        jsonw_key_text(to, "ibid:rank", fact_rank_name(fact->rank));
        jsonw_key_text(to, "ibid:rule", fact->rule);
        put_fields(p, fact);
        put_uncited(p, fact);
    }
    enum ibid_status status = made->seq ? prov_mark(p, made, err) : IBID_OK;
    return status ? status : prov_done(p, err);
}

static enum ibid_status put_fact(void *ctx, const struct ibid_fact *fact,
                                 struct ibid_error *err)
{
    struct prov *p = ctx;
    export_count(p->one->run, fact);
    return prov_revisions(p, fact, put_revision, err);
}

/* ---- activities and agents --------------------------------------------- */

/* By which program, codebook and options a run can be repeated. */
static void put_run(struct prov *p, const struct run_row *run)
{
    struct jsonw *to = &p->one->to;
    char hex[SHA256_HEX_BYTES];
    hash_hex(&run->codebook_sha256, hex);
    jsonw_key_text(to, "ibid:program", run->program);
    jsonw_key_text(to, "ibid:codebook", run->codebook);
    jsonw_key_text(to, "ibid:codebook_sha256", hex);
    jsonw_key_text(to, "ibid:parameters", run->parameters);
}

static bool put_activity(struct prov *p, const struct entry *first)
{
    const struct run_row *run = map_get(&p->runs, str_of(first->op));
    struct jsonw *to = &p->one->to;
    prov_record(p, prov_id(p, first->op));
    jsonw_key_text(to, "prov:startTime", first->at);
    prov_qualified(to, "prov:type",
                   arena_printf(&p->mem, "ibid:%s", first->action));
    jsonw_key_text(to, "ibid:reason", first->reason);
    if (run)
        put_run(p, run);
    return true;
}

/* Named by the hash of the name: any character may stand in that. */
static const char *agent_of(struct prov *p, const char *actor)
{
    char id[ID_BYTES];
    struct sha256 hash = hash_of(str_of(actor));
    id_from_hash('a', &hash, id);
    return prov_id(p, id);
}

/* People are few, and stand once each. */
static bool put_agent(struct prov *p, const struct entry *first)
{
    struct jsonw *to = &p->one->to;
    if (map_get(&p->agents, str_of(first->actor)))
        return false;
    const char *actor = arena_strdup(&p->kept, first->actor);
    *map_at(&p->agents, str_of(actor)) = p;
    prov_record(p, agent_of(p, actor));
    bool person = str_starts(str_of(actor), STR("user:"));
    prov_qualified(to, "prov:type",
                   person ? "prov:Person" : "prov:SoftwareAgent");
    jsonw_key_text(to, "prov:label", actor);
    return true;
}

static bool put_association(struct prov *p, const struct entry *first)
{
    prov_relation(
        p, arena_printf(&p->mem, "by-%s", first->op),
        (const char *const[]){"prov:activity", prov_id(p, first->op)},
        (const char *const[]){"prov:agent", agent_of(p, first->actor)});
    return true;
}

/* ---- what came of what ------------------------------------------------- */

static enum ibid_status made_by(struct prov *p, const char *id,
                                const struct entry *made,
                                struct ibid_error *err)
{
    if (!made->seq)
        return IBID_OK;
    prov_relation(p, arena_printf(&p->mem, "made-%s", id + strlen("ibid:")),
                  (const char *const[]){"prov:entity", id},
                  (const char *const[]){"prov:activity", prov_id(p, made->op)});
    jsonw_key_text(&p->one->to, "prov:time", made->at);
    return prov_done(p, err);
}

static enum ibid_status version_by(void *ctx, const struct ibid_source *source,
                                   struct ibid_error *err)
{
    struct prov *p = ctx;
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < source->version_count; i++) {
        const char *id = source->versions[i].id;
        status = prov_version_made(p, id, err);
        if (!status)
            status = made_by(p, prov_id(p, id), &p->made, err);
    }
    return status;
}

static enum ibid_status revision_by(struct prov *p,
                                    const struct ibid_fact *fact, int64_t n,
                                    const struct entry *made,
                                    struct ibid_error *err)
{
    return made_by(p, prov_revision(p, fact, n), made, err);
}

static enum ibid_status fact_by(void *ctx, const struct ibid_fact *fact,
                                struct ibid_error *err)
{
    return prov_revisions(ctx, fact, revision_by, err);
}

static void derived(struct prov *p, const char *id, const char *from,
                    const char *fact, const char *type)
{
    prov_relation(p, id, (const char *const[]){"prov:generatedEntity", fact},
                  (const char *const[]){"prov:usedEntity", from});
    prov_qualified(&p->one->to, "prov:type", type);
}

/* A citation: the fact comes from these words of that version. */
static enum ibid_status quoted(struct prov *p, const struct ibid_fact *fact,
                               const char *field, const struct ibid_citation *c,
                               struct ibid_error *err)
{
    struct jsonw *to = &p->one->to;
    const struct utf8_index *index = texts_get(&p->one->run->texts, c->version);
    derived(p, c->id, prov_id(p, c->version),
            prov_revision(p, fact, fact->revision), "prov:Quotation");
    jsonw_key_text(to, "ibid:field", field);
    jsonw_key_text(to, "ibid:stance", fact_stance_name(c->stance));
    jsonw_key_text(to, "ibid:anchor", fact_anchor_name(c->anchor));
    if (index && c->quote && c->end <= index->text.len) {
        jsonw_key_text(to, "prov:value", c->quote);
        jsonw_key_int(to, "ibid:start",
                      (int64_t)utf8_index_point(index, c->start));
        jsonw_key_int(to, "ibid:end", (int64_t)utf8_index_point(index, c->end));
    }
    return prov_done(p, err);
}

static enum ibid_status fact_from(void *ctx, const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    struct prov *p = ctx;
    enum ibid_status status = IBID_OK;
    for (int64_t n = fact->revision; !status && n > 1; n--) {
        const char *id = prov_revision(p, fact, n);
        derived(p, arena_printf(&p->mem, "after-%s", id + strlen("ibid:")),
                prov_revision(p, fact, n - 1), id, "prov:Revision");
        status = prov_done(p, err);
    }
    for (size_t i = 0; !status && i < fact->citation_count; i++)
        status = quoted(p, fact, NULL, &fact->citations[i], err);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++) {
            const struct ibid_value *value = &fact->fields[f].values[v];
            for (size_t i = 0; !status && i < value->citation_count; i++)
                status = quoted(p, fact, fact->fields[f].name,
                                &value->citations[i], err);
        }
    return status;
}

static enum ibid_status version_of(void *ctx, const struct ibid_source *source,
                                   struct ibid_error *err)
{
    struct prov *p = ctx;
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < source->version_count; i++) {
        const char *id = source->versions[i].id;
        prov_relation(
            p, arena_printf(&p->mem, "of-%s", id),
            (const char *const[]){"prov:specificEntity", prov_id(p, id)},
            (const char *const[]){"prov:generalEntity",
                                  prov_id(p, source->id)});
        status = prov_done(p, err);
    }
    return status;
}

/* ---- the whole --------------------------------------------------------- */

static void head(struct prov *p)
{
    struct jsonw *to = &p->one->to;
    jsonw_object(to);
    prov_group(p, "prefix");
    jsonw_key_text(to, "ibid", "urn:ibid:");
    jsonw_key_text(to, "field", "urn:ibid:field:");
    jsonw_object_end(to);
}

/* The file itself, and the state of the database that it tells of. */
static enum ibid_status put_document(struct prov *p, struct ibid_error *err)
{
    prov_record(p, "ibid:export");
    prov_qualified(&p->one->to, "prov:type", "prov:Collection");
    jsonw_key_text(&p->one->to, "ibid:generator", "ibid " IBID_VERSION);
    jsonw_key_text(&p->one->to, "ibid:head", p->one->run->head);
    jsonw_key_text(&p->one->to, "ibid:offset_unit", "code point");
    return prov_done(p, err);
}

/* One group: the records that sources give, then those that facts give. */
static enum ibid_status walk(struct prov *p, const char *name,
                             ibid_source_fn *source, ibid_fact_fn *fact,
                             struct ibid_error *err)
{
    struct export *run = p->one->run;
    int64_t sources = run->summary->sources;
    enum ibid_status status = IBID_OK;
    prov_group(p, name);
    if (fact == put_fact)
        status = put_document(p, err);
    if (!status && source)
        status = export_sources(run, source, p, err);
    if (fact != put_fact)
        run->summary->sources = sources; /* counted once */
    if (!status && fact)
        status = export_facts(run, &run->query, fact, p, err);
    jsonw_object_end(&p->one->to);
    return status;
}

static enum ibid_status body(struct one *one, struct ibid_error *err)
{
    static const struct {
        const char *name;
        ibid_source_fn *source;
        ibid_fact_fn *fact;
        prov_operation_fn *operation;
    } groups[] = {
        {"entity", put_source, put_fact, NULL},
        {"activity", NULL, NULL, put_activity},
        {"agent", NULL, NULL, put_agent},
        {"wasAssociatedWith", NULL, NULL, put_association},
        {"wasGeneratedBy", version_by, fact_by, NULL},
        {"wasDerivedFrom", NULL, fact_from, NULL},
        {"specializationOf", version_of, NULL, NULL},
    };
    struct prov p = {.one = one};
    enum ibid_status status = IBID_OK;
    p.agents.mem = p.runs.mem = &p.kept;
    status = prov_runs(&p, err);
    head(&p);
    for (size_t i = 0; !status && i < sizeof groups / sizeof *groups; i++) {
        if (!groups[i].operation) {
            status =
                walk(&p, groups[i].name, groups[i].source, groups[i].fact, err);
            continue;
        }
        prov_group(&p, groups[i].name);
        status = prov_operations(&p, groups[i].operation, err);
        jsonw_object_end(&one->to);
    }
    jsonw_object_end(&one->to);
    buf_byte(one->out, '\n');
    prov_free(&p);
    return status;
}

static enum ibid_status write_prov(struct export *run, struct ibid_error *err)
{
    return one_write(run, body, err);
}

const struct exporter export_prov = {
    .name = "prov",
    .extensions = "prov.json provjson",
    .summary = "PROV-JSON: what was made of what, by whom and when",
    .statuses = 1 << IBID_EXTRACTED | 1 << IBID_ACCEPTED | 1 << IBID_CORRECTED,
    .write = write_prov,
};
