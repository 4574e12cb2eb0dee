/* place.c - the folder that tasks work in: made, brought back, and looked at
 * afterwards. */
#include <dirent.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "desk.h"
#include "task.h"

/* ---- Files ------------------------------------------------------------- */

struct buf place_read(const char *path)
{
    struct buf out = {0};
    char bytes[64 * 1024];
    size_t got;
    FILE *file = fopen(path, "rb");
    while (file && (got = fread(bytes, 1, sizeof bytes, file)) > 0)
        buf_add(&out, bytes, got);
    if (file)
        (void)fclose(file);
    return out;
}

void place_write(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "wb");
    if (!file ||
        fwrite(bytes.ptr ? bytes.ptr : "", 1, bytes.len, file) != bytes.len ||
        fclose(file) != 0 || chmod(path, 0600) != 0)
        desk_fail("cannot write %s", path);
}

static struct buf unpack(const char *path)
{
    struct buf out = {0};
    char bytes[16 * 1024];
    int got = 0;
    gzFile in = gzopen(path, "rb");
    while (in && (got = gzread(in, bytes, sizeof bytes)) > 0)
        buf_add(&out, bytes, (size_t)got);
    if (!in || got < 0 || gzclose(in) != Z_OK || !out.len)
        desk_fail("cannot unpack %s", path);
    return out;
}

static void empty(const char *folder)
{
    struct dirent **all = NULL;
    int count = scandir(folder, &all, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[PLACE_PATH_BYTES + 260];
        (void)snprintf(path, sizeof path, "%s/%s", folder, all[i]->d_name);
        if (all[i]->d_name[0] != '.')
            (void)unlink(path);
        free(all[i]);
    }
    free(all);
}

/* ---- Making ------------------------------------------------------------ */

/* Articles as records, so that one file brings several. */
static void records(struct desk *desk, struct buf *out, char letter, int count)
{
    for (int i = 1; i <= count; i++) {
        struct str text =
            str_of(desk_article(desk, i % 2 ? "Dravik" : "Vessen", 20 + i,
                                "Ilse Brandvold", "It rained all day."));
        buf_printf(out, "{\"id\": \"%c%d\", \"outlet\": \"%c\", \"text\": \"",
                   letter, i, letter);
        for (size_t k = 0; k < text.len; k++)
            if (text.ptr[k] == '\n' || text.ptr[k] == '"')
                buf_text(out, text.ptr[k] == '"' ? "\\\"" : "\\n");
            else
                buf_byte(out, text.ptr[k]);
        buf_text(out, "\"}\n");
    }
}

static void export_to(struct desk *desk, const char *format, const char *path)
{
    struct ibid_export what = {
        .format = format, .path = path, .query.kind = "casualty"};
    struct ibid_export_summary summary;
    struct ibid_error err = {0};
    if (ibid_export(desk->db, &what, &summary, &err))
        desk_fail("%s", err.text);
}

/* An export in which one number is another. */
static struct buf edited_csv(struct desk *desk, const char *path)
{
    struct buf out = {0};
    export_to(desk, "csv", path);
    struct buf was = place_read(path);
    const char *at = strstr(was.ptr, "At least 21");
    at = at ? at : strstr(was.ptr, "21");
    if (!at)
        desk_fail("no number to edit in %s", was.ptr);
    at = strstr(at, "21");
    buf_add(&out, was.ptr, (size_t)(at - was.ptr));
    buf_text(&out, "27");
    buf_text(&out, at + 2);
    buf_done(&was);
    return out;
}

static void paths(struct place *at)
{
    static const char *const names[] = {"t.db",     "in.jsonl", "edited.csv",
                                        "out.json", "copy.db",  "kept.db",
                                        "from.db"};
    char *to[] = {at->db,   at->in,   at->csv, at->out,
                  at->copy, at->kept, at->from};
    const char *memory = "/dev/shm"; /* a kill needs no slow disk */
    (void)snprintf(at->folder, sizeof at->folder, "%s/ibid-fault-XXXXXX",
                   access(memory, W_OK) == 0 ? memory : "/tmp");
    if (!mkdtemp(at->folder))
        desk_fail("no temporary folder");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        (void)snprintf(to[i], PLACE_PATH_BYTES, "%s/%s", at->folder, names[i]);
}

/* What was imported is backed up, then corrected: the last step is one that
 * can be undone. */
static void fill(struct place *at, struct desk *desk)
{
    struct ibid_query casualties = {.kind = "casualty"};
    struct ibid_change_result result;
    struct ibid_error err = {0};
    struct ibid_fact fact;
    struct buf first = {0};
    records(desk, &first, 'a', 3);
    desk_import(desk, desk_file(desk, "first.jsonl", first.ptr));
    buf_done(&first);
    at->backup = place_read(desk->path);
    at->edited = edited_csv(desk, at->csv);
    export_to(desk, "json", at->out);
    at->exported = place_read(at->out);
    const char *id = desk_fact(desk, "casualty", 0);
    if (ibid_fact_get(desk->db, id, desk->mem, &fact, &err) ||
        ibid_fact_decide(desk->db, &casualties, IBID_ACCEPTED, NULL, &result,
                         &err))
        desk_fail("%s", err.text);
    (void)snprintf(at->fact, sizeof at->fact, "%lld", (long long)fact.no);
    at->filled = place_read(desk->path);
}

