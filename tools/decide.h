/* decide.h - what accept and reject share. */
#ifndef TOOLS_DECIDE_H
#define TOOLS_DECIDE_H

#include "command.h"

extern const struct option options_decide[];

/* Refuse to go on when nothing is selected. */
enum ibid_status decide_prepare(struct run *run);

/* Set the status of the facts that words and filters select. */
enum ibid_status decide(struct run *run, enum ibid_fact_status wanted);

#endif
