/* edit.js - changing a value in its place: the editor, its draft, which
 * outlives a lost server, and saving it. */
import { $, fill, h, human, kbd, say } from './dom.js';
import { S, fieldDef, inTurn } from './state.js';
import { STATE_WORD, assignments, valueOf } from './model.js';
import { afterChange, assign, toast } from './change.js';
import { paint } from './marks.js';
import { showQuote } from './article.js';
import { currentRow, drawFact, focusValue } from './fact.js';
import { narrow, setView } from './open.js';
import { dropPicked } from './words.js';
import { readOnly } from './top.js';

const KEPT = 'ibid-draft';

/* ---- the editor */

export const editorFor = (row) => Boolean(S.editing && !S.editing.fresh && S.editing.name === row.name && S.editing.index === row.index);
export function drawEditor(row) {
  const { values, derived } = row.def;
  const label = human(row.name);
  const attrs = { class: 'edit', id: 'editor', 'aria-label': label, 'aria-describedby': 'edit-hint edit-error' };
  const text = S.editing.value === undefined ? row.value : S.editing.value;
  let el;
  if (derived && values && values.length) {
    el = h('select', attrs, [...new Set(['', ...values, text])].map((v) => h('option', { value: v }, v ? human(v) : '(not stated)')));
  } else if (row.name === 'content' || text.length > 60) {
    el = h('textarea', { ...attrs, autocomplete: 'off', spellcheck: 'false', rows: 2 });
  } else {
    el = h('input', { ...attrs, autocomplete: 'off', spellcheck: 'false' });
  }
  el.value = text;
  el.addEventListener('input', () => { S.editing.value = el.value; keepDraft(); });
  el.addEventListener('keydown', editKeys);
  return [el, h('p.bad', { id: 'edit-error', role: 'alert' }, S.editing.message || null),
    h('div.hint', { id: 'edit-hint' }, h('button', { type: 'button', class: 'linky', 'data-do': 'save-edit' }, 'Save ', kbd('Enter')), ' ',
      h('button', { type: 'button', class: 'linky', 'data-do': 'drop-edit' }, 'Keep the old value ', kbd('Esc')),
      h('span', 'Words selected in the article go in here.'))];
}
function editKeys(e) {
  if (e.key === 'Escape') {
    e.preventDefault();
    e.stopPropagation();
    cancelEdit();
  } else if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) {
    e.preventDefault();
    e.stopPropagation();
    if (!e.repeat) document.dispatchEvent(new CustomEvent('ibid-save'));
  }
}
export function beginEdit(i = S.field) {
  const f = S.fact;
  if (!f || readOnly() || !f.rows[i]) return;
  const row = f.rows[i];
  S.tab = 'fields';
  S.field = i;
  S.editing = { fact: f.id, name: row.name, index: row.index, def: row.def };
  openEditor();
  showQuote(row.citations.find((c) => c.anchor !== 'lost'));
}
/* A field that is not stated yet, or one more value of one that repeats. */
export function addField(name, value) {
  const f = S.fact;
  if (!f || readOnly()) return;
  const def = fieldDef(f.kind, name);
  S.tab = 'fields';
  S.editing = { fact: f.id, name, index: f.rows.filter((r) => r.name === name).length, def, fresh: true, value };
  openEditor();
}
function openEditor() {
  S.armed = null;
  if (narrow.matches) setView('fact');
  drawFact();
  paint();
  const el = $('editor');
  el.focus();
  if (el.select) el.select();
}
export function putInEditor(text, cite) {
  S.editing.value = text;
  S.editing.cite = cite;
  $('editor').value = text;
  $('editor').focus();
  keepDraft();
}
export function dropEdit() {
  S.editing = null;
  forgetDraft();
}
export function cancelEdit() {
  if (!S.editing) return;
  const fresh = S.editing.fresh ? S.editing.name : null;
  dropEdit();
  dropPicked();
  drawFact();
  paint();
  if (S.fact.changed) inTurn(() => afterChange(S.fact.id)); /* what others made of it meanwhile */
  const again = fresh && document.querySelector(`[data-do="add-field"][data-field="${CSS.escape(fresh)}"]`);
  if (again) again.focus(); else focusValue();
}

