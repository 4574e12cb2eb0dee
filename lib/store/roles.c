/* roles.c - what paragraphs of a version are: as read, and as a person says. */
#include "store/roles.h"

#include "store/versions.h"
#include "store/write.h"

static enum ibid_status roles_of(sqlite3_stmt *row, struct block_roles *out,
                                 struct ibid_error *err)
{
    struct str read = str_of((const char *)sqlite3_column_text(row, 0));
    struct str said = str_of((const char *)sqlite3_column_text(row, 1));
    bool known = block_role_parse(read, &out->read);
    out->by_hand = sqlite3_column_type(row, 1) != SQLITE_NULL;
    out->now = out->read;
    if (known && out->by_hand)
        known = block_role_parse(said, &out->now);
    return known ? IBID_OK
                 : err_set(err, IBID_DAMAGED, "a block has an unknown role");
}

enum ibid_status store_roles(struct store *st, int64_t no, struct arena *mem,
                             struct block_roles **out, size_t *count,
                             struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_BLOCK_ROLES);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    struct block_roles *list = NULL;
    size_t n = 0, room = 0;
    enum ibid_status status = IBID_OK;
    int rc = SQLITE_DONE;
    while (!status && n < BLOCKS_MAX &&
           (rc = sqlite3_step(row)) == SQLITE_ROW) {
        list = arena_grow(mem, list, &room, n + 1, sizeof *list);
        status = roles_of(row, &list[n++], err);
    }
    status = store_ended(st, row, rc, status, err);
    if (!status) {
        *out = list;
        *count = n;
    }
    return status;
}

enum ibid_status store_role_set(struct store *st, int64_t version, int64_t n,
                                const char *role, struct ibid_error *err)
{
    sqlite3_stmt *row =
        store_stmt(st, role ? STMT_BLOCK_ROLE_SET : STMT_BLOCK_ROLE_CLEAR);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, version);
    sqlite3_bind_int64(row, 2, n);
    if (role)
        store_bind_text(row, 3, role);
    return store_run(st, row, err);
}
