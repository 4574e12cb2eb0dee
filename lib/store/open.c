/* open.c - open a database safely: whose file, which settings, which schema. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/query.h"
#include "store/seal.h"

/* A setting of sqlite3_db_config, checked by reading it back. */
static bool configure(sqlite3 *db, int option, int on)
{
    int now = -1;
    return sqlite3_db_config(db, option, on, &now) == SQLITE_OK && now == on;
}

static void limits_set(sqlite3 *db)
{
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, STORE_VALUE_BYTES_MAX);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 100000);
    sqlite3_limit(db, SQLITE_LIMIT_COLUMN, 100);
    sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, 50);
    sqlite3_limit(db, SQLITE_LIMIT_COMPOUND_SELECT, 10);
    sqlite3_limit(db, SQLITE_LIMIT_VDBE_OP, 25000);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM INTO needs it */
    sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50);
    sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
}

/* The first column of the first row of `sql`, as text cut to fit. */
static bool ask(sqlite3 *db, const char *sql, char *out, size_t room)
{
    sqlite3_stmt *stmt = NULL;
    bool ok = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
              sqlite3_step(stmt) == SQLITE_ROW;
    if (ok)
        (void)snprintf(out, room, "%s",
                       (const char *)sqlite3_column_text(stmt, 0));
    sqlite3_finalize(stmt);
    return ok;
}

static const struct {
    const char *set, *get, *value;
} pragmas[] = {
    {"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1"},
    {"PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0"},
    {"PRAGMA synchronous = EXTRA", "PRAGMA synchronous", "3"},
    {"PRAGMA journal_mode = DELETE", "PRAGMA journal_mode", "delete"},
    {"PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2"},
    {"PRAGMA recursive_triggers = ON", "PRAGMA recursive_triggers", "1"},
    {"PRAGMA cache_size = -32768", "PRAGMA cache_size", "-32768"},
    {"PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1"}, /* redact */
};

static enum ibid_status settings(struct store *st, struct ibid_error *err)
{
    limits_set(st->db);
    bool ok = configure(st->db, SQLITE_DBCONFIG_DEFENSIVE, 1) &&
              configure(st->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0) &&
              configure(st->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1) &&
              configure(st->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0) &&
              configure(st->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0) &&
              configure(st->db, SQLITE_DBCONFIG_DQS_DML, 0) &&
              configure(st->db, SQLITE_DBCONFIG_DQS_DDL, 0);
    if (!ok)
        return err_set(err, IBID_DATABASE,
                       "this SQLite refuses a safety setting");
    if (!store_query_functions(st) || !store_seal_function(st))
        return store_fail(st, err);
    for (size_t i = 0; i < sizeof pragmas / sizeof *pragmas; i++) {
        char value[32] = "";
        if (sqlite3_exec(st->db, pragmas[i].set, NULL, NULL, NULL))
            return store_fail(st, err);
        if (!ask(st->db, pragmas[i].get, value, sizeof value) ||
            strcmp(value, pragmas[i].value) != 0)
            return err_set(err, IBID_DATABASE, "%s: '%s' had no effect",
                           st->path, pragmas[i].set);
    }
    return IBID_OK;
}

/* Whose file is it, and how new? */
static enum ibid_status identify(struct store *st, struct ibid_error *err)
{
    char id[16], version[16], tables[16];
    if (!ask(st->db, "PRAGMA application_id", id, sizeof id) ||
        !ask(st->db, "PRAGMA user_version", version, sizeof version) ||
        !ask(st->db, "SELECT count(*) FROM sqlite_schema", tables,
             sizeof tables)) {
        if (sqlite3_errcode(st->db) == SQLITE_NOTADB)
            return err_set(err, IBID_FOREIGN,
                           "%s is not an ibid database (not even an SQLite "
                           "file); nothing was written",
                           st->path);
        return store_fail(st, err);
    }
    st->schema_version = (int)strtol(version, NULL, 10);
    bool empty = strcmp(tables, "0") == 0 && strcmp(id, "0") == 0;
    if (!empty && strtol(id, NULL, 10) != STORE_APPLICATION_ID)
        return err_set(err, IBID_FOREIGN,
                       "%s is another program's SQLite database, not one of "
                       "ibid; nothing was written",
                       st->path);
    if (st->schema_version > store_schema_known())
        return err_set(err, IBID_NEWER,
                       "%s was made by a newer ibid (schema %d, this one "
                       "knows %d); update ibid to open it",
                       st->path, st->schema_version, store_schema_known());
    return IBID_OK;
}

/* Version and schema are read at one moment: another program may be bringing
 * them up to date just now. */
static enum ibid_status fingerprint_now(struct store *st, char out[65],
                                        struct ibid_error *err)
{
    char version[16] = "0";
    enum ibid_status status = store_begin_read(st, err);
    if (status)
        return status;
    if (!ask(st->db, "PRAGMA user_version", version, sizeof version))
        status = store_fail(st, err);
    if (!status)
        status = store_fingerprint(st, out, err);
    if (!status)
        st->schema_version = (int)strtol(version, NULL, 10);
    store_rollback(st);
    return status;
}

