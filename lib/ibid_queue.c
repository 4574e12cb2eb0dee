/* ibid_queue.c - the facade: a reviewer's queue, filtered, counted, cut. */
#include "ibid_queue.h"

#include <stdlib.h>

#include "store/facts.h"

static const char *const flag_names[] = {
    "uncited", "disputed", "moved",   "approximate",
    "lost",    "low",      "differs", NULL,
};

const char *ibid_flag_name(unsigned bit)
{
    return bit < IBID_FLAG_COUNT ? flag_names[bit] : NULL;
}

ibid_queue *ibid_queue_new(ibid_db *db)
{
    ibid_queue *queue = mem_alloc(sizeof *queue);
    *queue = (ibid_queue){.db = db, .seq = -1};
    return queue;
}

void ibid_queue_free(ibid_queue *queue)
{
    if (!queue)
        return;
    arena_done(&queue->mem);
    free(queue->only);
    free(queue->rows);
    free(queue->searched);
    free(queue);
}

enum ibid_status ibid_head(ibid_db *db, int64_t *seq, struct ibid_error *err)
{
    return store_head_seq(db->st, seq, err);
}

/* ---- Searching --------------------------------------------------------------
 */

struct matching {
    int64_t *list;
    size_t count, room;
    struct arena mem;
};

