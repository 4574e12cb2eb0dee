/* main.c - the program: find the verb, open the database as it needs it, run
 * it, and turn what came of it into an exit code. */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <locale.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "command.h"
#include "config.h"
#include "safe.h"
#include "scratch.h"
#include "suggest.h"

static const char *login_name(struct arena *mem)
{
    enum { RECORD_BYTES = 16 * 1024 };
    struct passwd user, *found = NULL;
    char *record = arena_alloc(mem, RECORD_BYTES);
    if (getpwuid_r(geteuid(), &user, record, RECORD_BYTES, &found) == 0 &&
        found && *user.pw_name)
        return user.pw_name;
    return arena_printf(mem, "%ld", (long)geteuid());
}

/* --author, $IBID_USER, the configuration, the login name: the first given. */
static const char *actor_name(const struct args *args, struct arena *mem)
{
    const char *name = opt_text(args, "author");
    if (!name || !*name)
        name = getenv("IBID_USER");
    if (!name || !*name)
        name = config_text("author", mem);
    if (!name || !*name)
        name = login_name(mem);
    return arena_printf(mem, "user:%s", name);
}

static const char *database_path(const struct args *args)
{
    const char *path = opt_text(args, "db");
    if (!path)
        path = getenv("IBID_DB");
    return path && *path ? path : "ibid.db";
}

void complain(struct run *run, const struct ibid_error *err)
{
    struct buf line = {0};
    buf_text(&line, "ibid: ");
    if (err->source[0]) {
        safe_text(&line, err->source);
        if (err->line > 0)
            buf_printf(&line, ":%lld", (long long)err->line);
        buf_text(&line, ": ");
    }
    safe_text(&line, err->text);
    buf_byte(&line, '\n');
    out_sync(&run->out);
    fwrite(line.ptr, 1, line.len, stderr);
    buf_done(&line);
}

