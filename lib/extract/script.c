/* script.c - lines of codebook files, trimmed and joined; mistakes. */
#include "extract/script.h"

#include <stdarg.h>
#include <stdio.h>

enum { NAME_BYTES_MAX = 40 };

struct script script_start(const struct codebook_file *file,
                           struct mistakes *mistakes, struct arena *mem)
{
    struct script script = {.path = file->path,
                            .rest = file->bytes,
                            .next_line = 1,
                            .mistakes = mistakes,
                            .mem = mem};
    if (str_starts(script.rest, STR("\xEF\xBB\xBF")))
        script.rest = str_cut(script.rest, 3, script.rest.len);
    return script;
}

static bool raw_line(struct script *script, struct str *line)
{
    if (!script->rest.len || !str_split(&script->rest, '\n', line))
        return false;
    script->next_line++;
    *line = str_trim(*line);
    return true;
}

/* Join `line` with those that follow while it ends in a backslash. */
static struct str joined(struct script *script, struct str line)
{
    struct buf all = {0};
    struct str more = line;
    while (str_ends(more, STR("\\"))) {
        buf_str(&all, str_cut(more, 0, more.len - 1));
        buf_byte(&all, ' ');
        if (!raw_line(script, &more))
            more = STR("");
        if (all.len > SCRIPT_LINE_BYTES_MAX)
            break;
    }
    buf_str(&all, more);
    line = arena_str(script->mem, str_trim(buf_view(&all)));
    buf_done(&all);
    return line;
}

bool script_next(struct script *script, struct str *line)
{
    for (;;) {
        script->line = script->next_line;
        if (!raw_line(script, line))
            return false;
        if (!line->len || line->ptr[0] == '#')
            continue;
        if (str_ends(*line, STR("\\")))
            *line = joined(script, *line);
        if (line->len <= SCRIPT_LINE_BYTES_MAX)
            return true;
        script_fail(script, "the line is longer than %d bytes",
                    SCRIPT_LINE_BYTES_MAX);
    }
}

static bool fail(struct script *script, int64_t line, const char *text)
{
    struct mistakes *all = script->mistakes;
    struct ibid_error problem;
    err_set(&problem, IBID_INVALID, "%s", text);
    err_at(&problem, script->path, line, -1);
    if (!all->count)
        all->first = problem;
    if (all->report && all->count < SCRIPT_MISTAKES_MAX)
        all->report(all->ctx, &problem);
    all->count++;
    return false;
}

bool script_fail(struct script *script, const char *format, ...)
{
    char text[IBID_ERROR_TEXT_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return fail(script, script->line, text);
}

bool script_fail_at(struct script *script, int64_t line, const char *format,
                    ...)
{
    char text[IBID_ERROR_TEXT_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return fail(script, line, text);
}

struct str script_word(struct str *line)
{
    struct str text = str_trim(*line);
    size_t end = 0;
    while (end < text.len && text.ptr[end] != ' ' && text.ptr[end] != '\t')
        end++;
    *line = str_trim(str_cut(text, end, text.len));
    return str_cut(text, 0, end);
}

bool script_is_name(struct str text)
{
    if (!text.len || text.len > NAME_BYTES_MAX || text.ptr[0] < 'a' ||
        text.ptr[0] > 'z')
        return false;
    for (size_t i = 1; i < text.len; i++) {
        char c = text.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
              c == '_'))
            return false;
    }
    return true;
}

unsigned script_number(struct str word, unsigned most)
{
    unsigned number = 0;
    for (size_t i = 0; i < word.len && number <= most; i++)
        number = word.ptr[i] >= '0' && word.ptr[i] <= '9'
                     ? number * 10 + (unsigned)(word.ptr[i] - '0')
                     : most + 1;
    return number <= most ? number : 0;
}
