/* form.c - write, offer and read back a form; no shell in between. */
#include "form.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "file.h"
#include "safe.h"
#include "words.h"

void form_write(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, "%s = ", name);
    for (; *value; value++) {
        if (*value == '\n')
            buf_text(out, "\\n");
        else if (*value == '\r')
            buf_text(out, "\\r");
        else if (*value == '\\')
            buf_text(out, "\\\\");
        else
            buf_byte(out, *value);
    }
    buf_byte(out, '\n');
}

void form_comment(struct buf *out, const char *text)
{
    struct str rest = str_of(text), line;
    while (str_split(&rest, '\n', &line)) {
        buf_text(out, "# ");
        safe_line(out, line);
        buf_byte(out, '\n');
    }
}

static char *unescape(struct str text, struct arena *mem)
{
    char *out = arena_strndup(mem, text.ptr, text.len);
    char *to = out;
    for (const char *at = out; *at; at++) {
        if (*at == '\\' && (at[1] == 'n' || at[1] == 'r' || at[1] == '\\')) {
            at++;
            *to++ = (char)(*at == 'n' ? '\n' : *at == 'r' ? '\r' : '\\');
        } else {
            *to++ = *at;
        }
    }
    *to = '\0';
    return out;
}

enum ibid_status form_read(struct str text, struct arena *mem, struct form *out,
                           struct ibid_error *err)
{
    struct str line;
    struct form form = {0};
    for (int64_t number = 1; str_split(&text, '\n', &line); number++) {
        line = str_trim(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        size_t equals = str_find(line, STR("="));
        struct str name = str_trim(str_cut(line, 0, equals));
        if (equals == line.len || name.len == 0)
            return err_set(err, IBID_INVALID,
                           "line %lld is not \"field = value\"",
                           (long long)number);
        struct str value = str_trim(str_cut(line, equals + 1, line.len));
        form.lines = arena_grow(mem, form.lines, &form.capacity, form.count + 1,
                                sizeof form.lines[0]);
        form.lines[form.count++] = (struct form_line){
            arena_strndup(mem, name.ptr, name.len), unescape(value, mem)};
    }
    *out = form;
    return IBID_OK;
}

/* The `n`th non-empty value of `name`, or NULL. */
static const char *value_at(const struct form *form, const char *name, size_t n)
{
    for (size_t i = 0; i < form->count; i++)
        if (strcmp(form->lines[i].name, name) == 0 && *form->lines[i].value &&
            n-- == 0)
            return form->lines[i].value;
    return NULL;
}

static bool differs(const struct form *a, const struct form *b,
                    const char *name)
{
    for (size_t n = 0;; n++) {
        const char *left = value_at(a, name, n), *right = value_at(b, name, n);
        if (!left || !right)
            return left != right;
        if (strcmp(left, right) != 0)
            return true;
    }
}

static bool assigned(const struct ibid_assignment *list, size_t count,
                     const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].field, name) == 0)
            return true;
    return false;
}

size_t form_changes(const struct form *before, const struct form *after,
                    struct arena *mem, struct ibid_assignment **out)
{
    const struct form *const forms[] = {before, after};
    struct ibid_assignment *list =
        arena_array(mem, before->count + after->count + 1, sizeof *list);
    size_t count = 0;
    for (size_t f = 0; f < 2; f++) {
        for (size_t i = 0; i < forms[f]->count; i++) {
            const char *name = forms[f]->lines[i].name, *value;
            if (*name == '@' || assigned(list, count, name) ||
                !differs(before, after, name))
                continue;
            size_t n = 0;
            for (; (value = value_at(after, name, n)); n++)
                list[count++] = (struct ibid_assignment){name, value};
            if (n == 0)
                list[count++] = (struct ibid_assignment){name, ""};
        }
    }
    *out = list;
    return count;
}

