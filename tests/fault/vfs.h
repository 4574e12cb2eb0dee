/* vfs.h - SQLite on the disk that can fail. */
#ifndef FAULT_VFS_H
#define FAULT_VFS_H

/* From now on SQLite opens its files through disk.h. */
void vfs_install(void);

#endif
