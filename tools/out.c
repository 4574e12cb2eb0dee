/* out.c - write standard output by write(2), so that the reason of a failure
 * is known, and start the pager. */
#define _DEFAULT_SOURCE 1 /* winsize */

#include "out.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "words.h"

enum { OUT_BYTES = 64 * 1024 }; /* kept back at most */

static int terminal_columns(int fd)
{
    const char *set = getenv("COLUMNS");
    long columns = set ? strtol(set, NULL, 10) : 0;
    if (columns >= 20 && columns <= 1000)
        return (int)columns;
    struct winsize size = {0};
    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
        return size.ws_col;
    return 80;
}

static bool want_color(const char *color, bool terminal)
{
    if (color && strcmp(color, "always") == 0)
        return true;
    if (color && strcmp(color, "never") == 0)
        return false;
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return terminal && !(no && *no) && !(term && strcmp(term, "dumb") == 0);
}

struct out out_start(const char *color)
{
    struct out out = {.fd = STDOUT_FILENO};
    out.terminal = isatty(out.fd) == 1;
    out.columns = out.terminal ? terminal_columns(out.fd) : 0;
    out.color = want_color(color, out.terminal);
    return out;
}

/* In the child: `program` with standard input from `from`. */
static _Noreturn void become_pager(char *program, int from)
{
    char *argv[WORDS_MAX + 1];
    char less[] = "less -FRX";
    signal(SIGPIPE, SIG_DFL);
    dup2(from, STDIN_FILENO);
    close(from);
    words_split(program ? program : less, argv);
    setenv("LESSCHARSET", "utf-8", 0); /* what we print, in any locale */
    execvp(argv[0], argv);
    char cat[] = "cat"; /* no pager: all at once */
    char *plain[] = {cat, NULL};
    execvp(cat, plain);
    _exit(127);
}

void out_page(struct out *out)
{
    char *program = getenv("PAGER");
    int ends[2];
    if (!out->terminal || (program && (!*program || !strcmp(program, "cat"))))
        return;
    if (pipe(ends) != 0)
        return;
    pid_t child = fork();
    if (child == 0) {
        close(ends[1]);
        become_pager(program, ends[0]);
    }
    close(ends[0]);
    if (child < 0) {
        close(ends[1]);
        return;
    }
    signal(SIGINT, SIG_IGN); /* Ctrl-C is the pager's */
    out->pager = child;
    out->fd = ends[1];
}

static bool flush(struct out *out)
{
    size_t done = 0;
    while (!out->error && done < out->text.len) {
        ssize_t wrote =
            write(out->fd, out->text.ptr + done, out->text.len - done);
        if (wrote >= 0)
            done += (size_t)wrote;
        else if (errno != EINTR)
            out->error = errno;
    }
    buf_reset(&out->text);
    return !out->error;
}

enum ibid_status out_more(struct out *out)
{
    if (out->error || ((out->terminal || out->text.len >= OUT_BYTES) &&
                       out->text.len > 0 && !flush(out)))
        return IBID_IO;
    return IBID_OK;
}

bool out_sync(struct out *out)
{
    return flush(out);
}

bool out_finish(struct out *out)
{
    flush(out);
    buf_done(&out->text);
    if (close(out->fd) != 0 && !out->error && errno != EINTR)
        out->error = errno;
    if (!out->pager)
        return !out->error;
    while (waitpid(out->pager, NULL, 0) < 0 && errno == EINTR)
        continue;
    return true; /* to leave the pager early is no failure */
}

static const char *const sgr[] = {
    [STYLE_PLAIN] = "0",          [STYLE_HEAD] = "1",
    [STYLE_QUIET] = "2",          [STYLE_GOOD] = "32",
    [STYLE_BAD] = "31",           [STYLE_FIELD] = "1;4;36",
    [STYLE_FIELD + 1] = "1;4;33", [STYLE_FIELD + 2] = "1;4;35",
    [STYLE_FIELD + 3] = "1;4;32", [STYLE_FIELD + 4] = "1;4;34",
    [STYLE_FIELD + 5] = "1;4;31",
};

void out_style(struct out *out, int style)
{
    if (out->color)
        buf_printf(&out->text, "\033[%sm", sgr[style]);
}

void out_styled(struct out *out, int style, const char *text)
{
    out_style(out, style);
    buf_text(&out->text, text);
    out_style(out, STYLE_PLAIN);
}
