/* conflict.js - someone else saved first: both versions, and a choice for
 * each field. Nothing is overwritten. */
import { get } from './api.js';
import { $, button, h, human, kbd, say, shown } from './dom.js';
import { S } from './state.js';
import { STATUS, assignments, factOf, valueOf } from './model.js';
import { dialog, foot, head, shut } from './dialog.js';
import { afterChange, send, toast } from './change.js';
import { keepFact } from './open.js';
import { dropEdit } from './edit.js';

let open = null; /* {base, theirs, mine, again} */

const listed = (f, name) => f.rows.filter((r) => r.name === name).map((r) => r.value).join(', ');
const differ = (a, b) => [...new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])].filter((n) => listed(a, n) !== listed(b, n));
const clock = (at) => { const d = new Date(at); return Number.isNaN(d.getTime()) ? at || '' : d.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }); };
const fold = (text) => text.toLowerCase().replace(/\s+/g, ' ').trim();

/* What the quote says, when it does not hold the text. */
function unsaid(f, name, text, cites) {
  const cite = cites ? cites[0] : (valueOf(f, name) || { citations: [] }).citations[0];
  if (!cite || !cite.quote || !text || fold(cite.quote).includes(fold(text))) return null;
  return h('span.flag.flag-differs', 'quote says “', shown(cite.quote), '”');
}
const unchanged = () => h('td.muted', 'unchanged');
function choice(name, side, text, checked, f, cites) {
  return h('td', h('label', h('input', { type: 'radio', name: 'pick-' + name, value: side, checked }),
    h('span', text ? shown(text) : h('span.muted', 'empty'), unsaid(f, name, text, cites))));
}
function row(name, { base, theirs, mine }) {
  const changed = listed(base, name) !== listed(theirs, name), my = mine[name];
  return h('tr', h('th', { scope: 'row' }, human(name)), h('td.muted', shown(listed(base, name) || 'not stated')),
    changed ? choice(name, 'theirs', listed(theirs, name), !my, theirs) : my ? choice(name, 'theirs', listed(theirs, name), false, theirs) : unchanged(),
    my ? choice(name, 'yours', my.text, true, theirs, my.cites) : unchanged());
}
const decision = (base, theirs, doing) => (base.status !== theirs.status || doing
  ? h('tr', h('th', { scope: 'row' }, 'status'), h('td.muted', STATUS[base.status]), h('td', STATUS[theirs.status]), h('td', { class: doing ? null : 'muted' }, doing ? STATUS[doing === 'accept' ? 'accepted' : 'rejected'] : 'unchanged')) : null);

/* `mine`: field -> {text, index, cites}; `again` does what was refused once
 * more, on top of what is there now. */
export async function openConflict(base, mine, refusal, again, doing = '') {
  const told = (refusal.facts || []).find((x) => x.id === base.id) || {};
  const theirs = factOf(await get(`/api/facts/${encodeURIComponent(base.id)}`));
  const who = (told.by || 'Someone else').replace(/^user:/, '');
  open = { base, theirs, mine, again, who };
  const names = [...new Set([...Object.keys(mine), ...differ(base, theirs)])];
  dialog('conflict',
    head('conflict', shown(`${who} changed #${base.no} while you had it open`),
      `Saved at ${clock(told.at)}, revision ${theirs.revision}. Nothing of yours was written and nothing is overwritten. ${names.length ? 'Choose, field by field.' : ''}`, false),
    h('div.c-scroll', { tabindex: '0', role: 'region', 'aria-label': 'Both versions' }, h('table', {},
      h('thead', h('tr', h('td'), h('th', { scope: 'col' }, 'Before'), h('th', { scope: 'col' }, shown(who)), h('th', { scope: 'col' }, 'You'))),
      h('tbody', names.map((n) => row(n, open)), decision(base, theirs, doing)))),
    foot(button(['Cancel ', kbd('Esc')], 'close', { class: 'quiet' }),
      h('div', button(shown(`Take ${who}’s version`), 'take-theirs'), button([doing ? `${doing === 'accept' ? 'Accept' : 'Reject'} what is there now ` : 'Save this choice ', kbd('Enter')], 'take-choice', { class: 'primary' }))));
  $('conflict').querySelector('.primary').focus();
  say(`${who} changed this fact while you had it open.`);
}
export async function takeTheirs() {
  const { base, who } = open;
  shut('conflict');
  dropEdit();
  keepFact(open.theirs);
  await afterChange(base.id);
  toast(`#${base.no} is now ${who}’s version`, { act: null });
}
export async function takeChoice() {
  const { base, theirs, mine, again, who } = open;
  const chosen = (n) => { const el = $('conflict').querySelector(`input[name="pick-${CSS.escape(n)}"]:checked`); return el ? el.value : 'theirs'; };
  const my = Object.keys(mine).filter((n) => chosen(n) === 'yours');
  const undoing = differ(base, theirs).filter((n) => !mine[n] && chosen(n) === 'yours');
  shut('conflict');
  if (S.sel === base.id) S.fact = theirs;
  if (!Object.keys(mine).length && again && !undoing.length) { await again(); return; }
  if (!my.length) { await takeTheirs(); return; }
  const set = my.flatMap((n) => assignments(theirs, n, mine[n].index, mine[n].text, mine[n].cites || undefined));
  const answer = await send('/api/edit', { fact: base.id, set, why: 'after a conflict' }, [theirs], { stale: (r) => openConflict(theirs, mine, r, again) });
  if (!answer) return;
  dropEdit();
  await afterChange(base.id, answer);
  toast(`Saved #${base.no}: yours and ${who}’s`);
}
