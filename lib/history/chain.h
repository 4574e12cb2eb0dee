/* chain.h - check the chain of hashes. Only for lib/history. */
#ifndef HISTORY_CHAIN_H
#define HISTORY_CHAIN_H

#include "history/replay.h"

/* Every entry must carry its own hash and that of the one before; `expect`
 * ("SEQ:HASH", NULL: none) must be one of them. */
enum ibid_status chain_check(struct store *st, const char *expect,
                             replay_finding *each, void *ctx,
                             struct replay_counts *counts,
                             struct ibid_error *err);

#endif
