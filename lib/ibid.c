/* ibid.c - the facade: open a database, what it is, its codebook. */
#include "ibid.h"

#include <stdlib.h>
#include <unistd.h>

#include "export/export.h"
#include "fact/fact.h"
#include "history/history.h"
#include "ibid_db.h"
#include "import/codebook_folder.h"
#include "import/importer.h"
#include "relate/relate.h"
#include "store/stats.h"

const char *ibid_version(void)
{
    return IBID_VERSION;
}

ibid_arena *ibid_arena_new(void)
{
    ibid_arena *mem = mem_alloc(sizeof *mem);
    *mem = (struct arena){0};
    return mem;
}

void ibid_arena_free(ibid_arena *mem)
{
    if (mem)
        arena_done(mem);
    free(mem);
}

const char *ibid_importer_name(size_t index, const char **summary)
{
    size_t i = 0;
    while (i < index && importers[i])
        i++;
    if (!importers[i])
        return NULL;
    if (summary)
        *summary = importers[i]->summary;
    return importers[i]->name;
}

const char *ibid_exporter_name(size_t index, const char **summary)
{
    size_t i = 0;
    while (i < index && exporters[i])
        i++;
    if (!exporters[i])
        return NULL;
    if (summary)
        *summary = exporters[i]->summary;
    return exporters[i]->name;
}

/* ---- Opening ----------------------------------------------------------- */

enum ibid_status ibid_open(const char *path, enum ibid_mode mode,
                           const char *actor, ibid_db **out,
                           struct ibid_error *err)
{
    static const enum store_mode modes[] = {
        [IBID_READ] = STORE_READ,
        [IBID_WRITE] = STORE_WRITE,
        [IBID_CREATE] = STORE_CREATE,
    };
    struct store *st;
    enum ibid_status status = store_open(path, modes[mode], &st, err);
    if (status)
        return status;
    ibid_db *db = mem_alloc(sizeof *db);
    *db = (struct ibid_db){.st = st};
    db->actor = arena_strdup(&db->mem, actor ? actor : "unknown");
    db->texts.st = st;
    if (store_upgraded(st)) /* else with the next change */
        (void)relate_catch_up(st, NULL);
    *out = db;
    return IBID_OK;
}

void ibid_close(ibid_db *db)
{
    if (!db)
        return;
    texts_done(&db->texts);
    codebook_close(db->codebook);
    store_close(db->st);
    arena_done(&db->dates);
    arena_done(&db->exempt);
    arena_done(&db->mem);
    free(db);
}

/* A database made for a codebook that then could not be used goes again. */
static enum ibid_status init_codebook(ibid_db *db, const char *folder,
                                      struct ibid_error *err)
{
    struct codebook *codebook = NULL;
    struct codebook_row snapshot;
    struct history h;
    bool before;
    int64_t no;
    enum ibid_status status =
        ibid_codebook_load(folder, &db->mem, &snapshot, &codebook, err);
    codebook_close(codebook);
    if (!status)
        status = history_begin(db->st, NULL, db->actor, NULL, &h, &before, err);
    if (status)
        return status;
    status = history_codebook(&h, "init", &snapshot, &no, err);
    if (!status)
        return history_commit(&h, err);
    history_abort(&h);
    return status;
}

enum ibid_status ibid_init(const char *path, const char *codebook,
                           const char *actor, struct ibid_error *err)
{
    ibid_db *db;
    if (access(path, F_OK) == 0)
        return err_set(err, IBID_CONFLICT, "%s exists already", path);
    enum ibid_status status = ibid_open(path, IBID_CREATE, actor, &db, err);
    if (status)
        return status;
    status = init_codebook(db, codebook, err);
    ibid_close(db);
    if (status)
        unlink(path);
    return status;
}

/* ---- Codebooks --------------------------------------------------------- */

/* Snapshot rows and codebook files are the same two members. */
static const struct codebook_file *as_files(const struct codebook_row *row,
                                            struct arena *mem)
{
    struct codebook_file *files =
        arena_array(mem, row->file_count, sizeof *files);
    for (size_t i = 0; i < row->file_count; i++)
        files[i] =
            (struct codebook_file){row->files[i].path, row->files[i].bytes};
    return files;
}