static enum ibid_status fingerprint_check(struct store *st,
                                          struct ibid_error *err)
{
    char now[65];
    enum ibid_status status = fingerprint_now(st, now, err);
    if (status)
        return status;
    const char *known = store_fingerprint_known(st->schema_version);
    if (known && strcmp(known, now) == 0)
        return IBID_OK;
    return err_set(err, IBID_DAMAGED,
                   "%s has tables or triggers that ibid did not make; nothing "
                   "was written; restore a backup",
                   st->path);
}

/* The real folder of `path` with its last part: links to the file itself are
 * refused, links on the way to it are not. */
static char *resolve(const char *path, struct ibid_error *err)
{
    const char *slash = strrchr(path, '/');
    struct arena mem = {0};
    const char *folder =
        slash ? arena_strndup(&mem, path, (size_t)(slash - path) + 1) : ".";
    char *real = realpath(folder, NULL);
    char *full = NULL;
    if (!real)
        err_set(err, IBID_NOT_FOUND, "no folder %s", folder);
    else {
        struct buf out = {0};
        buf_printf(&out, "%s/%s", strcmp(real, "/") == 0 ? "" : real,
                   slash ? slash + 1 : path);
        full = out.ptr;
    }
    free(real);
    arena_done(&mem);
    return full;
}

/* Make an empty file that only its owner can read, unless there is one. */
static enum ibid_status create(const char *path, bool *made,
                               struct ibid_error *err)
{
    int fd =
        open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    *made = fd >= 0;
    if (fd >= 0)
        close(fd);
    else if (errno != EEXIST)
        return err_set(err, IBID_READ_ONLY, "cannot make %s: %s", path,
                       strerror(errno));
    return IBID_OK;
}

static enum ibid_status file_check(const char *path, enum store_mode mode,
                                   struct ibid_error *err)
{
    struct stat info;
    if (lstat(path, &info) != 0)
        return err_set(err, IBID_NOT_FOUND,
                       "no database %s (import makes one, or 'ibid init'; "
                       "--db names another)",
                       path);
    if (!S_ISREG(info.st_mode))
        return err_set(err, IBID_FOREIGN,
                       "%s is not a regular file (links are not followed)",
                       path);
    if (info.st_size == 0 && mode != STORE_CREATE)
        return err_set(err, IBID_FOREIGN,
                       "%s is an empty file, not an ibid database", path);
    return IBID_OK;
}

static enum ibid_status prepare(struct store *st, bool fresh,
                                struct ibid_error *err)
{
    if (fresh) /* pages of the first transaction decide */
        sqlite3_exec(st->db, "PRAGMA page_size = 4096", NULL, NULL, NULL);
    if (store_be_patient(st->db) != SQLITE_OK)
        return store_fail(st, err);
    enum ibid_status status = identify(st, err);
    if (!status)
        status = settings(st, err);
    if (!status && st->schema_version)
        status = fingerprint_check(st, err);
    if (!status && st->schema_version < store_schema_known() &&
        st->mode != STORE_AS_IS) {
        if (st->read_only)
            return err_set(err, IBID_READ_ONLY,
                           "%s has the older schema %d; any command that "
                           "writes upgrades it",
                           st->path, st->schema_version);
        status = store_migrate(st, err);
    }
    return status;
}

/* The file is ours to open now (`path` is its name as it was given), `fresh`
 * when it was just made. */
static enum ibid_status connect_to(struct store *st, const char *path,
                                   bool fresh, struct ibid_error *err)
{
    bool reader = st->mode == STORE_READ || st->mode == STORE_AS_IS;
    bool writable = access(st->path, W_OK) == 0;
    st->read_only = reader || !writable;
    if (!reader && !writable)
        return err_set(err, IBID_READ_ONLY,
                       "%s cannot be written (check its permissions)", path);
    /* A reader, too, must be able to roll back what a crash left half done. */
    int flags = (writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE |
                SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(st->path, &st->db, flags, NULL) != SQLITE_OK)
        return store_fail(st, err);
    return prepare(st, fresh, err);
}

/* The file we made is of no use; another program may have found one. */
static void take_back(const char *path)
{
    struct stat info;
    if (lstat(path, &info) == 0 && info.st_size == 0)
        unlink(path);
}

enum ibid_status store_open(const char *path, enum store_mode mode,
                            struct store **out, struct ibid_error *err)
{
    char *full = resolve(path, err);
    if (!full)
        return IBID_NOT_FOUND;
    bool made = false;
    enum ibid_status status = IBID_OK;
    if (mode == STORE_CREATE)
        status = create(full, &made, err);
    if (!status)
        status = file_check(full, mode, err);
    if (status) {
        free(full);
        return status;
    }
    struct store *st = mem_alloc(sizeof *st);
    *st = (struct store){.path = full, .mode = mode};
    status = connect_to(st, path, made, err);
    if (status) {
        if (made)
            take_back(full);
        store_close(st);
        return status;
    }
    *out = st;
    return IBID_OK;
}
