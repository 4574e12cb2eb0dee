/* change.c - changes for people and as JSON: what one did, what was done. */
#include "command.h"
#include "safe.h"

static enum ibid_status report_json(struct run *run,
                                    const struct ibid_change_result *result)
{
    struct buf text = {0};
    struct jsonw to = jsonw_start(&text);
    jsonw_object(&to);
    jsonw_key_text(&to, "op", result->op[0] ? result->op : NULL);
    jsonw_key_int(&to, "seq", result->seq);
    jsonw_key_int(&to, "changed", result->changed);
    jsonw_key_text(&to, "fact", result->fact[0] ? result->fact : NULL);
    jsonw_key_text(&to, "label", result->label);
    jsonw_key(&to, "dry_run");
    jsonw_bool(&to, opt_flag(&run->args, "dry-run"));
    jsonw_object_end(&to);
    enum ibid_status status = out_json(&run->out, buf_view(&text));
    buf_done(&text);
    return status;
}

enum ibid_status change_report(struct run *run,
                               const struct ibid_change_result *result)
{
    struct buf *text = &run->out.text;
    if (opt_flag(&run->args, "json"))
        return report_json(run, result);
    if (opt_flag(&run->args, "dry-run")) {
        buf_text(text, "would do: ");
        safe_text(text, result->label);
        buf_text(text, " (nothing was changed)\n");
    } else if (result->changed == 0) {
        buf_text(text, "nothing to change\n");
    } else {
        safe_text(text, result->label);
        if (result->fact[0])
            buf_printf(text, " %s", result->fact);
        buf_printf(text, " (operation %s)\n", result->op);
    }
    return out_more(&run->out);
}

void change_json(struct jsonw *to, const struct ibid_change *change)
{
    jsonw_object(to);
    jsonw_key_int(to, "seq", change->seq);
    jsonw_key_text(to, "op", change->op);
    jsonw_key_text(to, "at", change->at);
    jsonw_key_text(to, "actor", change->actor);
    jsonw_key_text(to, "action", change->action);
    jsonw_key_text(to, "subject", change->subject);
    if (change->fact_no)
        jsonw_key_int(to, "no", change->fact_no);
    jsonw_key_text(to, "reason", change->reason);
    jsonw_key_text(to, "summary", change->summary);
    if (change->undoes)
        jsonw_key_int(to, "undoes", change->undoes);
    jsonw_key(to, "undone");
    jsonw_bool(to, change->undone);
    jsonw_key_text(to, "hash", change->hash);
    jsonw_object_end(to);
}

static void detail(struct buf *text, const char *label, const char *value)
{
    if (!value || !*value)
        return;
    buf_printf(text, "       %s", label);
    safe_text(text, value);
    buf_byte(text, '\n');
}

void change_lines(struct out *out, const struct ibid_change *change)
{
    struct buf *text = &out->text;
    out_style(out, STYLE_HEAD);
    buf_printf(text, "%5lld", (long long)change->seq);
    out_style(out, STYLE_PLAIN);
    buf_printf(text, "  %s  ", change->at);
    safe_text(text, change->actor);
    buf_printf(text, "  %s", change->action);
    if (change->fact_no)
        buf_printf(text, " #%lld", (long long)change->fact_no);
    else if (change->subject)
        buf_printf(text, " %s", change->subject);
    if (change->undoes)
        buf_printf(text, " (of %lld)", (long long)change->undoes);
    if (change->undone)
        out_styled(out, STYLE_BAD, " (undone)");
    buf_printf(text, "  %s\n", change->op);
    detail(text, "", change->summary);
    detail(text, "because: ", change->reason);
}
