/* change.js - every change goes through here: sent with the revision that was
 * seen, told in a toast with its undo, and refusals explained. */
import { Gone, Refused, post } from './api.js';
import { $, button, fill, h, kbd, plainly, say, shown } from './dom.js';
import { S, inTurn } from './state.js';
import { spoken } from './model.js';
import { dropRow, putRow, reload } from './queue.js';
import { learn, notice } from './top.js';
import { advance, applyFact, forgetFacts, keepFact, keepFocus, loadFact, openFact, redrawSelected, refresh, rowOf, select } from './open.js';
import { forgetArticles } from './article.js';
import { openConflict } from './conflict.js';
import { drawActions } from './fact.js';
import { broken } from './model.js';

const TOAST_MS = 7000, MANY = 50;

/* ---- the toast */

let timer;
export function toast(text, { warning = '', then = '', act = 'undo' } = {}) {
  const el = $('toast');
  fill(el, h('span.what', { title: plainly(text) }, shown(text)), warning ? h('span.warnword', warning) : null,
    act ? button([act === 'undo' ? 'Undo ' : 'Redo ', kbd(act === 'undo' ? 'u' : '⇧U')], act) : null);
  el.hidden = false;
  say([text + '.', warning ? `Warning: ${warning}.` : '', then].filter(Boolean).join(' '));
  clearTimeout(timer);
  const arm = () => { timer = setTimeout(() => { if (el.matches(':hover, :focus-within')) arm(); else el.hidden = true; }, TOAST_MS); };
  arm();
}

/* ---- sending */

const READ_ONLY = 'This database can only be read; nothing was written.';
export function explain(error) {
  if (!(error instanceof Gone || error instanceof Refused)) throw error;
  if (error instanceof Gone) notice('ibid is not answering. Your last change was not saved; what you typed is kept.', 'Try again', 'try-again');
  else if (error.status === 401 || error.status === 403) notice('This page is no longer let in: ibid was started again. Open the address it prints; what you typed is kept.', 'Try again', 'try-again');
  else if (error.status === 503) notice(error.body.message || READ_ONLY);
  else notice(error.message, 'Dismiss');
  redrawSelected();
}
async function lookAgain({ facts = [] }) {
  const text = 'Someone changed this meanwhile; nothing was written. Look again.';
  notice(text, 'Dismiss');
  say(text);
  await bringUp(facts.map((f) => f.id));
}
/* Send a change to `facts`. The answer, or null when it was refused: then it
 * was said, and nothing was written. `stale` is what to do once the reviewer
 * has seen the other version; `invalid` shows a message where it belongs. */
export async function send(path, body, facts, { stale, invalid } = {}) {
  const expected = Object.fromEntries(facts.map((f) => [f.id, f.revision]));
  try {
    const answer = await post(path, body, expected);
    learn(answer);
    for (const fact of answer.facts || []) if (fact.fields) applyFact(keepFact(fact));
    return answer;
  } catch (error) {
    if (error.status === 409 && error.body.error === 'stale') await (stale || lookAgain)(error.body);
    else if (error.status === 422 && invalid) invalid(error.body);
    else explain(error);
    return null;
  }
}
export const changedIds = (answer, fallback) => (answer.facts && answer.facts.length ? answer.facts.map((f) => f.id || f) : fallback);

/* Facts that the answer only names; one alone comes whole. */
const unknown = (answer) => answer.facts.filter((f) => !f.fields).map((f) => f.id);

/* ---- deciding */

const VERB = { accepted: ['accept', 'Accepted'], rejected: ['reject', 'Rejected'] };
export async function decide(status, { why, again = false } = {}) {
  const f = S.fact;
  if (!f) return;
  if (status === 'accepted' && broken(f) && S.armed !== f.id && !again) {
    S.armed = f.id;
    drawActions();
    say($('armed').textContent);
    return;
  }
  const stale = (refusal) => openConflict(f, {}, refusal, () => decide(status, { why, again: true }), VERB[status][0]);
  const answer = await send('/api/decide', { facts: [f.id], status, why }, [f], { stale });
  if (!answer) return;
  const said = `${VERB[status][1]} #${f.no} ${f.kind}`;
  const from = S.at < 0 ? S.near : S.at;
  const stays = S.filter.status !== 'todo';
  if (stays) putRow({ id: f.id, status, revision: f.revision + 1 }); else dropRow(f.id);
  await keepFocus(() => advance(stays && S.at >= 0 ? from + 1 : from));
  toast(said, { then: S.fact && S.fact !== f ? `Next: ${spoken(S.fact)}` : 'Nothing left here' });
  settle(unknown(answer));
}
/* What is not needed to go on is brought up to date a little later, in its
 * turn, for many keys at once. */
const SOON_MS = 250;
let soon = new Set(), settling = null;
export function settle(ids) {
  for (const id of ids) soon.add(id);
  clearTimeout(settling);
  settling = setTimeout(() => inTurn(async () => {
    const list = [...soon];
    soon = new Set();
    await bringUp(list);
  }), SOON_MS);
}
export async function bringUp(ids) {
  await refresh(ids);
  await reload();
  if (S.fact && ids.includes(S.fact.id)) redrawSelected();
}

/* ---- editing */

/* Set values of the selected fact. True when it was written. */
export async function assign(set, { why, invalid, mine, again }) {
  const f = S.fact;
  const answer = await send('/api/edit', { fact: f.id, set, why }, [f], {
    invalid, stale: (refusal) => openConflict(f, mine || {}, refusal, again),
  });
  if (!answer) return null;
  await afterChange(f.id, answer);
  return answer;
}
/* The selected fact anew, with its row and its marks. */
export async function afterChange(id, answer) {
  if (!answer || unknown(answer).includes(id)) await refresh([id]);
  const fact = await loadFact(id, S.fact && S.fact.id === id ? S.fact.revision : 0);
  if (S.fact && S.fact.id === id) S.fact = fact;
  putRow(rowOf(fact));
  redrawSelected();
  settle([]);
}

/* ---- undo */

let sure = null; /* whole imports are not taken back by a slip of the finger */
async function back(path, step, said, act) {
  if (step && step.label === 'import' && sure !== step.op) {
    sure = step.op;
    toast('That would take back a whole import: all its articles and facts. Press u again if you mean it', { act: null });
    return;
  }
  if (!step) { say(`Nothing to ${path.endsWith('undo') ? 'undo' : 'redo'}`); return; }
  const answer = await send(path, { target: step.op }, []);
  if (!answer) return;
  const ids = answer.facts.filter((f) => f.status !== 'withdrawn').map((f) => f.id);
  for (const f of answer.facts) if (!ids.includes(f.id)) { soon.delete(f.id); forgetFacts(f.id); forgetArticles(); }
  if (/^relabel/.test(step.label)) forgetArticles();
  await refresh(unknown(answer).filter((id) => ids.includes(id)).slice(0, MANY));
  await reload();
  await keepFocus(async () => {
    if (ids[0] && ids[0] !== S.sel) await openFact(ids[0]);
    else if (ids[0] || !answer.facts.length) await select(S.sel, { quiet: true, keepView: true });
    else await advance(S.near);
  });
  toast(`${said}: ${plainly(step.label)}`, { act });
}
export const undoOp = (op, label) => back('/api/undo', { op, label }, 'Undid', 'redo');
export const undo = () => back('/api/undo', S.session.undo, 'Undid', 'redo');
export const redo = () => back('/api/redo', S.session.redo, 'Redid', 'undo');
