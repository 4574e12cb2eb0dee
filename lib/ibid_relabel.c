/* ibid_relabel.c - the facade: what paragraphs are, put right by hand; facts as
 * they were found. */
#include "ibid_db.h"
#include "import/again.h"
#include "source/article.h"

const char *ibid_role_name(size_t index)
{
    return index < BLOCK_ROLE_COUNT ? block_role_name((enum block_role)index)
                                    : NULL;
}

static enum ibid_status reread(void *ctx, struct history *h,
                               const struct source_row *row, int64_t *added,
                               int64_t *removed, struct ibid_error *err)
{
    ibid_db *db = ctx;
    struct ibid_extract_summary summary;
    struct importing where = {db->st, db->codebook, &db->snapshot, db->actor};
    enum ibid_status status = again_source(&where, h, row, &summary, err);
    *added = summary.added;
    *removed = summary.removed;
    return status;
}

enum ibid_status ibid_blind(ibid_db *db,
                            const struct ibid_change_options *options,
                            struct ibid_change_result *result,
                            struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status : curate_blind(&who, result, err);
}

enum ibid_status ibid_relabel(ibid_db *db, const struct ibid_relabel *what,
                              const struct ibid_change_options *options,
                              struct ibid_change_result *result,
                              struct ibid_error *err)
{
    struct curator who;
    struct curate_reader reader = {db, reread};
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status : curate_relabel(&who, what, &reader, result, err);
}
