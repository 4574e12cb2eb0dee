/* export_html.c - a report as one HTML file that needs nothing else, runs
 * nothing, and prints well. */
#include "export/report.h"
#include "fact/fact.h"

/* Not one character of an article is markup. Invisible controls, which could
 * turn the direction of what follows, stay within <bdi>. */
static void text(struct buf *out, struct str words)
{
    for (size_t i = 0; i < words.len; i++) {
        char c = words.ptr[i];
        if (c == '&')
            buf_text(out, "&amp;");
        else if (c == '<')
            buf_text(out, "&lt;");
        else if (c == '>')
            buf_text(out, "&gt;");
        else if (c == '"')
            buf_text(out, "&quot;");
        else if (c == '\'')
            buf_text(out, "&#39;");
        else if (((unsigned char)c < ' ' && c != '\n' && c != '\t') ||
                 c == 0x7f)
            buf_text(out, "\xef\xbf\xbd");
        else
            buf_byte(out, c);
    }
}

static void told(struct buf *out, const char *words)
{
    buf_text(out, "<bdi>");
    text(out, str_of(words));
    buf_text(out, "</bdi>");
}

/* Light or dark on a screen, narrow or wide; plain on paper. */
#define STYLE                                                                  \
    "body{font:16px/1.5 Georgia,serif;max-width:46em;margin:2em auto;"         \
    "padding:0 1em;overflow-wrap:anywhere;color:#1b1b1b}\n"                    \
    "article{border-top:1px solid #ddd;margin:1.6em 0 0;padding-top:.2em}\n"   \
    "h2{font-size:1.15em;margin:.8em 0 .2em}\n"                                \
    ".about{font-size:.8em;color:#666;margin:0}\n"                             \
    "blockquote{margin:.7em 0;padding-left:1em;border-left:3px solid #bbb;"    \
    "white-space:pre-line;break-inside:avoid}\n"                               \
    "dl{display:grid;grid-template-columns:9em 1fr;gap:0 1em;margin:.15em "    \
    "0}\n"                                                                     \
    "dt{font-weight:bold}dd{margin:0}\n"                                       \
    "sup{line-height:0;font-size:.7em;margin-left:.15em}"                      \
    "sup a{text-decoration:none}\n"                                            \
    "ol{font-size:.85em;margin:.7em 0;padding-left:2.8em}\n"                   \
    "ul{padding-left:1.2em}li{break-inside:avoid}\n"                           \
    ".uncited{color:#a00}\n"                                                   \
    "@media(max-width:34em){dl{display:block}}\n"                              \
    "@media screen and (prefers-color-scheme:dark){"                           \
    "body{background:#16181b;color:#e4e4e4}a{color:#8ab4f8}"                   \
    ".about{color:#9aa0a6}article{border-color:#3c4043}"                       \
    ".uncited{color:#ff8a80}}\n"                                               \
    "@media print{body{max-width:none;margin:0;font-size:10.5pt}"              \
    "a{color:inherit;text-decoration:none}}\n"

static void start(struct buf *out, const char *head)
{
    buf_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                  "<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" "
                  "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width\">\n"
                  "<title>Facts with their sources</title>\n<style>\n" STYLE
                  "</style>\n</head>\n<body>\n"
                  "<h1>Facts with their sources</h1>\n<p class=\"about\">Made "
                  "by ibid " IBID_VERSION " from a database at ");
    text(out, str_of(head));
    buf_text(out, ".</p>\n");
}

static void fact_start(struct buf *out, const struct ibid_fact *fact)
{
    buf_printf(out, "<article id=\"%s\">\n<h2>%lld. ", fact->id,
               (long long)fact->no);
    text(out, str_of(fact->kind));
    buf_printf(out, "</h2>\n<p class=\"about\">%s, revision %lld, %s</p>\n",
               fact_status_name(fact->status), (long long)fact->revision,
               fact->id);
}

