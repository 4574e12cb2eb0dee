/* folder.h - a folder of tables: one a kind, sources, citations, metadata. */
#ifndef EXPORT_FOLDER_H
#define EXPORT_FOLDER_H

#include "export/export.h"

/* Write the folder options->path. Files appear when all of them are complete;
 * others that stand there stay. */
enum ibid_status folder_write(struct export *run, struct ibid_error *err);

#endif
