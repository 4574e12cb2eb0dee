/* marks.js - paints the marks over the article. Highlights lie over plain text,
 * so that marks never cut the words and may overlap freely; browsers without
 * them get spans cut at every mark's edge. */
import { fill, h, shown } from './dom.js';
import { S, look, looks, restFields } from './state.js';
import { pieces, rangeIn } from './place.js';

const LANES = 3;
const OVER = ['hover', 'evidence', 'value', 'focus', 'found', 'picked'];
const byHighlight = 'highlights' in CSS && typeof Highlight === 'function'
  && new URLSearchParams(location.search).get('marks') !== 'spans';
let atRest = [];          /* by block: [{name, from, to, range}] */
let over = new Map();     /* name -> [{block, from, to}] of the fact selected */
let painted = new Set();  /* blocks with spans of `over` */
let found = { q: null, article: null, list: [] };

const registered = (name) => {
  if (!CSS.highlights.has(name)) {
    const mark = new Highlight();
    mark.priority = OVER.indexOf(name) + 1;
    CSS.highlights.set(name, mark);
  }
  return CSS.highlights.get(name);
};

/* Underlines of a block: key fields of all its facts, each in the first of
 * three lanes that is free there. */
function lanesOf(block) {
  const list = [];
  for (const cite of S.article.inBlock.get(block.index) || []) {
    const fact = S.article.facts.get(cite.fact);
    if (!fact || !cite.field || fact.status === 'rejected' || fact.status === 'merged') continue;
    if (cite.second || cite.anchor === 'lost' || !restFields(fact.kind).includes(cite.field)) continue;
    const part = pieces([block], cite.start, cite.end)[0];
    if (part && part.to > part.from) list.push({ ...part, look: look(fact.kind) });
  }
  list.sort((a, b) => a.from - b.from || b.to - a.to);
  const ends = new Array(LANES).fill(-1);
  return list.map((m) => {
    const free = ends.findIndex((e) => e <= m.from);
    const lane = free < 0 ? LANES - 1 : free;
    ends[lane] = Math.max(ends[lane], m.to);
    return { name: `${m.look}-${lane}`, from: m.from, to: m.to, look: m.look };
  });
}

export function paintBlock(block) {
  for (const m of atRest[block.index] || []) if (m.range) CSS.highlights.get(m.name)?.delete(m.range);
  const marks = lanesOf(block);
  atRest[block.index] = marks;
  if (!byHighlight) { spansOf(block); return; }
  for (const m of marks) {
    m.range = rangeIn(block.el, m.from, m.to);
    if (m.range) registered(m.name).add(m.range);
  }
}
export function paintRest() {
  if (byHighlight) CSS.highlights.clear();
  atRest = [];
  painted = new Set();
  for (const l of looks()) for (let n = 0; n < LANES && byHighlight; n += 1) registered(`${l}-${n}`);
  for (const block of S.article.blocks) paintBlock(block);
}

/* ---- marks of the fact selected */

function wordsFound() {
  const q = S.filter.q.toLowerCase();
  if (found.q === q && found.article === S.article) return found.list;
  found = { q, article: S.article, list: [] };
  if (q.length < 2) return found.list;
  for (const block of S.article.blocks) {
    const text = block.text.toLowerCase();
    if (text.length !== block.text.length) continue;
    for (let i = text.indexOf(q); i >= 0; i = text.indexOf(q, i + q.length)) found.list.push({ block, from: i, to: i + q.length });
  }
  return found.list;
}
function partsOf(cites) {
  return cites.filter((c) => c.version === S.article.version && c.end > c.start && c.anchor !== 'lost')
    .flatMap((c) => pieces(S.article.blocks, c.start, c.end)).filter((p) => p.to > p.from);
}
function marksNow() {
  const now = new Map(OVER.map((name) => [name, []]));
  const f = S.fact;
  if (f) {
    now.set('evidence', partsOf(f.citations));
    f.rows.forEach((row, i) => {
      const [main, ...others] = row.citations;
      now.get(i === S.field ? 'focus' : 'value').push(...partsOf(main ? [main] : []));
      now.get('value').push(...partsOf(others));
    });
  }
  const cites = S.hover && S.hover !== S.sel ? S.article.byFact.get(S.hover) || [] : [];
  now.set('hover', partsOf(cites.filter((c) => !c.field).map((c) => ({ ...c, version: S.article.version }))));
  now.set('found', wordsFound());
  if (S.picked) now.set('picked', [S.picked]);
  return now;
}
export function paint() {
  if (!S.article) return;
  over = marksNow();
  if (byHighlight) {
    for (const [name, parts] of over) {
      const mark = registered(name);
      mark.clear();
      for (const p of parts) { const r = rangeIn(p.block.el, p.from, p.to); if (r) mark.add(r); }
    }
    return;
  }
  const before = painted;
  painted = new Set([...over.values()].flat().map((p) => p.block));
  for (const block of new Set([...before, ...painted])) spansOf(block);
}

/* ---- the same with spans, and hidden characters in both */

/* The text of a block; characters that hide are wrapped, so that the style
 * sheet can show their code and the text stays what it is. */
const HIDES = /([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+)/;
export function textNodes(text) {
  if (!HIDES.test(text)) return [text];
  return text.split(HIDES).map((part, i) => (i % 2
    ? h('span.hides', { 'data-code': [...part].map((ch) => shown(ch)[1].textContent).join(' ') }, part) : part));
}
function spansOf(block) {
  const marks = [...atRest[block.index] || []];
  for (const [name, parts] of over) for (const p of parts) if (p.block === block) marks.push({ name, from: p.from, to: p.to });
  const cuts = [...new Set([0, block.text.length, ...marks.flatMap((m) => [m.from, m.to])])].sort((a, b) => a - b);
  fill(block.el, cuts.slice(0, -1).map((from, i) => {
    const on = marks.filter((m) => m.from <= from && m.to >= cuts[i + 1]);
    const text = textNodes(block.text.slice(from, cuts[i + 1]));
    if (!on.length) return text;
    const el = h('span', { class: ['m', ...on.map((m) => 'm-' + m.name)].join(' ') }, text);
    for (const m of on) if (m.look) el.style.setProperty(`--l${m.name.slice(-1)}`, `var(--${m.look})`);
    return el;
  }));
}
