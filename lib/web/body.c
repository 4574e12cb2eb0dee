/* body.c - the JSON body of a POST, read strictly. */
#include "web/body.h"

/* Brackets outside of strings: the parser would recurse into them. */
static bool is_shallow(struct str bytes)
{
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < bytes.len; i++) {
        char c = bytes.ptr[i];
        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '['))
            depth++;
        else if (!quoted && (c == '}' || c == ']'))
            depth--;
        if (depth > BODY_DEPTH_MAX)
            return false;
    }
    return true;
}

json_t *body_read(struct str bytes)
{
    if (!bytes.len || !is_shallow(bytes))
        return NULL;
    json_t *root =
        json_loadb(bytes.ptr, bytes.len, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_object(root))
        return root;
    json_decref(root);
    return NULL;
}
