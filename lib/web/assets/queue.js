/* queue.js - the list of facts on the left. Rows come 200 at a time and only
 * those in view exist as elements, however many there are. */
import { get } from './api.js';
import { $, button, count, fill, h, human, icon, plainly, say, shown } from './dom.js';
import { NO_FILTER, S, look } from './state.js';
import { FLAGS, STATUS, flagWords } from './model.js';

const ROW_PX = 54, PAGE = 200, MARGIN_PX = 300;
const TALLEST_PX = 8e6; /* browsers do not draw elements much taller */
let asked = new Map();  /* page -> promise, of the filter as it is */
let serial = 0;         /* counts filters: answers to an earlier one are dropped */

/* ---- rows */

const filterNow = () => {
  const { status, ...rest } = S.filter;
  return { status: status === 'done' ? 'reviewed' : status, ...rest };
};
function take(page, from) {
  S.total = page.total;
  S.facets = page.facets || S.facets;
  S.headSeen = page.head;
  S.rows.length = page.total;
  page.rows.forEach((row, i) => { S.rows[from + i] = row; });
}
async function loadPage(n) {
  const mine = serial, from = n * PAGE;
  const page = await get('/api/facts', { ...filterNow(), from, limit: PAGE });
  if (mine === serial) take(page, from);
}
/* The row at `index`, fetched when it is not there yet; undefined past the end. */
export async function rowAt(index) {
  if (index < 0 || index >= S.total) return undefined;
  if (!S.rows[index]) await ensure(index, index + 1);
  return S.rows[index];
}
function ensure(from, to) {
  const need = [];
  for (let n = Math.floor(from / PAGE); n * PAGE < Math.min(to, S.total); n += 1) {
    let missing = false;
    for (let i = Math.max(from, n * PAGE); i < Math.min((n + 1) * PAGE, to, S.total) && !missing; i += 1) missing = !S.rows[i];
    if (!missing) continue;
    if (!asked.has(n)) asked.set(n, loadPage(n).finally(() => asked.delete(n)));
    need.push(asked.get(n));
  }
  return need.length ? Promise.all(need) : null;
}

/* Ask again from the server, keeping the place: the filter or the facts
 * changed. */
export async function reload() {
  serial += 1;
  asked = new Map();
  const mine = serial;
  if (S.at >= 0) S.near = S.at;
  const n = Math.floor(S.near / PAGE);
  const page = await get('/api/facts', { ...filterNow(), from: n * PAGE, limit: PAGE });
  if (mine !== serial) return;
  S.rows = [];
  take(page, n * PAGE);
  locate();
  drawQueue();
}
/* Where the selected fact stands in the list, of what is loaded: -1 if not. */
export function locate() {
  if (S.at >= 0 && S.rows[S.at] && S.rows[S.at].id === S.sel) return S.at;
  S.at = S.rows.findIndex((r) => r && r.id === S.sel);
  return S.at;
}
/* The same for a fact that may be anywhere: the server knows. */
export async function find(id) {
  const near = S.rows.findIndex((r) => r && r.id === id);
  if (near >= 0) { S.at = near; return near; }
  const { found } = await get('/api/facts', { ...filterNow(), find: id, limit: 0 });
  if (found < 0) return -1;
  S.at = found;
  await ensure(found, found + 1);
  return found;
}
/* A row that no longer belongs to the list goes at once; the counts follow. */
export function dropRow(id) {
  const at = S.rows.findIndex((r) => r && r.id === id);
  if (at < 0) return;
  S.rows.splice(at, 1);
  S.total -= 1;
  asked = new Map();
  serial += 1;
}
export function putRow(row) {
  const at = S.rows.findIndex((r) => r && r.id === row.id);
  if (at < 0) return;
  const was = S.rows[at];
  S.rows[at] = { ...was, ...row };
  /* whether others contradict it is only known of rows */
  if (row.flags && was.flags.includes('disputed') && !row.flags.includes('disputed')) S.rows[at].flags = ['disputed', ...row.flags];
}
/* Of a fact that stands in no row, what its other sources say. */
export function isDisputed(id, otherwise = false) {
  const row = S.rows.find((r) => r && r.id === id);
  return row ? row.flags.includes('disputed') : otherwise;
}
/* The first row from `from` on, with wrapping, that `fits`. */
export async function seek(from, fits) {
  for (let i = 0; i < S.total; i += 1) {
    const row = await rowAt((from + i) % S.total);
    if (row && fits(row)) return (from + i) % S.total;
  }
  return -1;
}

/* ---- drawing */

