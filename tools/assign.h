/* assign.h - FIELD=VALUE words of a command line. */
#ifndef TOOLS_ASSIGN_H
#define TOOLS_ASSIGN_H

#include "command.h"

/* Is each word behind the first one FIELD=VALUE? For a command's `prepare`. */
enum ibid_status assign_check(struct run *run);

/* These words, looked at by assign_check(), in the command's memory. */
struct ibid_assignment *assign_words(struct run *run, size_t *count);

#endif
