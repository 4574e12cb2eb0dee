/* exhausted.c - the program's end when memory runs out: a word and an exit
 * code. What was saved before is saved, and nothing is half saved. */
#include <unistd.h>

#include "base/arena.h"
#include "command.h"

_Noreturn void mem_exhausted(size_t bytes)
{
    static const char words[] =
        "ibid: out of memory; what was saved before stays as it is\n";
    (void)bytes;
    if (write(STDERR_FILENO, words, sizeof words - 1) < 0)
        _exit(CODE_FAILED); /* and nobody hears of it */
    _exit(CODE_FAILED);
}
