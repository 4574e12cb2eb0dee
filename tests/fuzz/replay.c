/* replay.c - run a fuzz target over the files of its corpus, so that what a
 * fuzzer once found stays tested where there is no fuzzer. */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { PATH_BYTES = 4096, INPUT_BYTES_MAX = 1 << 20 };

static bool replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    uint8_t *data = malloc(INPUT_BYTES_MAX);
    size_t size = data ? fread(data, 1, INPUT_BYTES_MAX, file) : 0;
    bool whole = data && feof(file) && !ferror(file);
    fclose(file);
    /* A block of the exact size lets the sanitizer see one byte too far. */
    uint8_t *input = whole ? malloc(size ? size : 1) : NULL;
    if (input) {
        memcpy(input, data, size);
        LLVMFuzzerTestOneInput(input, size);
    }
    free(data);
    free(input);
    return input != NULL;
}

int main(int argc, char **argv)
{
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    if (!folder) {
        fprintf(stderr, "usage: fuzz_NAME CORPUS-FOLDER\n");
        return 2;
    }
    int count = 0;
    bool good = true;
    for (struct dirent *entry; good && (entry = readdir(folder));) {
        if (entry->d_name[0] == '.')
            continue;
        char path[PATH_BYTES];
        snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        good = replay_file(path);
        if (!good)
            fprintf(stderr, "cannot read %s\n", path);
        count++;
    }
    closedir(folder);
    printf("%d inputs\n", count);
    return good && count > 0 ? 0 : 1;
}
