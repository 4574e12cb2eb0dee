/* fuzz_warc.c - any bytes as an archive: each page is an article in order or
 * named with the reason why not. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("warc", FUZZ_LIMIT, data, size);
}