static _Noreturn void become_editor(const char *path)
{
    signal(SIGPIPE, SIG_DFL);
    const char *set = getenv("VISUAL");
    if (!set || !*set)
        set = getenv("EDITOR");
    struct buf line = {0};
    buf_text(&line, set && *set ? set : "vi");
    char *argv[WORDS_MAX + 2];
    int count = words_split(line.ptr, argv);
    char *file = mem_alloc(strlen(path) + 1);
    memcpy(file, path, strlen(path) + 1);
    argv[count] = file;
    argv[count + 1] = NULL;
    execvp(argv[0], argv);
    _exit(127);
}

/* Ctrl-C belongs to the editor while it runs. */
static enum ibid_status run_editor(const char *path, struct ibid_error *err)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    int how = 0;
    sigaction(SIGINT, &ignore, &before);
    pid_t child = fork();
    if (child == 0) {
        sigaction(SIGINT, &before, NULL);
        become_editor(path);
    }
    while (child > 0 && waitpid(child, &how, 0) < 0 && errno == EINTR)
        continue;
    sigaction(SIGINT, &before, NULL);
    if (child > 0 && WIFEXITED(how) && WEXITSTATUS(how) == 0)
        return IBID_OK;
    if (child > 0 && WIFEXITED(how) && WEXITSTATUS(how) == 127)
        return err_set(err, IBID_IO,
                       "the editor could not be started; set "
                       "$EDITOR, or give field=value");
    return err_set(err, IBID_IO, "the editor failed; nothing was changed");
}

/* The form with what was wrong on top, instead of an earlier such line. */
static void add_complaint(struct buf *form, const char *why)
{
    static const char mark[] = "# WRONG: ";
    struct str text = buf_view(form), line;
    struct buf out = {0};
    buf_text(&out, mark);
    safe_text(&out, why);
    buf_byte(&out, '\n');
    if (str_starts(text, str_of(mark)))
        str_split(&text, '\n', &line);
    buf_str(&out, text);
    buf_done(form);
    *form = out;
}

/* One round: offer `form`, leave in it what came back. */
static enum ibid_status offer(const char *path, struct buf *form, bool *same,
                              struct ibid_error *err)
{
    struct buf back = {0};
    enum ibid_status status = file_write(path, buf_view(form), err);
    if (status == IBID_OK)
        status = run_editor(path, err);
    if (status == IBID_OK)
        status = file_read(path, &back, err);
    if (status == IBID_OK) {
        *same = str_eq(buf_view(form), buf_view(&back));
        buf_reset(form);
        buf_str(form, buf_view(&back));
    }
    buf_done(&back);
    return status;
}

static enum ibid_status rounds(struct run *run, const char *path,
                               struct buf *form, form_apply *apply, void *ctx,
                               bool *changed)
{
    for (bool first = true;; first = false) {
        struct form read = {0};
        struct ibid_error err = {0};
        bool same = false;
        enum ibid_status status = offer(path, form, &same, &run->err);
        if (status != IBID_OK || (same && first))
            return status;
        if (same) /* still wrong: the user gave up */
            return run->err.status;
        status = form_read(buf_view(form), run->mem, &read, &err);
        if (status == IBID_OK && read.count == 0)
            return IBID_OK;
        if (status == IBID_OK)
            status = apply(ctx, &read, &err);
        *changed = status == IBID_OK;
        if (status == IBID_OK)
            return status;
        run->err = err;
        if (status != IBID_INVALID)
            return status;
        add_complaint(form, err.text);
    }
}

enum ibid_status form_edit(struct run *run, struct str text, form_apply *apply,
                           void *ctx, bool *changed)
{
    const char *folder = getenv("TMPDIR");
    char *path = arena_printf(run->mem, "%s/ibid-form-XXXXXX",
                              folder && *folder ? folder : P_tmpdir);
    int fd = mkstemp(path);
    *changed = false;
    if (fd < 0)
        return err_set(&run->err, IBID_IO, "cannot make a form in %s: %s",
                       folder ? folder : P_tmpdir, strerror(errno));
    close(fd);
    struct buf form = {0};
    buf_str(&form, text);
    out_sync(&run->out);
    enum ibid_status status = rounds(run, path, &form, apply, ctx, changed);
    buf_done(&form);
    unlink(path);
    return status;
}
