/* roles.c - a paragraph's role, given by hand, as entries of the journal. */
#include "history/roles.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/related.h"
#include "store/write.h"

void role_subject(const char *version, size_t n, char out[ROLE_SUBJECT_BYTES])
{
    (void)snprintf(out, ROLE_SUBJECT_BYTES, "b%s.%zu", version + 1, n + 1);
}

bool role_is_subject(const char *subject)
{
    return subject[0] == 'b';
}

enum ibid_status role_paragraph(struct store *st, const char *subject,
                                int64_t *version, size_t *n,
                                struct ibid_error *err)
{
    char id[ROLE_SUBJECT_BYTES], *end;
    const char *dot = strchr(subject, '.');
    size_t length = dot ? (size_t)(dot - subject) : 0;
    if (!role_is_subject(subject) || length < 2 || length >= ID_BYTES)
        return err_set(err, IBID_INVALID, "'%s' names no paragraph", subject);
    memcpy(id, subject, length);
    id[0] = 'v';
    id[length] = '\0';
    long long number = strtoll(dot + 1, &end, 10);
    if (*end || number < 1)
        return err_set(err, IBID_INVALID, "'%s' names no paragraph", subject);
    *n = (size_t)number - 1;
    return store_version_find(st, id, version, err);
}

/* ---- States ------------------------------------------------------------ */

void role_state(enum block_role role, struct buf *out)
{
    struct jsonw to = jsonw_start(out);
    jsonw_object(&to);
    jsonw_key_text(&to, "role", block_role_name(role));
    jsonw_object_end(&to);
}

bool role_parse(struct str state, enum block_role *out)
{
    json_t *root = state.ptr ? json_loadb(state.ptr, state.len,
                                          JSON_REJECT_DUPLICATES, NULL)
                             : NULL;
    const char *name = json_string_value(json_object_get(root, "role"));
    bool known = name && block_role_parse(str_of(name), out);
    json_decref(root);
    return known;
}

/* Paragraph number `n` of a version as it is; *found false when it is gone. */
static enum ibid_status paragraph(struct store *st, const char *subject,
                                  int64_t *version, size_t *n,
                                  struct block_roles *out, bool *found,
                                  struct ibid_error *err)
{
    struct arena mem = {0};
    struct block_roles *list;
    size_t count = 0;
    *version = 0;
    *n = 0;
    *out = (struct block_roles){0};
    enum ibid_status status = role_paragraph(st, subject, version, n, err);
    if (!status && *version)
        status = store_roles(st, *version, &mem, &list, &count, err);
    *found = !status && *n < count;
    if (*found)
        *out = list[*n];
    arena_done(&mem);
    return status;
}

enum ibid_status role_state_now(struct store *st, const char *subject,
                                struct buf *out, struct ibid_error *err)
{
    int64_t version = 0;
    size_t n;
    struct block_roles roles;
    bool found;
    enum ibid_status status =
        paragraph(st, subject, &version, &n, &roles, &found, err);
    if (found)
        role_state(roles.now, out);
    return status;
}

/* ---- Changes ----------------------------------------------------------- */

/* The row, the step's entry, and that what follows is to be made again. */
static enum ibid_status role_write(struct history *h, const char *action,
                                   const char *subject,
                                   const struct block_roles *before,
                                   enum block_role to, int64_t undoes,
                                   struct ibid_error *err)
{
    struct states states = {0};
    int64_t version = 0;
    size_t n = 0;
    role_state(before->now, &states.old);
    role_state(to, &states.new);
    enum ibid_status status = role_paragraph(h->st, subject, &version, &n, err);
    if (!status)
        status = store_role_set(h->st, version, (int64_t)n,
                                to == before->read ? NULL : block_role_name(to),
                                err);
    if (!status)
        status = history_change(h, action, subject, &states, undoes, err);
    states_done(&states);
    return status;
}

enum ibid_status role_set(struct history *h, const char *action,
                          const char *subject, enum block_role to,
                          int64_t undoes, struct ibid_error *err)
{
    int64_t version;
    size_t n;
    struct block_roles before;
    bool found;
    struct arena mem = {0};
    struct version_row row;
    enum ibid_status status =
        paragraph(h->st, subject, &version, &n, &before, &found, err);
    if (!status && !found)
        status = err_set(err, IBID_NOT_FOUND, "there is no such paragraph");
    if (!status && before.now != to)
        status = role_write(h, action, subject, &before, to, undoes, err);
    if (!status)
        status = store_version_get(h->st, version, &mem, &row, err);
    if (!status)
        status = store_stale_version(h->st, row.version.id, err);
    arena_done(&mem);
    return status;
}

enum ibid_status history_role(struct history *h, const char *version, size_t n,
                              enum block_role to, struct ibid_error *err)
{
    char subject[ROLE_SUBJECT_BYTES];
    role_subject(version, n, subject);
    return role_set(h, "relabel", subject, to, 0, err);
}
