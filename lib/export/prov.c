/* prov.c - PROV-JSON under way: records, and what the journal says made them.
 */
#include "export/prov.h"

void prov_group(struct prov *p, const char *name)
{
    jsonw_key(&p->one->to, name);
    jsonw_object(&p->one->to);
}

void prov_record(struct prov *p, const char *id)
{
    buf_byte(p->one->out, '\n');
    jsonw_key(&p->one->to, id);
    jsonw_object(&p->one->to);
}

void prov_qualified(struct jsonw *to, const char *key, const char *name)
{
    jsonw_key(to, key);
    jsonw_object(to);
    jsonw_key_text(to, "$", name);
    jsonw_key_text(to, "type", "prov:QUALIFIED_NAME");
    jsonw_object_end(to);
}

const char *prov_id(struct prov *p, const char *id)
{
    return arena_printf(&p->mem, "ibid:%s", id);
}

/* Revision `n` of a fact. */
const char *prov_revision(struct prov *p, const struct ibid_fact *fact,
                          int64_t n)
{
    return arena_printf(&p->mem, "ibid:%s.%lld", fact->id, (long long)n);
}

/* A relation between two, with a name of its own that is not needed again. */
void prov_relation(struct prov *p, const char *id, const char *const a[2],
                   const char *const b[2])
{
    prov_record(p, arena_printf(&p->mem, "_:%s", id));
    jsonw_key_text(&p->one->to, a[0], a[1]);
    jsonw_key_text(&p->one->to, b[0], b[1]);
}

enum ibid_status prov_done(struct prov *p, struct ibid_error *err)
{
    jsonw_object_end(&p->one->to);
    arena_reset(&p->mem);
    return one_flush(p->one, err);
}

/* ---- what made it ------------------------------------------------------ */

/* The entry of the journal by which a version came. */
enum ibid_status prov_version_made(struct prov *p, const char *version,
                                   struct ibid_error *err)
{
    struct store *st = p->one->run->st;
    enum ibid_status status = IBID_OK;
    if (strcmp(p->version, version) == 0)
        return IBID_OK;
    arena_reset(&p->made_mem);
    int64_t before = INT64_MAX;
    do {
        status = store_entry_back(st, before, version, NULL, &p->made_mem,
                                  &p->made, err);
        before = p->made.seq;
    } while (!status && p->made.seq && strcmp(p->made.action, "import") != 0);
    struct str id = str_of(version);
    p->version[0] = '\0';
    if (!status && id.len < sizeof p->version)
        memcpy(p->version, id.ptr, id.len + 1);
    return status;
}

enum ibid_status prov_mark(struct prov *p, const struct entry *entry,
                           struct ibid_error *err)
{
    struct op_span span = {0};
    enum ibid_status status =
        store_entry_of_op(p->one->run->st, entry->op, &span, err);
    if (status || span.first <= 0)
        return status;
    size_t at = (size_t)span.first / 8;
    p->used = arena_grow(&p->kept, p->used, &p->used_bytes, at + 1, 1);
    p->used[at] |= (uint8_t)(1 << span.first % 8);
    return IBID_OK;
}

enum ibid_status prov_revisions(struct prov *p, const struct ibid_fact *fact,
                                prov_revision_fn *each, struct ibid_error *err)
{
    struct store *st = p->one->run->st;
    struct arena mem = {0};
    struct entry entry = {.seq = INT64_MAX};
    enum ibid_status status = prov_version_made(p, fact->version, err);
    for (int64_t n = fact->revision; !status && n > 0; n--) {
        arena_reset(&mem);
        if (entry.seq)
            status = store_entry_back(st, entry.seq, fact->id, NULL, &mem,
                                      &entry, err);
        if (!status)
            status = each(p, fact, n, entry.seq ? &entry : &p->made, err);
    }
    arena_done(&mem);
    return status;
}

/* The entry at `at`; the first import also made the database, which it says
 * first. */
static enum ibid_status first_entry(struct prov *p, int64_t at,
                                    struct arena *mem, struct entry *out,
                                    struct ibid_error *err)
{
    struct store *st = p->one->run->st;
    struct entry next = {0};
    enum ibid_status status = store_entry_get(st, at, mem, out, err);
    if (status || strcmp(out->action, "init") != 0)
        return status;
    status = store_entry_get(st, at + 1, mem, &next, err);
    if (!status && next.seq && strcmp(next.op, out->op) == 0)
        *out = next;
    return status;
}

enum ibid_status prov_operations(struct prov *p, prov_operation_fn *each,
                                 struct ibid_error *err)
{
    struct arena mem = {0};
    struct entry entry = {0};
    enum ibid_status status = IBID_OK;
    for (size_t at = 0; !status && at < p->used_bytes * 8; at++) {
        if (!(p->used[at / 8] & 1 << at % 8))
            continue;
        arena_reset(&mem);
        status = first_entry(p, (int64_t)at, &mem, &entry, err);
        if (!status && each(p, &entry))
            status = prov_done(p, err);
    }
    arena_done(&mem);
    return status;
}

static enum ibid_status run_keep(void *ctx, const struct run_row *run,
                                 struct ibid_error *err)
{
    struct prov *p = ctx;
    struct run_row *kept = arena_new(&p->kept, struct run_row);
    (void)err;
    *kept =
        (struct run_row){.op = arena_strdup(&p->kept, run->op),
                         .program = arena_strdup(&p->kept, run->program),
                         .parameters = arena_strdup(&p->kept, run->parameters),
                         .codebook = arena_strdup(&p->kept, run->codebook),
                         .codebook_sha256 = run->codebook_sha256};
    *map_at(&p->runs, str_of(kept->op)) = kept;
    return IBID_OK;
}

enum ibid_status prov_runs(struct prov *p, struct ibid_error *err)
{
    return store_run_each(p->one->run->st, run_keep, p, err);
}

void prov_free(struct prov *p)
{
    arena_done(&p->mem);
    arena_done(&p->made_mem);
    arena_done(&p->kept);
}
