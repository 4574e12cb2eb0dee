/* apply_table.h - the table at hand of an edited file. Only for lib/curate. */
#ifndef CURATE_APPLY_TABLE_H
#define CURATE_APPLY_TABLE_H

#include "extract/codebook.h"
#include "tabular/tabular.h"

struct apply;
struct apply_new;

enum { APPLY_HEADER_ROWS = 20 }; /* a header stands among the first */

/* What a column of a table of facts holds. */
enum apply_role {
    APPLY_OWN, /* the colleague's; or nothing that is checked */
    APPLY_ID,
    APPLY_REVISION,
    APPLY_STATUS,
    APPLY_RANK,
    APPLY_FIXED, /* number, kind, confidence */
    APPLY_VALUE,
    APPLY_NORMALIZED,
    APPLY_TYPED,     /* "number_value": the number of `number` */
    APPLY_PRECISION, /* "number_precision": how exact that is */
    APPLY_QUOTE,
    APPLY_CITE,
    APPLY_EVIDENCE,
    APPLY_SOURCE,
    APPLY_LINK,    /* source_link: of the source and the citation */
    APPLY_COUNTED, /* what other sources say, as counted then */
};

struct apply_column {
    enum apply_role role;
    const char *name;  /* as it stands there */
    const char *field; /* of the codebook, or NULL */
};

/* The table at hand. */
struct apply_table {
    char *name, *where; /* where: "sheet casualty ", or "" */
    bool ours, passed;  /* passed: no header came */
    bool is_long, is_citations, is_sources;
    const char *kind; /* that `columns` are laid out for */
    struct apply_column *columns;
    size_t count;
    int64_t first, rows; /* rows: of facts */
    struct apply_new *news, **news_end;
};

/* The columns of the header for facts of `kind`, into a->table. */
void apply_columns(struct apply *a, const struct codebook_kind *kind,
                   const char *kind_name);

#endif
