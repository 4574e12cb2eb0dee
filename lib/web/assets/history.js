/* history.js - the drawer that says where a fact comes from: every change of
 * it, the rule that found it, the file and the version. */
import { get } from './api.js';
import { button, h, human, plainly, shown } from './dom.js';
import { S } from './state.js';
import { dialog, head } from './dialog.js';
import { readOnly } from './top.js';

const when = (at) => {
  const day = new Date(at);
  return Number.isNaN(day.getTime()) ? at : day.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
};
const side = (name, text) => h(name, text ? shown(text) : h('span.muted', 'nothing'));
/* One field that a change touched: what it said, what it says. */
const changeEl = ({ field, old, new: now }) => h('li', h('b', human(field)), ' ',
  old === undefined ? shown(now) : [side('del', old), h('span', { 'aria-hidden': 'true' }, ' → '), h('span.sr', ' became '), side('ins', now)]);
function entryEl(entry) {
  return h('li', { 'data-undone': entry.undone },
    h('p.when', h('time', { datetime: entry.at }, when(entry.at)), h('b', shown(entry.who.replace(/^user:/, '')))),
    h('p', shown(human(entry.what)), !entry.changes.length && entry.summary && entry.summary !== entry.what ? [': ', shown(entry.summary)] : null, entry.undone ? h('span.muted', ' (taken back)') : null),
    entry.changes.length ? h('ul.changes', entry.changes.map(changeEl)) : null,
    entry.why ? h('p.muted', shown(entry.why)) : null,
    entry.undoable && !readOnly() && entry.what !== 'import' ? button('Undo this', 'undo-here', { 'data-op': entry.op, 'data-label': plainly(entry.what) }) : null);
}
const line = (name, value) => (value ? [h('dt', name), h('dd', value)] : null);
function chain(f, why) {
  const { source } = S.article;
  const versions = (source.versions || []).map((v) => `${v.id}${v.imported ? ', ' + v.imported : ''}`);
  return h('section.chain', h('h3', 'Where it came from'), h('dl', {},
    line('rule', f.rule ? shown(f.rule) : 'made by hand'), line('source', shown(source.title || source.name)), line('file', shown(source.name)),
    line('version', shown(versions.join('; '))), line('id', f.id)),
  why ? h('pre.explain', { tabindex: '0', 'aria-label': 'How the rule found it' }, shown(why)) : null);
}
export async function openHistory() {
  const f = S.fact;
  if (!f) return;
  const path = `/api/facts/${encodeURIComponent(f.id)}`;
  const [log, why] = await Promise.all([get(`${path}/history`), get(`${path}/why`).catch(() => null)]);
  dialog('history', head('history', `History of #${f.no}`, `${human(f.kind)}, revision ${f.revision}. Nothing here can be lost; undoing adds an entry.`),
    h('ol.log', log.map(entryEl)), chain(f, why && why.explanation));
}
