/* known.c - kinds and fields by the names people give them. */
#include "extract/known.h"

#include "extract/rules.h"

enum { SHOWN_BYTES = 80 }; /* of what was given */

enum ibid_status known_kind(const struct codebook *codebook, const char *name,
                            const struct codebook_kind **out,
                            struct ibid_error *err)
{
    size_t count;
    struct buf names = {0};
    const struct codebook_kind *kinds = codebook_kinds(codebook, &count);
    const struct codebook_kind *found = codebook_kind(codebook, name);
    if (found) {
        *out = found;
        return IBID_OK;
    }
    for (size_t i = 0; i < count; i++)
        buf_listed(&names, kinds[i].name);
    err_set(err, IBID_NOT_FOUND, "no kind '%.*s'; there are %s", SHOWN_BYTES,
            name, names.len ? names.ptr : "none");
    buf_done(&names);
    return IBID_NOT_FOUND;
}

enum ibid_status known_field(const struct codebook_kind *kind, const char *name,
                             const struct codebook_field **out,
                             struct ibid_error *err)
{
    struct buf names = {0};
    const struct codebook_field *found = codebook_field(kind, name);
    if (found) {
        *out = found;
        return IBID_OK;
    }
    for (size_t i = 0; i < kind->field_count; i++)
        buf_listed(&names, kind->fields[i].name);
    err_set(err, IBID_INVALID, "a %s has no field '%.*s'; it has %s",
            kind->name, SHOWN_BYTES, name, names.len ? names.ptr : "none");
    buf_done(&names);
    return IBID_INVALID;
}

enum ibid_status known_choices(const struct codebook_field *field,
                               struct str value, struct ibid_error *err)
{
    struct buf names = {0};
    for (size_t i = 0; field->choices[i]; i++)
        buf_listed(&names, field->choices[i]);
    err_set(err, IBID_INVALID, "\"%.*s\" is no choice of \"%s\"; there are %s",
            (int)(value.len < SHOWN_BYTES ? value.len : SHOWN_BYTES), value.ptr,
            field->name, names.len ? names.ptr : "none");
    buf_done(&names);
    return IBID_INVALID;
}

bool known_rule(const struct codebook *codebook, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < codebook->rule_count; i++) {
        const char *label = codebook->rules[i].label;
        if (strncmp(label, name, length) == 0 &&
            (!label[length] || label[length] == '@'))
            return true;
    }
    return false;
}
