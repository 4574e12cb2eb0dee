/* codebook_folder.h - codebooks as folders of text files on disk. */
#ifndef IMPORT_CODEBOOK_FOLDER_H
#define IMPORT_CODEBOOK_FOLDER_H

#include "extract/codebook.h"

/* Read every .txt file of the folder and of its words/ and rules/, sorted by
 * path, into `mem`. Hidden files are left out; limits as in codebook.h. */
enum ibid_status codebook_folder_read(const char *folder, struct arena *mem,
                                      const struct codebook_file **files,
                                      size_t *count, struct ibid_error *err);

/* Write the files into a folder that does not exist yet. */
enum ibid_status codebook_folder_write(const char *folder,
                                       const struct codebook_file *files,
                                       size_t count, struct ibid_error *err);

#endif
