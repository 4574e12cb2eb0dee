/* keys.js - which key and which button does what. */
import { $, say } from './dom.js';
import { NO_FILTER, S, inTurn, kindNames } from './state.js';
import { drawQueue, reload, rowAt, saySize } from './queue.js';
import { Refused } from './api.js';
import { narrow, nextPart, openFact, select, selectNone, setView, step, stepSource, wide } from './open.js';
import { decide, redo, undo } from './change.js';
import { addField, beginEdit, cancelEdit, confirmPlace, saveEdit, useQuote } from './edit.js';
import { drawFact, markField, moveField } from './fact.js';
import { dropPicked, setFromPicked, startWords, wordKeys } from './words.js';
import { makeFact, openAdding, sendFact } from './add.js';
import { judge, keepBoth, merge, openCompare, prefer, split } from './others.js';
import { openHistory } from './history.js';
import { takeChoice, takeTheirs } from './conflict.js';
import { bulkDecide, closeReview, openBulk, openClosing, openNote, saveNote } from './bulk.js';
import { closeRoles, openRoles, roleKeys, setRole } from './relabel.js';
import { nextTheme, openHelp, setKeys } from './help.js';
import { showQuote } from './article.js';
import { allCites, FLAGS } from './model.js';
import { paint } from './marks.js';
import { dropWork, standingNotice } from './top.js';
import { tryAgain } from './live.js';
import { shut } from './dialog.js';
import { undoOp } from './change.js';

/* ---- filters */

export async function applyFilter({ pick = true } = {}) {
  S.at = -1;
  S.near = 0;
  S.wrong = '';
  try { await reload(); } catch (error) {
    if (!(error instanceof Refused) || error.status > 422) throw error;
    S.wrong = error.message;
    Object.assign(S, { rows: [], total: 0 });
    drawQueue();
  }
  if (pick && S.at < 0) {
    const row = await rowAt(0);
    if (row) await select(row.id, { quiet: true, keepView: true }); else selectNone();
  }
  paint();
  saySize();
}
const toggle = (key, value) => { S.filter[key] = S.filter[key] === value && key !== 'status' ? '' : value; return applyFilter(); };
function toggleFlag(name) {
  const { always } = FLAGS.find((f) => f.name === name);
  if (always) S.filter.status = S.filter.flag === name ? 'todo' : 'all';
  return toggle('flag', name);
}
function clearFilters() {
  Object.assign(S.filter, NO_FILTER);
  $('search').value = '';
  return applyFilter();
}

/* ---- buttons */

const rowOf = (b) => (b.dataset.row === undefined ? undefined : Number(b.dataset.row));
let touched = null;
function pressValue(b) {
  const i = rowOf(b);
  const again = i === S.field && touched === b;
  S.field = i;
  if (again) beginEdit(i); else markField();
  touched = b;
}
function showCite(b) {
  const i = rowOf(b);
  if (i >= 0) { S.field = i; markField(false); }
  if (narrow.matches) setView('article');
  const at = allCites(S.fact).find((x) => x.c.id === b.dataset.cite);
  if (at) return showElsewhere(at.c);
  return undefined;
}
async function showElsewhere(c) {
  const { openArticle } = await import('./article.js');
  if (S.article.version !== c.version) { await openArticle(c.version, c.source); paint(); }
  showQuote(c);
}
function showTab(name) {
  S.tab = name;
  drawFact();
  $('tab-' + name).focus();
}
const otherTab = () => { if (S.fact) showTab(S.tab === 'fields' ? 'cites' : 'fields'); };

/* What takes its turn (most), and what must happen at once. */
const DO = {
  undo, redo, accept: () => decide('accepted'), reject: () => decide('rejected'), skip: () => step(1),
  status: (b) => toggle('status', b.dataset.value), flag: (b) => toggleFlag(b.dataset.value), kind: (b) => toggle('kind', b.dataset.value), clear: clearFilters,
  goto: showCite, 'use-quote': (b) => useQuote(rowOf(b)), confirm: (b) => confirmPlace(rowOf(b)), 'save-edit': saveEdit,
  set: () => setFromPicked(false), 'set-cite': () => setFromPicked(true), make: (b) => makeFact(b.dataset.value), 'add-made': sendFact,
  open: async (b) => { await openFact(b.dataset.fact); $('fact-title').focus(); },
  prefer: (b) => prefer(b.dataset.fact), 'link-confirm': (b) => judge(b.dataset.fact, 'confirmed'), 'link-dismiss': (b) => judge(b.dataset.fact, 'dismissed'), merge, split, 'take-theirs': takeTheirs, 'take-choice': takeChoice,
  'undo-here': async (b) => { shut('history'); await undoOp(b.dataset.op, b.dataset.label); },
  history: openHistory, compare: openCompare, bulk: openBulk, 'bulk-go': (b) => bulkDecide(b.dataset.value), 'save-note': saveNote,
  'set-role': (b) => setRole(Number(b.dataset.block), b.dataset.value), 'close-review': closeReview, 'try-again': tryAgain,
};
const NOW = {
  theme: nextTheme, help: openHelp, edit: () => beginEdit(), tab: (b) => showTab(b.dataset.value), 'focus-field': pressValue,
  'add-field': (b) => addField(b.dataset.field), words: (b) => startWords(rowOf(b)), new: openAdding, drop: dropPicked, 'drop-edit': cancelEdit,
  'keep-both': keepBoth, close: (b) => b.closest('dialog').close(), 'drop-notice': standingNotice, 'drop-work': dropWork, note: openNote, relabel: openRoles, closing: () => { shut('help'); openClosing(); },
};
function press(b) {
  const name = b.dataset.do;
  if (NOW[name]) NOW[name](b); else inTurn(() => DO[name](b));
}

