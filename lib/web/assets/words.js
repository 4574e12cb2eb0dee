/* words.js - choosing words in the article, with the mouse or with the
 * keyboard, and what they are for: a value, its citation, a new fact. */
import { $, button, fill, h, human, kbd, plainly, say, shown } from './dom.js';
import { S } from './state.js';
import { pieces, offsetIn, toByte } from './place.js';
import { paint } from './marks.js';
import { rangeOf, showQuote, isAside } from './article.js';
import { currentRow, focusValue } from './fact.js';
import { putInEditor, recite, save } from './edit.js';
import { setView, wide } from './open.js';
import { inTurn } from './state.js';
import { openAdding } from './add.js';
import { readOnly } from './top.js';

let fresh = false; /* the selection changed since it was last looked at */

/* ---- what is picked: {block, from, to} in the block's text */

export const pickedText = () => S.picked.block.text.slice(S.picked.from, S.picked.to);
export function pickedCite() {
  const { block, from, to } = S.picked;
  return { source: S.article.sourceId, version: S.article.version, start: toByte(block, from), end: toByte(block, to), quote: pickedText(), stance: 'supports' };
}
function pick(part) {
  S.picked = part;
  paint();
  drawPicked();
}
export function dropPicked() {
  if (!S.picked && !S.words) return;
  S.picked = null;
  S.words = null;
  delete document.body.dataset.words;
  delete document.body.dataset.picked;
  $('picked').hidden = true;
  paint();
}
const target = () => (S.editing ? { name: S.editing.name } : currentRow());
function drawPicked() {
  const { block } = S.picked;
  const row = S.fact && !readOnly() ? target() : null;
  $('picked').hidden = false;
  document.body.dataset.picked = '';
  fill($('picked'),
    h('p.p-text', h('span.where', `¶${block.n}`), h('q', shown(pickedText())),
      isAside(block) ? h('span.flag.flag-low', human(block.role)) : null),
    h('div.p-acts',
      row ? button(['Set ', h('b', human(row.name)), ' ', kbd('Enter')], 'set', { class: 'primary' }) : null,
      row ? button(['Citation only ', kbd('⇧Enter')], 'set-cite') : null,
      readOnly() ? null : button(['New fact ', kbd('n')], 'new'),
      button(['Cancel ', kbd('Esc')], 'drop')),
    S.words ? h('p.p-hint', kbd('←'), kbd('→'), ' word  ', kbd('⇧←'), kbd('⇧→'), ' longer, shorter  ', kbd('↑'), kbd('↓'), ' paragraph') : null);
}
export async function setFromPicked(onlyCite) {
  if (!S.fact || !S.picked || readOnly()) return;
  const cite = pickedCite();
  getSelection().removeAllRanges();
  if (S.editing) {
    dropPicked();
    putInEditor(onlyCite ? $('editor').value : cite.quote, cite);
    return;
  }
  const row = currentRow();
  if (!row) return;
  dropPicked();
  if (onlyCite) await recite(row, cite);
  else await save(row.name, row.index, cite.quote, [cite]);
}

/* ---- the mouse: whole words, inside one block */

