/* ibid_queue_load.c - keep a reviewer's queue in step with the journal. */
#include <stdlib.h>

#include "history/verdict.h"
#include "ibid_queue.h"
#include "store/entries.h"
#include "store/facts.h"
#include "store/links.h"

/* More changes than this at once: reading all again is quicker. */
enum { QUEUE_STEPS_MAX = 256 };

uint32_t queue_name(ibid_queue *queue, struct name_list *list, const char *name)
{
    if (!name)
        return 0;
    list->map.mem = &queue->mem;
    uint32_t *at = map_get(&list->map, str_of(name));
    if (at)
        return *at;
    if (!list->count)
        list->count = 1; /* 0 is "none" */
    list->names = arena_grow(&queue->mem, list->names, &list->room,
                             list->count + 1, sizeof *list->names);
    char *copy = arena_strdup(&queue->mem, name);
    at = arena_new(&queue->mem, uint32_t);
    *at = (uint32_t)list->count;
    *map_at(&list->map, str_of(copy)) = at;
    list->names[list->count++] = copy;
    return *at;
}

int queue_order(const ibid_queue *queue, const struct queued *a,
                const struct queued *b)
{
    if (a->version != b->version && a->source != b->source)
        return a->source < b->source ? -1 : 1;
    if (a->version != b->version)
        return a->version < b->version ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    int order = a->kind == b->kind ? 0
                                   : strcmp(queue->kinds.names[a->kind],
                                            queue->kinds.names[b->kind]);
    return order ? order : (a->no > b->no) - (a->no < b->no);
}

/* ---- Rows ---------------------------------------------------------------- */

static bool is_exempt(ibid_queue *queue, const struct queue_row *row,
                      const char *field)
{
    char name[160];
    if (strlen(row->kind) + strlen(field) + 2 > sizeof name)
        return false;
    size_t length = strlen(row->kind);
    memcpy(name, row->kind, length);
    name[length] = '/';
    memcpy(name + length + 1, field, strlen(field) + 1);
    return map_get(&queue->exempt.map, str_of(name)) != NULL;
}

/* What a rule found carries its values until it is changed; a second revision
 * may be the decision alone. */
static bool may_differ(const struct queue_row *row)
{
    return !row->rule || row->status == IBID_CORRECTED || row->revision > 2 ||
           (row->revision > 1 && row->status == IBID_EXTRACTED);
}

static uint8_t flags_of(ibid_queue *queue, const struct queue_row *row)
{
    unsigned flags = 0;
    if (row->status == IBID_REJECTED || row->status == IBID_MERGED)
        return 0;
    for (size_t i = 0; i < row->bare_count; i++)
        if (!is_exempt(queue, row, row->bare[i]))
            flags |= IBID_FLAG_UNCITED;
    if (row->disputed)
        flags |= IBID_FLAG_DISPUTED;
    if (row->anchors & 1u << IBID_MOVED)
        flags |= IBID_FLAG_MOVED;
    if (row->anchors & 1u << IBID_APPROXIMATE)
        flags |= IBID_FLAG_APPROXIMATE;
    if (row->anchors & 1u << IBID_LOST)
        flags |= IBID_FLAG_LOST;
    if (may_differ(row) &&
        ibid_db_support_of(queue->db, row->no) & 1u << IBID_DIFFERS)
        flags |= IBID_FLAG_DIFFERS;
    if (row->confidence < IBID_LOW_CONFIDENCE)
        flags |= IBID_FLAG_LOW;
    return (uint8_t)flags;
}

static struct queued queued_of(ibid_queue *queue, const struct queue_row *row)
{
    return (struct queued){
        .no = row->no,
        .version = row->version,
        .revision = row->revision,
        .source = row->source,
        .kind = queue_name(queue, &queue->kinds, row->kind),
        .rule = queue_name(queue, &queue->rules, row->rule),
        .start = row->start,
        .confidence = (float)row->confidence,
        .status = (uint8_t)row->status,
        .rank = (uint8_t)row->rank,
        .flags = flags_of(queue, row),
    };
}

