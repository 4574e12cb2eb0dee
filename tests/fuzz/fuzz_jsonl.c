/* fuzz_jsonl.c - any bytes as lines of records: each is an article in order
 * or named with the reason why not. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("jsonl", FUZZ_LINES, data, size);
}
