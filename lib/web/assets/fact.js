/* fact.js - the fact on the right as a form: each value beside the words it
 * rests on, what is doubtful about it, and what to do about that. */
import { $, button, fill, h, human, icon, kbd, plainly, shown } from './dom.js';
import { S, kindOf, look } from './state.js';
import { STATE_WORD, STATUS, allCites, blankFields, broken, flagWords, isLow, rowId } from './model.js';
import { blockNo, showQuote } from './article.js';
import { paint } from './marks.js';
import { drawEditor, editorFor } from './edit.js';
import { drawOthers, isContested } from './others.js';
import { isDisputed } from './queue.js';
import { readOnly } from './top.js';

const BEFORE = 16, AFTER = 60;

/* ---- words in their context */

/* The quoted words with a little of what stands around them, cut between
 * words. */
export function context(c, before = BEFORE, after = AFTER) {
  const { prefix = '', suffix = '' } = c;
  const lead = !before ? '' : prefix.length > before ? '… ' + prefix.slice(-before).replace(/^\S*\s*/, '') : prefix;
  const tail = suffix.length > after ? suffix.slice(0, after).replace(/\s*\S*$/, ' …') : suffix;
  return h('span.kwic', h('span.dim', shown(lead)), h('span.hit', shown(c.quote || 'removed')), h('span.dim', shown(tail)));
}
const where = (c) => {
  const n = blockNo(c);
  if (n) return `¶${n}`;
  return S.article && c.source !== S.article.sourceId ? 'other' : 'older';
};
function citeButton(row, i, c, k) {
  const stands = k > 0 && row.words && row.words !== row.value ? `“${row.value}” is: ` : k > 0 ? 'also: ' : '';
  return h('button', { type: 'button', class: 'cite', 'data-do': 'goto', 'data-row': i, 'data-cite': c.id },
    h('span.sr', 'Quote, show in the article: '), h('span.where', where(c) + ' '),
    stands ? h('span.why', shown(stands)) : null,
    c.stance === 'disputes' ? h('span.flag.flag-disputed', 'disputes ') : null, context(c, k > 0 ? 0 : BEFORE));
}

/* ---- one value */

const quoted = (row) => (row.citations[0] && row.citations[0].quote) || '';
const NOTE = {
  uncited: () => ['No words in any source carry this value.'],
  differs: (row) => ['The quote says ', h('q', shown(quoted(row))), '.'],
  lost: (row) => ['These words are gone. An earlier version said ', h('q', shown(quoted(row))), '.'],
  moved: () => ['Same words, new place.'],
  approximate: (row) => ['An earlier version said ', h('q', shown(row.citations[0].was || quoted(row))), '; these are the closest words now.'],
};
const capital = (text) => text[0].toUpperCase() + text.slice(1);
function doubt(row, i) {
  const word = STATE_WORD[row.state];
  const say = row.why_not ? [shown(row.why_not)] : NOTE[row.state](row);
  const off = readOnly();
  return h('div.note',
    h('p', h('b', capital(word) + '.'), ' ', say),
    h('div.fix',
      row.state === 'differs' ? button(['Use the quoted words ', kbd('q')], 'use-quote', { 'data-row': i, disabled: off }) : null,
      row.state === 'moved' || row.state === 'approximate' ? button(['Confirm ', kbd('y')], 'confirm', { 'data-row': i, disabled: off }) : null,
      row.state !== 'moved' ? button([row.citations.length ? 'Find other words ' : 'Find the words ', kbd('w')], 'words', { 'data-row': i, disabled: off }) : null));
}
function valueButton(row, i) {
  const id = rowId(row);
  return h('button', { type: 'button', class: 'value', id: 'v-' + id, 'data-do': 'focus-field', 'data-row': i, 'aria-keyshortcuts': 'e' },
    h('span.sr', human(row.name) + ': '), h('span.v', shown(row.value)),
    STATE_WORD[row.state] ? h('span.sr', ', ' + STATE_WORD[row.state]) : null,
    row.words && row.words !== row.value ? h('span.norm', h('span.sr', ', understood as '), shown(row.words)) : null);
}
function fieldRow(row, i) {
  const editing = editorFor(row);
  return h('li.field', { 'data-state': row.state, 'data-field': row.name, 'data-row': i, 'data-on': i === S.field, 'data-key': row.def.key },
    h('span.label', human(row.name), row.of > 1 ? ` ${row.index + 1}` : null, row.def.key ? h('span.keyed', ' key') : null),
    h('div.body',
      editing ? drawEditor(row) : valueButton(row, i),
      row.citations.filter((c) => c.anchor !== 'lost').map((c, k) => citeButton(row, i, c, k)),
      row.state === 'derived' ? h('p.from', row.by_hand ? 'chosen by hand' : 'chosen by the rule') : null,
      STATE_WORD[row.state] ? doubt(row, i) : null));
}
function freshRow() {
  const { name } = S.editing;
  return h('li.field', { 'data-on': true, 'data-field': name }, h('span.label', human(name)),
    h('div.body', drawEditor({ name, index: S.editing.index, value: '', def: S.editing.def, citations: [] })));
}
function blank(f) {
  const more = kindOf(f.kind).fields.filter((d) => d.repeats && f.fields[d.name]);
  const list = [...blankFields(f), ...more];
  if (!list.length) return null;
  return h('p.blank', h('span', 'Not stated'),
    list.map((d) => button(`+ ${human(d.name)}`, 'add-field', { 'data-field': d.name, disabled: readOnly() })));
}