static void make_room(ibid_queue *queue)
{
    if (queue->count < queue->room)
        return;
    queue->room = queue->room ? queue->room * 2 : 1024;
    queue->rows = mem_realloc(queue->rows, queue->room * sizeof *queue->rows);
}

static void append(void *ctx, const struct queue_row *row)
{
    ibid_queue *queue = ctx;
    if (!queue_admits(queue, row->no))
        return;
    make_room(queue);
    queue->rows[queue->count++] = queued_of(queue, row);
    queue->reviewed += row->status != IBID_EXTRACTED;
}

/* Merge sort: facts mostly come in order already, and qsort() has no way to
 * know the names of kinds. */
static void sort(ibid_queue *queue)
{
    struct queued *from = queue->rows;
    struct queued *to = mem_alloc((queue->count + 1) * sizeof *to);
    size_t n = queue->count;
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t left = 0; left < n; left += 2 * width) {
            size_t middle = left + width < n ? left + width : n;
            size_t right = middle + width < n ? middle + width : n;
            size_t a = left, b = middle;
            for (size_t at = left; at < right; at++) {
                bool first =
                    b == right ||
                    (a < middle && queue_order(queue, &from[a], &from[b]) <= 0);
                to[at] = from[first ? a++ : b++];
            }
        }
        struct queued *other = from;
        from = to;
        to = other;
    }
    queue->rows = from;
    queue->room = n;
    free(to);
}

static bool is_sorted(const ibid_queue *queue)
{
    for (size_t i = 1; i < queue->count; i++)
        if (queue_order(queue, &queue->rows[i - 1], &queue->rows[i]) > 0)
            return false;
    return true;
}

static void add_source(void *ctx, const struct queue_source *source)
{
    ibid_queue *queue = ctx;
    queue->sources =
        arena_grow(&queue->mem, queue->sources, &queue->source_room,
                   queue->source_count + 1, sizeof *queue->sources);
    queue->sources[queue->source_count++] = (struct queued_source){
        .no = source->no,
        .id = arena_strdup(&queue->mem, source->id),
        .outlet =
            source->outlet ? arena_strdup(&queue->mem, source->outlet) : NULL,
        .title = arena_strdup(&queue->mem,
                              source->title ? source->title : source->name),
    };
}

static void reset(ibid_queue *queue)
{
    arena_reset(&queue->mem);
    queue->kinds = queue->rules = queue->exempt = (struct name_list){0};
    queue->sources = NULL;
    queue->source_count = queue->source_room = 0;
    queue->count = 0;
    queue->reviewed = 0;
}

/* Fields that a rule chooses from a closed list need no citation. */
static enum ibid_status load_exempt(ibid_queue *queue, struct ibid_error *err)
{
    struct buf name = {0};
    size_t count;
    enum ibid_status status = ibid_db_codebook(queue->db, err);
    if (status)
        return status;
    const struct codebook_kind *kinds =
        codebook_kinds(queue->db->codebook, &count);
    for (size_t k = 0; k < count; k++)
        for (size_t f = 0; f < kinds[k].field_count; f++) {
            if (!kinds[k].fields[f].derived)
                continue;
            buf_reset(&name);
            buf_printf(&name, "%s/%s", kinds[k].name, kinds[k].fields[f].name);
            (void)queue_name(queue, &queue->exempt, name.ptr);
        }
    buf_done(&name);
    return IBID_OK;
}

static enum ibid_status load_all(ibid_queue *queue, struct ibid_error *err)
{
    reset(queue);
    enum ibid_status status = load_exempt(queue, err);
    queue->db->dated = NULL; /* a day may have been corrected since */
    if (!status)
        status = store_queue_sources(queue->db->st, add_source, queue, err);
    if (!status)
        status =
            store_queue_each(queue->db->st, 1, INT64_MAX, append, queue, err);
    if (!status && !is_sorted(queue))
        sort(queue);
    return status;
}

/* ---- Steps --------------------------------------------------------------- */

