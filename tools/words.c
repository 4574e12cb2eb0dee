/* words.c - split a command such as "less -FRX" into its words. */
#include "words.h"

#include <stddef.h>

int words_split(char *line, char **argv)
{
    int count = 0;
    while (count < WORDS_MAX) {
        while (*line == ' ' || *line == '\t')
            *line++ = '\0';
        if (!*line)
            break;
        argv[count++] = line;
        while (*line && *line != ' ' && *line != '\t')
            line++;
    }
    argv[count] = NULL;
    return count;
}
