/* fuzz.h - what fuzz targets share: the entry point, and a promise whose
 * breach ends the program in any build. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void promise(bool kept)
{
    if (!kept)
        abort();
}

static inline struct str fuzz_str(const uint8_t *data, size_t size)
{
    return (struct str){(const char *)data, size};
}

#endif
