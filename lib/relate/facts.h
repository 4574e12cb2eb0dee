/* facts.h - facts that changed in articles that did not. */
#ifndef RELATE_FACTS_H
#define RELATE_FACTS_H

#include "store/store.h"

/* Look again for the links of facts that changed since the last time, in its
 * own transactions. Sources that changed were looked at before. */
enum ibid_status relate_facts(struct store *st, struct ibid_error *err);

#endif
