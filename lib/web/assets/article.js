/* article.js - the article in the middle: its blocks, the margin of fact
 * numbers beside them, and where the reader's eyes are led. */
import { get } from './api.js';
import { $, fill, h, icon, safeLink, shown } from './dom.js';
import { S, look } from './state.js';
import { spoken } from './model.js';
import { blockOf, pieces, rangeIn } from './place.js';
import { paint, paintBlock, paintRest, textNodes } from './marks.js';

const MANY_BLOCKS = 2000, CHUNK = 12, KEPT = 4;
/* Roles of what is on the page but is none of the article. */
const ASIDE = new Set(['related', 'comments', 'navigation', 'share', 'consent', 'subscription', 'boilerplate']);
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const cache = new Map();

/* ---- from the server */

function index(article) {
  article.byFact = new Map();
  article.inBlock = new Map();
  const seen = new Set();
  for (const c of article.cites) {
    const key = `${c.fact} ${c.field} ${c.value || 0}`;
    c.second = Boolean(c.field) && seen.has(key);
    seen.add(key);
    enter(article, c);
  }
}
function enter(article, c) {
  if (!article.byFact.has(c.fact)) article.byFact.set(c.fact, []);
  article.byFact.get(c.fact).push(c);
  if (c.anchor === 'lost') return;
  for (const { block } of pieces(article.blocks, c.start, c.end)) {
    if (!article.inBlock.has(block.index)) article.inBlock.set(block.index, []);
    article.inBlock.get(block.index).push(c);
  }
}
async function fetchArticle(version, source) {
  const wire = await get(`/api/versions/${encodeURIComponent(version)}`);
  const article = { ...wire, version, sourceId: source, facts: new Map(wire.facts.map((f) => [f.id, f])), blocks: wire.blocks.map(blockOf) };
  index(article);
  return article;
}
export const isAside = (block) => ASIDE.has(block.role);
/* The article that holds a version's text; drawn when it is another one. */
export async function openArticle(version, source) {
  if (S.article && S.article.version === version && !S.article.old) return;
  let article = cache.get(version);
  if (!article || article.old) {
    const late = setTimeout(() => {
      $('reading').setAttribute('aria-busy', 'true');
      fill($('article'), h('p.state', 'Opening the article…'));
    }, 150);
    try { article = await fetchArticle(version, source); } finally { clearTimeout(late); $('reading').removeAttribute('aria-busy'); }
    cache.set(version, article);
    if (cache.size > KEPT) cache.delete(cache.keys().next().value);
  }
  S.article = article;
  draw();
  $('scroll').scrollTop = 0;
}
export function forgetArticles() {
  cache.clear();
  if (S.article) S.article.old = true;
}

/* ---- drawing */

const CHANGES = [['exact', 'unchanged'], ['moved', 'moved'], ['approximate', 'approximate'], ['lost', 'lost']];
function changed({ changes, source }) {
  const versions = source.versions || [];
  if (!changes || versions.length < 2) return null;
  const parts = CHANGES.map(([key, word]) => `${changes[key] || 0} ${word}`);
  return h('p.a-note', h('b', 'The outlet changed this page. '), `Its citations: ${parts.join(', ')}.`);
}
function headOf(article) {
  const { source } = article;
  const versions = source.versions || [];
  const n = versions.findIndex((v) => v.id === article.version) + 1;
  return h('header.a-head',
    h('p.a-outlet', shown(source.outlet || source.name), h('span', shown(source.published || 'no date')),
      versions.length ? h('span', `version ${n} of ${versions.length}`) : null,
      source.url ? safeLink(source.url, hostOf(source.url)) : source.outlet ? h('span', shown(source.name)) : null),
    article.redacted ? h('p.a-note', h('b', 'Removed. '), 'The text of this article was taken out of the database; what was cited stays known by its hash.') : null,
    source.copy_of ? h('p.a-note', h('b', `Copy of ${source.copy_of}. `), 'It does not count as an independent source.') : null,
    n && n < versions.length ? h('p.a-note', h('b', 'An older version. '), 'What is cited here stands in the text as it was then.') : null,
    changed(article));
}
function hostOf(url) {
  try { return new URL(url).host || url; } catch { return url; }
}
function mark(id) {
  const f = S.article.facts.get(id);
  return h('li', h('button', { type: 'button', class: 'mk', 'data-fact': id, 'data-status': f.status, 'aria-label': spoken(f), 'aria-current': S.sel === id ? 'true' : null },
    icon(look(f.kind)), String(f.no)));
}
/* The facts whose evidence begins in a block, in the order of the text. */
function factsIn(block) {
  const first = new Map();
  for (const c of S.article.inBlock.get(block.index) || []) {
    if (c.start < block.start || !S.article.facts.has(c.fact)) continue;
    const starts = !c.field || !(S.article.byFact.get(c.fact) || []).some((x) => !x.field);
    if (starts && !first.has(c.fact)) first.set(c.fact, c.start);
  }
  return [...first].sort((a, b) => a[1] - b[1]).map(([id]) => id);
}
function gutter(block) {
  const ids = factsIn(block);
  const role = block.role === 'body' ? `¶${block.n}` : block.role;
  return [
    !S.session.roles ? h('span.role', role) : h('button', { type: 'button', class: 'role', 'data-do': 'relabel', 'data-block': block.index, 'aria-haspopup': 'menu',
      'aria-label': `Paragraph ${block.n} is ${block.role}: change` }, role),
    ids.length ? h('ul.marks', { 'aria-label': `Facts in paragraph ${block.n}` }, ids.map(mark)) : null,
  ];
}
function drawBlock(block) {
  block.el = h(block.role === 'title' ? 'h2' : 'p', { class: 'text', dir: 'auto', 'data-block': block.index }, textNodes(block.text));
  block.gutter = h('div.gutter', gutter(block));
  return h('div.block', { 'data-role': block.role, 'data-aside': isAside(block) ? '' : null, id: `b-${block.index}` }, block.gutter, block.el);
}
/* A long article in chunks, which the browser lays out when they come into
 * view: watching each paragraph would cost more than it saves. */
