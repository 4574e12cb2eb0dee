/* csv_strict.c - libcsv as it must be set to lose nothing. */
#include "tabular/csv_strict.h"

#include "base/arena.h"

/* By so much its buffer grows each time: by a few bytes, as it would, a long
 * cell would be copied again and again. */
enum { GROWTH_BYTES = 64 * 1024 };

static int never_blank(unsigned char c)
{
    (void)c;
    return 0;
}

void csv_strict(struct csv_parser *parser)
{
    if (csv_init(parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        mem_exhausted(sizeof *parser);
    csv_set_space_func(parser, never_blank);
    csv_set_blk_size(parser, GROWTH_BYTES);
}