const tall = () => S.total * ROW_PX;
const pad = () => Math.min(tall(), TALLEST_PX);
/* Of very long lists the scroll bar is a scale: pixels of it stand for more. */
function scale() {
  return tall() > TALLEST_PX ? (tall() - view.height) / (TALLEST_PX - view.height) : 1;
}
/* Where the list stands, known without asking the browser for its layout:
 * that would have to be made in the midst of drawing. */
const view = { top: 0, height: 0 };
export function watchList(draw = () => requestAnimationFrame(drawList)) {
  const list = $('list');
  list.addEventListener('scroll', () => { view.top = list.scrollTop; draw(); }, { passive: true });
  new ResizeObserver(([entry]) => { view.height = entry.contentRect.height; draw(); }).observe(list);
  view.height = list.clientHeight;
}
function scrollList(top) {
  $('list').scrollTop = top;
  view.top = $('list').scrollTop;
}
const topNow = () => view.top * scale();

function rowEl(row, i, opens) {
  const words = flagWords(row.flags);
  return h('div', {
    class: opens ? 'qrow opens' : 'qrow', role: 'option', id: 'q-' + row.id, 'data-fact': row.id, 'data-status': row.status,
  },
  icon(look(row.kind)),
  h('span.qmain',
    h('span.qtext', shown(row.headline || row.kind)),
    h('span.qmeta', h('span', { class: words.length ? 'sr' : '' }, human(row.kind) + ' '),
      words.map(([k, t]) => h('span', { class: 'flag flag-' + k }, t + ' ')))),
  h('span.qside', h('span.qno', `#${row.no} `),
    h('span', { class: 'st st-' + row.status }, icon(row.status), h('span.sr', STATUS[row.status]))));
}
/* A row's element is kept as long as what it shows is the same. */
let kept = new Map(); /* id -> {row, opens, el} */
function keptRow(row, i, next) {
  const opens = !S.rows[i - 1] || S.rows[i - 1].source !== row.source;
  let one = kept.get(row.id);
  if (!one || one.row !== row || one.opens !== opens) one = { row, opens, el: rowEl(row, i, opens) };
  next.set(row.id, one);
  put(one.el, 'aria-selected', row.id === S.sel);
  put(one.el, 'aria-posinset', i + 1);
  put(one.el, 'aria-setsize', S.total);
  put(one.el, 'data-marked', S.marked.has(row.id));
  return one.el;
}
function put(el, name, value) {
  if (el.getAttribute(name) !== String(value)) el.setAttribute(name, String(value));
}
const waitingEl = () => h('div.qrow', { role: 'presentation' }, h('span.muted', '…'));

export function drawList() {
  const list = $('list');
  const height = pad() + 'px';
  if ($('pad').style.height !== height) {
    $('pad').style.height = height;
    if (view.top + view.height > pad()) view.top = list.scrollTop; /* which that may have moved */
  }
  const top = topNow(), shift = view.top - top;
  const first = Math.max(0, Math.floor((top - MARGIN_PX) / ROW_PX));
  const last = Math.min(S.total, Math.ceil((top + view.height + MARGIN_PX) / ROW_PX));
  const out = [], next = new Map();
  for (let i = first; i < last; i += 1) {
    const el = S.rows[i] ? keptRow(S.rows[i], i, next) : waitingEl();
    const place = `translateY(${i * ROW_PX + shift}px)`;
    if (el.style.transform !== place) el.style.transform = place;
    out.push(el);
  }
  kept = next;
  replaceRows($('pad'), out);
  const loading = last > first ? ensure(first, last) : null;
  if (loading) loading.then(drawList, () => {});
  const seen = S.rows[Math.floor(top / ROW_PX)];
  fill($('from'), seen ? [h('b', shown(sourceName(seen.source))), h('span', placeWords())] : null);
  const on = S.at >= first && S.at < last && S.rows[S.at] && S.rows[S.at].id === S.sel;
  if (on) list.setAttribute('aria-activedescendant', 'q-' + S.sel); else list.removeAttribute('aria-activedescendant');
}
/* Put in what is new and take out what is gone; what stays is not touched. */
function replaceRows(el, rows) {
  const stay = new Set(rows);
  for (const child of [...el.children]) if (!stay.has(child)) child.remove();
  rows.forEach((row, i) => { if (el.children[i] !== row) el.insertBefore(row, el.children[i] || null); });
}
const placeWords = () => (S.at >= 0 ? `${count(S.at + 1)} of ${count(S.total)}` : count(S.total));
export function showRow() {
  if (S.at < 0) return;
  const y = S.at * ROW_PX, top = topNow(), s = scale();
  if (y < top) scrollList(y / s);
  else if (y + ROW_PX * 2 > top + view.height) scrollList(Math.ceil((y + ROW_PX * 2 - view.height) / ROW_PX) * ROW_PX / s); /* whole rows */
}

