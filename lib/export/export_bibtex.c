/* export_bibtex.c - the sources as BibTeX entries. */
#include "export/one.h"

/* What TeX reads as more than a character; braces must balance in a field, so
 * that none may stand there as itself. */
static const char *tex(char c)
{
    switch (c) {
    case '\\':
        return "\\textbackslash{}";
    case '{':
        return "\\textbraceleft{}";
    case '}':
        return "\\textbraceright{}";
    case '^':
        return "\\textasciicircum{}";
    case '~':
        return "\\textasciitilde{}";
    case '$':
        return "\\$";
    case '&':
        return "\\&";
    case '%':
        return "\\%";
    case '#':
        return "\\#";
    case '_':
        return "\\_";
    default:
        return NULL;
    }
}

static void field(struct buf *out, const char *name, const char *text)
{
    struct buf line = {0};
    one_line(text, &line);
    struct str plain = str_trim(buf_view(&line));
    if (plain.len) {
        buf_printf(out, ",\n  %s = {{", name);
        for (size_t i = 0; i < plain.len; i++) {
            const char *escaped = tex(plain.ptr[i]);
            if (escaped)
                buf_text(out, escaped);
            else
                buf_byte(out, plain.ptr[i]);
        }
        buf_text(out, "}}");
    }
    buf_done(&line);
}

static void date(struct buf *out, const char *text)
{
    int parts[3], count = one_date(text, parts);
    if (count > 0)
        buf_printf(out, ",\n  year = {%04d}", parts[0]);
    if (count > 1)
        buf_printf(out, ",\n  month = {%d}", parts[1]);
    if (count > 2)
        buf_printf(out, ",\n  day = {%d}", parts[2]);
    if (text && !count)
        field(out, "date", text);
}

static enum ibid_status put(void *ctx, const struct ibid_source *source,
                            struct ibid_error *err)
{
    struct one *one = ctx;
    struct buf *out = one->out;
    buf_printf(out, "@%s{%s", source->outlet ? "article" : "misc", source->id);
    field(out, "author", source->author);
    field(out, "title", source->title ? source->title : source->name);
    field(out, "journal", source->outlet);
    date(out, source->published);
    if (one_is_url(source->url))
        buf_printf(out, ",\n  url = {%s}", source->url);
    field(out, "language", source->language);
    size_t last = source->version_count;
    if (last)
        buf_printf(out, ",\n  note = {ibid version %s, SHA-256 %s}",
                   source->versions[last - 1].id,
                   source->versions[last - 1].sha256);
    buf_text(out, "\n}\n\n");
    return one_flush(one, err);
}

static enum ibid_status body(struct one *one, struct ibid_error *err)
{
    buf_printf(one->out, "@comment{ibid %s, database at %s}\n\n", IBID_VERSION,
               one->run->head);
    return export_sources(one->run, put, one, err);
}

static enum ibid_status write_bibtex(struct export *run, struct ibid_error *err)
{
    return one_write(run, body, err);
}

const struct exporter export_bibtex = {
    .name = "bibtex",
    .extensions = "bib",
    .summary = "the sources as BibTeX entries",
    .statuses = 1 << IBID_EXTRACTED | 1 << IBID_ACCEPTED | 1 << IBID_CORRECTED,
    .write = write_bibtex,
};