/* ---- the fact */

function head(f) {
  return h('header.f-head',
    h('h2', { id: 'fact-title', tabindex: '-1' }, icon(look(f.kind)), human(f.kind), ' ', h('span.no', `#${f.no}`)),
    h('p', { class: 'st st-' + f.status }, icon(f.status), STATUS[f.status]),
    h('p.f-meta', S.article && S.article.source.outlet ? h('span.f-outlet', shown(S.article.source.outlet)) : null,
      h('span', f.rule ? shown(f.rule) : 'by hand'),
      h('span', { class: isLow(f) ? 'low' : null }, `${isLow(f) ? 'low confidence' : 'confidence'} ${f.confidence.toFixed(2)}`), h('span', `rev ${f.revision}`),
      f.rank !== 'normal' ? h('span', { class: 'rank rank-' + f.rank }, f.rank) : null,
      flagWords(isDisputed(f.id, isContested(f)) ? ['disputed', ...f.flags] : f.flags).filter(([k]) => k !== 'low').map(([k, t]) => h('span', { class: 'flag flag-' + k }, t))),
    (f.coders || []).map((c) => h('p.f-coder', h('b', c.field ? human(c.field) : 'Kept'), ` ${plainly(S.session.coders[0])} `, h('q', shown(c.ours || 'nothing')), `, ${plainly(S.session.coders[1])} `, h('q', shown(c.theirs || 'nothing')))),
    f.changed ? h('p.f-changed', { role: 'status' }, shown(f.changed)) : null);
}
function tab(id, label, n, extra) {
  return h('button', { type: 'button', role: 'tab', id: 'tab-' + id, 'aria-selected': String(S.tab === id), 'aria-controls': S.tab === id ? 'panel-' + id : null,
    tabindex: S.tab === id ? '0' : '-1', 'data-do': 'tab', 'data-value': id }, label, ' ', h('span.n', String(n)), extra ? h('span.warnword', extra) : null);
}
function citeList(cites) {
  return h('ol.cites', cites.map(({ c, name, row }) => h('li', { 'data-state': c.anchor },
    h('button', { type: 'button', class: 'cite', 'data-do': 'goto', 'data-row': row, 'data-cite': c.id, disabled: c.anchor === 'lost' },
      h('span.where', c.anchor === 'lost' ? 'gone' : where(c)), h('span.what', human(name)),
      c.anchor && c.anchor !== 'exact' ? h('span', { class: 'flag flag-' + c.anchor }, c.anchor === 'lost' ? 'words lost' : c.anchor) : null,
      c.anchor === 'lost' ? h('span.kwic.struck', shown(c.quote || '')) : context(c, 12)))));
}
const noteOf = (f) => h('p.curator', f.note ? [h('b', 'Note. '), shown(f.note), ' '] : null,
  button(f.note ? 'Change the note' : '+ note', 'note', { class: 'linky', disabled: readOnly() }));

