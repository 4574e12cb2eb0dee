/* import_report.c - print what became of each article, and how many. */
#include "import_report.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/jsonw.h"
#include "safe.h"

enum { REPORT_NEW_MAX = 200 }; /* new articles listed without --verbose */

/* A new file, never through a link. */
static enum ibid_status errors_open(const char *path, FILE **out,
                                    struct ibid_error *err)
{
    int fd =
        open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    *out = fd < 0 ? NULL : fdopen(fd, "w");
    if (*out)
        return IBID_OK;
    int why = errno;
    if (fd >= 0)
        (void)close(fd);
    enum ibid_status status =
        err_set(err, IBID_IO, "cannot be written: %s",
                why == ELOOP ? "it is a link" : strerror(why));
    err_at(err, path, 0, -1);
    return status;
}

enum ibid_status import_report_start(struct run *run, struct import_report *out)
{
    const char *errors = opt_text(&run->args, "errors");
    *out = (struct import_report){
        .run = run,
        .bar = {.done_word = "articles"},
        .json = opt_flag(&run->args, "json"),
        .quiet = opt_flag(&run->args, "quiet"),
        .all = opt_flag(&run->args, "verbose"),
    };
    return errors ? errors_open(errors, &out->errors, &run->err) : IBID_OK;
}

static void error_json(struct jsonw *to, const struct ibid_error *why)
{
    jsonw_key(to, "error");
    jsonw_object(to);
    jsonw_key_text(to, "source", why->source[0] ? why->source : NULL);
    if (why->line > 0)
        jsonw_key_int(to, "line", why->line);
    jsonw_key_text(to, "text", why->text);
    jsonw_object_end(to);
}

static void anchors_json(struct jsonw *to, const struct ibid_import_item *item)
{
    jsonw_key(to, "anchors");
    jsonw_object(to);
    for (int i = 0; i < IBID_ANCHOR_COUNT; i++)
        jsonw_key_int(to, ibid_anchor_name((enum ibid_anchor)i),
                      item->anchors[i]);
    jsonw_object_end(to);
}

static void item_json(struct buf *line, const struct ibid_import_item *item)
{
    struct jsonw to = jsonw_start(line);
    jsonw_object(&to);
    jsonw_key_text(&to, "outcome", ibid_outcome_name(item->outcome));
    jsonw_key_text(&to, "name", item->name);
    jsonw_key_text(&to, "title", item->title);
    jsonw_key_text(&to, "source", item->source);
    jsonw_key_text(&to, "version", item->version);
    jsonw_key_text(&to, "same_as", item->same_as);
    jsonw_key_int(&to, "facts", item->facts);
    jsonw_key(&to, "warnings");
    jsonw_array(&to);
    for (size_t i = 0; i < item->warning_count; i++)
        jsonw_text(&to, item->warnings[i]);
    jsonw_array_end(&to);
    if (item->outcome == IBID_NEW_VERSION)
        anchors_json(&to, item);
    if (item->why)
        error_json(&to, item->why);
    jsonw_object_end(&to);
}

/* What did not come in, a line of JSON each, at once: a crash keeps them. */
static void errors_add(FILE *errors, const struct ibid_import_item *item)
{
    struct buf line = {0};
    item_json(&line, item);
    buf_byte(&line, '\n');
    (void)fwrite(line.ptr, 1, line.len, errors); /* ferror() at the end */
    (void)fflush(errors);
    buf_done(&line);
}

/* May this one be left out because there are so many? */
static bool left_out(struct import_report *report,
                     const struct ibid_import_item *item)
{
    if (report->quiet)
        return true;
    if (item->outcome != IBID_NEW || report->all)
        return false;
    if (report->listed++ == REPORT_NEW_MAX)
        buf_printf(&report->run->out.text,
                   "(more than %d new articles: from here only those that are "
                   "not new or have warnings; --verbose lists all)\n",
                   REPORT_NEW_MAX);
    return report->listed > REPORT_NEW_MAX && item->warning_count == 0;
}

static void why_text(struct buf *text, const struct ibid_error *why)
{
    if (why->line > 0)
        buf_printf(text, ", line %lld", (long long)why->line);
    buf_text(text, ": ");
    safe_text(text, why->text);
}

/* How citations of the versions before it fare. */
static void anchors_text(struct buf *text, const struct ibid_import_item *item)
{
    const char *before = "            citations of earlier versions: ";
    for (int i = 0; i < IBID_ANCHOR_COUNT; i++) {
        if (!item->anchors[i])
            continue;
        buf_printf(text, "%s%lld %s", before, (long long)item->anchors[i],
                   ibid_anchor_name((enum ibid_anchor)i));
        before = ", ";
    }
    if (*before == ',')
        buf_text(text, " ('ibid reanchor' lists them)\n");
}

