/* cmd_why.c - ibid why: the chain behind a fact, from each cell down to the
 * original bytes, then the rule or person, then every change. */
#include "safe.h"
#include "view.h"
#include "why_source.h"

/* What is needed to explain citations of one fact. */
struct why {
    struct run *run;
    const struct ibid_fact *fact;
    struct ibid_source source; /* of the citation explained last */
    struct ibid_passage *passages;
    size_t passage_count;
    int64_t changes;       /* shown */
    const char *explained; /* id of the version described last */
    bool json;             /* for programs: */
    struct buf text;       /* the object */
    struct jsonw to;       /* its writer */
};

static const struct ibid_version *version_of(struct why *why,
                                             const struct ibid_citation *c)
{
    struct run *run = why->run;
    if (!why->source.id || !str_eq(str_of(why->source.id), str_of(c->source)))
        if (ibid_source_get(run->db, c->source, run->mem, &why->source,
                            &run->err) != IBID_OK)
            return NULL;
    for (size_t i = 0; i < why->source.version_count; i++)
        if (str_eq(str_of(why->source.versions[i].id), str_of(c->version)))
            return &why->source.versions[i];
    return NULL;
}

static const char *role_of(const struct why *why, const struct ibid_citation *c)
{
    for (size_t i = 0; i < why->passage_count; i++) {
        const struct ibid_passage *p = &why->passages[i];
        if (str_eq(str_of(p->version), str_of(c->version)) &&
            c->start >= p->start && c->start < p->start + strlen(p->text))
            return p->role;
    }
    return NULL;
}

static void label(struct out *out, const char *name)
{
    buf_text(&out->text, "  ");
    out_style(out, STYLE_QUIET);
    buf_printf(&out->text, "%-9s", name);
    out_style(out, STYLE_PLAIN);
    buf_byte(&out->text, ' ');
}

static void version_lines(struct why *why, const struct ibid_version *version)
{
    struct buf *text = &why->run->out.text;
    if (version && why->explained && strcmp(why->explained, version->id) == 0) {
        label(&why->run->out, "version");
        buf_printf(text, "%s, as above\n", version->id);
        return;
    }
    why->explained = version ? version->id : NULL;
    label(&why->run->out, "source");
    view_source(text, &why->source);
    buf_printf(text, " (%s)\n", why->source.id);
    if (!version)
        return;
    label(&why->run->out, "version");
    buf_printf(text, "%s, imported %s, ", version->id, version->imported);
    safe_text(text, version->media_type);
    buf_text(text, " in ");
    safe_text(text, version->encoding);
    buf_byte(text, '\n');
    label(&why->run->out, "sha256");
    buf_printf(text, "%s of the original (%lld bytes)\n", version->sha256,
               (long long)version->original_bytes);
}

static enum ibid_status origin_line(struct why *why,
                                    const struct ibid_citation *c)
{
    struct run *run = why->run;
    struct ibid_origin origin;
    enum ibid_status status =
        ibid_citation_origin(run->db, c, run->mem, &origin, &run->err);
    label(&run->out, "original");
    if (status == IBID_NOT_FOUND) {
        buf_text(&run->out.text, "removed\n");
        return IBID_OK;
    }
    if (status != IBID_OK)
        return status;
    if (origin.page) {
        buf_printf(&run->out.text,
                   "page %u, %.1f x %.1f points at %.1f from the left, %.1f "
                   "from the top\n",
                   origin.page, origin.width, origin.height, origin.left,
                   origin.top);
        return IBID_OK;
    }
    buf_printf(&run->out.text, "bytes %u-%u: ", origin.start, origin.end);
    safe_line(&run->out.text,
              (struct str){origin.excerpt, origin.excerpt_bytes});
    buf_byte(&run->out.text, '\n');
    return IBID_OK;
}

static enum ibid_status cite_lines(struct why *why,
                                   const struct ibid_citation *c)
{
    struct out *out = &why->run->out;
    const struct ibid_version *version = version_of(why, c);
    const char *role = role_of(why, c);
    label(out, "quote");
    if (c->quote) {
        buf_byte(&out->text, '"');
        safe_text(&out->text, c->quote);
        buf_printf(&out->text, "\" (%s)\n", view_anchor(c->anchor));
    } else {
        buf_text(&out->text, "removed with its source\n");
    }
    label(out, "block");
    buf_printf(&out->text, "%s%sbytes %u-%u of the text\n", role ? role : "",
               role ? ", " : "", c->start, c->end);
    version_lines(why, version);
    return origin_line(why, c);
}

