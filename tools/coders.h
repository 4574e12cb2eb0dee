/* coders.h - two coders of one database, as the command line names them. */
#ifndef TOOLS_CODERS_H
#define TOOLS_CODERS_H

#include "command.h"

extern const struct option options_coders[]; /* --coders=A,B */

struct coders {
    const char *ours, *theirs; /* as they were named: "ann" */
};

/* Those of --coders; without it the two who judged facts in run->db, when they
 * are two. IBID_NOT_FOUND says who there is instead. */
enum ibid_status coders_read(struct run *run, struct coders *out);

/* ibid_agree_within() for them. */
enum ibid_status coders_agree(struct run *run, const struct coders *coders,
                              const struct ibid_query *query,
                              ibid_agreement_fn *each,
                              ibid_disagreement_fn *differs, void *ctx,
                              int64_t *judged);

#endif
