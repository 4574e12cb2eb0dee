/* verify_db.c - check a whole database: texts, maps, quotes, journal. */
#include <jansson.h>
#include <stdio.h>

#include "fact/fact.h"
#include "history/replay.h"
#include "source/article.h"
#include "store/codebooks.h"
#include "store/seal.h"
#include "store/sources.h"
#include "verify/report.h"
#include "verify/verify.h"

/* ---- versions ---------------------------------------------------------- */

static bool hex_is(const struct sha256 *hash, const char *expected)
{
    char hex[SHA256_HEX_BYTES];
    hash_hex(hash, hex);
    return strcmp(hex, expected) == 0;
}

static void check_text(struct verify *v, const struct version_row *row,
                       struct str text)
{
    const struct ibid_version *version = &row->version;
    struct sha256 hash = hash_of(text);
    if (!hex_is(&hash, version->text_sha256))
        verify_off(v, "hash", version->id,
                   "its text is not the one that was imported");
    if (version->text_bytes != (int64_t)text.len)
        verify_off(v, "hash", version->id,
                   "its text has %zu bytes instead of %lld", text.len,
                   (long long)version->text_bytes);
    if (utf8_invalid_at(text) != text.len)
        verify_off(v, "hash", version->id, "its text is not valid UTF-8");
}

static enum ibid_status check_original(struct verify *v,
                                       const struct version_row *row,
                                       struct arena *mem,
                                       struct ibid_error *err)
{
    const struct ibid_version *version = &row->version;
    struct str original = {0};
    enum ibid_status status =
        store_version_original(v->st, row->no, mem, &original, err);
    if (status)
        return verify_damage(v, status, version->id, err);
    struct sha256 hash = hash_of(original);
    if (!hex_is(&hash, version->sha256))
        verify_off(v, "hash", version->id,
                   "its original is not the one that was imported");
    if (version->original_bytes != (int64_t)original.len)
        verify_off(v, "hash", version->id,
                   "its original has %zu bytes instead of %lld", original.len,
                   (long long)version->original_bytes);
    return IBID_OK;
}

static bool run_fits(const struct map_run *run, const struct map_run *before,
                     const struct version_row *row)
{
    uint64_t text_end = (uint64_t)run->text + run->text_len;
    uint64_t original_end = (uint64_t)run->original + run->original_len;
    if (before && run->text < before->text + before->text_len)
        return false;
    return text_end <= (uint64_t)row->version.text_bytes &&
           original_end <= (uint64_t)row->version.original_bytes;
}

static enum ibid_status check_map(struct verify *v,
                                  const struct version_row *row,
                                  struct arena *mem, struct ibid_error *err)
{
    struct source_map map = {0};
    enum ibid_status status = store_version_map(v->st, row->no, mem, &map, err);
    if (status)
        return verify_damage(v, status, row->version.id, err);
    if (map.box_count && (int64_t)map.boxes[map.box_count - 1].text +
                                 map.boxes[map.box_count - 1].text_len >
                             row->version.text_bytes)
        verify_off(v, "map", row->version.id,
                   "the map to its pages leads out of its text");
    for (size_t i = 0; i < map.count; i++)
        if (!run_fits(&map.runs[i], i ? &map.runs[i - 1] : NULL, row)) {
            verify_off(v, "map", row->version.id,
                       "the map to its original leads out of it at text byte "
                       "%u",
                       map.runs[i].text);
            break;
        }
    return IBID_OK;
}

static enum ibid_status check_blocks(struct verify *v,
                                     const struct version_row *row,
                                     struct str text, struct arena *mem,
                                     struct ibid_error *err)
{
    struct block *blocks = NULL;
    size_t count = 0, at = 0;
    enum ibid_status status =
        store_version_blocks(v->st, row->no, mem, &blocks, &count, err);
    if (status)
        return verify_damage(v, status, row->version.id, err);
    for (size_t i = 0; i < count; at = blocks[i++].end)
        if (blocks[i].start < at || blocks[i].end <= blocks[i].start ||
            blocks[i].end > text.len ||
            !utf8_is_boundary(text, blocks[i].start) ||
            !utf8_is_boundary(text, blocks[i].end)) {
            verify_off(v, "block", row->version.id,
                       "block %zu (bytes %u-%u) does not fit its text", i,
                       blocks[i].start, blocks[i].end);
            break;
        }
    return IBID_OK;
}

