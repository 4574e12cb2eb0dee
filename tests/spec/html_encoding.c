/* html_encoding.c - run cases of "which encoding is this page in", in
 * html5lib's form.
 *
 * Usage: html_encoding FILE.dat...   Prints one line of totals; exit 1 when a
 * case fails. A case is "#data", the page, "#encoding" and its name. Valid
 * UTF-8 is read as such here, whatever is declared, so two bytes that no
 * UTF-8 holds are put behind a page that declares something; a page that
 * declares nothing and is ASCII counts as windows-1252, the same text. A page
 * that is UTF-8 beyond ASCII and declares another encoding is an exception:
 * browsers believe the declaration and show rubbish. */
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "base/arena.h"
#include "source/decode.h"
#include "text/utf8.h"

enum { FILE_BYTES_MAX = 1 << 20 };

struct totals {
    int points, bad, exceptions;
};

static bool is_ascii(struct str page)
{
    for (size_t i = 0; i < page.len; i++)
        if ((unsigned char)page.ptr[i] >= 0x80)
            return false;
    return true;
}

/* The encoding decode() takes for the page, or what kept it. */
static const char *chosen(struct str page, struct arena *mem)
{
    struct article read = {0};
    struct ibid_error err = {0};
    if (!encoding_named(encoding_declared(page, mem), mem))
        return "windows-1252";
    char *longer = arena_printf(mem, "%.*s\xA4\xA2", (int)page.len, page.ptr);
    if (decode(str_of(longer), NULL, true, mem, &read, &err) != IBID_OK)
        return arena_strdup(mem, err.text);
    return read.encoding;
}

static void check(struct str page, struct str expected, struct totals *totals)
{
    struct arena mem = {0};
    const char *want = encoding_named(expected, &mem);
    bool shown = !is_ascii(page) && utf8_invalid_at(page) == page.len;
    const char *got = shown ? "UTF-8" : chosen(page, &mem);
    totals->points++;
    if (!want || strcasecmp(want, got) != 0) {
        totals->exceptions += shown;
        totals->bad += !shown;
        printf("%s, not %.*s:\n%.*s\n\n", got, (int)expected.len, expected.ptr,
               (int)page.len, page.ptr);
    }
    arena_done(&mem);
}

static void run(struct str file, struct totals *totals)
{
    struct str begin = STR("#data\n"), middle = STR("#encoding\n");
    while (str_starts(file, begin)) {
        file = str_cut(file, begin.len, file.len);
        size_t end = str_find(file, middle);
        if (end == file.len)
            break;
        struct str page = str_cut(file, 0, end), name;
        file = str_cut(file, end + middle.len, file.len);
        (void)str_split(&file, '\n', &name);
        check(page, str_trim(name), totals);
        file = str_trim(file);
    }
}

int main(int argc, char **argv)
{
    struct totals totals = {0};
    char *bytes = malloc(FILE_BYTES_MAX);
    for (int i = 1; bytes && i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        if (!file) {
            fprintf(stderr, "cannot open %s\n", argv[i]);
            return 3;
        }
        size_t length = fread(bytes, 1, FILE_BYTES_MAX, file);
        fclose(file);
        run((struct str){bytes, length}, &totals);
    }
    free(bytes);
    printf("html-encoding points=%d bad=%d exceptions=%d\n", totals.points,
           totals.bad, totals.exceptions);
    return totals.bad || !totals.points;
}
