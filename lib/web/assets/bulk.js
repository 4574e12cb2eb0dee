/* bulk.js - one decision for the whole filtered list, notes, and ending the
 * review. */
import { post } from './api.js';
import { $, button, count, h, human, kbd, plural, say, shown } from './dom.js';
import { S } from './state.js';
import { dialog, foot, head, shut } from './dialog.js';
import { afterChange, changedIds, send, toast } from './change.js';
import { describeFilter, reload, rowAt } from './queue.js';
import { keepFocus, select, selectNone, forgetFacts } from './open.js';
import { forgetArticles } from './article.js';
import { notice } from './top.js';

const LIMIT = 10000;

/* ---- deciding for many */

async function listed() {
  const out = [];
  for (let i = 0; i < S.total; i += 1) out.push(await rowAt(i));
  return out.filter(Boolean);
}
export async function openBulk() {
  if (!S.total) return;
  if (S.total > LIMIT) { notice(`That would decide ${count(S.total)} facts at once; at most ${count(LIMIT)} go in one step. Narrow the filter, or use “ibid accept”.`, 'Dismiss'); return; }
  const rows = await listed();
  const n = (status) => rows.filter((r) => r.status === status).length;
  const doubtful = rows.filter((r) => ['uncited', 'differs', 'lost'].some((f) => r.flags.includes(f))).length;
  const done = rows.length - n('extracted');
  dialog('bulk', head('bulk', `Decide ${plural(rows.length, 'fact')} at once`, h('span', 'All that are ', shown(describeFilter()), '. One step, and one undo.')),
    h('ul.tell',
      h('li', `${plural(n('extracted'), 'is', 'are')} not reviewed yet`), done ? h('li.flag', `${count(done)} already decided: they would change too`) : null,
      doubtful ? h('li.warnword', `${plural(doubtful, 'has', 'have')} a value that no quote carries`) : null),
    foot(h('label.why', h('span', 'Reason'), h('input', { id: 'bulk-why', placeholder: 'why, for the journal', autocomplete: 'off' })),
      h('div', button(['Cancel ', kbd('Esc')], 'close', { class: 'quiet' }), button(`Reject ${count(rows.length)}`, 'bulk-go', { 'data-value': 'rejected' }),
        button(`Accept ${count(rows.length)}`, 'bulk-go', { class: 'primary', 'data-value': 'accepted' }))));
  $('bulk').rows = rows;
}
export async function bulkDecide(status) {
  const { rows } = $('bulk');
  const why = $('bulk-why').value;
  shut('bulk');
  const answer = await send('/api/decide', { facts: rows.map((r) => r.id), status, why }, rows);
  if (!answer) return;
  forgetFacts();
  forgetArticles();
  await reload();
  await keepFocus(async () => {
    const row = S.at >= 0 ? S.rows[S.at] : await rowAt(0);
    if (row) await select(row.id, { quiet: true, keepView: true }); else selectNone();
  });
  toast(`${status === 'accepted' ? 'Accepted' : 'Rejected'} ${plural(changedIds(answer, rows).length, 'fact')}`);
}

/* ---- notes */

export function openNote() {
  const f = S.fact;
  if (!f) return;
  dialog('noting', head('noting', `Note on #${f.no}`, `For whoever looks at this ${human(f.kind)} next. Empty takes it away.`),
    h('p', h('textarea', { id: 'note', rows: 4, 'aria-label': 'Note', class: 'edit' })),
    foot(button(['Cancel ', kbd('Esc')], 'close', { class: 'quiet' }), button('Save the note', 'save-note', { class: 'primary' })));
  $('note').value = f.note || '';
  $('note').focus();
}
export async function saveNote() {
  const f = S.fact;
  const text = $('note').value.trim();
  shut('noting');
  if (text === (f.note || '')) return;
  const answer = await send('/api/note', { fact: f.id, text }, [f]);
  if (!answer) return;
  await afterChange(f.id, answer);
  toast(text ? `Note on #${f.no} saved` : `Note on #${f.no} taken away`);
}

/* ---- the end */

export async function closeReview() {
  await post('/api/close', {}).catch(() => {});
  document.body.dataset.closed = '';
  shut('closing');
  notice('The review is closed; everything you did is saved. Run “ibid review” to go on.');
}
export function openClosing() {
  const { session } = S;
  dialog('closing', head('closing', 'Close the review?', `${count(session.reviewed)} of ${count(session.total)} facts are reviewed. Everything is saved; the program that serves this page ends.`),
    foot(button(['Stay ', kbd('Esc')], 'close', { class: 'quiet' }), button('Close the review', 'close-review', { class: 'primary' })));
}
