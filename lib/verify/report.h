/* report.h - where findings go. Only for lib/verify. */
#ifndef VERIFY_REPORT_H
#define VERIFY_REPORT_H

#include "export/texts.h"
#include "store/facts.h"

/* One verification under way. */
struct verify {
    struct store *st;
    ibid_finding_fn *each; /* NULL: only counted */
    void *ctx;
    struct ibid_verify_summary *summary;
};

/* Report one thing that is off. */
void verify_off(struct verify *v, const char *check, const char *subject,
                const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Damage is a finding, and the check goes on; other failures end it. The
 * reason stands in `err`, which is cleared. */
enum ibid_status verify_damage(struct verify *v, enum ibid_status status,
                               const char *subject, struct ibid_error *err);

/* "SEQ:HASH" must be in the journal. `subject` says who claims it. */
enum ibid_status verify_head(struct verify *v, const char *head,
                             const char *subject, struct ibid_error *err);

/* The journal's head into summary->head. */
enum ibid_status verify_head_get(struct verify *v, struct ibid_error *err);

#endif
