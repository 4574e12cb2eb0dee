/* disk.c - remember what is not on the disk yet, and lose it. */
#include "disk.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "desk.h"

enum { NAMES_MAX = 64, NODES_MAX = 128, STEPS_MAX = 256, PATH_MAX_BYTES = 200 };
enum { SECTOR = 512 };

/* A write (or, without bytes, a truncation to `offset`) not yet synced. */
struct pending {
    int64_t offset;
    char *bytes; /* NULL: truncate */
    size_t count;
};

/* A file, whatever its names. */
struct node {
    struct buf durable;
    struct pending *list;
    size_t count, room;
};

struct name {
    char path[PATH_MAX_BYTES];
    int node; /* -1: not there */
};

/* A change of the folder not yet synced: `to` means `node` from then on. */
struct step {
    char path[PATH_MAX_BYTES];
    int node;
    bool with_next; /* a rename is two of them at once */
};

static struct disk {
    char folder[PATH_MAX_BYTES];
    enum fault_kind kind;
    int64_t at, points;
    bool sticky, fired, watching;
    struct node nodes[NODES_MAX];
    struct name now[NAMES_MAX], durable[NAMES_MAX];
    struct step steps[STEPS_MAX];
    int node_count, now_count, durable_count, step_count;
} disk;

const char *const fault_names[FAULT_KIND_COUNT] = {"none", "ioerr", "full",
                                                   "short", "cut"};

/* ---- Names ------------------------------------------------------------- */

static bool ours(const char *path)
{
    size_t length = strlen(disk.folder);
    return disk.watching && path && strncmp(path, disk.folder, length) == 0 &&
           path[length] == '/' && !strchr(path + length + 1, '/');
}

static struct name *find(struct name *list, int *count, const char *path)
{
    for (int i = 0; i < *count; i++)
        if (strcmp(list[i].path, path) == 0)
            return &list[i];
    if (*count == NAMES_MAX || strlen(path) >= PATH_MAX_BYTES)
        desk_fail("too many names: %s", path);
    struct name *name = &list[(*count)++];
    (void)snprintf(name->path, sizeof name->path, "%s", path);
    name->node = -1;
    return name;
}

static void set_now(const char *path, int node, bool with_next)
{
    find(disk.now, &disk.now_count, path)->node = node;
    if (disk.step_count == STEPS_MAX)
        desk_fail("too many changes of names");
    struct step *step = &disk.steps[disk.step_count++];
    (void)snprintf(step->path, sizeof step->path, "%s", path);
    step->node = node;
    step->with_next = with_next;
}

static int node_of(const char *path)
{
    return find(disk.now, &disk.now_count, path)->node;
}

static int node_new(void)
{
    if (disk.node_count == NODES_MAX)
        desk_fail("too many files");
    disk.nodes[disk.node_count] = (struct node){0};
    return disk.node_count++;
}

/* ---- Beginning and end ------------------------------------------------- */

static void node_read(struct node *node, const char *path)
{
    char bytes[64 * 1024];
    size_t got;
    FILE *file = fopen(path, "rb");
    while (file && (got = fread(bytes, 1, sizeof bytes, file)) > 0)
        buf_add(&node->durable, bytes, got);
    if (file)
        (void)fclose(file);
}

/* Call `each` with every file of the folder. */
static void folder_each(void (*each)(const char *path))
{
    struct dirent **all = NULL;
    int count = scandir(disk.folder, &all, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[PATH_MAX_BYTES + 260];
        struct stat info;
        (void)snprintf(path, sizeof path, "%s/%s", disk.folder, all[i]->d_name);
        if (stat(path, &info) == 0 && S_ISREG(info.st_mode))
            each(path);
        free(all[i]);
    }
    free(all);
}

static void is_there(const char *path)
{
    int node = node_new();
    node_read(&disk.nodes[node], path);
    find(disk.now, &disk.now_count, path)->node = node;
    find(disk.durable, &disk.durable_count, path)->node = node;
}

void disk_begin(const char *folder, enum fault_kind kind, int64_t at,
                bool sticky)
{
    disk_end();
    (void)snprintf(disk.folder, sizeof disk.folder, "%s", folder);
    disk.kind = kind;
    disk.at = at;
    disk.sticky = sticky;
    if (kind == FAULT_CUT) /* else nothing needs to be remembered */
        folder_each(is_there);
    disk.watching = true;
}

void disk_end(void)
{
    for (int i = 0; i < disk.node_count; i++) {
        for (size_t k = 0; k < disk.nodes[i].count; k++)
            free(disk.nodes[i].list[k].bytes);
        free(disk.nodes[i].list);
        buf_done(&disk.nodes[i].durable);
    }
    memset(&disk, 0, sizeof disk);
}

int64_t disk_points(void)
{
    return disk.points;
}

bool disk_fired(void)
{
    return disk.fired;
}

/* ---- Operations -------------------------------------------------------- */

static bool can_hit(enum fault_kind kind, enum disk_op op)
{
    switch (kind) {
    case FAULT_IOERR:
        return true;
    case FAULT_FULL:
        return op != DISK_READ;
    case FAULT_SHORT:
        return op == DISK_WRITE;
    case FAULT_CUT:
        return op != DISK_READ;
    default:
        return false;
    }
}

