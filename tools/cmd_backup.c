/* cmd_backup.c - ibid backup: a verified copy. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/jsonw.h"
#include "command.h"
#include "safe.h"

/* "ibid-20260131-235959.db" beside the database, in UTC. */
static const char *default_path(struct run *run)
{
    const char *slash = strrchr(run->path, '/');
    int folder = slash ? (int)(slash - run->path) + 1 : 0;
    time_t now = time(NULL);
    struct tm utc;
    char stamp[32] = "";
    if (gmtime_r(&now, &utc))
        strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &utc);
    return arena_printf(run->mem, "%.*sibid-%s.db", folder, run->path, stamp);
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
        "Copies the database to FILE, which must not exist, also while "
        "another ibid works with it, and checks the copy. Without FILE the "
        "copy is ibid-YYYYMMDD-HHMMSS.db (UTC) beside the database. The head "
        "printed names the state of the journal: see \"ibid help verify\".",
    .options = (const struct option *const[]){options_json, NULL},
    .need = NEED_READ,
    .words_max = 1,
    .hint = HINT_FILE,
    .run = backup,
};
