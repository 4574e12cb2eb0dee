/* sentences.c - the sentences of the text on standard input: for each the byte
 * where it ends, a line each. Blank lines end paragraphs. */
#include <stdio.h>

#include "base/buf.h"
#include "text/token.h"

int main(void)
{
    struct language *lang = NULL;
    struct arena mem = {0};
    struct buf text = {0};
    char bytes[1 << 16];
    size_t got;
    while ((got = fread(bytes, 1, sizeof bytes, stdin)) > 0)
        buf_add(&text, bytes, got);
    if (language_open("en", &lang, NULL) || !text.len)
        return 3;
    struct stretch all = {0, (uint32_t)text.len};
    struct tokens t = text_tokens(lang, buf_view(&text), &all, 1, &mem);
    for (uint32_t i = 0; i < t.sentence_count; i++)
        printf("%u\n", t.list[t.sentences[i].last - 1].end);
    arena_done(&mem);
    buf_done(&text);
    language_close(lang);
    return 0;
}
