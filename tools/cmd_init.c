/* cmd_init.c - ibid init: a new database. */
#include "command.h"
#include "safe.h"

static const struct option options[] = {
    {.name = "codebook",
     .type = OPT_TEXT,
     .argument = "FOLDER",
     .help = "the codebook to use; else the built-in one, news",
     .hint = HINT_FOLDER},
    {0},
};

static enum ibid_status init(struct run *run)
{
    enum ibid_status status = ibid_init(
        run->path, opt_text(&run->args, "codebook"), run->actor, &run->err);
    if (status != IBID_OK)
        return status;
    buf_text(&run->out.text, "made ");
    safe_text(&run->out.text, run->path);
    buf_text(&run->out.text, "; bring articles in with: ibid import PATH\n");
    return IBID_OK;
}

const struct command cmd_init = {
    .name = "init",
    .summary = "make a new database",
    .description =
        "Makes the database (--db FILE, $IBID_DB or ./ibid.db); an existing "
        "file is never touched. The first import makes one too; init is for "
        "choosing the codebook.",
    .options = (const struct option *const[]){options, NULL},
    .examples =
        (const struct example[]){
            {"ibid --db talks.db init", "An empty talks.db."}, {0}},
    .need = NEED_NOTHING,
    .run = init,
};