static void as_snapshot(const struct codebook *codebook,
                        const struct codebook_file *files, size_t count,
                        struct arena *mem, struct codebook_row *out)
{
    struct store_file *stored = arena_array(mem, count, sizeof *stored);
    for (size_t i = 0; i < count; i++)
        stored[i] = (struct store_file){files[i].path, files[i].bytes};
    *out = (struct codebook_row){
        .name = arena_strdup(mem, codebook_name(codebook)),
        .language = arena_strdup(mem, codebook_language(codebook)),
        .sha256 = codebook_hash(codebook),
        .files = stored,
        .file_count = count,
    };
}

enum ibid_status ibid_codebook_load(const char *folder, struct arena *mem,
                                    struct codebook_row *snapshot,
                                    struct codebook **out,
                                    struct ibid_error *err)
{
    const struct codebook_file *files;
    size_t count;
    enum ibid_status status =
        folder ? codebook_folder_read(folder, mem, &files, &count, err)
               : codebook_builtin("news", mem, &files, &count, err);
    if (!status)
        status = codebook_open(files, count, out, err);
    if (!status)
        as_snapshot(*out, files, count, mem, snapshot);
    return status;
}

enum ibid_status ibid_db_codebook(ibid_db *db, struct ibid_error *err)
{
    if (db->codebook)
        return IBID_OK;
    enum ibid_status status =
        store_codebook_get(db->st, 0, &db->mem, &db->snapshot, err);
    if (status == IBID_NOT_FOUND) /* a new database */
        return ibid_codebook_load(NULL, &db->mem, &db->snapshot, &db->codebook,
                                  err);
    if (!status)
        status = codebook_open(as_files(&db->snapshot, &db->mem),
                               db->snapshot.file_count, &db->codebook, err);
    return status;
}

/* ---- What it is -------------------------------------------------------- */

enum ibid_status ibid_info_get(ibid_db *db, ibid_arena *mem,
                               struct ibid_info *out, struct ibid_error *err)
{
    struct store_counts counts;
    char *head;
    char *hex = arena_alloc(mem, SHA256_HEX_BYTES);
    enum ibid_status status = ibid_db_codebook(db, err);
    if (!status)
        status = store_counts(db->st, &counts, err);
    if (!status)
        status = history_head(db->st, mem, &head, err);
    if (status)
        return status;
    hash_hex(&db->snapshot.sha256, hex);
    *out = (struct ibid_info){
        .path = arena_strdup(mem, store_path(db->st)),
        .schema_version = store_schema_version(db->st),
        .codebook = arena_strdup(mem, db->snapshot.name),
        .codebook_sha256 = hex,
        .head = head,
        .sources = counts.sources,
        .versions = counts.versions,
        .facts = counts.facts,
        .reviewed = counts.reviewed,
        .citations = counts.citations,
        .changes = counts.changes,
    };
    return IBID_OK;
}

enum ibid_status ibid_stats(ibid_db *db, ibid_count_fn *each, void *ctx,
                            struct ibid_error *err)
{
    return store_stats(db->st, each, ctx, err);
}

const char *ibid_outcome_name(enum ibid_outcome outcome)
{
    static const char *const names[IBID_OUTCOME_COUNT] = {
        "new", "new version", "unchanged", "skipped", "failed"};
    return outcome < IBID_OUTCOME_COUNT ? names[outcome] : "unknown";
}

const char *ibid_fact_status_name(enum ibid_fact_status status)
{
    return fact_status_name(status);
}

bool ibid_fact_status_parse(const char *name, enum ibid_fact_status *out)
{
    return fact_status_parse(str_of(name), out);
}

const char *ibid_anchor_name(enum ibid_anchor anchor)
{
    return fact_anchor_name(anchor);
}

const char *ibid_rank_name(enum ibid_rank rank)
{
    return fact_rank_name(rank);
}

bool ibid_rank_parse(const char *name, enum ibid_rank *out)
{
    return fact_rank_parse(str_of(name), out);
}
