/* assign.h - FIELD=VALUE words of a command line. */
#ifndef TOOLS_ASSIGN_H
#define TOOLS_ASSIGN_H

#include "command.h"

/* The words behind the first one, which `prepare` has looked at, into the
 * command's memory. */
struct ibid_assignment *assign_words(struct run *run, size_t *count);

#endif