/* ---- drafts */

function keepDraft() {
  const { fact, name, index, value, cite, fresh } = S.editing;
  try { localStorage.setItem(KEPT, JSON.stringify({ database: S.session.database, fact, name, index, value, cite, fresh })); } catch { /* private mode */ }
}
function forgetDraft() {
  try { localStorage.removeItem(KEPT); } catch { /* private mode */ }
}
/* What was being typed when the page went away, or null. */
export function keptDraft() {
  try {
    const draft = JSON.parse(localStorage.getItem(KEPT));
    return draft && draft.database === S.session.database && draft.value !== undefined ? draft : null;
  } catch { return null; }
}
export function resumeDraft(draft) {
  const i = S.fact.rows.findIndex((r) => r.name === draft.name && r.index === draft.index);
  if (i >= 0) beginEdit(i); else addField(draft.name, draft.value);
  S.editing.value = draft.value;
  S.editing.cite = draft.cite;
  const el = $('editor');
  el.value = draft.value;
  keepDraft();
}

/* ---- saving */

function showMessage(body) {
  if (S.editing) S.editing.message = body.message || 'This value is not possible here.';
  if ($('edit-error')) fill($('edit-error'), S.editing.message);
  say(body.message || 'This value is not possible here');
}
export async function saveEdit() {
  const f = S.fact;
  if (!S.editing || !f) return;
  const { name, index, cite, fresh } = S.editing;
  const old = valueOf(f, name, index);
  const text = $('editor').value.trim();
  if ((!old && !text) || (old && text === old.value && !cite)) { cancelEdit(); return; }
  dropPicked();
  await save(name, index, text, cite ? [cite] : null, { fresh });
}
/* Write a value; `cites` null keeps the citations it has. */
export async function save(name, index, text, cites, { why, fresh = false } = {}) {
  const f = S.fact;
  const old = valueOf(f, name, index);
  const set = assignments(f, name, index, text, cites || (fresh || !old ? null : undefined));
  const again = () => save(name, index, text, cites, { why, fresh });
  const done = await assign(set, { why, invalid: showMessage, mine: { [name]: { text, index, cites } }, again });
  if (!done) { if (S.editing) $('editor')?.focus(); return false; }
  dropEdit();
  const row = valueOf(S.fact, name, index);
  if (row) S.field = S.fact.rows.indexOf(row);
  drawFact();
  paint();
  focusValue();
  const warning = row ? STATE_WORD[row.state] : '';
  toast(text ? `${human(name)} of #${f.no} is now “${text}”` : `${human(name)} of #${f.no} is no longer stated`, { warning });
  return true;
}
export async function useQuote(i = S.field) {
  const row = S.fact && S.fact.rows[i];
  const cite = row && row.citations[0];
  if (!cite || cite.anchor === 'lost' || !cite.quote || cite.quote === row.value) return;
  await save(row.name, row.index, cite.quote, null, { why: 'the quoted words' });
}

/* ---- citations: the value stays, only the words it rests on change */

async function recite_(row, cites, said, why) {
  const done = await assign(assignments(S.fact, row.name, row.index, undefined, cites), { why, again: () => recite_(row, cites, said, why) });
  if (!done) return;
  focusValue();
  const now = currentRow();
  toast(said, { warning: now ? STATE_WORD[now.state] : '' });
}
const said = (row, what) => `${human(row.name)} of #${S.fact.no} ${what}`;
export const recite = (row, cite) => recite_(row, [cite, ...row.citations.slice(1)], said(row, 'rests on other words'), 'better passage');
/* The words stand where they were found again: cite them there. */
export async function confirmPlace(i = S.field) {
  const row = S.fact && S.fact.rows[i];
  if (!row || !row.citations.some((c) => c.anchor === 'moved' || c.anchor === 'approximate')) return;
  await recite_(row, row.citations.filter((c) => c.anchor !== 'lost'), said(row, 'stays with its new place'), 'place confirmed');
}
