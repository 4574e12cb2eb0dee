/* import_report.h - what an import prints: a line an article, a summary. */
#ifndef TOOLS_IMPORT_REPORT_H
#define TOOLS_IMPORT_REPORT_H

#include <stdio.h>

#include "command.h"
#include "progress.h"

struct import_report {
    struct run *run;
    struct progress bar;
    bool json, quiet, all; /* --json, --quiet, --verbose */
    int64_t listed;        /* new articles printed */
    int64_t copies;        /* and copies */
    FILE *errors;          /* of --errors, or NULL */
};

/* Fails with IBID_IO when the file of --errors cannot be written. */
enum ibid_status import_report_start(struct run *run,
                                     struct import_report *out);
void import_report_item(struct import_report *report,
                        const struct ibid_import_item *item);
void import_report_copy(struct import_report *report,
                        const struct ibid_import_copy *copy);
void import_report_end(struct import_report *report,
                       const struct ibid_import_summary *summary,
                       enum ibid_status status);

#endif