/* Drawing again must not take the focus, nor the caret, away; another fact is
 * shown from its top. */
export function drawFact({ top = false } = {}) {
  const el = document.activeElement, id = $('fact-body').contains(el) ? el.id : '';
  const caret = id === 'editor' && 'selectionStart' in el ? [el.selectionStart, el.selectionEnd] : null;
  draw(top);
  const again = id ? $(id) : null;
  if (!again || again === document.activeElement) return;
  again.focus({ preventScroll: true });
  if (caret) again.setSelectionRange(...caret);
}
function draw(top) {
  const f = S.fact;
  const body = $('fact-body');
  if (!f) {
    fill(body, h('h2', { id: 'fact-title', class: 'muted', tabindex: '-1' }, 'No fact selected'), h('p.muted', 'Choose one in the queue, or press ', kbd('j'), '.'));
    fill($('actions'));
    return;
  }
  const cites = allCites(f);
  const bad = cites.filter(({ c }) => c.anchor && c.anchor !== 'exact').length;
  const y = body.scrollTop;
  fill(body, head(f),
    h('div.tabs',
      h('div', { role: 'tablist', 'aria-label': 'Parts of the fact' }, tab('fields', 'Fields', f.rows.length), tab('cites', 'All citations', cites.length, bad ? `, ${bad} not exact` : '')),
      button(['History ', kbd('h')], 'history', { class: 'quiet', 'aria-haspopup': 'dialog' })),
    S.tab === 'fields'
      ? h('div', { role: 'tabpanel', id: 'panel-fields', 'aria-labelledby': 'tab-fields' },
        h('ol.fields', f.rows.map(fieldRow), S.editing && S.editing.fresh ? freshRow() : null), blank(f), noteOf(f), drawOthers(f))
      : h('div', { role: 'tabpanel', id: 'panel-cites', 'aria-labelledby': 'tab-cites' }, citeList(cites)));
  if (y) body.scrollTop = top ? 0 : y;
  drawActions();
}
export function drawActions() {
  const f = S.fact;
  const n = broken(f), armed = S.armed === f.id, off = readOnly();
  const word = armed ? 'Accept anyway ' : f.status === 'accepted' ? 'Accepted ' : 'Accept ';
  fill($('actions'),
    h('button', { type: 'button', class: 'a-what', 'data-view-to': 'fact' }, icon(look(f.kind)), h('span', shown(f.headline || human(f.kind))), h('span.no', `#${f.no}`)),
    armed ? h('p.armed', { id: 'armed' }, `${n === 1 ? 'One value is' : n + ' values are'} not carried by a quote. Press `, kbd('a'), ' again to accept it anyway.') : null,
    h('div.keys',
      button([word, kbd('a')], 'accept', { class: 'primary', 'aria-keyshortcuts': 'a', disabled: off }),
      button(['Reject ', kbd('r')], 'reject', { 'aria-keyshortcuts': 'r', disabled: off }),
      button(['Edit ', kbd('e')], 'edit', { 'aria-keyshortcuts': 'e', disabled: off }), button(['Skip ', kbd('s')], 'skip', { 'aria-keyshortcuts': 's' })));
}

/* ---- from field to field */

export const currentRow = () => (S.fact ? S.fact.rows[S.field] : undefined);
export function focusValue(i = S.field) {
  const el = $('fact-body').querySelector(`.field[data-row="${i}"] .value`);
  if (el) el.focus();
}
export function markField(look_ = true) {
  for (const el of $('fact-body').querySelectorAll('.field')) el.toggleAttribute('data-on', Number(el.dataset.row) === S.field);
  paint();
  const row = currentRow();
  if (row && look_) showQuote(row.citations.find((c) => c.anchor !== 'lost'));
}
export function moveField(by) {
  if (!S.fact || !S.fact.rows.length) return;
  const n = S.fact.rows.length;
  S.field = (S.field + by + n) % n;
  markField();
  focusValue();
}
