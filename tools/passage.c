/* passage.c - print a stretch of an article with the cited words marked,
 * wrapped for a terminal and legible without colour. */
#include <string.h>

#include "safe.h"
#include "view.h"

enum { PASSAGE_COLUMNS = 78, PASSAGE_FIELDS_MAX = 16 };

/* Lines being filled: words go to `word` and move to `line` at a blank. */
struct wrap {
    struct out *out;
    const struct ibid_fact *fact;
    const struct ibid_passage *passage;
    struct buf line, word;
    int columns, line_used, word_used;
    bool line_bar, word_bar; /* evidence stands in it */
    int style;               /* in force at the end of `word` */
};

static bool is_evidence(const struct ibid_mark *mark)
{
    return mark->field == NULL;
}

/* The style of byte `at`: the shortest field mark over it. */
static int style_at(const struct wrap *w, size_t at)
{
    uint32_t shortest = UINT32_MAX;
    int style = STYLE_PLAIN;
    for (size_t i = 0; i < w->passage->mark_count; i++) {
        const struct ibid_mark *mark = &w->passage->marks[i];
        if (is_evidence(mark) || at < mark->start || at >= mark->end ||
            mark->end - mark->start > shortest)
            continue;
        shortest = mark->end - mark->start;
        style = view_field_style(w->fact, mark->field);
    }
    return style;
}

static bool in_evidence(const struct wrap *w, size_t at)
{
    for (size_t i = 0; i < w->passage->mark_count; i++) {
        const struct ibid_mark *mark = &w->passage->marks[i];
        if (is_evidence(mark) && at >= mark->start && at < mark->end)
            return true;
    }
    return false;
}

static void end_line(struct wrap *w)
{
    struct buf *to = &w->out->text;
    buf_text(to, w->line_bar ? "  | " : "    ");
    buf_str(to, buf_view(&w->line));
    buf_byte(to, '\n');
    buf_reset(&w->line);
    w->line_used = 0;
    w->line_bar = false;
}

static void set_style(struct wrap *w, int style)
{
    if (!w->out->color || style == w->style)
        return;
    struct buf keep = w->out->text; /* styles are written into the word */
    w->out->text = w->word;
    if (w->style != STYLE_PLAIN)
        out_style(w->out, STYLE_PLAIN);
    if (style != STYLE_PLAIN)
        out_style(w->out, style);
    w->word = w->out->text;
    w->out->text = keep;
    w->style = style;
}

static void end_word(struct wrap *w)
{
    if (w->word.len == 0)
        return;
    set_style(w, STYLE_PLAIN);
    if (w->line_used > 0 && w->line_used + 1 + w->word_used > w->columns)
        end_line(w);
    if (w->line_used > 0) {
        buf_byte(&w->line, ' ');
        w->line_used++;
    }
    buf_str(&w->line, buf_view(&w->word));
    w->line_used += w->word_used;
    w->line_bar |= w->word_bar;
    buf_reset(&w->word);
    w->word_used = 0;
    w->word_bar = false;
}

static void put(struct wrap *w, const char *bytes, size_t count, int columns)
{
    if (w->word_used + columns > w->columns)
        end_word(w);
    buf_add(&w->word, bytes, count);
    w->word_used += columns;
}

static void put_text(struct wrap *w, const char *text)
{
    put(w, text, strlen(text), safe_columns(str_of(text)));
}

/* Is mark `i` the first one with this stretch? Later ones share its
 * brackets. */
static bool leads(const struct ibid_passage *passage, size_t i)
{
    const struct ibid_mark *mark = &passage->marks[i];
    if (is_evidence(mark))
        return false;
    for (size_t k = 0; k < i; k++) {
        const struct ibid_mark *other = &passage->marks[k];
        if (!is_evidence(other) && other->start == mark->start &&
            other->end == mark->end)
            return false;
    }
    return true;
}

static void open_brackets(struct wrap *w, size_t at)
{
    for (size_t i = 0; i < w->passage->mark_count; i++)
        if (w->passage->marks[i].start == at && leads(w->passage, i))
            put(w, "[", 1, 1);
}

static void close_bracket(struct wrap *w, const struct ibid_mark *mark)
{
    put_text(w, "]{");
    const char *before = "";
    for (size_t i = 0; i < w->passage->mark_count; i++) {
        const struct ibid_mark *other = &w->passage->marks[i];
        if (is_evidence(other) || other->start != mark->start ||
            other->end != mark->end)
            continue;
        put_text(w, before);
        put_text(w, other->field);
        before = ",";
    }
    put_text(w, "}");
}

/* The mark opened last is closed first. */
static void close_brackets(struct wrap *w, size_t at)
{
    for (size_t i = w->passage->mark_count; i > 0; i--) {
        const struct ibid_mark *mark = &w->passage->marks[i - 1];
        if (mark->end == at && leads(w->passage, i - 1))
            close_bracket(w, mark);
    }
}

static void put_char(struct wrap *w, struct str text, size_t *at)
{
    size_t here = *at;
    struct safe_char c = safe_next(text, at);
    if (c.blank) {
        end_word(w);
        if (c.newline && w->line_used > 0)
            end_line(w);
        return;
    }
    set_style(w, style_at(w, here));
    w->word_bar |= in_evidence(w, here);
    put(w, c.shown, c.bytes, c.columns);
}

void view_passage(struct out *out, const struct ibid_fact *fact,
                  const struct ibid_passage *passage)
{
    int columns = out_columns(out, PASSAGE_COLUMNS);
    struct wrap w = {.out = out,
                     .fact = fact,
                     .passage = passage,
                     .columns = (columns < 100 ? columns : 100) - 5};
    struct str text = str_of(passage->text);
    if (passage->cut_before)
        put_text(&w, "...");
    for (size_t at = 0; at < text.len;) {
        if (!out->color) {
            close_brackets(&w, at);
            open_brackets(&w, at);
        }
        put_char(&w, text, &at);
    }
    if (!out->color)
        close_brackets(&w, text.len);
    if (passage->cut_after)
        put_text(&w, "...");
    end_word(&w);
    if (w.line_used > 0)
        end_line(&w);
    buf_done(&w.line);
    buf_done(&w.word);
}

void view_legend(struct out *out, const struct ibid_fact *fact)
{
    if (!out->color) {
        buf_text(&out->text, "  [words]{field}: what a field rests on;  "
                             "| lines of the evidence\n");
        return;
    }
    buf_text(&out->text, "  ");
    for (size_t i = 0; i < fact->field_count; i++) {
        out_style(out, STYLE_FIELD + (int)(i % FIELD_STYLES));
        safe_text(&out->text, fact->fields[i].name);
        out_style(out, STYLE_PLAIN);
        buf_byte(&out->text, ' ');
    }
    buf_text(&out->text, " | lines of the evidence\n");
}
