/* fuzz_codebook.c - any codebook: it is refused with a reason or compiled,
 * soon, and then reads any text soon, with true citations.
 *
 * An input is the files of a codebook, each behind a line "=== PATH"; the one
 * named "text" is the article. */
#include <stdlib.h>
#include <time.h>

#include "fuzz_facts.h"

#include "extract/extract.h"
#include "source/read.h"

enum { FILES_MAX = 16, SECONDS_MAX = 20 };

/* What a codebook begins with, unless the input says. */
static const char plain_head[] = "name fuzz\nlanguage en\n"
                                 "kind k: a kind\n"
                                 "field who name key: who\n"
                                 "field what text required key: what\n"
                                 "field much number: how much\n"
                                 "field when date: when\n"
                                 "field way choice(a b) derived: how\n";

struct input {
    struct codebook_file files[FILES_MAX];
    size_t count;
    struct str text;
};

static int by_path(const void *a, const void *b)
{
    const struct codebook_file *x = a, *y = b;
    return strcmp(x->path, y->path);
}

static void add_file(struct input *input, struct arena *mem, struct str path,
                     struct str bytes)
{
    if (str_eq(path, STR("text")))
        input->text = bytes;
    else if (input->count < FILES_MAX)
        input->files[input->count++] =
            (struct codebook_file){arena_str(mem, path).ptr, bytes};
}

/* Split at the lines "=== PATH". */
static void split(struct str all, struct arena *mem, struct input *input)
{
    struct str rest = all, line, path = STR("rules/any.txt");
    const char *from = all.ptr;
    bool head = false;
    while (str_split(&rest, '\n', &line)) {
        if (!str_starts(line, STR("=== ")))
            continue;
        add_file(input, mem, path,
                 (struct str){from, (size_t)(line.ptr - from)});
        path = str_cut(line, 4, line.len);
        head |= str_eq(path, STR("codebook.txt"));
        from = line.ptr + line.len + (line.ptr + line.len < all.ptr + all.len);
    }
    add_file(input, mem, path,
             (struct str){from, (size_t)(all.ptr + all.len - from)});
    if (!head)
        add_file(input, mem, STR("codebook.txt"), str_of(plain_head));
    qsort(input->files, input->count, sizeof *input->files, by_path);
}

static void note(void *ctx, const struct ibid_error *problem)
{
    (void)ctx;
    promise(problem->text[0] != '\0');
}

static void read_article(const struct codebook *codebook, struct str text,
                         struct arena *mem)
{
    struct article got = {.name = "fuzz"};
    struct extraction found = {0};
    if (read_text(text, "utf-8", mem, &got, NULL) != IBID_OK)
        return;
    extract_facts(codebook, got.text, got.blocks, got.block_count, "2031-03-17",
                  EXTRACT_MENTIONS | EXTRACT_CONTEXTS, mem, &found);
    for (size_t i = 0; i < found.fact_count; i++)
        check_fact(got.text, &found.facts[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena mem = {0};
    struct input input = {0};
    struct codebook *codebook = NULL;
    struct ibid_error err = {0};
    size_t rules, examples;
    clock_t began = clock();
    split(fuzz_str(data, size), &mem, &input);
    size_t problems =
        codebook_check(input.files, input.count, note, NULL, &rules, &examples);
    if (codebook_open(input.files, input.count, &codebook, &err) == IBID_OK)
        read_article(codebook, input.text, &mem);
    else
        promise(problems && err.text[0]);
    codebook_close(codebook);
    arena_done(&mem);
    promise((clock() - began) / CLOCKS_PER_SEC < SECONDS_MAX);
    return 0;
}