/* The box as PDF viewers and image servers take it: left, top, width, height
 * in points. */
static void box_json(struct why *why, const struct ibid_origin *origin)
{
    const double box[] = {origin->left, origin->top, origin->width,
                          origin->height};
    jsonw_key_int(&why->to, "page", origin->page);
    jsonw_key(&why->to, "box");
    jsonw_array(&why->to);
    for (size_t i = 0; i < sizeof box / sizeof *box; i++)
        jsonw_real(&why->to, box[i]);
    jsonw_array_end(&why->to);
}

static enum ibid_status cite_json(struct why *why, const char *field,
                                  const struct ibid_citation *c)
{
    struct run *run = why->run;
    struct ibid_origin origin = {0};
    const struct ibid_version *version = version_of(why, c);
    enum ibid_status status =
        ibid_citation_origin(run->db, c, run->mem, &origin, &run->err);
    if (status != IBID_OK && status != IBID_NOT_FOUND)
        return status;
    jsonw_object(&why->to);
    jsonw_key_text(&why->to, "field", field);
    jsonw_key_text(&why->to, "citation", c->id);
    jsonw_key_text(&why->to, "block", role_of(why, c));
    jsonw_key_text(&why->to, "version", c->version);
    jsonw_key_text(&why->to, "sha256", version ? version->sha256 : NULL);
    jsonw_key_int(&why->to, "byte_start", c->start);
    jsonw_key_int(&why->to, "byte_end", c->end);
    if (status == IBID_OK && origin.page) {
        box_json(why, &origin);
    } else if (status == IBID_OK) {
        struct buf excerpt = {0};
        safe_line(&excerpt, (struct str){origin.excerpt, origin.excerpt_bytes});
        jsonw_key_int(&why->to, "original_start", origin.start);
        jsonw_key_int(&why->to, "original_end", origin.end);
        jsonw_key_str(&why->to, "original", buf_view(&excerpt));
        buf_done(&excerpt);
    }
    jsonw_object_end(&why->to);
    return IBID_OK;
}

static enum ibid_status citations(struct why *why, const char *field,
                                  const struct ibid_citation *list,
                                  size_t count)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; i < count && status == IBID_OK; i++)
        status = why->json ? cite_json(why, field, &list[i])
                           : cite_lines(why, &list[i]);
    return status;
}

static void cell_heading(struct why *why, const char *name,
                         const struct ibid_value *value)
{
    struct out *out = &why->run->out;
    if (why->json)
        return;
    buf_byte(&out->text, '\n');
    out_style(out, STYLE_HEAD);
    safe_text(&out->text, name);
    out_style(out, STYLE_PLAIN);
    if (value) {
        buf_text(&out->text, ": ");
        safe_text(&out->text, value->text);
        if (value->normalized) {
            buf_text(&out->text, "  = ");
            view_normalized(&out->text, value->normalized);
        }
        if (value->citation_count == 0)
            buf_text(&out->text, "\n  cites nothing");
    }
    buf_byte(&out->text, '\n');
}

static enum ibid_status cells(struct why *why)
{
    const struct ibid_fact *fact = why->fact;
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; i < fact->field_count; i++) {
        const struct ibid_field *field = &fact->fields[i];
        for (size_t v = 0; v < field->value_count && status == IBID_OK; v++) {
            const struct ibid_value *value = &field->values[v];
            cell_heading(why, field->name, value);
            status = citations(why, field->name, value->citations,
                               value->citation_count);
        }
    }
    if (status != IBID_OK || fact->citation_count == 0)
        return status;
    cell_heading(why, "the fact as a whole", NULL);
    return citations(why, NULL, fact->citations, fact->citation_count);
}

static enum ibid_status each_change(void *ctx, const struct ibid_change *change,
                                    struct ibid_error *err)
{
    struct why *why = ctx;
    (void)err;
    why->changes++;
    if (why->json)
        change_json(&why->to, change);
    else
        change_lines(&why->run->out, change);
    return IBID_OK;
}

