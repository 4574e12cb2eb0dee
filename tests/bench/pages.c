/* pages.c - how many saved pages a second are read: text, roles of its blocks,
 * map, what the page says of itself. pages ROUNDS FILE... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "source/read.h"

static double now(clockid_t clock)
{
    struct timespec t;
    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool file_read(const char *path, struct buf *out)
{
    FILE *file = fopen(path, "rb");
    size_t got = file ? 1 : 0;
    while (got) {
        char *to = buf_reserve(out, 1 << 16);
        got = fread(to, 1, 1 << 16, file);
        out->len += got;
    }
    return file && fclose(file) == 0;
}

/* Bytes of the main text, so that nothing is done for nothing. */
static size_t page_read(struct str bytes, struct arena *mem)
{
    struct article article = {.name = "page"};
    size_t main = 0;
    arena_reset(mem);
    if (read_html(bytes, NULL, mem, &article, NULL))
        return 0;
    for (size_t i = 0; i < article.block_count; i++)
        if (block_role_is_main(article.blocks[i].role))
            main += article.blocks[i].end - article.blocks[i].start;
    return main;
}

int main(int argc, char **argv)
{
    int rounds = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0;
    double wall = 0, cpu = 0, bytes = 0, pages = 0, text = 0;
    struct arena mem = {0};
    for (int i = 2; i < argc; i++) {
        struct buf page = {0};
        if (!file_read(argv[i], &page))
            return 3;
        double w = now(CLOCK_MONOTONIC), c = now(CLOCK_PROCESS_CPUTIME_ID);
        for (int k = 0; k < rounds; k++)
            text += (double)page_read(buf_view(&page), &mem);
        wall += now(CLOCK_MONOTONIC) - w;
        cpu += now(CLOCK_PROCESS_CPUTIME_ID) - c;
        pages += rounds;
        bytes += (double)page.len * rounds;
        buf_done(&page);
    }
    arena_done(&mem);
    struct rusage used;
    (void)getrusage(RUSAGE_SELF, &used);
    printf("%.0f %.0f %.6f %.6f %ld %.0f\n", pages, bytes, wall, cpu,
           used.ru_maxrss, text);
    return pages > 0 && text > 0 ? 0 : 3;
}
