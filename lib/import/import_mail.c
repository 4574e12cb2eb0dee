/* import_mail.c - messages: a newsletter by mail (.eml), a page saved with
 * all that is in it (MHTML, RFC 2557). One article each. */
#include "import/import_page.h"
#include "import/mime.h"
#include "source/html_meta.h"
#include "source/read.h"
#include "source/said.h"

/* A message and what is taken from it. */
struct message {
    struct str bytes, head;
    const struct mime_part *part; /* that holds the article */
    bool html;
};

/* Of several versions of the same text the last is the richest (RFC 2046,
 * 5.1.4); what is attached is not the article. */
static bool is_better(const struct message *m, const char *type,
                      const struct mime_part *part, struct arena *mem)
{
    const char *place = mime_header(part->head, "Content-Disposition", mem);
    if (place &&
        str_ieq((struct str){place, strcspn(place, "; ")}, STR("attachment")))
        return false;
    if (strcmp(type, "text/html") == 0 ||
        strcmp(type, "application/xhtml+xml") == 0)
        return !m->html;
    return !m->part && strcmp(type, "text/plain") == 0;
}

static bool part_find(struct message *m, struct arena *mem)
{
    size_t count;
    const struct mime_part *parts = mime_parts(m->bytes, mem, &count);
    for (size_t i = 0; i < count; i++) {
        const char *type = mime_type(parts[i].head, mem);
        if (!str_trim(parts[i].body).len || !is_better(m, type, &parts[i], mem))
            continue;
        m->part = &parts[i];
        m->html = strcmp(type, "text/plain") != 0;
    }
    return m->part != NULL;
}

static const char *without_brackets(const char *value, struct arena *mem)
{
    struct str text = str_trim(str_of(value));
    if (str_starts(text, STR("<")) && str_ends(text, STR(">")))
        text = str_cut(text, 1, text.len - 1);
    return text.len ? arena_strndup(mem, text.ptr, text.len) : NULL;
}

static const char *address_of(const struct mime_part *part, const char *header,
                              struct arena *mem)
{
    const char *value = mime_header(part->head, header, mem);
    const char *url = value ? without_brackets(value, mem) : NULL;
    bool web = url && (strncmp(url, "http://", 7) == 0 ||
                       strncmp(url, "https://", 8) == 0);
    return web ? url : NULL;
}

/* "The Example <news@example.org>" is The Example, else example.org. */
static const char *sender(const char *from, struct arena *mem)
{
    const char *text = mime_words(from, mem);
    struct str name = str_trim((struct str){text, strcspn(text, "<")});
    if (name.len >= 2 && name.ptr[0] == '"' && str_ends(name, STR("\"")))
        name = str_trim(str_cut(name, 1, name.len - 1));
    const char *at = strchr(text, '@');
    if (name.len && !memchr(name.ptr, '@', name.len))
        return arena_strndup(mem, name.ptr, name.len);
    return at ? arena_strndup(mem, at + 1, strcspn(at + 1, "> \t,")) : NULL;
}

/* ---- What the headers say ---------------------------------------------- */

/* Take what header `name` of `part` says, and note where it stands. */
static void header_take(const struct message *m, const struct mime_part *part,
                        const char *name, const char *field, const char *value,
                        const char **slot, struct article *article,
                        struct arena *mem)
{
    if (!value)
        return;
    struct str place = mime_header_place(part->head, name);
    uint32_t start = (uint32_t)(place.ptr - m->bytes.ptr);
    article_said(article, mem, field, str_of(value),
                 arena_printf(mem, "header %s", name), start,
                 start + (uint32_t)place.len);
    if (!*slot)
        *slot = value;
}

static const char *decoded(const struct message *m, const char *name,
                           struct arena *mem)
{
    const char *value = mime_header(m->head, name, mem);
    return value ? mime_words(value, mem) : NULL;
}

static void mail_known(const struct message *m, struct article *article,
                       struct arena *mem)
{
    const struct mime_part whole = {m->head, m->bytes};
    const char *id = mime_header(m->head, "Message-ID", mem);
    const char *from = mime_header(m->head, "From", mem);
    const char *date = mime_header(m->head, "Date", mem);
    if (id && without_brackets(id, mem))
        article->name = without_brackets(id, mem);
    header_take(m, &whole, "Archived-At", "url", /* RFC 5064 */
                address_of(&whole, "Archived-At", mem), &article->url, article,
                mem);
    header_take(m, &whole, "From", "outlet", from ? sender(from, mem) : NULL,
                &article->outlet, article, mem);
    header_take(m, &whole, "Subject", "title", decoded(m, "Subject", mem),
                &article->title, article, mem);
    header_take(m, &whole, "Date", "published",
                date ? html_date(str_of(date), mem) : NULL, &article->published,
                article, mem);
}

