/* ibid_flow.c - the facade: articles in, facts out, codebooks, checks. */
#include <stdlib.h>

#include "export/export.h"
#include "extract/extract.h"
#include "extract/known.h"
#include "ibid_db.h"
#include "import/again.h"
#include "import/codebook_folder.h"
#include "import/import.h"
#include "text/utf8.h"
#include "verify/verify.h"

enum ibid_status ibid_import(ibid_db *db, const struct ibid_import *import,
                             struct ibid_import_summary *summary,
                             struct ibid_error *err)
{
    *summary = (struct ibid_import_summary){0};
    enum ibid_status status = ibid_db_codebook(db, err);
    if (!status)
        status = ibid_db_learn(db, db->codebook, err);
    struct importing where = {db->st, db->codebook, &db->snapshot, db->actor};
    return status ? status : import_run(&where, import, summary, err);
}

enum ibid_status ibid_export_check(const struct ibid_export *export_,
                                   struct ibid_error *err)
{
    const struct exporter *format;
    return exporter_choose(export_, &format, err);
}

enum ibid_status ibid_export(ibid_db *db, const struct ibid_export *export_,
                             struct ibid_export_summary *summary,
                             struct ibid_error *err)
{
    *summary = (struct ibid_export_summary){0};
    enum ibid_status status = ibid_db_codebook(db, err);
    struct arena mem = {0};
    struct ibid_export whole = *export_;
    if (!status)
        status = ibid_db_query(db, &export_->query, &mem, &whole.query, err);
    if (!status)
        status = export_run(db->st, db->codebook, &whole, summary, err);
    arena_done(&mem);
    return status;
}

enum ibid_status
ibid_extract(ibid_db *db, const char *codebook,
             const struct ibid_change_options *options,
             void (*progress)(void *ctx, const struct ibid_progress *progress),
             void *ctx, struct ibid_extract_summary *summary,
             struct ibid_error *err)
{
    static const struct ibid_change_options none;
    struct arena mem = {0};
    struct codebook *newer = NULL;
    struct codebook_row snapshot;
    *summary = (struct ibid_extract_summary){0};
    enum ibid_status status = ibid_db_codebook(db, err);
    bool ours = !status && strcmp(db->snapshot.name, "news") == 0;
    if (!status && (codebook || ours))
        status = ibid_codebook_load(codebook, &mem, &snapshot, &newer, err);
    if (!status)
        status = ibid_db_learn(db, newer ? newer : db->codebook, err);
    if (!status) {
        struct importing where = {db->st, newer ? newer : db->codebook,
                                  newer ? &snapshot : &db->snapshot, db->actor};
        status = again_run(&where, options ? options : &none, progress, ctx,
                           summary, err);
    }
    if (newer && !status) { /* the one in use may be another now */
        codebook_close(db->codebook);
        db->codebook = NULL;
    }
    codebook_close(newer);
    arena_done(&mem);
    return status;
}

/* ---- Codebooks --------------------------------------------------------- */

struct reporting {
    ibid_problem_fn *each;
    void *ctx;
};

static void report(void *ctx, const struct ibid_error *problem)
{
    struct reporting *to = ctx;
    to->each(to->ctx, problem);
}

enum ibid_status ibid_codebook_check(const char *folder, ibid_problem_fn *each,
                                     void *ctx, size_t *problems, size_t *rules,
                                     size_t *examples, struct ibid_error *err)
{
    struct arena mem = {0};
    struct reporting to = {each, ctx};
    const struct codebook_file *files;
    size_t count;
    enum ibid_status status =
        folder ? codebook_folder_read(folder, &mem, &files, &count, err)
               : codebook_builtin("news", &mem, &files, &count, err);
    if (!status)
        *problems = codebook_check(files, count, report, &to, rules, examples);
    arena_done(&mem);
    return status;
}

enum ibid_status ibid_codebook_new(const char *folder, struct ibid_error *err)
{
    struct arena mem = {0};
    const struct codebook_file *files;
    size_t count;
    enum ibid_status status =
        codebook_builtin("news", &mem, &files, &count, err);
    if (!status)
        status = codebook_folder_write(folder, files, count, err);
    arena_done(&mem);
    return status;
}