/* ---- keys */

const typing = (el) => el && (el.isContentEditable || /^(TEXTAREA|SELECT)$/.test(el.tagName) || (el.tagName === 'INPUT' && !/^(radio|checkbox)$/.test(el.type)));
const turn = (run) => () => inTurn(run);
const KEY = {
  j: turn(() => step(1)), k: turn(() => step(-1)), J: turn(() => stepSource(1)), K: turn(() => stepSource(-1)), s: turn(() => step(1)),
  a: turn(() => decide('accepted')), r: turn(() => decide('rejected')), e: () => beginEdit(), u: turn(undo), U: turn(redo),
  q: turn(() => useQuote()), y: turn(() => confirmPlace()), w: () => startWords(), n: openAdding, c: turn(openCompare), h: turn(openHistory),
  l: otherTab, t: nextTheme, '?': openHelp, 0: turn(clearFilters),
  '/': () => { if (!wide.matches) setView('queue'); $('search').focus(); $('search').select(); },
};
const ONCE = new Set(['a', 'r', 'u', 'U', 'q', 'y', 'c', 'h', 'e', 'n', 'w']);
const kindKey = (key) => (/^[1-9]$/.test(key) ? kindNames()[key - 1] : undefined);

function searchKeys(e) {
  if (e.key === 'Escape') {
    e.preventDefault();
    if (e.target.value) { e.target.value = ''; S.filter.q = ''; inTurn(() => applyFilter({ pick: false })); } else $('list').focus();
  } else if (e.key === 'Enter' || e.key === 'ArrowDown') {
    e.preventDefault();
    $('list').focus();
    inTurn(async () => { const row = await rowAt(0); if (row) { S.at = 0; await select(row.id); } });
  }
}
/* Keys of the part of the page that has the focus. True when one was meant. */
function partKeys(e) {
  const el = e.target, by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (el.id === 'list') {
    if (by) inTurn(() => step(by));
    else if (e.key === 'Home' || e.key === 'End') inTurn(async () => { const at = e.key === 'Home' ? 0 : S.total - 1; const row = await rowAt(at); if (row) { S.at = at; await select(row.id); } });
    else if (e.key === 'Enter') { if (!wide.matches) setView('fact'); $('fact-title').focus(); } else return false;
    return true;
  }
  if (!$('fact').contains(el)) return false;
  if (by && S.tab === 'fields') moveField(by);
  else if (el.getAttribute('role') === 'tab' && (e.key === 'ArrowLeft' || e.key === 'ArrowRight')) otherTab();
  else if (el.classList.contains('value') && e.key === 'Enter') beginEdit(rowOf(el));
  else return false;
  return true;
}
const DIALOG = {
  help: (e, d) => { if (e.key === '?') d.close(); else return false; return true; },
  adding: (e) => { const kind = kindKey(e.key); if (kind) inTurn(() => makeFact(kind)); return Boolean(kind); },
  compare: (e, d) => {
    const b = /^[1-9]$/.test(e.key) ? d.querySelectorAll('[data-do="prefer"]')[e.key - 1] : null;
    if (b && !b.disabled) inTurn(() => prefer(b.dataset.fact));
    else if (e.key === 'y' || e.key === 'x') {
      const judged = d.querySelector(`[data-do="link-${e.key === 'y' ? 'confirm' : 'dismiss'}"]:enabled:has(kbd)`);
      if (judged) press(judged);
    } else if (e.key === 'b') keepBoth();
    else if (e.key === 'm' && d.querySelector('[data-do="merge"]:enabled')) inTurn(merge);
    else if (e.key === 'c') d.close();
    else return false;
    return true;
  },
  history: (e, d) => { if (e.key === 'h') d.close(); else return false; return true; },
  conflict: (e) => { if (e.key === 'Enter' && e.target.tagName !== 'BUTTON' && !e.repeat) inTurn(takeChoice); else return false; return true; },
};
function onKey(e) {
  const open = document.querySelector('dialog[open]');
  if (e.defaultPrevented) return;
  if (!$('roles').hidden && roleKeys(e)) { e.preventDefault(); return; }
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  if (open) {
    const onInput = e.key === 'Enter' && e.target.tagName === 'INPUT' && !e.repeat && open.querySelector('.primary');
    if (onInput && open.id === 'adding') { e.preventDefault(); press(onInput); return; }
    if (!typing(e.target) && DIALOG[open.id] && (S.keys || e.key === 'Enter') && DIALOG[open.id](e, open)) e.preventDefault();
    return;
  }
  if (e.key === 'F6') { e.preventDefault(); nextPart(e.shiftKey ? -1 : 1); return; }
  if (e.target.id === 'search') { searchKeys(e); return; }
  if (typing(e.target)) return;
  const onButton = e.target.tagName === 'BUTTON' && e.key === 'Enter' && !e.target.closest('.field .value');
  if (S.words && !onButton && (S.keys || e.key.length > 1) && wordKeys(e)) { e.preventDefault(); return; }
  if (S.picked && !S.words && !onButton && e.key === 'Enter') { e.preventDefault(); if (!e.repeat) inTurn(() => setFromPicked(e.shiftKey)); return; }
  if (S.picked && e.key === 'Escape') { dropPicked(); return; }
  if (partKeys(e)) { e.preventDefault(); return; }
  if (!S.keys) return;
  const kind = kindKey(e.key);
  const run = kind ? turn(() => toggle('kind', kind)) : KEY[e.key];
  if (!run || (e.repeat && ONCE.has(e.key))) return;
  e.preventDefault();
  run();
}

