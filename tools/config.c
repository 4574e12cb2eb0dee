/* config.c - a person's own settings, read from a file of theirs. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "form.h"

static const char *config_path(struct arena *mem)
{
    const char *folder = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    if (folder && *folder == '/')
        return arena_printf(mem, "%s/ibid/config", folder);
    return home && *home ? arena_printf(mem, "%s/.config/ibid/config", home)
                         : NULL;
}

const char *config_text(const char *name, struct arena *mem)
{
    const char *path = config_path(mem), *found = NULL;
    struct buf text = {0};
    struct form lines = {0};
    struct ibid_error err = {0};
    if (path && file_read(path, &text, &err) == IBID_OK &&
        form_read(buf_view(&text), mem, &lines, &err) == IBID_OK)
        for (size_t i = 0; i < lines.count; i++)
            if (strcmp(lines.lines[i].name, name) == 0)
                found = lines.lines[i].value;
    buf_done(&text);
    return found;
}
