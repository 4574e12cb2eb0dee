/* fuzz_eml.c - any bytes as a mail: what comes out is an article in order or
 * named with the reason why not. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("eml", FUZZ_LIMIT, data, size);
}
