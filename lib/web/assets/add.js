/* add.js - a new fact from words chosen in the article. */
import { $, button, fill, h, human, icon, kbd, say, shown, valueInput } from './dom.js';
import { S, kindNames, kindOf, look } from './state.js';
import { changedIds, send, settle, toast } from './change.js';
import { dialog, foot, head, shut } from './dialog.js';
import { byteLength } from './place.js';
import { notice } from './top.js';
import { addField } from './edit.js';
import { dropPicked, pickedCite, pickedText, startWords } from './words.js';
import { openFact } from './open.js';

/* The sentence around the words: what the new fact as a whole rests on. */
function evidence() {
  const { block, from, to } = S.picked;
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  const parts = [...segmenter.segment(block.text)].filter((x) => x.index < to && x.index + x.segment.length > from);
  const start = parts.length ? parts[0].index : from;
  const last = parts[parts.length - 1];
  const end = last ? last.index + last.segment.trimEnd().length : to;
  return { block, from: Math.min(start, from), to: Math.max(end, to) };
}
export function openAdding() {
  if (!S.picked) {
    startWords();
    say('Choose words first, then press n');
    return;
  }
  dialog('adding', head('adding', 'New fact', 'Which kind? The words become its first field.'),
    h('p.p-text', h('q', shown(pickedText()))),
    h('ul.pickkind', kindNames().map((k, i) => h('li', {},
      button([icon(look(k)), h('span', human(k)), h('span.muted', kindOf(k).fields.filter((f) => f.key).map((f) => human(f.name)).join(', ')), i < 9 ? kbd(String(i + 1)) : null],
        'make', { 'data-value': k })))));
  $('adding').querySelector('.pickkind button').focus();
}
/* A fact needs all its required fields at once: what the words do not say is
 * asked for, and cited where the sentence around them says it. */
let making = null; /* {kind, cite, whole, first, more} */
const wire = ({ version, start, end, quote, stance }) => ({ version, start, end, quote, stance });
function within(text) {
  const { whole } = making;
  const at = text ? whole.quote.indexOf(text) : -1;
  if (at < 0) return undefined;
  const start = whole.start + byteLength(whole.quote.slice(0, at));
  return [{ version: whole.version, start, end: start + byteLength(text), quote: text, stance: 'supports' }];
}
export async function makeFact(kind) {
  if (!S.picked) return;
  const picked = S.picked, cite = pickedCite();
  S.picked = evidence();
  const whole = pickedCite();
  S.picked = picked;
  const [first, ...others] = kindOf(kind).fields;
  making = { kind, cite, whole, first, more: others.filter((f) => f.required) };
  if (!making.more.length) { await sendFact(); return; }
  const guess = (f) => (f.values || []).find((v) => whole.quote.includes(v)) || '';
  dialog('adding', head('adding', `New ${human(kind)}`, 'It needs this too. Words of the same sentence are cited by themselves.'),
    h('dl.needs', h('dt', human(first.name)), h('dd', h('q', shown(cite.quote))),
      making.more.map((f) => [h('dt', h('label', { for: 'need-' + f.name }, human(f.name))), h('dd', valueInput(f, { id: 'need-' + f.name, value: guess(f) }))])),
    h('p.bad', { id: 'need-error', role: 'alert' }), foot(h('span.muted', shown(whole.quote)), button(['Add ', kbd('Enter')], 'add-made', { class: 'primary' })));
  $('adding').querySelector('input').select();
}
export async function sendFact() {
  const { kind, cite, whole, first, more } = making;
  const set = [{ field: first.name, value: cite.quote, citations: [wire(cite)] }];
  for (const f of more) {
    const value = $('need-' + f.name).value.trim();
    if (value) set.push({ field: f.name, value, citations: within(value) });
  }
  const invalid = (body) => { if ($('need-error')) fill($('need-error'), shown(body.message)); else notice(body.message, 'Dismiss'); };
  const answer = await send('/api/add', { kind, set, citations: [wire(whole)] }, [], { invalid });
  if (!answer) return;
  shut('adding');
  dropPicked();
  const [id] = changedIds(answer, []);
  await openFact(id);
  settle([id]);
  toast(`Added #${S.fact.no} ${human(kind)}`);
  const next = kindOf(kind).fields.find((f) => !f.derived && !S.fact.fields[f.name]);
  if (next) addField(next.name);
}
