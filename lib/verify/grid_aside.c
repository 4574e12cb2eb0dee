/* grid_aside.c - check rows of sources.csv and citations.csv. */
#include "fact/fact.h"
#include "fact/members.h"
#include "verify/grid.h"

/* -1 for what is no number. */
static int64_t number_of(struct str cell)
{
    int64_t number = -1;
    (void)str_number(cell, &number);
    return number;
}

static void compare(struct grid *grid, const char *check, const char *column,
                    const char *known)
{
    if (grid_column(grid, column) == SIZE_MAX)
        return;
    grid->check->v->summary->cells++;
    if (!file_same(grid_cell(grid, column), str_of(known)))
        verify_off(grid->check->v, check, grid_subject(grid, column),
                   "%s in the file, %s in the database",
                   file_shown(grid->check, grid_cell(grid, column)),
                   file_shown(grid->check, str_of(known)));
}

/* ---- citations --------------------------------------------------------- */

static enum ibid_status check_of_fact(struct grid *grid, const char *subject,
                                      struct ibid_error *err)
{
    const struct ibid_fact *fact = NULL;
    const char *field;
    size_t value;
    if (grid_column(grid, "fact_id") == SIZE_MAX)
        return IBID_OK;
    enum ibid_status status =
        file_fact(grid->check, subject, grid_text(grid, "fact_id"), &fact, err);
    if (status || !fact)
        return status;
    const struct ibid_citation *c =
        fact_citation(fact, grid_cell(grid, "citation_id"), &field, &value);
    if (!c) {
        verify_off(grid->check->v, "citation", subject,
                   "fact %s has no such citation now", fact->id);
        return IBID_OK;
    }
    compare(grid, "citation", "fact_kind", fact->kind);
    compare(grid, "citation", "field", field);
    compare(grid, "citation", "source_id", c->source);
    compare(grid, "citation", "version_id", c->version);
    compare(grid, "citation", "stance", fact_stance_name(c->stance));
    compare(grid, "citation", "anchor", fact_anchor_name(c->anchor));
    return IBID_OK;
}

static struct str given(const struct grid *grid, const char *column)
{
    return grid_column(grid, column) == SIZE_MAX ? (struct str){NULL, 0}
                                                 : grid_cell(grid, column);
}

enum ibid_status grid_check_citation(struct grid *grid, struct ibid_error *err)
{
    const char *subject = grid_subject(grid, NULL);
    enum ibid_status status = check_of_fact(grid, subject, err);
    struct file_citation c = {
        .source = grid_column(grid, "source_id") == SIZE_MAX
                      ? NULL
                      : grid_text(grid, "source_id"),
        .version = grid_text(grid, "version_id"),
        .start = number_of(grid_cell(grid, "start")),
        .end = number_of(grid_cell(grid, "end")),
        .quote = given(grid, "quote"),
        .prefix = given(grid, "prefix"),
        .suffix = given(grid, "suffix"),
    };
    if (grid_column(grid, "start") == SIZE_MAX ||
        grid_column(grid, "end") == SIZE_MAX || c.quote.ptr == NULL)
        return status; /* columns were removed: nothing to compare */
    return status ? status : file_citation_check(grid->check, subject, &c, err);
}

/* ---- sources ----------------------------------------------------------- */

static enum ibid_status check_versions(struct grid *grid, const char *subject,
                                       const char *source,
                                       struct ibid_error *err)
{
    struct arena *mem = &grid->check->mem;
    struct str ids = grid_cell(grid, "versions"), id;
    struct str hashes = grid_cell(grid, "versions_sha256"), hash;
    enum ibid_status status = IBID_OK;
    while (!status && ids.len && str_split(&ids, ' ', &id)) {
        bool hashed = hashes.len && str_split(&hashes, ' ', &hash);
        status = file_version_check(
            grid->check, subject, source, arena_strndup(mem, id.ptr, id.len),
            hashed ? arena_strndup(mem, hash.ptr, hash.len) : NULL, NULL, err);
    }
    return status;
}

enum ibid_status grid_check_source(struct grid *grid, struct ibid_error *err)
{
    const struct ibid_source *source = NULL;
    const char *subject = grid_subject(grid, NULL);
    enum ibid_status status = file_source(
        grid->check, subject, grid_text(grid, "source_id"), &source, err);
    if (!status && grid->check->articles)
        return check_versions(grid, subject, NULL, err);
    if (status || !source)
        return status;
    compare(grid, "source", "source_name", source->name);
    for (size_t i = 0; i < MEMBERS; i++)
        compare(grid, "source", member_column[i], member_get(source, i));
    return check_versions(grid, subject, source->id, err);
}