static void remove_row(ibid_queue *queue, int64_t no)
{
    for (size_t i = 0; i < queue->count; i++)
        if (queue->rows[i].no == no) {
            queue->reviewed -= queue->rows[i].status != IBID_EXTRACTED;
            queue->count--;
            memmove(&queue->rows[i], &queue->rows[i + 1],
                    (queue->count - i) * sizeof *queue->rows);
            return;
        }
}

static void insert(void *ctx, const struct queue_row *row)
{
    ibid_queue *queue = ctx;
    if (!queue_admits(queue, row->no))
        return;
    struct queued new = queued_of(queue, row);
    size_t low = 0, high = queue->count;
    make_room(queue);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (queue_order(queue, &queue->rows[middle], &new) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    memmove(&queue->rows[low + 1], &queue->rows[low],
            (queue->count - low) * sizeof *queue->rows);
    queue->rows[low] = new;
    queue->count++;
    queue->reviewed += new.status != IBID_EXTRACTED;
}

static enum ibid_status read_again(ibid_queue *queue, int64_t no,
                                   struct ibid_error *err)
{
    remove_row(queue, no);
    return store_queue_each(queue->db->st, no, no, insert, queue, err);
}

struct linked {
    ibid_queue *queue;
    int64_t fact;
};

/* What a fact says can dispute another one, or no longer. */
static enum ibid_status read_linked(void *ctx, const struct link_row *link,
                                    struct ibid_error *err)
{
    struct linked *linked = ctx;
    return read_again(linked->queue,
                      link->a == linked->fact ? link->b : link->a, err);
}

/* The facts at both ends of a link that somebody decided on. */
static enum ibid_status step_link(ibid_queue *queue, const struct entry *entry,
                                  struct ibid_error *err)
{
    struct arena mem = {0};
    const char *ends[2];
    enum ibid_status status = history_verdict_ends(entry, &mem, ends, err);
    for (size_t i = 0; !status && i < 2 && ends[i]; i++) {
        int64_t no = 0;
        status = store_fact_find(queue->db->st, ends[i], &no, err);
        if (!status && no > 0)
            status = read_again(queue, no, err);
    }
    arena_done(&mem);
    return status;
}

/* Read again the fact that an entry is about, and those it is linked to;
 * *whole: it is about more. */
static enum ibid_status step(ibid_queue *queue, const struct entry *entry,
                             bool *whole, struct ibid_error *err)
{
    int64_t no = 0;
    enum ibid_status status = IBID_OK;
    if (entry->subject[0] == VERDICT_NAMES)
        return IBID_OK; /* which the queue does not show */
    if (entry->subject[0] == VERDICT_LINK)
        return step_link(queue, entry, err);
    if (entry->subject[0] == 'f')
        status = store_fact_find(queue->db->st, entry->subject, &no, err);
    *whole = no <= 0;
    if (status || *whole)
        return status;
    struct linked linked = {queue, no};
    status = read_again(queue, no, err);
    return status
               ? status
               : store_link_each(queue->db->st, no, read_linked, &linked, err);
}

/* Follow the journal from where the queue stands to `head`. */
static enum ibid_status follow(ibid_queue *queue, int64_t head, bool *whole,
                               struct ibid_error *err)
{
    struct arena mem = {0};
    struct entry entry = {.seq = queue->seq};
    enum ibid_status status = IBID_OK;
    *whole = queue->seq < 0 || head - queue->seq > QUEUE_STEPS_MAX;
    while (!status && !*whole) {
        arena_reset(&mem);
        status =
            store_entry_forward(queue->db->st, entry.seq, &mem, &entry, err);
        if (status || !entry.seq)
            break;
        status = step(queue, &entry, whole, err);
    }
    arena_done(&mem);
    return status;
}

enum ibid_status queue_catch_up(ibid_queue *queue, struct ibid_error *err)
{
    int64_t head;
    bool whole = false;
    enum ibid_status status = store_head_seq(queue->db->st, &head, err);
    if (status || head == queue->seq)
        return status;
    free(queue->searched);
    queue->searched = NULL;
    status = follow(queue, head, &whole, err);
    if (!status && whole)
        status = load_all(queue, err);
    queue->seq = status ? -1 : head;
    return status;
}