function chunks(blocks) {
  const out = [];
  for (let i = 0; i < blocks.length; i += CHUNK) out.push(h('div.chunk', {}, blocks.slice(i, i + CHUNK).map(drawBlock)));
  return out;
}
function draw() {
  const { article } = S;
  const long = article.blocks.length > MANY_BLOCKS;
  $('article').classList.toggle('long', long);
  fill($('article'), headOf(article), long ? chunks(article.blocks) : article.blocks.map(drawBlock));
  if (article.source.language) $('article').lang = article.source.language; else $('article').removeAttribute('lang');
  paintRest();
}
/* ---- keeping up with changes */

export function markCurrent(before) {
  for (const id of [before, S.sel]) {
    for (const c of S.article.byFact.get(id) || []) {
      for (const { block } of pieces(S.article.blocks, c.start, c.end)) {
        for (const el of block.gutter.querySelectorAll('.mk')) {
          if (el.dataset.fact === S.sel) el.setAttribute('aria-current', 'true'); else el.removeAttribute('aria-current');
        }
      }
    }
  }
}
/* A fact was changed: its number, its marks and what it cites. */
export function refreshFact(fact, row) {
  const { article } = S;
  if (!article || fact.source !== article.sourceId) return;
  const touched = new Set();
  const blocksOf = (list) => list.forEach((c) => { for (const p of pieces(article.blocks, c.start, c.end)) touched.add(p.block); });
  blocksOf(article.byFact.get(fact.id) || []);
  article.cites = article.cites.filter((c) => c.fact !== fact.id);
  for (const [i, list] of article.inBlock) article.inBlock.set(i, list.filter((c) => c.fact !== fact.id));
  article.byFact.delete(fact.id);
  article.facts.set(fact.id, row);
  const add = (c, field, second) => {
    if (c.version !== article.version) return;
    const cite = { ...c, fact: fact.id, field, second };
    article.cites.push(cite);
    enter(article, cite);
  };
  fact.citations.forEach((c) => add(c, '', false));
  fact.rows.forEach((r) => r.citations.forEach((c, i) => add(c, r.name, i > 0)));
  blocksOf(article.byFact.get(fact.id) || []);
  for (const block of touched) { paintBlock(block); fill(block.gutter, gutter(block)); }
}

/* ---- where to look */

export function rangeOf(cite) {
  if (!cite || !S.article || cite.version !== S.article.version || cite.anchor === 'lost') return null;
  const [part] = pieces(S.article.blocks, cite.start, cite.end);
  return part ? rangeIn(part.block.el, part.from, part.to) : null;
}
export const blockNo = (cite) => {
  const [part] = cite && S.article && cite.version === S.article.version ? pieces(S.article.blocks, cite.start, cite.end) : [];
  return part ? part.block.n : 0;
};
/* Move the article only when the words are not already in view. */
export function showQuote(cite) {
  const range = rangeOf(cite);
  if (!range) return;
  const box = $('scroll').getBoundingClientRect();
  let r = range.getBoundingClientRect();
  if (r.top >= box.top + 40 && r.bottom <= box.bottom - 60 && r.height) return;
  const far = Math.abs(r.top - box.top) > 4 * box.height;
  const go = () => $('scroll').scrollBy({ top: r.top - box.top - box.height * 0.3, behavior: calm.matches || far ? 'auto' : 'smooth' });
  go();
  if (far) { r = range.getBoundingClientRect(); go(); } /* heights above were only estimated */
}
