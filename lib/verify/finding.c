/* finding.c - gather what the database finds now, and look it up. */
#include "verify/finding.h"

#include "verify/file.h"

static enum ibid_status gather(struct file_check *check, struct ibid_error *err)
{
    struct finding_rows *rows = &check->findings;
    struct ibid_export_summary summary = {0};
    struct export run = {.st = check->v->st,
                         .codebook = check->codebook,
                         .texts = {.st = check->v->st, .err = err},
                         .origins = {.st = check->v->st},
                         .summary = &summary};
    enum ibid_status status = findings_keep(&run, &rows->cells, err);
    texts_done(&run.texts);
    origins_done(&run.origins);
    standings_done(&run.standings);
    rows->rows.mem = &rows->mem;
    for (size_t i = 0; !status && i < rows->cells.count;
         i += findings_column_count) {
        size_t *at = arena_new(&rows->mem, size_t);
        struct str id = arena_str(&rows->mem, cells_get(&rows->cells, i));
        *at = i;
        *map_at(&rows->rows, id) = at;
    }
    rows->gathered = !status;
    return status;
}

static enum ibid_status check_facts(struct file_check *check,
                                    const char *subject, struct str facts,
                                    struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    struct str id;
    while (!status && facts.len && str_split(&facts, ' ', &id)) {
        const struct ibid_fact *fact;
        status =
            file_fact(check, subject,
                      arena_strndup(&check->mem, id.ptr, id.len), &fact, err);
    }
    return status;
}

enum ibid_status finding_row(struct file_check *check, const char *subject,
                             const char *id, struct str facts, size_t *row,
                             struct ibid_error *err)
{
    struct finding_rows *rows = &check->findings;
    enum ibid_status status = rows->gathered ? IBID_OK : gather(check, err);
    if (status)
        return status;
    const size_t *found = map_get(&rows->rows, str_of(id));
    *row = found ? *found : SIZE_MAX;
    if (found)
        return IBID_OK;
    verify_off(check->v, "finding", subject,
               "the database has no finding %s now: its facts do not agree "
               "any more, others agree with them, or its id was changed",
               file_shown(check, str_of(id)));
    return check_facts(check, subject, facts, err);
}

struct str finding_cell(const struct file_check *check, size_t row,
                        struct str column)
{
    for (size_t i = 0; i < findings_column_count; i++)
        if (str_eq(column, str_of(findings_columns[i].name)))
            return cells_get(&check->findings.cells, row + i);
    return (struct str){NULL, 0};
}

void finding_rows_done(struct finding_rows *rows)
{
    cells_done(&rows->cells);
    arena_done(&rows->mem);
    *rows = (struct finding_rows){.gathered = false};
}
