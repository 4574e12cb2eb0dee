/* fuzz_tar.c - any bytes as a tar archive: what comes out is an article in
 * order or named with the reason why not. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("tar", FUZZ_LIMIT | FUZZ_NOT_FOUND, data, size);
}
