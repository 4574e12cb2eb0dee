/* open.js - going from fact to fact: what is selected, and all that follows
 * from it in the three parts of the page. */
import { get, Refused } from './api.js';
import { $, say } from './dom.js';
import { S } from './state.js';
import { STATE_WORD, allCites, factOf, reviewed, spoken } from './model.js';
import { drawList, find, locate, rowAt, seek, showRow } from './queue.js';
import { markCurrent, openArticle, refreshFact, showQuote } from './article.js';
import { paint } from './marks.js';
import { drawFact } from './fact.js';
import { dropEdit } from './edit.js';
import { dropPicked } from './words.js';
import { drawTop } from './top.js';

export const narrow = matchMedia('(max-width: 720px)');
export const wide = matchMedia('(min-width: 1101px)');
const KEPT = 400;
const facts = new Map(); /* id -> fact as last read */

/* ---- facts from the server */

export function keepFact(wire) {
  facts.delete(wire.id);
  const fact = factOf(wire);
  facts.set(wire.id, fact);
  if (facts.size > KEPT) facts.delete(facts.keys().next().value);
  return fact;
}
export async function loadFact(id, revision = 0) {
  const known = facts.get(id);
  if (known && revision && known.revision === revision) return known;
  return keepFact(await get(`/api/facts/${encodeURIComponent(id)}`));
}
export const knownFact = (id) => facts.get(id);
export function forgetFacts(id) {
  if (id) facts.delete(id); else facts.clear();
}
/* What is likely to be asked for next is fetched before. */
function readAhead() {
  for (const row of [S.rows[S.at + 1], S.rows[S.at - 1]]) if (row) loadFact(row.id, row.revision).catch(() => {});
}
export const rowOf = (fact) => ({ id: fact.id, no: fact.no, kind: fact.kind, source: fact.source, headline: fact.headline, status: fact.status, flags: fact.flags, confidence: fact.confidence, revision: fact.revision });

/* Where the selection stands in the queue; when it is not in it, the place it
 * was left at is kept. */
export function place() {
  if (S.at >= 0) S.near = S.at;
  locate();
  if (S.at >= 0) S.near = S.at;
}

/* ---- selecting */

const firstDoubt = (f) => Math.max(0, f.rows.findIndex((r) => STATE_WORD[r.state]));
export async function select(id, { field = -1, quiet = false, keepView = false } = {}) {
  dropEdit();
  const row = S.rows.find((r) => r && r.id === id);
  const fact = await loadFact(id, row ? row.revision : 0);
  const before = S.sel;
  if (before !== id) S.tab = 'fields';
  Object.assign(S, { sel: id, fact, armed: null, hover: null });
  S.field = field >= 0 ? Math.min(field, fact.rows.length - 1) : firstDoubt(fact);
  dropPicked();
  await openArticle(fact.version, fact.source);
  place();
  drawFact({ top: true });
  paint();
  markCurrent(before);
  showRow();
  drawList();
  const row0 = fact.rows[S.field];
  showQuote(row0 && STATE_WORD[row0.state] && row0.citations[0] ? row0.citations[0] : fact.citations[0] || allCites(fact).map((x) => x.c)[0]);
  if (!keepView && document.body.dataset.view === 'queue' && narrow.matches) setView('fact');
  if (!quiet && document.activeElement !== $('list')) say(spoken(fact) + (S.at < 0 ? '. Not in this queue' : `. ${S.at + 1} of ${S.total}`));
  readAhead();
}
export function selectNone() {
  Object.assign(S, { sel: null, fact: null, at: -1 });
  drawFact();
  paint();
  drawList();
}
/* Focus stays in the part of the page it was in; only its contents change. */
export async function keepFocus(run) {
  const el = document.activeElement;
  const inFact = $('fact').contains(el);
  const act = inFact && el.closest('#actions') ? el.dataset.do : null;
  await run();
  const again = act && $('actions').querySelector(`[data-do="${act}"]`);
  if (again) again.focus();
  else if (inFact) $('fact-title').focus({ preventScroll: true });
  else if (!document.activeElement || document.activeElement === document.body) $('list').focus({ preventScroll: true });
}
export async function step(by) {
  if (!S.total) return;
  const to = S.at >= 0 ? S.at + by : by > 0 ? Math.min(S.near, S.total - 1) : S.near - 1;
  if (to < 0 || to >= S.total) { say(by > 0 ? 'Last fact of this queue' : 'First fact of this queue'); return; }
  const row = await rowAt(to);
  S.at = to;
  await keepFocus(() => select(row.id, { keepView: true }));
}
export async function stepSource(by) {
  if (S.at < 0 || !S.rows[S.at]) return;
  const { source } = S.rows[S.at];
  let at = S.at;
  for (let row = S.rows[at]; row && row.source === source; row = await rowAt(at)) at += by;
  if (at < 0 || at >= S.total) { say(by > 0 ? 'Last article of this queue' : 'First article of this queue'); return; }
  const other = S.rows[at].source;
  while (by < 0 && at > 0 && (await rowAt(at - 1)).source === other) at -= 1;
  S.at = at;
  await keepFocus(() => select(S.rows[at].id, { keepView: true }));
}
/* After a decision: the next one still to review, in reading order. */
export async function advance(from) {
  const at = S.total ? await seek(Math.max(0, from) % S.total, (r) => S.filter.status === 'done' || !reviewed(r)) : -1;
  if (at < 0) { selectNone(); return; }
  S.at = at;
  await select(S.rows[at].id, { keepView: true, quiet: true });
}
/* Open a fact that may stand outside of the filter: the queue stays as it is. */
export async function openFact(id) {
  await find(id);
  await select(id);
}
/* Facts were changed: by an answer to a change of ours, by undo or by others. */
export async function refresh(ids) {
  for (const id of ids) {
    let fact;
    try { fact = keepFact(await get(`/api/facts/${encodeURIComponent(id)}`)); } catch (error) {
      if (error instanceof Refused && error.status === 404) { facts.delete(id); continue; }
      throw error;
    }
    applyFact(fact);
  }
}
export function applyFact(fact) {
  if (fact.id === S.sel) S.fact = fact;
  refreshFact(fact, rowOf(fact));
}
export function redrawSelected() {
  if (S.fact) S.field = Math.min(S.field, Math.max(0, S.fact.rows.length - 1));
  drawFact();
  paint();
  drawTop();
}

/* ---- parts of the page */

export function setView(view, focus = false) {
  document.body.dataset.view = view;
  for (const b of document.querySelectorAll('.views [data-view-to]')) b.setAttribute('aria-pressed', String(b.dataset.viewTo === view));
  if (view === 'queue') drawList();
  if (view === 'article' && S.fact) showQuote(S.fact.citations[0]);
  if (focus) partEl(view).focus();
}
const partEl = (view) => ({ queue: $('list'), article: $('scroll'), fact: $('fact-title') })[view];
export function nextPart(by) {
  const parts = ['queue', 'article', 'fact'];
  const at = [$('queue'), $('reading'), $('fact')].findIndex((el) => el.contains(document.activeElement));
  const to = parts[((at < 0 ? (by > 0 ? -1 : 1) : at) + by + 3) % 3];
  if (!wide.matches) setView(to);
  partEl(to).focus();
}
