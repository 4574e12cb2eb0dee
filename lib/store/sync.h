/* sync.h - files that outlast a power cut. Only for lib/store. */
#ifndef STORE_SYNC_H
#define STORE_SYNC_H

#include "base/error.h"

/* Wait until the file, or the folder that names it, is on the disk. */
enum ibid_status sync_file(const char *path, struct ibid_error *err);
enum ibid_status sync_folder_of(const char *path, struct ibid_error *err);

/* Give the file `from` the further (or, where the file system has no links,
 * the other) name `to`, never over another file: IBID_CONFLICT. */
enum ibid_status sync_link(const char *from, const char *to,
                           struct ibid_error *err);

#endif