static void item_text(struct out *out, const struct ibid_import_item *item)
{
    struct buf *text = &out->text;
    safe_cell(text, ibid_outcome_name(item->outcome), 12, true);
    safe_text(text, item->name);
    if (item->why)
        why_text(text, item->why);
    if (item->title) {
        buf_text(text, ": \"");
        safe_text(text, item->title);
        buf_byte(text, '"');
    }
    if (item->same_as)
        buf_printf(text, " (the text of %s, which keeps this name, too)",
                   item->same_as);
    if (item->outcome == IBID_NEW || item->outcome == IBID_NEW_VERSION)
        buf_printf(text, " (%lld %s)", (long long)item->facts,
                   item->facts == 1 ? "fact" : "facts");
    buf_byte(text, '\n');
    anchors_text(text, item);
    for (size_t i = 0; i < item->warning_count; i++) {
        buf_text(text, "            warning: ");
        safe_text(text, item->warnings[i]);
        buf_byte(text, '\n');
    }
}

static void failure(struct run *run, const struct ibid_import_item *item)
{
    struct ibid_error err = *item->why;
    if (!err.source[0] && item->name)
        err_at(&err, item->name, err.line, err.byte);
    complain(run, &err);
}

void import_report_item(struct import_report *report,
                        const struct ibid_import_item *item)
{
    struct out *out = &report->run->out;
    if (report->errors && item->why)
        errors_add(report->errors, item);
    if (report->json) {
        struct buf line = {0};
        item_json(&line, item);
        out_json(out, buf_view(&line));
        buf_done(&line);
        return;
    }
    if (item->outcome == IBID_FAILED && item->why)
        failure(report->run, item);
    else if (!left_out(report, item))
        item_text(out, item);
    out_more(out);
}

void import_report_copy(struct import_report *report,
                        const struct ibid_import_copy *copy)
{
    struct out *out = &report->run->out;
    if (report->json) {
        struct buf line = {0};
        struct jsonw to = jsonw_start(&line);
        jsonw_object(&to);
        jsonw_key_text(&to, "copy", copy->source);
        jsonw_key_text(&to, "name", copy->name);
        jsonw_key_text(&to, "of", copy->other);
        jsonw_key_int(&to, "share", copy->share);
        jsonw_object_end(&to);
        out_json(out, buf_view(&line));
        buf_done(&line);
    } else if (!report->quiet &&
               (report->copies++ < REPORT_NEW_MAX || report->all)) {
        safe_cell(&out->text, "copy", 12, true);
        safe_text(&out->text, copy->name);
        buf_printf(&out->text, ": %d %% of the words are those of ",
                   copy->share / 10);
        safe_text(&out->text, copy->other_name);
        buf_byte(&out->text, '\n');
    }
    out_more(out);
}

static void summary_json(struct out *out,
                         const struct ibid_import_summary *summary)
{
    struct buf line = {0};
    struct jsonw to = jsonw_start(&line);
    jsonw_object(&to);
    jsonw_key(&to, "summary");
    jsonw_object(&to);
    for (int i = 0; i < IBID_OUTCOME_COUNT; i++)
        jsonw_key_int(&to, ibid_outcome_name((enum ibid_outcome)i),
                      summary->count[i]);
    jsonw_key_int(&to, "copies", summary->copies);
    jsonw_key_int(&to, "facts", summary->facts);
    jsonw_key_text(&to, "op", summary->op[0] ? summary->op : NULL);
    jsonw_object_end(&to);
    jsonw_object_end(&to);
    out_json(out, buf_view(&line));
    buf_done(&line);
}

static void summary_text(struct run *run,
                         const struct ibid_import_summary *summary)
{
    struct buf *text = &run->out.text;
    const char *before = opt_flag(&run->args, "dry-run") ? "would be: " : "";
    for (int i = 0; i < IBID_OUTCOME_COUNT; i++) {
        if (summary->count[i] == 0)
            continue;
        buf_printf(text, "%s%lld %s", before, (long long)summary->count[i],
                   ibid_outcome_name((enum ibid_outcome)i));
        before = ", ";
    }
    if (before[0] != ',')
        buf_printf(text, "%sno articles", before);
    if (summary->copies)
        buf_printf(text, ", %lld of them %s", (long long)summary->copies,
                   summary->copies == 1 ? "a copy" : "copies");
    buf_printf(text, "; %lld %s\n", (long long)summary->facts,
               summary->facts == 1 ? "fact" : "facts");
}

static void errors_close(struct import_report *report)
{
    if (!report->errors)
        return;
    bool bad = ferror(report->errors) != 0;
    bad |= fclose(report->errors) != 0;
    if (!bad)
        return;
    struct ibid_error err = {0};
    err_set(&err, IBID_IO, "not all errors could be written to it");
    err_at(&err, opt_text(&report->run->args, "errors"), 0, -1);
    complain(report->run, &err);
    report->run->code = CODE_FAILED;
}

void import_report_end(struct import_report *report,
                       const struct ibid_import_summary *summary,
                       enum ibid_status status)
{
    struct run *run = report->run;
    progress_end(&report->bar);
    if (report->json)
        summary_json(&run->out, summary);
    else if (!report->quiet)
        summary_text(run, summary);
    errors_close(report);
    if (status == IBID_INTERRUPTED)
        err_set(&run->err, status,
                "interrupted; what was brought in is kept: "
                "run the same command again to go on");
}
