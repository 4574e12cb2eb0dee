/* fuzz_extract.c - any text through the codebook `news`: every citation's
 * quote is the text at its place, and a second look finds the same. */
#include "fuzz_facts.h"

#include "extract/extract.h"
#include "source/read.h"

static struct codebook *news(void)
{
    struct arena mem = {0};
    const struct codebook_file *files;
    size_t count;
    struct codebook *codebook = NULL;
    promise(codebook_builtin("news", &mem, &files, &count, NULL) == IBID_OK);
    promise(codebook_open(files, count, &codebook, NULL) == IBID_OK);
    arena_done(&mem);
    return codebook;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct codebook *codebook; /* compiled once, for all inputs */
    if (!codebook)
        codebook = news();
    struct arena mem = {0};
    struct article got = {.name = "fuzz"};
    if (read_text(fuzz_str(data, size), "utf-8", &mem, &got, NULL) == IBID_OK) {
        struct extraction first = {0}, second = {0};
        extract_facts(codebook, got.text, got.blocks, got.block_count,
                      "2031-03-17", true, &mem, &first);
        extract_facts(codebook, got.text, got.blocks, got.block_count,
                      "2031-03-17", false, &mem, &second);
        promise(first.fact_count == second.fact_count);
        for (size_t i = 0; i < first.fact_count; i++)
            check_fact(got.text, &first.facts[i]);
    }
    arena_done(&mem);
    return 0;
}
