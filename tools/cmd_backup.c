/* cmd_backup.c - ibid backup: a verified copy. */
#include <string.h>

#include "base/jsonw.h"
#include "command.h"
#include "keep.h"
#include "safe.h"

/* "ibid-20260131-235959.db" beside the database, in UTC. */
static const char *default_path(struct run *run)
{
    const char *slash = strrchr(run->path, '/');
    int folder = slash ? (int)(slash - run->path) + 1 : 0;
    return arena_printf(run->mem, "%.*sibid-%s.db", folder, run->path,
                        keep_stamp(run->mem));
}

static enum ibid_status backup(struct run *run)
{
    const char *to =
        run->args.word_count ? run->args.words[0] : default_path(run);
    struct ibid_info info;
    enum ibid_status status = ibid_backup(run->db, to, &run->err);
    if (status == IBID_OK)
        status = ibid_info_get(run->db, run->mem, &info, &run->err);
    if (status != IBID_OK)
        return status;
    struct buf *text = &run->out.text;
    if (!opt_flag(&run->args, "json")) {
        buf_text(text, "copied to ");
        safe_text(text, to);
        buf_printf(text, " and checked\nhead %s\n", info.head);
        return IBID_OK;
    }
    struct buf line = {0};
    struct jsonw json = jsonw_start(&line);
    jsonw_object(&json);
    jsonw_key_text(&json, "path", to);
    jsonw_key_text(&json, "head", info.head);
    jsonw_object_end(&json);
    status = out_json(&run->out, buf_view(&line));
    buf_done(&line);
    return status;
}

const struct command cmd_backup = {
    .name = "backup",
    .summary = "make a verified copy of the database",
    .usage = "[FILE]",
    .description =
        "Checks the database as \"ibid verify\" does, copies it to FILE, which "
        "must not exist, waits until the disk has it and compares every row. "
        "Others may read meanwhile, and wait to write. Without FILE the copy "
        "is ibid-YYYYMMDD-HHMMSS.db (UTC) beside the database. The head "
        "printed names the state of the journal: see \"ibid help verify\". "
        "\"ibid restore FILE\" goes back to it.\n\n"
        "ibid makes copies by itself before it upgrades an older database "
        "(DATABASE.schema-N.bak) and before an import of more than 200 "
        "articles or 24 MB of them into a database that has some "
        "(DATABASE.before-import-YYYYMMDD-HHMMSS.bak; the newest three "
        "stay). One over 256 MB is copied only for files of at least a "
        "twentieth of its size.",
    .options = (const struct option *const[]){options_json, NULL},
    .need = NEED_READ,
    .words_max = 1,
    .hint = HINT_FILE,
    .run = backup,
};