enum fault_kind disk_hit(const char *path, enum disk_op op)
{
    if (!ours(path) || !can_hit(disk.kind, op))
        return FAULT_NONE;
    disk.points++;
    bool again = disk.fired && (disk.sticky || disk.kind == FAULT_CUT);
    if (disk.points != disk.at && !again)
        return FAULT_NONE;
    disk.fired = true;
    return disk.kind;
}

static void pend(const char *path, struct pending what)
{
    int at = node_of(path);
    if (at < 0) { /* made by a layer that is not watched */
        at = node_new();
        set_now(path, at, false);
    }
    struct node *node = &disk.nodes[at];
    if (node->count == node->room) {
        node->room = node->room ? node->room * 2 : 16;
        node->list = mem_realloc(node->list, node->room * sizeof *node->list);
    }
    node->list[node->count++] = what;
}

static bool remembering(const char *path)
{
    return disk.kind == FAULT_CUT && !disk.fired && ours(path);
}

void disk_wrote(const char *path, int64_t offset, const void *bytes,
                size_t count)
{
    if (!remembering(path) || !count)
        return;
    char *kept = mem_alloc(count);
    memcpy(kept, bytes, count);
    pend(path, (struct pending){offset, kept, count});
}

void disk_cut_to(const char *path, int64_t bytes)
{
    if (remembering(path))
        pend(path, (struct pending){.offset = bytes});
}

static void apply(struct buf *to, const struct pending *what, size_t count)
{
    size_t offset = (size_t)what->offset;
    size_t end = what->bytes ? offset + count : offset;
    while (to->len < end) /* a gap reads as zeros */
        buf_byte(to, 0);
    if (!what->bytes)
        to->len = offset;
    else if (count)
        memcpy(to->ptr + offset, what->bytes, count);
}

void disk_synced(const char *path)
{
    if (!remembering(path) || node_of(path) < 0)
        return;
    struct node *node = &disk.nodes[node_of(path)];
    for (size_t i = 0; i < node->count; i++) {
        apply(&node->durable, &node->list[i], node->list[i].count);
        free(node->list[i].bytes);
    }
    node->count = 0;
}

void disk_synced_folder(const char *path)
{
    if (!remembering(path))
        return;
    memcpy(disk.durable, disk.now, sizeof disk.now);
    disk.durable_count = disk.now_count;
    disk.step_count = 0;
}

void disk_made(const char *path)
{
    if (remembering(path) && node_of(path) < 0)
        set_now(path, node_new(), false);
}

void disk_unlinked(const char *path)
{
    if (remembering(path))
        set_now(path, -1, false);
}

void disk_renamed(const char *from, const char *to)
{
    if (!remembering(from))
        return;
    set_now(to, node_of(from), true);
    set_now(from, -1, false);
}

void disk_linked(const char *from, const char *to)
{
    if (remembering(from))
        set_now(to, node_of(from), false);
}

/* ---- The power goes ---------------------------------------------------- */

/* Each write that was not synced: whole, lost, or up to a sector's end. */
static void lose(struct node *node, uint64_t *seed)
{
    for (size_t i = node->count; i > 1; i--) { /* in any order */
        size_t k = desk_random(seed, (unsigned)i);
        struct pending other = node->list[k];
        node->list[k] = node->list[i - 1];
        node->list[i - 1] = other;
    }
    unsigned mood = desk_random(seed, 4); /* all, none, or each by chance */
    for (size_t i = 0; i < node->count; i++) {
        unsigned fate = mood == 0 ? 0 : mood == 1 ? 1 : desk_random(seed, 3);
        size_t count = node->list[i].count;
        if (fate == 2)
            count = desk_random(seed, (unsigned)(count / SECTOR + 1)) * SECTOR;
        if (fate != 1)
            apply(&node->durable, &node->list[i], count);
    }
}

static void remove_file(const char *path)
{
    (void)unlink(path);
}

static void leave(const struct name *name)
{
    if (name->node < 0)
        return;
    const struct buf *bytes = &disk.nodes[name->node].durable;
    FILE *file = fopen(name->path, "wb");
    if (!file ||
        fwrite(bytes->ptr ? bytes->ptr : "", 1, bytes->len, file) !=
            bytes->len ||
        fclose(file) != 0)
        desk_fail("cannot write %s", name->path);
}

void disk_power_off(uint64_t *seed)
{
    int kept = (int)desk_random(seed, (unsigned)disk.step_count + 1);
    while (kept < disk.step_count && kept > 0 && disk.steps[kept - 1].with_next)
        kept++;
    for (int i = 0; i < kept; i++)
        find(disk.durable, &disk.durable_count, disk.steps[i].path)->node =
            disk.steps[i].node;
    for (int i = 0; i < disk.node_count; i++)
        lose(&disk.nodes[i], seed);
    disk.watching = false;
    folder_each(remove_file);
    for (int i = 0; i < disk.durable_count; i++)
        leave(&disk.durable[i]);
}
