/* add.js - a new fact from words chosen in the article. */
import { button, h, human, icon, kbd, say, shown } from './dom.js';
import { S, kindNames, kindOf, look } from './state.js';
import { changedIds, send, settle, toast } from './change.js';
import { dialog, head } from './dialog.js';
import { addField } from './edit.js';
import { dropPicked, pickedCite, pickedText, startWords } from './words.js';
import { forgetFacts, openFact } from './open.js';
import { $ } from './dom.js';

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
export async function makeFact(kind) {
  if (!S.picked) return;
  const cite = pickedCite();
  const picked = S.picked;
  S.picked = evidence();
  const whole = pickedCite();
  S.picked = picked;
  $('adding').close();
  const [first, second] = kindOf(kind).fields;
  const wire = ({ version, start, end, quote, stance }) => ({ version, start, end, quote, stance });
  const answer = await send('/api/add', { kind, set: [{ field: first.name, value: cite.quote, citations: [wire(cite)] }], citations: [wire(whole)] }, []);
  if (!answer) return;
  dropPicked();
  const [id] = changedIds(answer, [answer.fact]);
  forgetFacts(id);
  await openFact(id);
  settle([id]);
  toast(`Added #${S.fact.no} ${human(kind)}`);
  if (second && !S.fact.fields[second.name]) addField(second.name);
}
