/* comparison_json.c - what several sources say as one line of JSON. */
#include "comparison.h"

#include <string.h>

static void source_json(struct jsonw *to, const struct ibid_compared *source)
{
    jsonw_object(to);
    jsonw_key_text(to, "id", source->id);
    jsonw_key_text(to, "name", source->name);
    jsonw_key_text(to, "title", source->title);
    jsonw_key_text(to, "outlet", source->outlet);
    jsonw_key_text(to, "published", source->published);
    jsonw_key_text(to, "copy_of", source->copy_of);
    jsonw_object_end(to);
}

static enum ibid_status group_json(struct run *run, struct jsonw *to,
                                   const struct ibid_group *group,
                                   struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    jsonw_object(to);
    jsonw_key_int(to, "sources", group->sources);
    jsonw_key_int(to, "publishers", group->publishers);
    jsonw_key_int(to, "independent_sources", group->independent);
    jsonw_key(to, "disputed");
    jsonw_bool(to, group->disputed);
    jsonw_key_int(to, "band", (int64_t)group->band);
    jsonw_key(to, "facts");
    jsonw_array(to);
    for (size_t i = 0; !status && i < group->fact_count; i++) {
        const char *json;
        status =
            ibid_fact_json(run->db, &group->facts[i], run->mem, &json, err);
        if (!status)
            jsonw_raw(to, str_of(json));
    }
    jsonw_array_end(to);
    jsonw_object_end(to);
    return status;
}

static void link_json(struct jsonw *to, const struct ibid_link *link)
{
    jsonw_object(to);
    jsonw_key_text(to, "a", link->a);
    jsonw_key_text(to, "b", link->b);
    jsonw_key_text(to, "relation", link->relation);
    jsonw_key_text(to, "status", link->status);
    jsonw_key(to, "score");
    jsonw_real(to, link->score);
    jsonw_key_text(to, "reason", link->reason);
    jsonw_object_end(to);
}

enum ibid_status comparison_json(struct run *run,
                                 const struct ibid_comparison *all,
                                 struct ibid_error *err)
{
    struct buf line = {0};
    struct jsonw to = jsonw_start(&line);
    enum ibid_status status = IBID_OK;
    jsonw_object(&to);
    jsonw_key_text(&to, "story", all->story);
    jsonw_key(&to, "sources");
    jsonw_array(&to);
    for (size_t i = 0; i < all->source_count; i++)
        source_json(&to, &all->sources[i]);
    jsonw_array_end(&to);
    jsonw_key(&to, "groups");
    jsonw_array(&to);
    for (size_t i = 0; !status && i < all->group_count; i++)
        status = group_json(run, &to, &all->groups[i], err);
    jsonw_array_end(&to);
    jsonw_key(&to, "links");
    jsonw_array(&to);
    for (size_t i = 0; i < all->link_count; i++)
        link_json(&to, &all->links[i]);
    jsonw_array_end(&to);
    jsonw_object_end(&to);
    if (!status)
        status = out_json(&run->out, buf_view(&line));
    buf_done(&line);
    return status;
}
