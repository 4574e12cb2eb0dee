/* seal.c - sums over settings and derived rows: made in SQL, checked by a walk.
 */
#include "store/seal.h"

#include "base/hash.h"
#include "store/private.h"

enum { SCHEMA_SEALS = 12 }; /* the first with seals */

static struct str value_bytes(sqlite3_value *value)
{
    const char *bytes = sqlite3_value_type(value) == SQLITE_BLOB
                            ? sqlite3_value_blob(value)
                            : (const char *)sqlite3_value_text(value);
    size_t count = (size_t)sqlite3_value_bytes(value);
    return bytes ? (struct str){bytes, count} : STR("");
}

/* The type is part of it: 1, "1" and x'31' are not the same. */
static void seal(sqlite3_context *call, int count, sqlite3_value **given)
{
    struct hash h = hash_begin();
    for (int i = 0; i < count; i++) {
        hash_field_int(&h, sqlite3_value_type(given[i]));
        hash_field(&h, value_bytes(given[i]));
    }
    struct sha256 hash = hash_end(&h);
    uint64_t sum = 0;
    for (int i = 0; i < 8; i++)
        sum = sum << 8 | hash.byte[i];
    sqlite3_result_int64(call, (int64_t)sum);
}

bool store_seal_function(struct store *st)
{
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    return sqlite3_create_function_v2(st->db, "ibid_seal", -1, flags, NULL,
                                      seal, NULL, NULL, NULL) == SQLITE_OK;
}

enum ibid_status store_seal_check(struct store *st, store_seal_fn *each,
                                  void *ctx, struct ibid_error *err)
{
    static const struct {
        enum stmt which;
        const char *what;
    } tables[] = {{STMT_SEAL_META, "setting"},
                  {STMT_SEAL_LINKS, "link"},
                  {STMT_SEAL_REUSES, "words shared"},
                  {STMT_SEAL_ORIGINS, "agency"},
                  {STMT_SEAL_PROFILES, "place in a story"}};
    enum ibid_status status = IBID_OK;
    struct arena mem = {0};
    if (st->schema_version < SCHEMA_SEALS)
        return IBID_OK;
    for (size_t i = 0; !status && i < sizeof tables / sizeof *tables; i++) {
        sqlite3_stmt *row = store_stmt(st, tables[i].which);
        int rc;
        if (!row)
            return store_fail(st, err);
        while ((rc = sqlite3_step(row)) == SQLITE_ROW)
            each(ctx, tables[i].what, store_name(row, 0, &mem));
        status = store_ended(st, row, rc, IBID_OK, err);
    }
    arena_done(&mem);
    return status;
}