void remark(struct run *run, const char *format, ...)
{
    char text[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    struct buf line = {0};
    safe_text(&line, text);
    buf_byte(&line, '\n');
    out_sync(&run->out);
    fwrite(line.ptr, 1, line.len, stderr);
    buf_done(&line);
}

enum ibid_status usage_error(struct run *run, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    err_set(&run->err, IBID_INVALID, "%s", "");
    vsnprintf(run->err.text, sizeof run->err.text, format, list);
    va_end(list);
    run->code = CODE_USAGE;
    return IBID_INVALID;
}

/* Check how many arguments there are. */
static enum ibid_status check_words(struct run *run)
{
    const struct command *command = run->command;
    size_t count = run->args.word_count;
    if (count < command->words_min)
        return usage_error(run, "an argument is missing: ibid %s %s",
                           command->name, command->usage);
    if (count > command->words_max)
        return usage_error(run, "one argument too many: \"%s\"",
                           run->args.words[command->words_max]);
    return IBID_OK;
}

/* Open it, or for NEED_TRY one that is thrown away; its path, else NULL. */
static enum ibid_status open_database(struct run *run, const char **scratch)
{
    static const enum ibid_mode modes[] = {[NEED_IF_THERE] = IBID_READ,
                                           [NEED_READ] = IBID_READ,
                                           [NEED_WRITE] = IBID_WRITE,
                                           [NEED_CREATE] = IBID_CREATE,
                                           [NEED_TRY] = IBID_WRITE};
    const struct command *command = run->command;
    enum need need =
        command->need_for ? command->need_for(&run->args) : command->need;
    if (need == NEED_NOTHING ||
        (need == NEED_IF_THERE && access(run->path, F_OK) != 0))
        return IBID_OK;
    if (need == NEED_SCRATCH ||
        (need == NEED_TRY && access(run->path, F_OK) != 0)) {
        enum ibid_status status = scratch_make(run->mem, scratch, &run->err);
        return status != IBID_OK ? status
                                 : ibid_open(*scratch, IBID_CREATE, run->actor,
                                             &run->db, &run->err);
    }
    return ibid_open(run->path, modes[need], run->actor, &run->db, &run->err);
}

static enum ibid_status run_command(struct run *run)
{
    const char *scratch = NULL;
    enum ibid_status status = check_words(run);
    if (status == IBID_OK && run->command->prepare)
        status = run->command->prepare(run);
    if (status != IBID_OK || run->code != CODE_OK)
        return status;
    status = open_database(run, &scratch);
    if (status == IBID_OK && run->command->paged &&
        !opt_flag(&run->args, "no-pager"))
        out_page(&run->out);
    if (status == IBID_OK)
        status = run->command->run(run);
    ibid_close(run->db);
    if (scratch)
        scratch_remove(run->mem, scratch);
    return status;
}

/* Read the options behind the verb. */
static enum ibid_status read_options(struct run *run, int argc, char **argv)
{
    static const struct option *const none[] = {NULL};
    const struct option *const *own = run->command->options;
    size_t count = 0;
    for (own = own ? own : none; own[count];)
        count++;
    const struct option **tables =
        arena_array(run->mem, count + 2, sizeof(const struct option *));
    for (size_t i = 0; i < count; i++) {
        tables[i] = own[i];
        run->args.queries = run->args.queries || own[i] == options_filter;
    }
    tables[count] = options_program;
    run->args.tables = tables;
    enum ibid_status status =
        opt_parse(&run->args, argc, argv, false, NULL, run->mem, &run->err);
    if (status != IBID_OK)
        run->code = CODE_USAGE;
    return status;
}

static enum ibid_status unknown_verb(struct run *run, const char *verb)
{
    struct suggest near = {.word = verb};
    for (size_t i = 0; commands[i]; i++)
        suggest_try(&near, commands[i]->name);
    if (near.best)
        return usage_error(run, "unknown verb \"%s\" (did you mean %s?)", verb,
                           near.best);
    return usage_error(run, "unknown verb \"%s\"", verb);
}

/* The verb is known: its options, its help, or itself. */
static enum ibid_status start_verb(struct run *run, int argc, char **argv)
{
    enum ibid_status status = read_options(run, argc, argv);
    if (status != IBID_OK)
        return status;
    if (opt_flag(&run->args, "help")) {
        help_verb(&run->out, run->command);
        return IBID_OK;
    }
    run->out.color = out_start(opt_text(&run->args, "color")).color;
    run->path = database_path(&run->args);
    run->actor = actor_name(&run->args, run->mem);
    return run_command(run);
}

static enum ibid_status start(struct run *run, int argc, char **argv)
{
    static const struct option *const tables[] = {options_program, NULL};
    int used = 0;
    run->args.tables = tables;
    enum ibid_status status =
        opt_parse(&run->args, argc, argv, true, &used, run->mem, &run->err);
    if (status != IBID_OK) {
        run->code = CODE_USAGE;
        return status;
    }
    if (opt_flag(&run->args, "version")) {
        buf_printf(&run->out.text, "ibid %s\n", ibid_version());
        return IBID_OK;
    }
    if (used == argc) {
        help_program(&run->out);
        return IBID_OK;
    }
    run->command = command_find(argv[used]);
    if (!run->command)
        return unknown_verb(run, argv[used]);
    return start_verb(run, argc - used - 1, argv + used + 1);
}

/* The exit code of `status`, explained on standard error. */
static enum code explain(struct run *run, enum ibid_status status)
{
    const char *verb = run->command ? run->command->name : NULL;
    if (run->code == CODE_USAGE) {
        const char *space = verb ? " " : "";
        verb = verb ? verb : "";
        remark(run, "ibid%s%s: %s", space, verb, run->err.text);
        remark(run, "See \"ibid help%s%s\".", space, verb);
        return CODE_USAGE;
    }
    if (status == IBID_OK)
        return run->code;
    if (!run->out.error) /* else it failed because nobody reads on */
        complain(run, &run->err);
    return CODE_FAILED;
}

/* A standard stream that is closed must not become the database's: hold its
 * place with one that cannot be used. */
static void hold_streams(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            (void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
    hold_streams();
    if (!setlocale(LC_CTYPE, "C.UTF-8"))
        setlocale(LC_CTYPE, "");
    signal(SIGPIPE, SIG_IGN);
    json_set_alloc_funcs(mem_alloc, free); /* else it hands on half an answer */
    struct run run = {.mem = ibid_arena_new(), .out = out_start(NULL)};
    enum ibid_status status =
        start(&run, argc > 0 ? argc - 1 : 0, argv + (argc > 0));
    enum code code = explain(&run, status);
    if (!out_finish(&run.out)) {
        if (run.out.error != EPIPE)
            fprintf(stderr,
                    "ibid: standard output: %s; what was printed is "
                    "not complete\n",
                    strerror(run.out.error));
        code = CODE_FAILED;
    }
    ibid_arena_free(run.mem);
    return (int)code;
}
