/* top.js - the top line: progress, what is saved, what undo would undo; and
 * the line below it when something is wrong. */
import { $, button, count, fill, h, kbd, shown } from './dom.js';
import { S } from './state.js';
import { isDown } from './api.js';

let saving = 0;
export function setSaving(n) {
  saving = n;
  $('saved').textContent = n ? 'Saving…' : isDown() ? 'Not saved' : 'Saved';
}
export const readOnly = () => isDown() || Boolean(S.session && S.session.read_only);

export function drawTop() {
  const { session } = S;
  document.title = `${session.database} · ibid`;
  fill($('db'), shown(session.database));
  $('bar').max = Math.max(1, session.total);
  $('bar').value = session.reviewed;
  $('progress').textContent = `${count(session.reviewed)} of ${count(session.total)} reviewed`;
  setSaving(saving);
  for (const [id, word, key] of [['undo', 'Undo', 'u'], ['redo', 'Redo', '⇧U']]) {
    const step = session[id];
    $(id).disabled = !step || readOnly();
    $(id).hidden = id === 'redo' && !step;
    fill($(id), word, step ? h('span.undo-what', ' ', shown(step.label)) : '', ' ', kbd(key));
  }
}
/* Answers to changes bring the counts and the next undo along. */
export function learn(answer) {
  for (const key of ['reviewed', 'total', 'undo', 'redo', 'head']) if (key in answer) S.session[key] = answer[key];
  if ('seq' in answer) S.session.seq = answer.seq;
  drawTop();
}
export function notice(text, act, doing, tone = 'bad') {
  const el = $('notice');
  el.hidden = false;
  el.classList.toggle('plain', tone === 'plain');
  fill(el, h('span', shown(text)), act ? button(act, doing || 'drop-notice') : null);
}
const dropNotice = () => { $('notice').hidden = true; };
/* What holds for the whole session, and is said again when the server is back. */
export function standingNotice() {
  const { work, read_only: read } = S.session || {};
  if (read) notice('This database can only be read.');
  else if (work) notice(work, 'Dismiss', 'drop-work', 'plain');
  else dropNotice();
}
export function dropWork() {
  S.session.work = '';
  dropNotice();
}
