/* cmd_review.c - ibid review: the page on which a person corrects facts. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/error.h"
#include "command.h"
#include "web/web.h"

enum { PORT_MIN = 1024, PORT_MAX = 65535 };

static enum ibid_status prepare(struct run *run)
{
    int64_t port = opt_int(&run->args, "port", 0);
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
    (void)out_sync(&run->out);
    if (!opt_flag(&run->args, "no-open"))
        open_browser(address, &before);
    if (run->out.terminal)
        remark(run, "The address works once and for a minute. Ctrl-C ends.");
    enum ibid_status status = web_run(web, stop, &run->err);
    (void)close(stop);
    return status;
}

static enum ibid_status review(struct run *run)
{
    const char *slash = strrchr(run->path, '/');
    struct web_options options = {
        .name = slash ? slash + 1 : run->path,
        .port = (int)opt_int(&run->args, "port", 0),
        .user =
            strncmp(run->actor, "user:", 5) == 0 ? run->actor + 5 : run->actor,
    };
    struct web *web = NULL;
    enum ibid_status status = open_database(run, &options.read_only);
    options.db = run->db;
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
        "review --no-open --port 8017' and open the address here.",
    .options = (const struct option *const[]){options, NULL},
    .need = NEED_NOTHING,
    .prepare = prepare,
    .run = review,
};