void place_make(struct place *at, const char *old_db)
{
    struct desk desk;
    *at = (struct place){0};
    paths(at);
    desk_open(&desk);
    fill(at, &desk);
    records(&desk, &at->articles, 'b', 3);
    at->old = unpack(old_db);
    desk_done(&desk);
}

void place_done(struct place *at)
{
    struct buf *all[] = {&at->filled, &at->old,      &at->backup,
                         &at->edited, &at->exported, &at->articles};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        buf_done(all[i]);
    empty(at->folder);
    (void)rmdir(at->folder);
}

void place_reset(const struct place *at, const struct task *task)
{
    empty(at->folder);
    if (task->base != BASE_NONE)
        place_write(at->db,
                    buf_view(task->base == BASE_OLD ? &at->old : &at->filled));
    place_write(at->in, buf_view(&at->articles));
    place_write(at->csv, buf_view(&at->edited));
    place_write(at->out, buf_view(&at->exported));
    place_write(at->from, buf_view(&at->backup));
}

/* ---- Looking ----------------------------------------------------------- */

static bool complain(const struct task *task, const char *what,
                     const char *more)
{
    (void)fprintf(stderr, "%s: %s %s\n", task->name, what, more);
    return false;
}

static void print_finding(void *ctx, const struct ibid_finding *finding)
{
    (void)ctx;
    (void)fprintf(stderr, "%s: %s: %s\n", finding->check, finding->subject,
                  finding->text);
}

/* The newest entry of a sound database; -1 for none, -2 for a bad one. */
static int64_t newest(const char *path)
{
    struct ibid_verify_summary summary = {0};
    struct ibid_error err = {0};
    struct stat info;
    ibid_db *db = NULL;
    if (lstat(path, &info) != 0 || info.st_size == 0)
        return -1;
    if (ibid_open(path, IBID_WRITE, "user:test", &db, &err) ||
        ibid_verify(db, NULL, print_finding, NULL, &summary, &err) ||
        summary.findings) {
        (void)fprintf(stderr, "%s: %s\n", path, err.text);
        ibid_close(db);
        return -2;
    }
    ibid_close(db);
    return strtoll(summary.head, NULL, 10);
}

void expected_find(const struct place *at, const struct task *task,
                   struct expected *out)
{
    struct ibid_error err = {0};
    place_reset(at, task);
    out->before = newest(at->db);
    place_reset(at, task);
    if (task->run(at, &err))
        desk_fail("%s: %s", task->name, err.text);
    out->after = newest(at->db);
    out->out = place_read(at->out);
    if (!task->leaves && out->before == out->after)
        desk_fail("%s does nothing", task->name);
}

void expected_done(struct expected *e)
{
    buf_done(&e->out);
}

static bool judge_database(const struct place *at, const struct task *task,
                           const struct expected *e, enum ending how,
                           bool restoring)
{
    int64_t now = newest(at->db);
    char number[24];
    (void)snprintf(number, sizeof number, "%lld", (long long)now);
    if (now == -2)
        return complain(task, "the database is damaged", "");
    if (now == -1 && task->base == BASE_NONE && how != END_DONE)
        return true;
    if (now == 0 && task->base == BASE_NONE && how != END_DONE)
        return true; /* made, and nothing in it yet */
    if (now != e->before && now != e->after)
        return complain(task, "half done: newest entry", number);
    if (how == END_DONE && now != e->after)
        return complain(task, "what was said to be done is lost:", number);
    if (how == END_FAILED && now != e->before && !restoring)
        return complain(task, "what was said to have failed is done:", number);
    return true;
}

/* A file that an export replaces is the one or the other. */
static bool judge_out(const struct place *at, const struct task *task,
                      const struct expected *e, enum ending how)
{
    struct buf now = place_read(at->out);
    bool old = str_eq(buf_view(&now), buf_view(&at->exported));
    bool new = str_eq(buf_view(&now), buf_view(&e->out));
    buf_done(&now);
    if (!old && !new)
        return complain(task, "the export is neither old nor new", "");
    if (how == END_DONE && !new)
        return complain(task, "the export is the old one", "");
    return true;
}

/* A copy, where there is one, says what was copied. */
static bool judge_copy(const struct task *task, const char *path,
                       int64_t expected, bool must)
{
    if (access(path, F_OK) != 0)
        return must ? complain(task, "no file", path) : true;
    return newest(path) == expected ? true : complain(task, "bad copy", path);
}

/* The program names what it keeps by the time of day. */
static const char *kept_name(const struct place *at, char *path, size_t room)
{
    char pattern[PLACE_PATH_BYTES + 24];
    glob_t found;
    (void)snprintf(pattern, sizeof pattern, "%s.replaced-*.bak", at->db);
    (void)snprintf(path, room, "%s", at->kept);
    if (glob(pattern, 0, NULL, &found) == 0) {
        (void)snprintf(path, room, "%s", found.gl_pathv[0]);
        globfree(&found);
    }
    return path;
}

bool place_judge(const struct place *at, const struct task *task,
                 const struct expected *e, enum ending how)
{
    bool restoring = strcmp(task->name, "restore") == 0;
    bool backup = strcmp(task->name, "backup") == 0;
    if (!judge_database(at, task, e, how, restoring))
        return false;
    if (!judge_out(at, task, e, how))
        return false;
    if (backup)
        return judge_copy(task, at->copy, e->before, how == END_DONE);
    bool replaced = restoring && newest(at->db) == e->after;
    char kept[PLACE_PATH_BYTES * 2];
    return !restoring || judge_copy(task, kept_name(at, kept, sizeof kept),
                                    e->before, replaced);
}
