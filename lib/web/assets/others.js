/* others.js - what other sources say of the same thing: in short below the
 * fact, side by side in a dialog, and how the difference is settled. */
import { get } from './api.js';
import { $, button, fill, h, human, kbd, plural, say, shown } from './dom.js';
import { S, kindOf } from './state.js';
import { STATUS, inWords } from './model.js';
import { dialog, foot, head, shut } from './dialog.js';
import { changedIds, send, bringUp, toast } from './change.js';
import { context, drawFact } from './fact.js';
import { decideLink, linkCell, undecided } from './links.js';
import { readOnly } from './top.js';

const CONTEXT = 60, LONGER = 80;
let known = { id: null, revision: 0, group: null };

/* ---- below the fact */

async function load(f) {
  const group = await get(`/api/facts/${encodeURIComponent(f.id)}/others`);
  known = { id: f.id, revision: f.revision, group };
}
/* Does another source contradict it? False until the server has answered. */
export const isContested = (f) => known.id === f.id && known.group !== null && known.group.disputed;
const valuesOf = (fact, name) => { const v = fact.fields[name]; return v ? (Array.isArray(v) ? v : [v]) : []; };
const textOf = (fact, name) => valuesOf(fact, name).map((v) => v.value).join(', ');
const meant = (fact, name) => valuesOf(fact, name).map((v) => (v.normalized ? inWords(v.normalized) : v.value)).join(', ').toLowerCase();
function mainField(f, group) {
  if (group.differs.length) return group.differs[0];
  const keys = kindOf(f.kind).fields.filter((d) => d.key).map((d) => d.name);
  return f.kind === 'statement' ? 'content' : keys[0];
}
function oneOther(f, x, main) {
  const self = x.fact.id === f.id;
  const tag = [self ? 'this fact' : '', x.copy_of ? 'copy' : ''].filter(Boolean).join(', ');
  const text = shown(textOf(x.fact, main) || x.fact.headline || '');
  return h('li.other', { 'data-long': main === 'content', 'data-copy': Boolean(x.copy_of) },
    h('span.o-src', shown(x.outlet || ''), tag ? h('span.o-tag', tag) : null),
    self ? h('span.o-val', text) : h('button', { type: 'button', class: 'o-val', 'data-do': 'open', 'data-fact': x.fact.id }, text),
    h('span.o-date', shown((x.published || '').slice(5)), x.rank && x.rank !== 'normal' ? ' · ' + x.rank : ''));
}
function short(f, group) {
  const list = group.facts.filter((x) => x.fact.status !== 'merged');
  if (list.filter((x) => x.fact.id !== f.id).length === 0) return [h('h3', { id: 'others-h' }, 'Other sources'), h('p.muted', 'No other source says this.')];
  return [
    h('div.others-head', h('h3', { id: 'others-h' }, 'Other sources'), button(['Compare ', kbd('c')], 'compare', { class: 'quiet', 'aria-haspopup': 'dialog' })),
    h('p.tally', h('b', plural(group.independent, 'independent source')), group.copies ? `, ${plural(group.copies, 'copy', 'copies')} not counted` : '',
      group.differs.length ? h('span.flag.flag-disputed', 'disputed') : null),
    h('ul', list.map((x) => oneOther(f, x, mainField(f, group)))),
  ];
}
/* Drawn at once with what is known, and again when the server has answered. */
export function drawOthers(f) {
  const el = h('section.others', { id: 'others', 'aria-labelledby': 'others-h' });
  if (known.id === f.id && known.group) fill(el, short(f, known.group));
  else fill(el, h('h3', { id: 'others-h' }, 'Other sources'));
  if (known.id !== f.id || known.revision !== f.revision) {
    const was = isContested(f);
    load(f).then(() => {
      if (!S.fact || S.fact.id !== f.id || !el.isConnected) return;
      if (isContested(f) !== was) drawFact(); else fill(el, short(f, known.group));
    }, () => el.remove());
  }
  return el;
}

/* ---- side by side */

