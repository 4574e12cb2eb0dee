/* fuzz_extract.c - any text through the codebook `news`: every citation's
 * quote is the text at its place, and a second look finds the same. */
#include "fuzz.h"

#include "extract/extract.h"
#include "source/read.h"
#include "text/utf8.h"

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

static void check_citations(struct str text, const struct ibid_citation *list,
                            size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct ibid_citation *c = &list[i];
        promise(c->start < c->end && c->end <= text.len);
        promise(utf8_is_boundary(text, c->start));
        promise(utf8_is_boundary(text, c->end));
        promise(str_eq(str_of(c->quote), str_cut(text, c->start, c->end)));
    }
}

static void check_fact(struct str text, const struct ibid_fact *fact)
{
    promise(fact->kind && fact->rule);
    promise(fact->confidence >= 0 && fact->confidence <= 1);
    check_citations(text, fact->citations, fact->citation_count);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++)
            check_citations(text, fact->fields[f].values[v].citations,
                            fact->fields[f].values[v].citation_count);
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
