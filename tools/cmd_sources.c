/* cmd_sources.c - ibid sources: the articles as a table. */
#include <stdio.h>

#include "safe.h"
#include "view.h"

enum {
    SOURCES_OUTLET = 15,
    SOURCES_DATE = 10,
    SOURCES_STORY = 6, /* enough of an id to ask with */
    SOURCES_NAME = 16,
    SOURCES_WIDE = 96, /* from here there is room for the story */
};

struct sources {
    struct run *run;
    bool json;
    int64_t count;
};

static bool has_story(const struct out *out)
{
    return !out->columns || out->columns >= SOURCES_WIDE;
}

static enum ibid_status row(struct out *out, const struct ibid_source *source)
{
    struct buf *text = &out->text;
    int used = 5 + 2 + SOURCES_OUTLET + 1 + SOURCES_DATE + 1 + 4 + 6 + 2 +
               SOURCES_NAME + 1 + (has_story(out) ? SOURCES_STORY + 1 : 0);
    int room = out->columns ? out->columns - used : 0;
    char date[SOURCES_DATE + 1];
    snprintf(date, sizeof date, "%s",
             source->published ? source->published : "-");
    buf_printf(text, "%5lld  ", (long long)source->no);
    safe_cell(text, source->outlet ? source->outlet : "-", SOURCES_OUTLET,
              true);
    buf_byte(text, ' ');
    safe_cell(text, date, SOURCES_DATE, true);
    buf_printf(text, " %4zu %5lld  ", source->version_count,
               (long long)source->facts);
    if (has_story(out))
        buf_printf(text, "%-*.*s ", SOURCES_STORY, SOURCES_STORY,
                   source->story ? source->story : "-");
    safe_cell(text, source->name, SOURCES_NAME, true);
    buf_byte(text, ' ');
    safe_cell(text, source->title ? source->title : "-",
              out->columns && room < 10 ? 10 : room, false);
    buf_byte(text, '\n');
    return out_more(out);
}

static enum ibid_status each_source(void *ctx, const struct ibid_source *source,
                                    struct ibid_error *err)
{
    struct sources *list = ctx;
    struct out *out = &list->run->out;
    if (list->json) {
        const char *json;
        struct arena mem = {0};
        enum ibid_status status =
            ibid_source_json(list->run->db, source, &mem, &json, err);
        if (status == IBID_OK)
            status = out_json(out, str_of(json));
        arena_done(&mem);
        return status;
    }
    if (list->count++ == 0) {
        out_style(out, STYLE_HEAD);
        buf_printf(&out->text, "%5s  %-*s %-*s %4s %5s  ", "no", SOURCES_OUTLET,
                   "outlet", SOURCES_DATE, "published", "vers", "facts");
        if (has_story(out))
            buf_printf(&out->text, "%-*s ", SOURCES_STORY, "story");
        buf_printf(&out->text, "%-*s %s", SOURCES_NAME, "name", "title");
        out_style(out, STYLE_PLAIN);
        buf_byte(&out->text, '\n');
    }
    return row(out, source);
}

static enum ibid_status sources(struct run *run)
{
    struct sources list = {.run = run, .json = opt_flag(&run->args, "json")};
    enum ibid_status status =
        ibid_source_each(run->db, each_source, &list, &run->err);
    if (status == IBID_OK && !list.json && list.count == 0)
        buf_text(&run->out.text,
                 "no articles yet; bring some in with: ibid import PATH\n");
    return status;
}

const struct command cmd_sources = {
    .name = "sources",
    .summary = "list the articles",
    .description =
        "A row an article, in order of arrival: number, outlet, date, how "
        "many versions of its text there are, facts, story, name, title. "
        "Articles that tell one event have the same story.\n\n"
        "With --json prints each source as in a JSON export, one line each.",
    .options = (const struct option *const[]){options_json, NULL},
    .need = NEED_READ,
    .paged = true,
    .run = sources,
};