/* ---- clicks */

function onClick(e) {
  const b = e.target.closest('[data-do]');
  if (!e.target.closest('#roles') && !(b && b.dataset.do === 'relabel')) closeRoles(false);
  if (b) { if (!b.disabled) press(b); return; }
  const to = e.target.closest('[data-view-to]');
  if (to) { setView(to.dataset.viewTo); return; }
  const row = e.target.closest('[data-fact]');
  if (row && row.classList.contains('mk')) { inTurn(() => openFact(row.dataset.fact)); return; }
  if (row) { inTurn(() => select(row.dataset.fact)); return; }
  if (e.target.tagName === 'DIALOG' && e.target.id !== 'conflict') e.target.close();
  const text = e.target.closest('.text');
  if (text && getSelection().isCollapsed) clickText(text, e);
}
/* A click on marked words selects the fact that owns them; again, the next
 * one that overlaps there. */
async function clickText(el, e) {
  const { offsetIn, toByte } = await import('./place.js');
  const at = document.caretPositionFromPoint ? document.caretPositionFromPoint(e.clientX, e.clientY) : null;
  const range = !at && document.caretRangeFromPoint ? document.caretRangeFromPoint(e.clientX, e.clientY) : null;
  const offset = at ? offsetIn(el, at.offsetNode, at.offset) : range ? offsetIn(el, range.startContainer, range.startOffset) : null;
  if (offset === null) return;
  const block = S.article.blocks[el.dataset.block];
  const byte = toByte(block, offset);
  const hits = (S.article.inBlock.get(block.index) || []).filter((c) => c.field && c.start <= byte && c.end > byte && S.article.facts.has(c.fact))
    .sort((a, b) => (a.end - a.start) - (b.end - b.start) || S.article.facts.get(a.fact).no - S.article.facts.get(b.fact).no);
  const ids = [...new Set(hits.map((c) => c.fact))];
  if (!ids.length) return;
  const next = ids[(ids.indexOf(S.sel) + 1) % ids.length];
  const { field } = hits.find((c) => c.fact === next);
  inTurn(async () => {
    await openFact(next);
    const i = S.fact.rows.findIndex((r) => r.name === field);
    if (i >= 0) { S.field = i; markField(false); }
  });
}
function hover(id) {
  if (S.hover === (id || null)) return;
  S.hover = id || null;
  if (S.article) paint();
}

export function listen() {
  document.addEventListener('keydown', onKey);
  document.addEventListener('click', onClick);
  document.addEventListener('ibid-save', () => inTurn(saveEdit));
  $('pad').addEventListener('mouseover', (e) => { const el = e.target.closest('.qrow'); hover(el && el.dataset.fact); });
  $('pad').addEventListener('mouseleave', () => hover(null));
  $('article').addEventListener('mouseover', (e) => { const el = e.target.closest('.mk'); if (el || S.hover) hover(el && el.dataset.fact); });
  let asked;
  $('search').addEventListener('input', (e) => {
    clearTimeout(asked);
    asked = setTimeout(() => { S.filter.q = e.target.value.trim(); inTurn(() => applyFilter()); }, 120);
  });
  for (const [id, key] of [['f-source', 'source'], ['f-rule', 'rule']]) {
    for (const type of ['focus', 'pointerdown']) $(id).addEventListener(type, (e) => { if (e.target.fillNow) e.target.fillNow(); });
    $(id).addEventListener('change', (e) => { S.filter[key] = e.target.value; inTurn(() => applyFilter()); });
  }
  document.addEventListener('change', (e) => { if (e.target.id === 'keys-on') setKeys(e.target.checked); });
  document.addEventListener('focusin', (e) => {
    if (!e.target.classList.contains('value')) { touched = null; return; }
    const i = rowOf(e.target);
    if (i !== S.field) { S.field = i; markField(); }
  });
  say('');
}