static enum ibid_status check_version(struct verify *v,
                                      const struct version_row *row,
                                      struct arena *mem, struct ibid_error *err)
{
    struct store_text text = {0};
    v->summary->versions++;
    v->summary->redacted += row->version.redacted;
    enum ibid_status status = store_version_text(v->st, row->no, &text, err);
    if (status) {
        status = verify_damage(v, status, row->version.id, err);
    } else if (!text.text.ptr) {
        if (!row->version.redacted)
            verify_off(v, "hash", row->version.id, "its text is missing");
        return IBID_OK;
    } else {
        check_text(v, row, text.text);
        status = check_blocks(v, row, text.text, mem, err);
    }
    if (!status)
        status = check_original(v, row, mem, err);
    if (!status)
        status = check_map(v, row, mem, err);
    return status;
}

/* ---- facts ------------------------------------------------------------- */

struct fact_check {
    struct verify *v;
    struct texts texts;
    struct arena mem;
    const struct ibid_fact *fact;
};

static void off_sum(void *ctx, size_t index)
{
    struct fact_check *check = ctx;
    verify_off(check->v, "quote", check->fact->id,
               "citation %zu of #%lld does not quote the words it was made "
               "for",
               index + 1, (long long)check->fact->no);
}

static enum ibid_status check_citations(struct fact_check *check,
                                        const struct ibid_citation *list,
                                        size_t count, struct ibid_error *err)
{
    struct ibid_error why = {0};
    for (size_t i = 0; i < count; i++) {
        check->v->summary->citations++;
        const struct utf8_index *index =
            texts_get(&check->texts, list[i].version);
        if (check->texts.status) {
            enum ibid_status status = verify_damage(
                check->v, check->texts.status, list[i].version, err);
            check->texts.status = IBID_OK;
            if (status)
                return status;
        }
        if (index && citation_check(&list[i], index->text, &why))
            verify_off(check->v, "quote", check->fact->id,
                       "citation %s of #%lld: %s", list[i].id,
                       (long long)check->fact->no, why.text);
    }
    return IBID_OK;
}

static void check_normalized(struct fact_check *check, const char *field,
                             const struct ibid_value *value)
{
    if (!value->normalized)
        return;
    json_t *json = json_loads(value->normalized,
                              JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
    if (!json)
        verify_off(check->v, "value", check->fact->id,
                   "the normalized %s of #%lld is not JSON", field,
                   (long long)check->fact->no);
    json_decref(json);
}

static enum ibid_status check_values(struct fact_check *check,
                                     struct ibid_error *err)
{
    const struct ibid_fact *fact = check->fact;
    enum ibid_status status =
        check_citations(check, fact->citations, fact->citation_count, err);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t i = 0; !status && i < fact->fields[f].value_count; i++) {
            const struct ibid_value *value = &fact->fields[f].values[i];
            check_normalized(check, fact->fields[f].name, value);
            status = check_citations(check, value->citations,
                                     value->citation_count, err);
        }
    return status;
}

static enum ibid_status check_fact(void *ctx, int64_t no,
                                   struct ibid_error *err)
{
    struct fact_check *check = ctx;
    struct ibid_fact fact;
    char name[32];
    (void)snprintf(name, sizeof name, "#%lld", (long long)no);
    arena_reset(&check->mem);
    check->v->summary->facts++;
    enum ibid_status status =
        store_fact_get(check->v->st, no, &check->mem, &fact, NULL, err);
    if (status)
        return verify_damage(check->v, status, name, err);
    check->fact = &fact;
    status =
        store_fact_check_sums(check->v->st, no, &fact, off_sum, check, err);
    if (!status)
        status = check_values(check, err);
    return verify_damage(check->v, status, name, err);
}