function cell(x, name, list, differs) {
  const values = valuesOf(x.fact, name);
  if (!values.length) return h('td.none', h('span.muted', 'not stated'));
  const other = differs && x !== list[0] && meant(x.fact, name) !== meant(list[0].fact, name);
  return h('td', { 'data-differs': other || (differs && x === list[0]) }, values.map((v) => {
    const words = inWords(v.normalized);
    const cite = (v.citations || []).find((c) => c.anchor !== 'lost');
    return [h('p.c-val', other ? h('span.ne', { title: 'differs' }, '≠ ', h('span.sr', 'differs: ')) : null,
      h('span', shown(v.value)), words && words !== v.value ? h('span.norm', shown(words)) : null),
    cite && differs ? h('p.c-quote', context(cite, CONTEXT, LONGER)) : null];
  }));
}
/* The source that was copied, by name: `list` has a fact of it, most often. */
function nameOf(source, list) {
  const x = list.find((y) => y.fact.source === source);
  return x && x.outlet ? `${x.outlet} (#${x.fact.no})` : 'another article';
}
function column(x, f, list) {
  return h('th', { scope: 'col', 'data-copy': Boolean(x.copy_of) }, h('span.c-src', shown(x.outlet || ''), x.fact.id === f.id ? h('span.o-tag', 'this fact') : null),
    h('span.c-meta', shown(`#${x.fact.no} · ${x.published || 'no date'} · ${STATUS[x.fact.status]}`)),
    h('span.c-ind', x.copy_of ? shown(`copy of ${nameOf(x.copy_of, list)}, not counted`) : 'independent'));
}
function rankCell(x, i) {
  return h('td', h('span', { class: 'rank rank-' + x.rank }, x.rank), ' ',
    button(['Prefer ', i < 9 ? kbd(String(i + 1)) : null], 'prefer', { 'data-fact': x.fact.id, disabled: readOnly() }));
}
function sentence(group) {
  if (!group.differs.length) return `${plural(group.independent, 'independent source')}; they agree.`;
  return `${plural(group.independent, 'independent source')}; they differ in ${group.differs.map(human).join(', ')}.`;
}
export async function openCompare() {
  const f = S.fact;
  if (!f) return;
  await load(f); /* afresh: a link that is undone leaves the fact as it was */
  const { group } = known;
  const list = group.facts.filter((x) => x.fact.status !== 'merged').sort((a, b) => (b.fact.id === f.id) - (a.fact.id === f.id));
  if (list.length < 2) { say('No other source says this'); return; }
  const names = kindOf(f.kind).fields.map((d) => d.name).filter((n) => list.some((x) => x.fact.fields[n]));
  const off = readOnly();
  dialog('compare', head('compare', shown(group.title || human(f.kind)), sentence(group)),
    h('div.c-scroll', { tabindex: '0', role: 'region', 'aria-label': 'Comparison table' }, h('table', {},
      h('thead', h('tr', h('td'), list.map((x) => column(x, f, list)))),
      h('tbody', names.map((n) => h('tr', { 'data-differs': group.differs.includes(n) }, h('th', { scope: 'row' }, human(n)), list.map((x) => cell(x, n, list, group.differs.includes(n)))))),
      h('tfoot', h('tr', h('th', { scope: 'row' }, 'link'), list.map((x) => linkCell(x, undecided(list)))),
        h('tr', h('th', { scope: 'row' }, 'rank'), list.map(rankCell))))),
    foot(h('label.why', h('span', 'Reason'), h('input', { id: 'why', placeholder: 'why, for the journal', autocomplete: 'off' })),
      h('div', button(['Keep both ', kbd('b')], 'keep-both'),
        group.differs.length ? null : button(['Merge as one fact ', kbd('m')], 'merge', { disabled: off }),
        f.merged_from || f.status === 'merged' ? button('Not the same thing', 'split', { class: 'quiet', disabled: off }) : null)));
}
const inGroup = () => known.group.facts.map((x) => x.fact).filter((x) => x.status !== 'merged');
async function done(answer, said) {
  known.id = null;
  shut('compare');
  if (!answer) return;
  await bringUp(changedIds(answer, [S.sel]));
  toast(said);
}
export async function prefer(id) {
  const list = inGroup();
  const best = list.find((x) => x.id === id);
  const why = $('why').value;
  const answer = await send('/api/rank', { preferred: id, over: list.filter((x) => x.id !== id).map((x) => x.id), why }, list);
  await done(answer, `#${best.no} is preferred; the others are kept`);
}
/* Every citation is kept, and so are the others, behind this one. */
export async function merge() {
  const list = inGroup();
  if (known.group.differs.length || list.length < 2) return;
  const rest = list.filter((x) => x.id !== S.sel);
  const answer = await send('/api/merge', { into: S.sel, facts: rest.map((x) => x.id) }, list);
  await done(answer, `Merged ${rest.length} into #${S.fact.no}; every citation is kept`);
}
export async function split() {
  const answer = await send('/api/split', { fact: S.sel }, [S.fact]);
  await done(answer, `#${S.fact.no} stands alone again`);
}
const SAID = { confirmed: 'rightly linked to', dismissed: 'not linked to' };
export async function judge(id, says) {
  const list = inGroup();
  const other = list.find((x) => x.id === id);
  const answer = await decideLink(id, says, list);
  await done(answer, other ? `#${S.fact.no} is ${SAID[says]} #${other.no}` : '');
  forgetOthers();
}
export function keepBoth() {
  shut('compare');
  toast('Both are kept; the dispute stays visible', { act: null });
}
export const forgetOthers = () => { known.id = null; };
