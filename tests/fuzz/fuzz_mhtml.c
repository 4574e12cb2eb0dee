/* fuzz_mhtml.c - any bytes as a saved page: what comes out is an article in
 * order or named with the reason why not. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("mhtml", FUZZ_LIMIT, data, size);
}