static void page_known(const struct message *m, struct article *article,
                       struct arena *mem)
{
    const struct mime_part whole = {m->head, m->bytes};
    header_take(m, &whole, "Snapshot-Content-Location", "url",
                address_of(&whole, "Snapshot-Content-Location", mem),
                &article->url, article, mem);
    header_take(m, m->part, "Content-Location", "url",
                address_of(m->part, "Content-Location", mem), &article->url,
                article, mem);
}

/* ---- Reading ----------------------------------------------------------- */

static enum ibid_status body_read(const struct message *m, const char *charset,
                                  struct arena *mem, struct article *out,
                                  struct ibid_error *err)
{
    struct source_map coded;
    const char *type = mime_header(m->part->head, "Content-Type", mem);
    if (!charset && type)
        charset = mime_parameter(type, "charset", mem);
    struct str body = mime_decode(m->part, mem, &coded);
    size_t known = out->said_count;
    enum ibid_status status = m->html ? read_html(body, charset, mem, out, err)
                                      : read_text(body, charset, mem, out, err);
    if (status)
        return status;
    uint32_t from = (uint32_t)(m->part->body.ptr - m->bytes.ptr);
    struct map_run *run = arena_new(mem, struct map_run);
    *run = (struct map_run){0, (uint32_t)m->part->body.len, from,
                            (uint32_t)m->part->body.len};
    struct source_map place = {.runs = run, .count = 1};
    article_rebase(out, map_join(coded, place, mem), known, mem);
    out->original = m->bytes;
    return IBID_OK;
}

typedef void known_fn(const struct message *m, struct article *article,
                      struct arena *mem);

static enum ibid_status message_read(struct str original, const char *charset,
                                     known_fn *known, const char *media_type,
                                     struct arena *mem, struct article *out,
                                     struct ibid_error *err)
{
    struct message m = {.bytes = original, .head = mime_split(original).head};
    struct article article = *out;
    if (!part_find(&m, mem))
        return err_set(err, IBID_INVALID, "no text and no page in the message");
    known(&m, &article, mem);
    enum ibid_status status = body_read(&m, charset, mem, &article, err);
    if (status)
        return status;
    article.media_type = media_type;
    const struct mime_part whole = {m.head, m.bytes};
    header_take(&m, &whole, "Subject", "title", decoded(&m, "Subject", mem),
                &article.title, &article, mem);
    *out = article;
    return IBID_OK;
}

static enum ibid_status mail_read(struct str original, const char *charset,
                                  struct arena *mem, struct article *out,
                                  struct ibid_error *err)
{
    return message_read(original, charset, mail_known, "message/rfc822", mem,
                        out, err);
}

static enum ibid_status mhtml_read(struct str original, const char *charset,
                                   struct arena *mem, struct article *out,
                                   struct ibid_error *err)
{
    return message_read(original, charset, page_known, "multipart/related", mem,
                        out, err);
}

static enum ibid_status read_mail(struct input *in,
                                  const struct import_hints *hints,
                                  const struct article_sink *sink,
                                  struct ibid_error *err)
{
    return import_page(in, hints, sink, mail_read, err);
}

static enum ibid_status read_mhtml(struct input *in,
                                   const struct import_hints *hints,
                                   const struct article_sink *sink,
                                   struct ibid_error *err)
{
    return import_page(in, hints, sink, mhtml_read, err);
}

/* ---- Knowing one ------------------------------------------------------- */

/* Does it begin with a header line, as "From: ..."? */
static bool begins_with_header(struct str head)
{
    size_t at = 0;
    while (at < head.len && head.ptr[at] > ' ' && head.ptr[at] != ':')
        at++;
    return at && at < head.len && head.ptr[at] == ':';
}

static bool has(struct str head, const char *name, struct arena *mem)
{
    return mime_header(head, name, mem) != NULL;
}

/* 0 no message, 1 a mail, 2 a saved page. */
static int message_kind(struct str bytes)
{
    struct arena mem = {0};
    struct str head = mime_split(bytes).head;
    int kind = 0;
    if (!begins_with_header(head))
        return 0;
    bool sent = has(head, "Message-ID", &mem) || has(head, "To", &mem) ||
                has(head, "Received", &mem);
    bool mime = has(head, "MIME-Version", &mem);
    bool related = strcmp(mime_type(head, &mem), "multipart/related") == 0;
    if (mime && related && !sent)
        kind = 2;
    else if (has(head, "From", &mem) && has(head, "Date", &mem) &&
             (mime || sent))
        kind = 1;
    arena_done(&mem);
    return kind;
}

static int sniff_mail(struct str head)
{
    return message_kind(head) == 1 ? 85 : 0;
}

static int sniff_mhtml(struct str head)
{
    return message_kind(head) == 2 ? 92 : 0;
}

const struct importer import_mail = {
    .name = "eml",
    .extensions = "eml",
    .summary = "mails, such as newsletters, one article a message",
    .sniff = sniff_mail,
    .read = read_mail,
};

const struct importer import_mhtml = {
    .name = "mhtml",
    .extensions = "mhtml mht",
    .summary = "pages saved with all that is in them, one article a file",
    .sniff = sniff_mhtml,
    .read = read_mhtml,
};
