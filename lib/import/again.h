/* again.h - run a codebook over articles that are in the database. */
#ifndef IMPORT_AGAIN_H
#define IMPORT_AGAIN_H

#include "history/history.h"
#include "import/import.h"

/* As ibid_extract() in ibid.h: the newest version of each source, one
 * undoable step. */
enum ibid_status
again_run(const struct importing *where,
          const struct ibid_change_options *options,
          void (*progress)(void *ctx, const struct ibid_progress *), void *ctx,
          struct ibid_extract_summary *summary, struct ibid_error *err);

/* The same for one source (all of it, its versions too), as further changes
 * under `h`. */
enum ibid_status again_source(const struct importing *where, struct history *h,
                              const struct source_row *row,
                              struct ibid_extract_summary *summary,
                              struct ibid_error *err);

#endif
