/* cmd_search.c - ibid search: full text over articles and facts. */
#include "base/jsonw.h"
#include "command.h"
#include "safe.h"

enum { SEARCH_LIMIT = 50 };

struct search {
    struct run *run;
    int64_t count;
};

static enum ibid_status hit_json(struct out *out, const struct ibid_hit *hit)
{
    struct buf text = {0};
    struct jsonw to = jsonw_start(&text);
    jsonw_object(&to);
    jsonw_key_text(&to, "fact", hit->fact);
    if (hit->fact)
        jsonw_key_int(&to, "no", hit->no);
    jsonw_key_text(&to, "kind", hit->kind);
    jsonw_key_text(&to, "source", hit->source);
    jsonw_key_text(&to, "version", hit->version);
    jsonw_key_text(&to, "name", hit->name);
    jsonw_key_text(&to, "title", hit->title);
    jsonw_key_text(&to, "snippet", hit->snippet);
    jsonw_object_end(&to);
    enum ibid_status status = out_json(out, buf_view(&text));
    buf_done(&text);
    return status;
}

/* The snippet on one line, what matched in bold or [brackets]. */
static void snippet(struct out *out, const struct ibid_hit *hit)
{
    struct str text = str_of(hit->snippet);
    size_t at = 0;
    for (size_t i = 0; i < hit->mark_count; i++) {
        const struct ibid_mark *mark = &hit->marks[i];
        if (mark->start < at || mark->end > text.len || mark->start > mark->end)
            continue;
        safe_line(&out->text, str_cut(text, at, mark->start));
        buf_text(&out->text, out->color ? "" : "[");
        out_style(out, STYLE_HEAD);
        safe_line(&out->text, str_cut(text, mark->start, mark->end));
        out_style(out, STYLE_PLAIN);
        buf_text(&out->text, out->color ? "" : "]");
        at = mark->end;
    }
    safe_line(&out->text, str_cut(text, at, text.len));
}

static enum ibid_status each_hit(void *ctx, const struct ibid_hit *hit,
                                 struct ibid_error *err)
{
    struct search *search = ctx;
    struct out *out = &search->run->out;
    (void)err;
    search->count++;
    if (opt_flag(&search->run->args, "json"))
        return hit_json(out, hit);
    out_style(out, STYLE_HEAD);
    if (hit->fact)
        buf_printf(&out->text, "#%lld %s", (long long)hit->no, hit->kind);
    else
        buf_text(&out->text, "article");
    out_style(out, STYLE_PLAIN);
    buf_text(&out->text, "  ");
    safe_text(&out->text, hit->name);
    if (hit->title) {
        buf_text(&out->text, "  \"");
        safe_text(&out->text, hit->title);
        buf_byte(&out->text, '"');
    }
    buf_text(&out->text, "\n    ");
    snippet(out, hit);
    buf_byte(&out->text, '\n');
    return out_more(out);
}

static enum ibid_status search(struct run *run)
{
    struct search search = {.run = run};
    struct buf words = {0};
    for (size_t i = 0; i < run->args.word_count; i++) {
        buf_text(&words, i ? " " : "");
        buf_text(&words, run->args.words[i]);
    }
    int64_t limit = opt_int(&run->args, "limit", SEARCH_LIMIT);
    enum ibid_status status =
        ibid_search(run->db, words.ptr, limit, each_hit, &search, &run->err);
    buf_done(&words);
    if (status == IBID_OK && search.count == 0 && !opt_flag(&run->args, "json"))
        buf_text(&run->out.text, "nothing found\n");
    return status;
}

static const struct option options[] = {
    {.name = "limit",
     .type = OPT_INT,
     .argument = "N",
     .help = "at most this many; else 50; 0 = all"},
    {0},
};

const struct command cmd_search = {
    .name = "search",
    .summary = "search articles and facts",
    .usage = "WORDS...",
    .description =
        "Finds passages of articles, and facts, in which all words occur, "
        "best first. \"two words\" in quotes are a phrase, word* is a "
        "beginning.\n\n"
        "With --json prints an object a hit, one line each.",
    .options = (const struct option *const[]){options, options_json, NULL},
    .examples =
        (const struct example[]){{"ibid search ceasefire 'talk*'",
                                  "Both words, any ending of the "
                                  "second."},
                                 {"ibid search '\"peace talks\"'", "A phrase."},
                                 {0}},
    .need = NEED_READ,
    .words_min = 1,
    .words_max = WORDS_ANY,
    .paged = true,
    .run = search,
};
