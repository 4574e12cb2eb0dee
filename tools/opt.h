/* opt.h - command-line options, declared as tables and read GNU style. */
#ifndef TOOLS_OPT_H
#define TOOLS_OPT_H

#include "base/arena.h"
#include "ibid.h"

enum opt_type {
    OPT_FLAG, /* --x; --no-x takes it back; with `argument` also --x=ARG */
    OPT_TEXT,
    OPT_INT,  /* 0 or more */
    OPT_REAL, /* 0 or more */
    OPT_LIST, /* may be given several times */
    OPT_CHOICE,
};

/* What a shell offers to complete an argument with. */
enum hint {
    HINT_NONE,
    HINT_FILE,
    HINT_FOLDER,
    HINT_KIND,
    HINT_STATUS,
    HINT_IMPORTER,
    HINT_EXPORTER,
    HINT_COMMAND,
};

/* One option. A table of them ends with a zeroed one. */
struct option {
    const char *name; /* without the dashes */
    char letter;      /* short form, or 0 */
    enum opt_type type;
    const char *argument; /* its name in help, of all but flags */
    const char *help;     /* no capital, no final stop */
    const char *choices;  /* of OPT_CHOICE: "auto always never" */
    enum hint hint;
    bool hidden; /* not in help, man page, completion */
};

struct opt_value {
    const struct option *option;
    const char *text; /* NULL: a flag */
    bool off;         /* --no-x */
};

/* Tables an option may come from; the list of tables ends with NULL. */
struct args {
    const struct option *const *tables;
    struct opt_value *values; /* in the order given */
    size_t value_count, value_capacity;
    const char **words; /* what is not an option; a NULL behind the last */
    size_t word_count, word_capacity;
    bool queries; /* words may be terms of a query, "-kind:event" too */
};

/* Read argv[0 .. argc) into `args` (whose tables are set), adding to what is
 * there; the strings are argv's. With `stop_at_word` ends before the first
 * word. `*used` (NULL allowed) is how many of argv were read. Fails with
 * IBID_INVALID and a text that names the option and what to write instead. */
enum ibid_status opt_parse(struct args *args, int argc, char **argv,
                           bool stop_at_word, int *used, struct arena *mem,
                           struct ibid_error *err);

/* The value given last, else NULL, false, `otherwise`. An option that is in
 * none of the tables is our bug. */
const char *opt_text(const struct args *args, const char *name);
bool opt_flag(const struct args *args, const char *name);
int64_t opt_int(const struct args *args, const char *name, int64_t otherwise);
double opt_real(const struct args *args, const char *name, double otherwise);

/* All values of a list option, in order. */
size_t opt_list(const struct args *args, const char *name, struct arena *mem,
                const char *const **out);

#endif
