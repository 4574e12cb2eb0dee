/* growth.c - the work of aligning two texts grows with them and no faster, also
 * for texts made to hinder it. growth BYTES */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "desk.h"
#include "source/reanchor.h"

enum { ATTEMPTS = 7 }; /* at measuring: others use the machine, too */

static const double growth_max = 2.3;

static void shape(int which, size_t bytes, bool edited, struct buf *out)
{
    uint64_t seed = 7;
    unsigned line = 0;
    while (out->len < bytes) {
        unsigned n = desk_random(&seed, 1000000);
        line++;
        switch (which) {
        case 0: /* all lines equal; some gone */
            buf_text(out, edited && line % 5 == 0 ? "" : "The same line.\n");
            if (edited && line % 5 == 0)
                buf_text(out, "Not it.\n");
            break;
        case 1: /* all lines unique, in another order */
            buf_printf(out, "Line %u of %u says %u.\n", n,
                       edited ? line ^ 1 : line, line * 7);
            break;
        case 2: /* periodic, with another period */
            buf_printf(out, "a%u b c d%s", line % (edited ? 13 : 12),
                       line % 9 ? " " : "\n");
            break;
        default: /* one giant line, every third word another */
            buf_printf(out, "w%u ", edited && line % 3 == 0 ? n : line);
        }
    }
}

static double seconds(int which, size_t bytes)
{
    struct buf old = {0}, new = {0};
    double best = 0;
    shape(which, bytes, false, &old);
    shape(which, bytes, true, &new);
    for (int i = 0; i < 2; i++) {
        struct arena mem = {0};
        struct align align;
        clock_t start = clock();
        reanchor_open(buf_view(&old), buf_view(&new), &mem, &align);
        double took = (double)(clock() - start) / CLOCKS_PER_SEC;
        best = !i || took < best ? took : best;
        arena_done(&mem);
    }
    buf_done(&old);
    buf_done(&new);
    return best;
}

static int growth(size_t bytes)
{
    int bad = 0;
    for (int which = 0; which < 4; which++) {
        double ratio = growth_max + 1, once = 0;
        for (int i = 0; i < ATTEMPTS && ratio > growth_max; i++) {
            once = seconds(which, bytes);
            ratio = seconds(which, 2 * bytes) / once;
        }
        printf("shape %d: %.3f s, twice the text %.2f times as long\n", which,
               once, ratio);
        bad += ratio > growth_max;
    }
    printf("growth points=4 bad=%d\n", bad);
    return bad;
}

int main(int count, char **words)
{
    return count == 2 ? growth((size_t)strtoull(words[1], NULL, 10)) : 2;
}