static void mark(struct buf *out, int64_t number)
{
    buf_printf(out, "<sup><a href=\"#n%lld\">[%lld]</a></sup>",
               (long long)number, (long long)number);
}

static void quote(struct buf *out, struct str words, int64_t number)
{
    buf_text(out, "<blockquote dir=\"auto\">");
    text(out, words);
    mark(out, number);
    buf_text(out, "</blockquote>\n");
}

static void field(struct buf *out, const char *name)
{
    buf_text(out, "<dl><dt>");
    text(out, str_of(name));
    buf_text(out, "</dt><dd>");
}

static void value(struct buf *out, struct str words)
{
    buf_text(out, "<bdi>");
    text(out, words);
    buf_text(out, "</bdi>");
}

static void uncited(struct buf *out)
{
    buf_text(out, " <span class=\"uncited\">[no citation]</span>");
}

static void field_end(struct buf *out)
{
    buf_text(out, "</dd></dl>\n");
}

static void notes(struct buf *out)
{
    buf_text(out, "<ol>\n");
}

static void note(struct buf *out, int64_t number, const struct ibid_citation *c,
                 const struct ibid_source *source, const char *link)
{
    buf_printf(out, "<li id=\"n%lld\" value=\"%lld\">", (long long)number,
               (long long)number);
    if (c->stance == IBID_DISPUTES)
        buf_text(out, "disputed by ");
    buf_text(out, "<q>");
    told(out, c->quote ? c->quote : "[removed]");
    buf_printf(out, "</q> <a href=\"#%s\">", source->id);
    told(out, source->title ? source->title : source->name);
    buf_text(out, "</a>");
    const char *const parts[] = {source->outlet, source->published};
    for (size_t i = 0; i < 2; i++)
        if (parts[i]) {
            buf_text(out, ", ");
            told(out, parts[i]);
        }
    if (link) {
        buf_text(out, ", <a rel=\"noopener noreferrer\" href=\"");
        text(out, str_of(link));
        buf_text(out, "\">passage</a>");
    }
    buf_text(out, "</li>\n");
}

static void fact_end(struct buf *out)
{
    buf_text(out, "</ol>\n</article>\n");
}

static void sources(struct buf *out)
{
    buf_text(out, "<h2>Sources</h2>\n<ul>\n");
}

static void source(struct buf *out, const struct ibid_source *s)
{
    const char *const parts[] = {s->author, s->title ? s->title : s->name,
                                 s->outlet, s->published};
    buf_printf(out, "<li id=\"%s\">", s->id);
    for (size_t i = 0; i < 4; i++)
        if (parts[i]) {
            told(out, parts[i]);
            buf_text(out, ". ");
        }
    if (one_is_url(s->url)) {
        buf_text(out, "<a rel=\"noopener noreferrer\" href=\"");
        text(out, str_of(s->url));
        buf_text(out, "\">");
        text(out, str_of(s->url));
        buf_text(out, "</a>");
    }
    buf_text(out, "</li>\n");
}

static void end(struct buf *out)
{
    buf_text(out, "</ul>\n</body>\n</html>\n");
}

static const struct report_style style = {
    .start = start,
    .fact = fact_start,
    .quote = quote,
    .field = field,
    .value = value,
    .mark = mark,
    .uncited = uncited,
    .field_end = field_end,
    .notes = notes,
    .note = note,
    .fact_end = fact_end,
    .sources = sources,
    .source = source,
    .end = end,
};

static enum ibid_status body(struct one *one, struct ibid_error *err)
{
    return report_body(one, &style, err);
}

static enum ibid_status write_html(struct export *run, struct ibid_error *err)
{
    return one_write(run, body, err);
}

const struct exporter export_html = {
    .name = "html",
    .extensions = "html htm",
    .summary = "a report to read and print: passages, notes, sources",
    .statuses = 1 << IBID_EXTRACTED | 1 << IBID_ACCEPTED | 1 << IBID_CORRECTED,
    .write = write_html,
};
