/* fuzz_csv.c - any bytes as rows of a table: each is an article in order or
 * named with the reason why not. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("csv", FUZZ_LINES, data, size);
}
