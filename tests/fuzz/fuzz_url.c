/* fuzz_url.c - any text as a url: its canonical form is canonical. */
#include "fuzz.h"

#include "source/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena mem = {0};
    char *url = arena_strndup(&mem, (const char *)data, size);
    char *once = url_canonical(url, &mem);
    char *twice = url_canonical(once, &mem);
    promise(strcmp(once, twice) == 0);
    arena_done(&mem);
    return 0;
}