const inWord = (ch) => /[\p{L}\p{M}\p{N}’'-]/u.test(ch || ' ');
/* Cut at blanks, grown to whole words; `null` when no word is left. */
export function snap(text, from, to) {
  while (from < to && /\s/.test(text[from])) from += 1;
  while (to > from && /\s/.test(text[to - 1])) to -= 1;
  if (to <= from) return null;
  const low = (i) => i > 0 && i < text.length && text.charCodeAt(i) >= 0xdc00 && text.charCodeAt(i) < 0xe000;
  while (from > 0 && (low(from) || (inWord(text[from - 1]) && inWord(text[from])))) from -= 1;
  while (to < text.length && (low(to) || (inWord(text[to]) && inWord(text[to - 1])))) to += 1;
  return [from, to];
}
function fromSelection() {
  const selection = getSelection();
  if (!fresh || !S.article || !selection.rangeCount || selection.isCollapsed) return;
  fresh = false;
  const range = selection.getRangeAt(0);
  const start = range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement;
  const el = start.closest('.text');
  if (!el) return;
  const block = S.article.blocks[el.dataset.block];
  const to = el.contains(range.endContainer) ? offsetIn(el, range.endContainer, range.endOffset) : block.text.length;
  const cut = snap(block.text, offsetIn(el, range.startContainer, range.startOffset), to);
  if (!cut) return;
  selection.removeAllRanges();
  S.words = null;
  pick({ block, from: cut[0], to: cut[1] });
  if (S.editing) inTurn(() => setFromPicked(false));
}
export function watchSelection() {
  document.addEventListener('selectionchange', () => { if (!S.words) fresh = true; });
  for (const type of ['mouseup', 'touchend']) {
    document.addEventListener(type, (e) => { if (e.target.closest && e.target.closest('#scroll')) setTimeout(fromSelection, 0); });
  }
}

/* ---- the keyboard: a word at a time */

let segmented = { block: null, words: [] };
function wordsOf(block) {
  if (segmented.block === block) return segmented.words;
  const segmenter = new Intl.Segmenter(languageOf(), { granularity: 'word' });
  const words = [...segmenter.segment(block.text)].filter((x) => x.isWordLike || /\p{S}/u.test(x.segment)).map((x) => [x.index, x.index + x.segment.length]);
  segmented = { block, words };
  return words;
}
function languageOf() {
  try { return Intl.getCanonicalLocales(S.article.source.language || 'en')[0]; } catch { return 'en'; }
}
export function startWords(i = S.field) {
  const f = S.fact;
  if (!S.article) return;
  if (f && f.rows[i]) S.field = i;
  const row = currentRow();
  const cites = f ? [...(row ? row.citations : []), ...f.citations] : [];
  const cite = cites.find((c) => rangeOf(c));
  const [part] = cite ? pieces(S.article.blocks, cite.start, cite.end) : [{ block: S.article.blocks.find((b) => wordsOf(b).length), from: 0, to: 0 }];
  if (!part || !part.block) return;
  if (!wide.matches) setView('article');
  const list = wordsOf(part.block);
  const first = Math.max(0, list.findIndex(([, end]) => end > part.from));
  const last = list.findLastIndex(([start]) => start < part.to);
  S.words = { block: part.block, from: first, to: Math.max(first, last) };
  document.body.dataset.words = '';
  $('scroll').focus({ preventScroll: true });
  applyWords();
  say(`Choosing words${row ? ' for ' + human(row.name) : ''}. Arrow keys move, Shift and arrow keys extend, Enter sets, Escape leaves. ${plainly(pickedText())}`);
}
function applyWords() {
  const { block, from, to } = S.words;
  const list = wordsOf(block);
  const [lo, hi] = from <= to ? [from, to] : [to, from];
  pick({ block, from: list[lo][0], to: list[hi][1] });
  showQuote(pickedCite());
}
function hop(by) {
  const { blocks } = S.article;
  let i = S.words.block.index + by;
  while (i >= 0 && i < blocks.length && !wordsOf(blocks[i]).length) i += by;
  if (i >= 0 && i < blocks.length) S.words = { block: blocks[i], from: 0, to: 0 };
}
function moveWord(by, extend) {
  const w = S.words;
  const n = wordsOf(w.block).length;
  if (extend) w.to = Math.min(n - 1, Math.max(0, w.to + by));
  else if (w.from !== w.to) w.from = w.to = by > 0 ? Math.max(w.from, w.to) : Math.min(w.from, w.to);
  else if (w.to + by >= n) hop(1);
  else if (w.to + by < 0) hop(-1);
  else w.from = w.to += by;
}
/* True when the key was one of ours. */
export function wordKeys(e) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
  if (step) moveWord(step, e.shiftKey);
  else if (e.key === 'ArrowDown') hop(1);
  else if (e.key === 'ArrowUp') hop(-1);
  else if (e.key === 'Enter') {
    if (!e.repeat) inTurn(() => setFromPicked(e.shiftKey));
    return true;
  } else if (e.key === 'n') {
    openAdding();
    return true;
  } else if (e.key === 'Escape') {
    dropPicked();
    if (S.editing) $('editor').focus(); else focusValue();
    say('Left');
    return true;
  } else return false;
  applyWords();
  say(pickedText());
  return true;
}
