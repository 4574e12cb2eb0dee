/* findings.h - what several sources say as one row: findings instead of
 * facts. */
#ifndef EXPORT_FINDINGS_H
#define EXPORT_FINDINGS_H

#include "export/export.h"
#include "export/table.h"

enum finding_basis {
    FINDING_EXACT,     /* the facts agree exactly */
    FINDING_CONFIRMED, /* a person said so of all or some */
    FINDING_MERGED,    /* they are one fact by now */
};

/* Facts that say the same. Everything lives until the callback returns. */
struct finding {
    const char *id; /* "g...", from its facts' ids */
    const char *kind, *story;
    enum finding_basis basis;
    const char *headline; /* the key values of the fact that says most */
    bool counted;         /* low, best and high are known */
    double low, high;     /* of all who count the same, also otherwise */
    double best;          /* of a preferred fact, else of these */
    struct standing standing;
    const struct ibid_fact *facts; /* by source and place */
    size_t fact_count;
};

typedef enum ibid_status finding_fn(void *ctx, const struct finding *finding,
                                    struct ibid_error *err);

/* Each group of facts that agree exactly or were confirmed, one of which the
 * query of the export selects; and each fact that cites several sources. */
enum ibid_status findings_each(struct export *run, finding_fn *each, void *ctx,
                               struct ibid_error *err);

/* All of them as CSV, TSV, JSON or JSONL, whichever `format` is. */
enum ibid_status findings_write(struct export *run, const char *format,
                                struct ibid_error *err);

/* The columns of that table. */
extern const struct column findings_columns[];
extern const size_t findings_column_count;

/* All of them as cells, a row each, as the table has them. */
enum ibid_status findings_keep(struct export *run, struct cells *out,
                               struct ibid_error *err);

/* Is there such a format? */
bool findings_format(const char *format);

#endif
