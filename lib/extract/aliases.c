/* aliases.c - read the alias lists of a codebook. */
#include "extract/aliases.h"

static void line_read(struct script *script, struct str line, alias_fn *each,
                      void *ctx)
{
    struct str first = {0}, part;
    size_t count = 0;
    while (str_split(&line, '=', &part)) {
        struct str name = str_trim(part);
        if (!name.len || name.len > ALIASES_NAME_BYTES_MAX) {
            script_fail(script,
                        "a name of 1 to %d bytes must stand on each "
                        "side of \"=\"",
                        ALIASES_NAME_BYTES_MAX);
            return;
        }
        if (count++ == 0)
            first = name;
        else if (each)
            each(ctx, first, name);
    }
    if (count < 2)
        script_fail(script, "write a name, \"=\" and another name for it");
}

void aliases_read(struct script *script, alias_fn *each, void *ctx)
{
    struct str line;
    while (script_next(script, &line))
        line_read(script, line, each, ctx);
}
