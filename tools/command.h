/* command.h - what a verb is: one file cmd_<verb>.c each, one array of them
 * all; dispatch, help, man pages and completions are made from it. */
#ifndef TOOLS_COMMAND_H
#define TOOLS_COMMAND_H

#include "base/jsonw.h"
#include "opt.h"
#include "out.h"

/* How a command needs the database, which main opens for it. */
enum need {
    NEED_NOTHING,
    NEED_IF_THERE, /* read it when there is one */
    NEED_READ,
    NEED_WRITE,
    NEED_CREATE,  /* made when it does not exist */
    NEED_TRY,     /* as it is, else an empty one that is thrown away */
    NEED_SCRATCH, /* always such an empty one */
};

/* Exit codes, as the manual states them. */
enum code { CODE_OK, CODE_FOUND, CODE_USAGE, CODE_FAILED };

/* What a command works with. */
struct run {
    const struct command *command;
    struct args args;
    ibid_arena *mem;  /* freed when the command is done */
    ibid_db *db;      /* as the command needs it, or NULL */
    const char *path; /* of the database */
    const char *actor;
    struct out out;
    struct ibid_error err; /* of the status returned */
    enum code code;        /* when the status is IBID_OK, or CODE_USAGE */
};

struct example {
    const char *line, *means;
};

struct command {
    const char *name;
    const char *summary;                 /* one line */
    const char *usage;                   /* its arguments: "PATH..." */
    const char *description;             /* paragraphs between empty lines */
    const struct option *const *options; /* tables, the last NULL */
    const struct example *examples;      /* the last zeroed */
    enum need need;
    enum need (*need_for)(const struct args *args); /* or NULL: `need` */
    size_t words_min, words_max; /* arguments; words_max 0 = none */
    const char *choices;         /* of the first argument: "check new" */
    enum hint hint;              /* of the others */
    bool paged;                  /* long output for people */
    bool private;                /* hidden modes only */
    /* Before the database is opened, or NULL. */
    enum ibid_status (*prepare)(struct run *run);
    enum ibid_status (*run)(struct run *run);
};

enum { WORDS_ANY = 1 << 20 };

/* All of them, in the order of help; ends with NULL. */
extern const struct command *const commands[];
const struct command *command_find(const char *name);

/* The program's own options, accepted before and after a verb. */
extern const struct option options_program[];

/* Options several verbs share. */
extern const struct option options_json[];
extern const struct option options_escape[]; /* of an exported CSV */
extern const struct option options_change[]; /* --reason --dry-run */
extern const struct option options_filter[]; /* which facts */
extern const struct option options_page[];   /* --limit --offset */

/* ---- For commands ------------------------------------------------------- */

/* The command line is wrong: exit code 2. Returns IBID_INVALID. */
enum ibid_status usage_error(struct run *run, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* One failure or remark on standard error, after what was printed so far:
 * "ibid: SOURCE:LINE: TEXT". */
void complain(struct run *run, const struct ibid_error *err);
void remark(struct run *run, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Does an option of it choose an export format? Help then lists them. */
bool command_has_formats(const struct command *command);

/* The query that filter options and fact references make; `refs` are the
 * words from index `first_word` on. */
enum ibid_status query_read(struct run *run, size_t first_word,
                            struct ibid_query *query);

/* A `prepare` that says what is wrong with filter options. */
enum ibid_status query_check(struct run *run);

/* --reason and --dry-run. */
struct ibid_change_options change_options(const struct run *run);

/* Say what a change did and how to take it back. */
enum ibid_status change_report(struct run *run,
                               const struct ibid_change_result *result);

/* A journal entry as a JSON object, and as lines for people. */
void change_json(struct jsonw *to, const struct ibid_change *change);
void change_lines(struct out *out, const struct ibid_change *change);

/* Print help for one verb, or the list of verbs. */
void help_verb(struct out *out, const struct command *command);
void help_program(struct out *out);

/* Roff and shell completion from the same tables. */
void man_program(struct buf *out);
void man_verb(struct buf *out, const struct command *command);
bool complete_shell(struct buf *out, const char *shell); /* false: unknown */

#endif