static enum ibid_status for_people(struct why *why, const char *explanation)
{
    struct out *out = &why->run->out;
    struct keys keys;
    enum ibid_status status = keys_read(why->run, &keys);
    if (status != IBID_OK)
        return status;
    buf_printf(&out->text, "#%lld %s: ", (long long)why->fact->no,
               why->fact->kind);
    view_headline(&out->text, why->fact, &keys);
    buf_byte(&out->text, '\n');
    status = cells(why);
    if (status != IBID_OK)
        return status;
    buf_byte(&out->text, '\n');
    out_styled(out, STYLE_HEAD, "made by\n");
    struct str rest = str_of(explanation), line;
    while (str_split(&rest, '\n', &line)) {
        if (line.len == 0)
            continue;
        buf_text(&out->text, "  ");
        safe_line(&out->text, line);
        buf_byte(&out->text, '\n');
    }
    buf_byte(&out->text, '\n');
    out_styled(out, STYLE_HEAD, "changes, newest first\n");
    status = ibid_log(why->run->db, why->fact->id, 0, each_change, why,
                      &why->run->err);
    if (status == IBID_OK && why->changes == 0)
        buf_text(&out->text, "  none since it was found\n");
    return status;
}

static enum ibid_status write_object(struct why *why, const char *explanation)
{
    struct run *run = why->run;
    struct jsonw *to = &why->to;
    const char *fact;
    enum ibid_status status =
        ibid_fact_json(run->db, why->fact, run->mem, &fact, &run->err);
    if (status != IBID_OK)
        return status;
    jsonw_object(to);
    jsonw_key(to, "fact");
    jsonw_raw(to, str_of(fact));
    jsonw_key(to, "cells");
    jsonw_array(to);
    status = cells(why);
    jsonw_array_end(to);
    jsonw_key_text(to, "explanation", explanation);
    jsonw_key(to, "changes");
    jsonw_array(to);
    if (status == IBID_OK)
        status =
            ibid_log(run->db, why->fact->id, 0, each_change, why, &run->err);
    jsonw_array_end(to);
    jsonw_object_end(to);
    return status;
}

static enum ibid_status for_programs(struct why *why, const char *explanation)
{
    why->json = true;
    why->to = jsonw_start(&why->text);
    enum ibid_status status = write_object(why, explanation);
    if (status == IBID_OK)
        status = out_json(&why->run->out, buf_view(&why->text));
    buf_done(&why->text);
    return status;
}

static enum ibid_status why(struct run *run)
{
    struct ibid_fact fact;
    struct why why = {.run = run, .fact = &fact};
    const char *explanation = "";
    enum ibid_status status =
        ibid_fact_get(run->db, run->args.words[0], run->mem, &fact, &run->err);
    struct ibid_source source;
    if (status == IBID_NOT_FOUND &&
        ibid_source_get(run->db, run->args.words[0], run->mem, &source, NULL) ==
            IBID_OK)
        return why_source(run, &source);
    if (status == IBID_OK)
        status = ibid_fact_passages(run->db, &fact, run->mem, &why.passages,
                                    &why.passage_count, &run->err);
    if (status == IBID_OK)
        status = ibid_fact_explain(run->db, &fact, run->mem, &explanation,
                                   &run->err);
    if (status != IBID_OK)
        return status;
    return opt_flag(&run->args, "json") ? for_programs(&why, explanation)
                                        : for_people(&why, explanation);
}

const struct command cmd_why = {
    .name = "why",
    .summary = "show the chain behind a fact, or a source's title and date",
    .usage = "FACT|SOURCE",
    .description =
        "For each cell: the words it rests on, the block they stand in, the "
        "version of the article with its SHA-256, and the bytes of the "
        "original file as they came. Then the rule and what it matched, or "
        "the person; then every change, newest first.\n\n"
        "Of a source: its title, outlet, author, date, address, language, "
        "licence, section, agency; when it was changed and fetched, the other "
        "names under which the same text came; what its newest version states "
        "of each, by which rule, at "
        "which bytes. What comes first counts (an option of the import before "
        "a page's own words, JSON-LD before meta tags before what is shown) "
        "until somebody corrects it with \"ibid edit\"; what differs is "
        "kept.\n\n"
        "With --json prints one object: fact, cells, explanation, changes; of "
        "a source one with value and stated for each field.",
    .options = (const struct option *const[]){options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid why 12", "Why #12 says so."},
            {"ibid why 4-page.html", "Where its title and date come from."},
            {0}},
    .need = NEED_READ,
    .words_min = 1,
    .words_max = 1,
    .paged = true,
    .run = why,
};