/* ---- filters */

/* Counts, each as if its own part of the filter were not set. */
export const facet = (group) => S.facets[group] || [];
const countOf = (group, name) => (facet(group).find((x) => x.name === name) || { count: 0 }).count;
function statusCount(part) {
  const all = facet('status').reduce((n, x) => n + x.count, 0), todo = countOf('status', 'extracted');
  return { todo, done: all - todo, all }[part];
}
const titleOf = (x) => x.title || x.outlet || x.name;
function sourceName(id) {
  const known = facet('source').find((x) => x.name === id);
  return known ? titleOf(known) : '';
}
const SEGMENTS = [['todo', 'To review'], ['done', 'Reviewed'], ['all', 'All']];
function drawFilters() {
  const press = (group, value, children, attrs = {}) => button(children, group, { 'data-value': value, 'aria-pressed': String(S.filter[group] === value), ...attrs });
  fill($('f-status'), SEGMENTS.map(([v, label]) => press('status', v, [label, ' ', h('span.n', count(statusCount(v)))])));
  fill($('f-flag'), FLAGS.filter((f) => facet('flag').some((x) => x.name === f.name && (!f.rare || x.count)) || S.filter.flag === f.name).map((f) => {
    const n = countOf('flag', f.name);
    return press('flag', f.name, [f.label, ' ', h('span.n', count(n))], { class: n ? null : 'none' });
  }));
  fill($('f-kind'), S.session.kinds.map(({ name }) => {
    const n = countOf('kind', name);
    return press('kind', name, [icon(look(name)), h('span.n', count(n))], { class: n ? null : 'none', title: human(name), 'aria-label': `${human(name)}, ${n}` });
  }));
  fillSelect($('f-source'), 'All sources', facet('source'), S.filter.source);
  fillSelect($('f-rule'), 'All rules', facet('rule'), S.filter.rule);
}
/* Long lists are filled in when someone is about to look at them. */
function fillSelect(select, all, list, current) {
  select.fillNow = () => {
    select.fillNow = null;
    fill(select, h('option', { value: '' }, all), list.map((x) => h('option', { value: x.name }, plainly(`${titleOf(x)} (${count(x.count)})`))));
    select.value = current;
  };
  if (list.length <= PAGE || document.activeElement === select) { select.fillNow(); return; }
  const x = list.find((y) => y.name === current);
  fill(select, h('option', { value: '' }, all), x ? h('option', { value: x.name, selected: true }, plainly(titleOf(x))) : null);
}
export function describeFilter() {
  const { status, flag, kind, source, rule, q } = S.filter;
  const parts = [];
  if (status !== 'all') parts.push(status === 'todo' ? 'still to review' : 'reviewed');
  if (flag) parts.push(FLAGS.find((f) => f.name === flag).label.toLowerCase());
  if (kind) parts.push('of kind ' + human(kind));
  if (source) parts.push('from ' + (sourceName(source) || 'this source'));
  if (rule) parts.push('found by ' + rule);
  if (q) parts.push(`about “${q}”`);
  return parts.join(', ') || 'shown';
}
const isPlain = () => Object.keys(NO_FILTER).every((k) => S.filter[k] === NO_FILTER[k]);
function drawEmpty() {
  $('empty').hidden = S.total > 0;
  if (S.total) return;
  const done = isPlain() && S.session.total > 0;
  const none = S.session.total === 0;
  fill($('empty'),
    h('p.big', none ? 'No facts yet.' : done ? 'Every fact is reviewed.' : 'Nothing matches.'),
    none ? h('p', 'Import articles with ', h('code', 'ibid import'), '.')
      : done ? h('p', 'Export them with ', h('code', 'ibid export'), ', or look again at the disputed ones.')
        : h('p', shown(S.wrong || `No fact is ${describeFilter()}.`)),
    none || done ? null : button('Clear the filters', 'clear'));
}
export function drawQueue() {
  drawFilters();
  drawList();
  drawEmpty();
  $('bulk-all').hidden = $('bulk-all').parentElement.hidden = S.total === 0;
  fill($('bulk-all'), `Decide all ${count(S.total)}…`);
}
export const saySize = () => say(`${S.total} ${S.total === 1 ? 'fact' : 'facts'}`);
