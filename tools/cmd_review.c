/* cmd_review.c - ibid review: the page on which a person corrects facts. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "coders.h"
#include "command.h"
#include "web/web.h"

enum { PORT_MIN = 1024, PORT_MAX = 65535 };

/* What of an author's name goes into a file's. */
#define PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"

static enum ibid_status prepare(struct run *run)
{
    int64_t port = opt_int(&run->args, "port", 0);
    bool against = opt_text(&run->args, "against") != NULL;
    bool coders = opt_text(&run->args, "coders") != NULL;
    if (opt_flag(&run->args, "blind") && (against || coders))
        return usage_error(run, "--blind shows nobody's decisions, --against "
                                "and --coders show other coders': choose one");
    if (against && coders)
        return usage_error(run, "--against is about another database, --coders "
                                "about this one: choose one");
    if (port && (port < PORT_MIN || port > PORT_MAX))
        return usage_error(run, "--port takes a number from %d to %d", PORT_MIN,
                           PORT_MAX);
    return IBID_OK;
}

/* To write, or only to read when it cannot be written. */
static enum ibid_status open_database(struct run *run, bool *read_only)
{
    enum ibid_status status =
        ibid_open(run->path, IBID_WRITE, run->actor, &run->db, &run->err);
    *read_only = status == IBID_READ_ONLY;
    if (*read_only)
        status =
            ibid_open(run->path, IBID_READ, run->actor, &run->db, &run->err);
    return status;
}

/* From here on Ctrl-C and the like are read from the descriptor. */
static int catch_signals(sigset_t *before)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, before);
    return signalfd(-1, &set, SFD_CLOEXEC);
}

/* Open the address with the desktop's browser: no shell, nothing of it on our
 * terminal, signals as they were. */
