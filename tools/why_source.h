/* why_source.h - where what is known of a source comes from. */
#ifndef TOOLS_WHY_SOURCE_H
#define TOOLS_WHY_SOURCE_H

#include "command.h"

/* Print (with --json: as an object) each thing known of the source, what its
 * newest version states, by which rule, at which bytes. */
enum ibid_status why_source(struct run *run, const struct ibid_source *source);

#endif