static enum ibid_status add_match(void *ctx, int64_t no, struct ibid_error *err)
{
    struct matching *m = ctx;
    (void)err;
    m->list =
        arena_grow(&m->mem, m->list, &m->room, m->count + 1, sizeof *m->list);
    m->list[m->count++] = no;
    return IBID_OK;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

void ibid_queue_only(ibid_queue *queue, const int64_t *facts, size_t count)
{
    free(queue->only);
    queue->only = mem_alloc((count + 1) * sizeof *queue->only);
    queue->only_count = count;
    queue->seq = -1;
    if (!count)
        return;
    memcpy(queue->only, facts, count * sizeof *facts);
    qsort(queue->only, count, sizeof *queue->only, by_number);
}

bool queue_admits(const ibid_queue *queue, int64_t no)
{
    return !queue->only ||
           (queue->only_count && bsearch(&no, queue->only, queue->only_count,
                                         sizeof *queue->only, by_number));
}

/* Mark the rows that the text in the query language selects, unless they are
 * marked so already. */
static enum ibid_status search(ibid_queue *queue, const char *words,
                               struct ibid_error *err)
{
    struct matching m = {0};
    struct ibid_query asked = {.where = words}, whole;
    if (queue->searched && strcmp(queue->searched, words) == 0)
        return IBID_OK;
    free(queue->searched);
    queue->searched = NULL;
    enum ibid_status status =
        ibid_db_query(queue->db, &asked, &m.mem, &whole, err);
    if (!status)
        status = store_fact_nos(queue->db->st, &whole, add_match, &m, err);
    if (!status) {
        if (m.count)
            qsort(m.list, m.count, sizeof *m.list, by_number);
        for (size_t i = 0; i < queue->count; i++)
            queue->rows[i].matches =
                m.count && bsearch(&queue->rows[i].no, m.list, m.count,
                                   sizeof *m.list, by_number);
        queue->searched = mem_alloc(strlen(words) + 1);
        memcpy(queue->searched, words, strlen(words) + 1);
    }
    arena_done(&m.mem);
    return status;
}

/* ---- Selecting and counting --------------------------------------------- */

enum { NO_SUCH = UINT32_MAX };

/* A filter in the queue's own terms, and the counts of each facet. */
struct selecting {
    unsigned statuses, flags;
    uint32_t kind, rule; /* 0 = any */
    int64_t source;      /* 0 = any */
    bool where;
    int64_t by_status[IBID_MERGED + 1], by_flag[IBID_FLAG_COUNT];
    int64_t *by_kind, *by_rule, *by_source; /* source: by index */
    size_t source_at; /* of the row before: rows of one follow one another */
};

static uint32_t index_of(const struct name_list *list, const char *name)
{
    if (!name)
        return 0;
    const uint32_t *at =
        list->map.mem ? map_get(&list->map, str_of(name)) : NULL;
    return at ? *at : NO_SUCH;
}

static int64_t source_no(const ibid_queue *queue, const char *id)
{
    for (size_t i = 0; id && i < queue->source_count; i++)
        if (strcmp(queue->sources[i].id, id) == 0)
            return queue->sources[i].no;
    return id ? -1 : 0;
}

static struct selecting selecting_of(const ibid_queue *queue,
                                     const struct ibid_queue_filter *filter,
                                     struct arena *mem)
{
    return (struct selecting){
        .statuses = filter->statuses ? filter->statuses : ~0u,
        .flags = filter->flags,
        .kind = index_of(&queue->kinds, filter->kind),
        .rule = index_of(&queue->rules, filter->rule),
        .source = source_no(queue, filter->source),
        .where = filter->where && *filter->where,
        .by_kind = arena_array(mem, queue->kinds.count + 1, sizeof(int64_t)),
        .by_rule = arena_array(mem, queue->rules.count + 1, sizeof(int64_t)),
        .by_source = arena_array(mem, queue->source_count + 1, sizeof(int64_t)),
    };
}

/* The index of a row's source; rows come by source. */
static size_t source_index(const ibid_queue *queue, struct selecting *s,
                           const struct queued *row)
{
    while (s->source_at + 1 < queue->source_count &&
           queue->sources[s->source_at].no < row->source)
        s->source_at++;
    return s->source_at;
}

/* Which parts of the filter do not matter to the count of a flag: what its
 * citations ask for is to be seen to also after the fact was reviewed. */
static unsigned may_fail(unsigned bit)
{
    const unsigned always = IBID_FLAG_UNCITED | IBID_FLAG_DIFFERS |
                            IBID_FLAG_MOVED | IBID_FLAG_APPROXIMATE |
                            IBID_FLAG_LOST;
    return 1u << IBID_FACET_FLAG |
           (always >> bit & 1 ? 1u << IBID_FACET_STATUS : 0);
}

/* Count a row in every facet whose own part of the filter is the only one it
 * fails, if it fails any. True: it is selected. */
static bool take(const ibid_queue *queue, struct selecting *s,
                 const struct queued *row)
{
    unsigned fails =
        (unsigned)!(s->statuses >> row->status & 1) << IBID_FACET_STATUS |
        (unsigned)(s->flags && !(s->flags & row->flags)) << IBID_FACET_FLAG |
        (unsigned)(s->kind && s->kind != row->kind) << IBID_FACET_KIND |
        (unsigned)(s->source && s->source != row->source) << IBID_FACET_SOURCE |
        (unsigned)(s->rule && s->rule != row->rule) << IBID_FACET_RULE;
    size_t source = source_index(queue, s, row);
    if (s->where && !row->matches)
        return false;
    if (!(fails & ~(1u << IBID_FACET_STATUS)))
        s->by_status[row->status]++;
    for (unsigned bit = 0; bit < IBID_FLAG_COUNT; bit++)
        if (row->flags >> bit & 1 && !(fails & ~may_fail(bit)))
            s->by_flag[bit]++;
    if (!(fails & ~(1u << IBID_FACET_KIND)))
        s->by_kind[row->kind]++;
    if (!(fails & ~(1u << IBID_FACET_SOURCE)))
        s->by_source[source]++;
    if (!(fails & ~(1u << IBID_FACET_RULE)))
        s->by_rule[row->rule]++;
    return !fails;
}

/* ---- Answers ------------------------------------------------------------ */

static void add_facet(struct ibid_queue_page *out, enum ibid_facet which,
                      struct ibid_queue_facet facet)
{
    struct ibid_queue_facet *list =
        (struct ibid_queue_facet *)out->facets[which];
    list[out->facet_count[which]++] = facet;
}

static void add_names(struct ibid_queue_page *out, enum ibid_facet which,
                      const struct name_list *list, const int64_t *counts)
{
    for (size_t i = 0; i < list->count; i++)
        if (counts[i])
            add_facet(out, which,
                      (struct ibid_queue_facet){.name = i ? list->names[i] : "",
                                                .count = counts[i]});
}

static void facets_of(const ibid_queue *queue, const struct selecting *s,
                      struct arena *mem, struct ibid_queue_page *out)
{
    size_t rooms[IBID_FACET_COUNT] = {
        [IBID_FACET_STATUS] = IBID_MERGED + 1,
        [IBID_FACET_FLAG] = IBID_FLAG_COUNT,
        [IBID_FACET_KIND] = queue->kinds.count + 1,
        [IBID_FACET_SOURCE] = queue->source_count + 1,
        [IBID_FACET_RULE] = queue->rules.count + 1,
    };
    for (int i = 0; i < IBID_FACET_COUNT; i++)
        out->facets[i] =
            arena_array(mem, rooms[i], sizeof(struct ibid_queue_facet));
    for (int i = 0; i <= IBID_MERGED; i++)
        add_facet(out, IBID_FACET_STATUS,
                  (struct ibid_queue_facet){
                      .name = ibid_fact_status_name((enum ibid_fact_status)i),
                      .count = s->by_status[i]});
    for (unsigned i = 0; i < IBID_FLAG_COUNT; i++)
        add_facet(out, IBID_FACET_FLAG,
                  (struct ibid_queue_facet){.name = flag_names[i],
                                            .count = s->by_flag[i]});
    add_names(out, IBID_FACET_KIND, &queue->kinds, s->by_kind);
    add_names(out, IBID_FACET_RULE, &queue->rules, s->by_rule);
    for (size_t i = 0; i < queue->source_count; i++)
        if (s->by_source[i])
            add_facet(
                out, IBID_FACET_SOURCE,
                (struct ibid_queue_facet){.name = queue->sources[i].id,
                                          .outlet = queue->sources[i].outlet,
                                          .title = queue->sources[i].title,
                                          .count = s->by_source[i]});
}

/* Its key values on one line. */
static const char *headline(ibid_queue *queue, const struct ibid_fact *fact,
                            struct arena *mem)
{
    struct buf out = {0};
    const struct codebook_kind *kind =
        codebook_kind(queue->db->codebook, fact->kind);
    for (size_t f = 0; f < fact->field_count; f++) {
        const struct codebook_field *field =
            kind ? codebook_field(kind, fact->fields[f].name) : NULL;
        if (kind && !(field && field->key))
            continue;
        for (size_t v = 0; v < fact->fields[f].value_count; v++)
            buf_printf(&out, "%s%s", out.len ? " · " : "",
                       fact->fields[f].values[v].text);
    }
    const char *text = arena_strndup(mem, out.ptr ? out.ptr : "", out.len);
    buf_done(&out);
    return text;
}

static enum ibid_status row_of(ibid_queue *queue, const struct queued *queued,
                               int64_t row, struct arena *mem,
                               struct ibid_queue_row *out,
                               struct ibid_error *err)
{
    struct ibid_fact fact;
    enum ibid_status status =
        store_fact_get(queue->db->st, queued->no, mem, &fact, NULL, err);
    if (!status)
        *out = (struct ibid_queue_row){
            .row = row,
            .no = queued->no,
            .id = fact.id,
            .kind = fact.kind,
            .source = fact.source,
            .headline = headline(queue, &fact, mem),
            .status = fact.status,
            .rank = fact.rank,
            .flags = queued->flags,
            .confidence = fact.confidence,
            .revision = fact.revision,
        };
    return status;
}

/* Go through all rows once; the chosen ones of the window into `picked`. */
static void walk(ibid_queue *queue, struct selecting *s, int64_t from,
                 int64_t limit, int64_t find, const struct queued **picked,
                 struct ibid_queue_page *out)
{
    for (size_t i = 0; i < queue->count; i++) {
        const struct queued *row = &queue->rows[i];
        if (!take(queue, s, row))
            continue;
        if (out->total >= from && (int64_t)out->row_count < limit)
            picked[out->row_count++] = row;
        if (row->no == find)
            out->found = out->total;
        out->total++;
    }
}

enum { QUEUE_LIMIT_MAX = 1000 };

enum ibid_status ibid_queue_read(ibid_queue *queue,
                                 const struct ibid_queue_filter *filter,
                                 int64_t from, int64_t limit, const char *find,
                                 ibid_arena *mem, struct ibid_queue_page *out,
                                 struct ibid_error *err)
{
    int64_t no = 0;
    limit = limit < QUEUE_LIMIT_MAX ? limit : QUEUE_LIMIT_MAX;
    enum ibid_status status = ibid_db_codebook(queue->db, err);
    if (!status)
        status = queue_catch_up(queue, err);
    if (!status && filter->where && *filter->where)
        status = search(queue, filter->where, err);
    if (!status && find)
        status = store_fact_find(queue->db->st, find, &no, err);
    if (status)
        return status;
    struct ibid_queue_page page = {.head = queue->seq,
                                   .facts = (int64_t)queue->count,
                                   .reviewed = queue->reviewed,
                                   .found = -1};
    if (!limit) {
        *out = page;
        return IBID_OK;
    }
    const struct queued **picked =
        arena_array(mem, QUEUE_LIMIT_MAX, sizeof(const struct queued *));
    struct selecting s = selecting_of(queue, filter, mem);
    walk(queue, &s, from, limit, find && no > 0 ? no : -1, picked, &page);
    facets_of(queue, &s, mem, &page);
    struct ibid_queue_row *rows =
        arena_array(mem, page.row_count, sizeof *rows);
    for (size_t i = 0; !status && i < page.row_count; i++)
        status =
            row_of(queue, picked[i], from + (int64_t)i, mem, &rows[i], err);
    page.rows = rows;
    if (!status)
        *out = page;
    return status;
}