static void open_browser(const char *address, const sigset_t *signals)
{
    extern char **environ;
    char program[] = "xdg-open", copy[256];
    char *argv[] = {program, copy, NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    pid_t pid;
    size_t length = strlen(address);
    if (length >= sizeof copy)
        return;
    memcpy(copy, address, length + 1);
    posix_spawn_file_actions_init(&files);
    for (int fd = 0; fd <= 2; fd++)
        posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigmask(&how, signals);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
    (void)posix_spawnp(&pid, program, &files, &how, argv, environ);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
}

static enum ibid_status serve(struct run *run, struct web *web)
{
    sigset_t before;
    int stop = catch_signals(&before);
    if (stop < 0)
        return err_set(&run->err, IBID_IO, "cannot wait for Ctrl-C: %s",
                       strerror(errno));
    const char *address = web_link(web);
    buf_printf(&run->out.text, "%s\n", address);
    bool printed = out_sync(&run->out), open = !opt_flag(&run->args, "no-open");
    if (!printed && !open) { /* nobody could ever ask for it */
        (void)close(stop);
        return err_set(&run->err, IBID_IO, "the address cannot be printed");
    }
    if (open)
        open_browser(address, &before);
    if (run->out.terminal)
        remark(run, "The address works once and for a minute. Ctrl-C ends.");
    enum ibid_status status = web_run(web, stop, &run->err);
    (void)close(stop);
    return status;
}

/* ---- A second coder ------------------------------------------------------ */

static const char *user_of(const struct run *run)
{
    return strncmp(run->actor, "user:", 5) == 0 ? run->actor + 5 : run->actor;
}

/* "desk.db" is coded blind by bob in "desk-bob.db". */
static const char *blind_path(struct run *run)
{
    struct str path = str_of(run->path);
    char *user = arena_strdup(run->mem, user_of(run));
    size_t stem = str_ends(path, STR(".db")) ? path.len - 3 : path.len;
    for (char *c = user; *c; c++)
        if (!strchr(PLAIN, *c))
            *c = '_';
    return arena_printf(run->mem, "%.*s-%s.db", (int)stem, path.ptr, user);
}

/* A copy that knows nothing of what anybody decided; that of before when there
 * is one. */
static enum ibid_status blind_copy(struct run *run, const char *path)
{
    ibid_db *from = NULL, *copy = NULL;
    struct ibid_change_options how = {.reason = "coded blind"};
    struct ibid_change_result result;
    struct stat there;
    if (stat(path, &there) == 0)
        return IBID_OK;
    enum ibid_status status =
        ibid_open(run->path, IBID_READ, run->actor, &from, &run->err);
    if (!status)
        status = ibid_backup(from, path, &run->err);
    if (!status)
        status = ibid_open(path, IBID_WRITE, run->actor, &copy, &run->err);
    if (!status)
        status = ibid_blind(copy, &how, &result, &run->err);
    ibid_close(copy);
    ibid_close(from);
    if (status && stat(path, &there) == 0)
        (void)unlink(path); /* half blind is not blind */
    return status;
}

struct listing {
    ibid_arena *mem;
    struct ibid_disagreement *list;
    size_t count, room;
};

static void take(void *ctx, const struct ibid_disagreement *one)
{
    struct listing *l = ctx;
    l->list =
        arena_grow(l->mem, l->list, &l->room, l->count + 1, sizeof *l->list);
    l->list[l->count++] = (struct ibid_disagreement){
        .fact = arena_strdup(l->mem, one->fact),
        .no = one->no,
        .kind = arena_strdup(l->mem, one->kind),
        .field = one->field ? arena_strdup(l->mem, one->field) : NULL,
        .ours = arena_strdup(l->mem, one->ours),
        .theirs = arena_strdup(l->mem, one->theirs),
    };
}

static void ignore(void *ctx, const struct ibid_agreement *row)
{
    (void)ctx, (void)row;
}

/* The facts that the coder of the database `path` judged otherwise. */
static enum ibid_status against_other(struct run *run, const char *path,
                                      struct listing *l, int64_t *judged,
                                      struct web_options *options)
{
    static const struct ibid_query all;
    ibid_db *other = NULL;
    enum ibid_status status =
        ibid_open(path, IBID_READ, run->actor, &other, &run->err);
    if (!status)
        status = ibid_agree(run->db, other, &all, ignore, take, l, judged,
                            &run->err);
    ibid_close(other);
    options->ours = "Here";
    options->theirs = "the other coder";
    options->work = arena_printf(
        run->mem, "Only facts that are judged otherwise in %s.", path);
    return status;
}

/* Those that two coders of this database judged differently. */
static enum ibid_status between_coders(struct run *run, struct listing *l,
                                       int64_t *judged,
                                       struct web_options *options)
{
    static const struct ibid_query all;
    struct coders coders;
    enum ibid_status status = coders_read(run, &coders);
    if (status)
        return status;
    options->ours = coders.ours;
    options->theirs = coders.theirs;
    options->work =
        arena_printf(run->mem, "Only facts that %s and %s judged differently.",
                     coders.ours, coders.theirs);
    return coders_agree(run, &coders, &all, ignore, take, l, judged);
}

static enum ibid_status disagreements(struct run *run, const char *path,
                                      struct web_options *options)
{
    struct listing l = {.mem = run->mem};
    int64_t judged = 0;
    enum ibid_status status =
        path ? against_other(run, path, &l, &judged, options)
             : between_coders(run, &l, &judged, options);
    if (!status && !l.count)
        status = err_set(&run->err, IBID_NOT_FOUND,
                         "the two coders disagree on none of the %lld facts "
                         "that both judged",
                         (long long)judged);
    options->only = l.list;
    options->only_count = l.count;
    return status;
}

static enum ibid_status review(struct run *run)
{
    const char *against = opt_text(&run->args, "against");
    bool blind = opt_flag(&run->args, "blind");
    struct web_options options = {
        .port = (int)opt_int(&run->args, "port", 0),
        .user = user_of(run),
    };
    struct web *web = NULL;
    enum ibid_status status = IBID_OK;
    if (blind) {
        const char *path = blind_path(run);
        status = blind_copy(run, path);
        run->path = path;
        options.work = "Blind: a copy in which nobody has decided yet but you.";
    }
    const char *slash = strrchr(run->path, '/');
    options.name = slash ? slash + 1 : run->path;
    if (!status)
        status = open_database(run, &options.read_only);
    options.db = run->db;
    if (!status && (against || opt_text(&run->args, "coders")))
        status = disagreements(run, against, &options);
    if (!status)
        status = web_open(&options, &web, &run->err);
    if (!status)
        status = serve(run, web);
    web_close(web);
    return status;
}

static const struct option options[] = {
    {.name = "port",
     .type = OPT_INT,
     .argument = "PORT",
     .help = "listen here; else on any port that is free"},
    {.name = "blind",
     .help = "work in a copy of one's own that shows nobody's decisions"},
    {.name = "against",
     .type = OPT_TEXT,
     .argument = "OTHER.db",
     .help = "only the facts that the coder of OTHER.db judged otherwise",
     .hint = HINT_FILE},
    {.name = "no-open", .help = "only print the address, open no browser"},
    {0},
};

const struct command cmd_review = {
    .name = "review",
    .summary = "correct facts beside the article, in the browser",
    .description =
        "Serves one page on this machine's own address (127.0.0.1), prints "
        "its address and opens it. The address lets one browser in, once and "
        "within a minute; nobody else, no other machine and no other page "
        "can reach the database through it. What is saved in the page is in "
        "the database at once and can be undone, there or with 'ibid undo'. "
        "Several people and programs may work at the same database.\n\n"
        "Ends with Ctrl-C, or from the page. To work on another machine, "
        "connect with 'ssh -L 8017:127.0.0.1:8017 HOST', run there 'ibid "
        "review --no-open --port 8017' and open the address here.\n\n"
        "A second coder starts with --blind: the work goes into a copy beside "
        "the database, desk-bob.db beside desk.db for the author bob, in which "
        "facts stand as they were found, whatever others decided before; the "
        "next --blind goes on there. 'ibid agreement desk-bob.db' says how far "
        "two coders agree, and --against desk-bob.db makes a queue of the "
        "facts on which they do not, with both judgements. Of two people who "
        "worked one after the other in this database, --coders=ann,bob makes "
        "the same queue.",
    .options = (const struct option *const[]){options, options_coders, NULL},
    .need = NEED_NOTHING,
    .prepare = prepare,
    .run = review,
};
