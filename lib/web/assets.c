/* assets.c - the files the page is made of, built into the program. */
#include "web/assets.h"

#include "base/embed.h"

/* Generated from lib/web/assets. */
extern const struct embed_file web_asset_files[];
extern const size_t web_asset_file_count;

static const char *type_of(struct str path)
{
    static const char *const types[][2] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_ends(path, str_of(types[i][0])))
            return types[i][1];
    return "application/octet-stream";
}

bool asset_answer(struct str path, struct answer *answer)
{
    struct str name = str_cut(path, 1, path.len);
    if (!name.len)
        name = STR("index.html");
    for (size_t i = 0; i < web_asset_file_count; i++)
        if (str_eq(name, str_of(web_asset_files[i].path))) {
            answer->file = web_asset_files[i].bytes;
            answer->type = type_of(name);
            return true;
        }
    return false;
}
