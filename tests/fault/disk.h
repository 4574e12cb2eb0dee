/* disk.h - a folder as a disk that can fail: what was written is remembered
 * until it is synced, so that a power cut can take it away again. */
#ifndef FAULT_DISK_H
#define FAULT_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fault_kind {
    FAULT_NONE,
    FAULT_IOERR, /* any operation: input/output error */
    FAULT_FULL,  /* what needs room: no space left */
    FAULT_SHORT, /* a write that stops in the middle */
    FAULT_CUT,   /* the power goes: this and all that follows do not happen */
    FAULT_KIND_COUNT,
};
extern const char *const fault_names[FAULT_KIND_COUNT];

/* What an operation does; which of them a kind of fault can hit. */
enum disk_op { DISK_READ, DISK_WRITE, DISK_NAME, DISK_SYNC };

/* From now on watch the files of `folder` (absolute); a count of operations
 * starts. With `kind` the `at`th (from 1) of those it can hit fails, and, if
 * `sticky`, all after it. disk_end() forgets everything. */
void disk_begin(const char *folder, enum fault_kind kind, int64_t at,
                bool sticky);
void disk_end(void);

int64_t disk_points(void); /* operations that the kind could have hit */
bool disk_fired(void);

/* After a power cut, or right before one: make of the files what is left of
 * them when what was not synced is dropped, torn and reordered by chance. */
void disk_power_off(uint64_t *seed);

/* ---- For the layers that do the operations ------------------------------ */

/* Shall the operation on `path` fail now? FAULT_NONE: do it. */
enum fault_kind disk_hit(const char *path, enum disk_op op);

void disk_wrote(const char *path, int64_t offset, const void *bytes,
                size_t count);
void disk_cut_to(const char *path, int64_t bytes);
void disk_synced(const char *path);
void disk_synced_folder(const char *path); /* that of the file */
void disk_made(const char *path);
void disk_unlinked(const char *path);
void disk_renamed(const char *from, const char *to);
void disk_linked(const char *from, const char *to);

#endif