enum ibid_status ibid_codebook_debug(const char *folder, const char *text,
                                     size_t bytes, ibid_arena *mem,
                                     const char **out, struct ibid_error *err)
{
    struct codebook *codebook = NULL;
    struct codebook_row snapshot;
    struct buf lines = {0};
    enum ibid_status status =
        ibid_codebook_load(folder, mem, &snapshot, &codebook, err);
    if (!status && utf8_invalid_at((struct str){text, bytes}) < bytes)
        status = err_set(err, IBID_INVALID, "the text is not UTF-8");
    if (!status) {
        extract_debug(codebook, (struct str){text, bytes}, mem, &lines);
        *out = arena_strndup(mem, lines.ptr ? lines.ptr : "", lines.len);
    }
    buf_done(&lines);
    codebook_close(codebook);
    return status;
}

static const char *type_name(enum field_type type)
{
    static const char *const names[] = {
        [FIELD_TEXT] = "text",     [FIELD_NAME] = "name",
        [FIELD_NUMBER] = "number", [FIELD_DATE] = "date",
        [FIELD_CHOICE] = "choice",
    };
    return names[type];
}

static void kinds_of(const struct codebook *codebook, ibid_kind_fn *each,
                     void *ctx)
{
    size_t count;
    const struct codebook_kind *kinds = codebook_kinds(codebook, &count);
    for (size_t k = 0; k < count; k++) {
        each(ctx, kinds[k].name, NULL, kinds[k].description, NULL, false, false,
             false);
        for (size_t f = 0; f < kinds[k].field_count; f++) {
            const struct codebook_field *field = &kinds[k].fields[f];
            each(ctx, kinds[k].name, field->name, field->description,
                 type_name(field->type), field->key, field->repeats,
                 field->derived);
        }
    }
}

enum ibid_status ibid_codebook_kinds(ibid_db *db, ibid_kind_fn *each, void *ctx,
                                     struct ibid_error *err)
{
    struct arena mem = {0};
    struct codebook *builtin = NULL;
    struct codebook_row snapshot;
    enum ibid_status status =
        db ? ibid_db_codebook(db, err)
           : ibid_codebook_load(NULL, &mem, &snapshot, &builtin, err);
    if (!status)
        kinds_of(db ? db->codebook : builtin, each, ctx);
    codebook_close(builtin);
    arena_done(&mem);
    return status;
}

enum ibid_status ibid_field_info(ibid_db *db, const char *kind,
                                 const char *field, struct ibid_field_info *out,
                                 struct ibid_error *err)
{
    const struct codebook_kind *k;
    const struct codebook_field *f;
    enum ibid_status status = ibid_db_codebook(db, err);
    if (!status)
        status = known_kind(db->codebook, kind, &k, err);
    if (!status && field)
        status = known_field(k, field, &f, err);
    if (status || !field)
        return status;
    *out = (struct ibid_field_info){
        .key = f->key,
        .required = f->required,
        .repeats = f->repeats,
        .derived = f->derived,
        .choices = f->type == FIELD_CHOICE ? f->choices : NULL,
    };
    return IBID_OK;
}

/* ---- Checking ---------------------------------------------------------- */

enum ibid_status ibid_verify(ibid_db *db, const char *expect_head,
                             ibid_finding_fn *each, void *ctx,
                             struct ibid_verify_summary *summary,
                             struct ibid_error *err)
{
    return verify_database(db->st, expect_head, each, ctx, summary, err);
}

enum ibid_status ibid_verify_file(ibid_db *db, const char *path,
                                  const struct ibid_verify_options *options,
                                  ibid_finding_fn *each, void *ctx,
                                  struct ibid_verify_summary *summary,
                                  struct ibid_error *err)
{
    static const struct ibid_verify_options none;
    const struct ibid_verify_options *how = options ? options : &none;
    if (how->escape && strcmp(how->escape, "apostrophe-1") != 0)
        return err_set(err, IBID_INVALID,
                       "no escape '%s'; there is \"apostrophe-1\"",
                       how->escape);
    enum ibid_status status = ibid_db_codebook(db, err);
    const struct verify_how what = {.codebook = db->codebook,
                                    .escaped = how->escape != NULL,
                                    .articles_only = how->articles_only};
    return status ? status
                  : verify_file(db->st, &what, path, each, ctx, summary, err);
}