/* ---- codebooks --------------------------------------------------------- */

/* A rule can only be read again if its codebook is what it was. */
static void check_codebook(struct verify *v, const struct codebook_row *row,
                           struct arena *mem)
{
    struct codebook_file *files =
        arena_array(mem, row->file_count, sizeof *files);
    for (size_t i = 0; i < row->file_count; i++)
        files[i] =
            (struct codebook_file){row->files[i].path, row->files[i].bytes};
    struct sha256 hash = codebook_files_hash(files, row->file_count);
    if (memcmp(hash.byte, row->sha256.byte, SHA256_BYTES) != 0)
        verify_off(v, "codebook", row->name,
                   "its files are not those that facts were found with");
}

static enum ibid_status each_codebook(struct verify *v, struct ibid_error *err)
{
    struct arena mem = {0};
    struct codebook_row row;
    enum ibid_status status = IBID_OK;
    for (int64_t no = 1; !status; no++) {
        arena_reset(&mem);
        status = store_codebook_get(v->st, no, &mem, &row, err);
        if (!status)
            check_codebook(v, &row, &mem);
    }
    arena_done(&mem);
    if (status == IBID_NOT_FOUND) { /* the last one is behind us */
        *err = (struct ibid_error){0};
        return IBID_OK;
    }
    return verify_damage(v, status, "codebook", err);
}

/* ---- all of it --------------------------------------------------------- */

static enum ibid_status each_version(struct verify *v, struct ibid_error *err)
{
    struct fact_check check = {.v = v, .texts = {.st = v->st, .err = err}};
    struct arena mem = {0};
    struct version_row row = {0};
    enum ibid_status status = IBID_OK;
    while (!status) {
        arena_reset(&mem);
        status = store_version_next(v->st, row.no, &mem, &row, err);
        if (status || !row.no)
            break;
        status = check_version(v, &row, &mem, err);
        if (!status)
            status =
                store_fact_of_version(v->st, row.no, check_fact, &check, err);
    }
    texts_done(&check.texts);
    arena_done(&check.mem);
    arena_done(&mem);
    return verify_damage(v, status, "versions and facts", err);
}

static void complain(void *ctx, const char *text)
{
    verify_off(ctx, "integrity", "database", "%s", text);
}

static void replay_off(void *ctx, const char *check, const char *subject,
                       const char *text)
{
    verify_off(ctx, check, subject, "%s", text);
}

static void seal_off(void *ctx, const char *what, const char *subject)
{
    verify_off(ctx, "derived", subject, "%s: not what ibid wrote", what);
}

static enum ibid_status replay(struct verify *v, const char *expect,
                               struct ibid_error *err)
{
    struct replay_counts counts = {0};
    enum ibid_status status =
        history_replay(v->st, expect, replay_off, v, &counts, err);
    v->summary->changes = counts.entries;
    return verify_damage(v, status, "journal", err);
}

enum ibid_status verify_database(struct store *st, const char *expect_head,
                                 ibid_finding_fn *each, void *ctx,
                                 struct ibid_verify_summary *summary,
                                 struct ibid_error *err)
{
    struct ibid_error why = {0};
    struct verify v = {st, each, ctx, summary};
    *summary = (struct ibid_verify_summary){0};
    enum ibid_status status = store_begin_read(st, &why);
    if (!status)
        status = verify_damage(&v, store_integrity(st, complain, &v, &why),
                               "database", &why);
    if (!status)
        status = each_codebook(&v, &why);
    if (!status)
        status = each_version(&v, &why);
    if (!status)
        status = verify_damage(&v, store_seal_check(st, seal_off, &v, &why),
                               "derived", &why);
    if (!status)
        status = replay(&v, expect_head, &why);
    if (!status)
        status = verify_damage(&v, verify_head_get(&v, &why), "journal", &why);
    store_rollback(st);
    if (status && err)
        *err = why;
    return status;
}
