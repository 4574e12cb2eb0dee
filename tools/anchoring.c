/* anchoring.c - print where a citation stands in a newer version. */
#include "anchoring.h"

#include "safe.h"

static int style_of(enum ibid_anchor anchor)
{
    return anchor == IBID_LOST    ? STYLE_BAD
           : anchor == IBID_EXACT ? STYLE_GOOD
                                  : STYLE_HEAD;
}

static void difference_lines(struct out *out, const struct ibid_anchoring *it)
{
    struct buf *text = &out->text;
    for (size_t i = 0; i < it->difference_count; i++) {
        buf_text(text, "              ");
        out_style(out, STYLE_BAD);
        buf_text(text, "[-");
        safe_text(text, it->differences[i].before);
        buf_text(text, "-]");
        out_style(out, STYLE_PLAIN);
        out_style(out, STYLE_GOOD);
        buf_text(text, "{+");
        safe_text(text, it->differences[i].after);
        buf_text(text, "+}");
        out_style(out, STYLE_PLAIN);
        buf_byte(text, '\n');
    }
}

void anchoring_lines(struct out *out, const struct ibid_anchoring *it,
                     int64_t *last)
{
    struct buf *text = &out->text;
    if (*last != it->no) {
        out_style(out, STYLE_HEAD);
        buf_printf(text, "#%lld", (long long)it->no);
        out_style(out, STYLE_PLAIN);
        buf_printf(text, " %s %s in %s\n", it->kind, it->fact, it->to.version);
    }
    *last = it->no;
    buf_text(text, "  ");
    out_style(out, style_of(it->to.anchor));
    buf_printf(text, "%-11s", ibid_anchor_name(it->to.anchor));
    out_style(out, STYLE_PLAIN);
    buf_printf(text, " %s: ", it->field ? it->field : "evidence");
    safe_text(text, it->from.quote);
    if (it->marks_only)
        buf_text(text, " (only marks or blanks differ)");
    buf_byte(text, '\n');
    difference_lines(out, it);
}
