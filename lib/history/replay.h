/* replay.h - unroll the journal from the live tables to the beginning. */
#ifndef HISTORY_REPLAY_H
#define HISTORY_REPLAY_H

#include "history/history.h"

/* What is off: which check ("journal", "replay"), which id, in words. */
typedef void replay_finding(void *ctx, const char *check, const char *subject,
                            const char *text);

struct replay_counts {
    int64_t entries, facts;
};

/* Check the whole journal. Forward: the chain of hashes, and `expect`
 * ("SEQ:HASH", NULL: none) in it. Backward: starting from the live tables,
 * each entry's state after must be the state there, and its state before
 * takes its place; each import's digest must fit what is left. Memory: the
 * states of changed facts only. */
enum ibid_status history_replay(struct store *st, const char *expect,
                                replay_finding *each, void *ctx,
                                struct replay_counts *counts,
                                struct ibid_error *err);

#endif
