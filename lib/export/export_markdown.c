/* export_markdown.c - a report in Markdown, with footnotes. */
#include "export/report.h"
#include "fact/fact.h"

static bool is_blank(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7f;
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

/* Could the mark at `i` mean something? At the beginning of a line nearly all
 * do; within one, readers make dashes, dots, links and faces of some. */
static bool means(struct str words, size_t i, bool begins)
{
    char c = words.ptr[i];
    char before = str_at(words, i - 1, ' '); /* none before the first */
    char next = str_at(words, i + 1, ' ');
    if (!begins && (c == '.' || c == ':'))
        return !is_blank(next);
    if (!begins && c == '-')
        return !is_word(before) || !is_word(next);
    return byte_is_in(c, begins ? "\\`*_{}[]()#+-.!>~|$^:@=\"'"
                                : "\\`*_{}[]~|$^@\"'");
}

/* What could mean something is escaped, as CommonMark allows for all of
 * ASCII's punctuation; a text stays on one line. */
static void put_text(struct buf *out, struct str words, bool begins)
{
    for (size_t i = 0; i < words.len; i++) {
        char c = words.ptr[i];
        begins = begins && !is_blank(c);
        if (is_blank(c))
            c = ' ';
        if (c == '&') {
            buf_text(out, "&amp;");
        } else if (c == '<') {
            buf_text(out, "&lt;");
        } else {
            if (means(words, i, begins))
                buf_byte(out, '\\');
            buf_byte(out, c);
        }
    }
}

static void text(struct buf *out, struct str words)
{
    put_text(out, words, false);
}

static void told(struct buf *out, const char *words)
{
    text(out, str_trim(str_of(words)));
}

static void start(struct buf *out, const char *head)
{
    buf_text(out, "# Facts with their sources\n\nMade by ibid " IBID_VERSION
                  " from a database at ");
    told(out, head);
    buf_text(out, "\n\n");
}

static void fact_start(struct buf *out, const struct ibid_fact *fact)
{
    buf_printf(out, "## %lld. ", (long long)fact->no);
    told(out, fact->kind);
    buf_printf(out, "\n\n%s, revision %lld, %s\n\n",
               fact_status_name(fact->status), (long long)fact->revision,
               fact->id);
}

static void mark(struct buf *out, int64_t number)
{
    buf_printf(out, "[^%lld]", (long long)number);
}

static void quote(struct buf *out, struct str words, int64_t number)
{
    buf_text(out, "> ");
    put_text(out, str_trim(words), true);
    mark(out, number);
    buf_text(out, "\n\n");
}

static void field(struct buf *out, const char *name)
{
    buf_text(out, "- **");
    told(out, name);
    buf_text(out, "**: ");
}

static void value(struct buf *out, struct str words)
{
    text(out, str_trim(words));
}

static void uncited(struct buf *out)
{
    buf_text(out, " **\\[no citation\\]**");
}

static void line_end(struct buf *out)
{
    buf_byte(out, '\n');
}

static void note(struct buf *out, int64_t number, const struct ibid_citation *c,
                 const struct ibid_source *source, const char *link)
{
    buf_printf(out, "[^%lld]: %s", (long long)number,
               c->stance == IBID_DISPUTES ? "disputed by " : "");
    buf_text(out, "\u201c");
    told(out, c->quote ? c->quote : "[removed]");
    buf_text(out, "\u201d ");
    const char *const parts[] = {source->title ? source->title : source->name,
                                 source->outlet, source->published};
    for (size_t i = 0; i < 3; i++)
        if (parts[i]) {
            buf_text(out, i ? ", " : "");
            told(out, parts[i]);
        }
    if (link)
        buf_printf(out, ", <%s>", link);
    buf_byte(out, '\n');
}

static void sources(struct buf *out)
{
    buf_text(out, "## Sources\n\n");
}

static void source(struct buf *out, const struct ibid_source *s)
{
    const char *const parts[] = {s->author, s->title ? s->title : s->name,
                                 s->outlet, s->published};
    buf_printf(out, "- %s\\:", s->id);
    for (size_t i = 0; i < 4; i++)
        if (parts[i]) {
            buf_byte(out, ' ');
            told(out, parts[i]);
            buf_byte(out, '.');
        }
    if (one_is_url(s->url))
        buf_printf(out, " <%s>", s->url);
    buf_byte(out, '\n');
}

static void end(struct buf *out)
{
    (void)out;
}

static const struct report_style style = {
    .start = start,
    .fact = fact_start,
    .quote = quote,
    .field = field,
    .value = value,
    .mark = mark,
    .uncited = uncited,
    .field_end = line_end,
    .notes = line_end,
    .note = note,
    .fact_end = line_end,
    .sources = sources,
    .source = source,
    .end = end,
};

static enum ibid_status body(struct one *one, struct ibid_error *err)
{
    return report_body(one, &style, err);
}

static enum ibid_status write_markdown(struct export *run,
                                       struct ibid_error *err)
{
    return one_write(run, body, err);
}

const struct exporter export_markdown = {
    .name = "markdown",
    .extensions = "md markdown",
    .summary = "a report in Markdown: passages, footnotes, sources",
    .statuses = 1 << IBID_EXTRACTED | 1 << IBID_ACCEPTED | 1 << IBID_CORRECTED,
    .write = write_markdown,
};
