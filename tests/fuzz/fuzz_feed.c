/* fuzz_feed.c - any bytes as a feed: each entry is an article in order or
 * named with the reason why not. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reader("feed", 0, data, size);
}
