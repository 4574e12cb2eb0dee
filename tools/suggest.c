/* suggest.c - edit distance between short words, neighbours swapped counted
 * as one slip. */
#include "suggest.h"

#include <string.h>

enum { SUGGEST_BYTES_MAX = 40 }; /* longer words are no misspelt option */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Both at most SUGGEST_BYTES_MAX long. */
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][SUGGEST_BYTES_MAX + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    size_t b_len = strlen(b);
    for (size_t j = 0; j <= b_len; j++)
        above[j] = before[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t slip = a[i - 1] != b[j - 1];
            row[j] =
                least(least(above[j] + 1, row[j - 1] + 1), above[j - 1] + slip);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    return above[b_len];
}

void suggest_try(struct suggest *near, const char *candidate)
{
    size_t length = strlen(near->word);
    if (length > SUGGEST_BYTES_MAX || strlen(candidate) > SUGGEST_BYTES_MAX)
        return;
    size_t found = distance(near->word, candidate);
    size_t allowed = length <= 3 ? 1 : length <= 6 ? 2 : 3;
    if (length > 2 && strncmp(near->word, candidate, length) == 0)
        found = least(found, allowed); /* a beginning is near enough */
    if (found > allowed || (near->best && found >= near->distance))
        return;
    near->best = candidate;
    near->distance = found;
}
