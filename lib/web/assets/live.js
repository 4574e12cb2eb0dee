/* live.js - what others do meanwhile: other windows, scripts, a server that
 * went away and came back. */
import { get, isDown, on } from './api.js';
import { say } from './dom.js';
import { S, inTurn } from './state.js';
import { drawTop, learn, notice, setSaving, standingNotice } from './top.js';
import { drawQueue, isDisputed, putRow, reload } from './queue.js';
import { advance, knownFact, loadFact, redrawSelected, refresh, rowOf, forgetFacts } from './open.js';
import { drawActions, drawFact } from './fact.js';
import { forgetArticles } from './article.js';
import { forgetOthers } from './others.js';

const EVERY_MS = 800, MANY = 50;
let since = null, busy = false;

const name = (who) => (who || 'someone else').replace(/^user:/, '');
/* Changes that this page made itself come back too: their revision is known. */
async function take(list, more) {
  const news = [];
  for (const change of list.slice(0, MANY)) {
    const row = S.rows.find((r) => r && r.id === change.id);
    if (S.fact && S.fact.id === change.id ? S.fact.revision < change.revision : row && row.revision < change.revision) news.push(change);
  }
  if (more || list.length > MANY) { forgetFacts(); forgetArticles(); }
  const gone = list.filter((c) => c.status === 'withdrawn' && ((S.fact && S.fact.id === c.id) || S.rows.some((r) => r && r.id === c.id)));
  const open = news.find((c) => S.fact && c.id === S.fact.id);
  if (open && S.editing) {
    S.fact.changed = `${name(open.by || open.who)} has changed this fact meanwhile; saving will show you both.`;
    drawFact();
    say(S.fact.changed);
  } else if (open) {
    await refresh([open.id]);
    S.fact = await loadFact(open.id, open.revision);
    S.fact.changed = `${name(open.by || open.who)} has just changed this fact.`;
    redrawSelected();
    say(S.fact.changed);
  }
  const others = news.filter((c) => c !== open).map((c) => c.id);
  await refresh(others);
  for (const id of others) if (knownFact(id)) putRow(rowOf(knownFact(id)));
  if (news.length || gone.length || more || list.length > MANY) {
    forgetOthers();
    Object.assign(S.session, { ...await get('/api/session'), work: S.session.work });
    drawTop();
    const was = S.fact && isDisputed(S.fact.id);
    await reload();
    if (S.fact && !S.editing && isDisputed(S.fact.id) !== was) drawFact();
  }
  if (S.fact && !S.editing) { const left = gone.find((c) => c.id === S.fact.id); if (left) await leave(left); }
}
/* The open fact no longer counts: what made it was undone. */
async function leave(change) {
  const text = `#${S.fact.no} is no longer there: ${name(change.who)} took it back.`;
  forgetFacts(change.id);
  forgetArticles();
  await advance(S.near);
  notice(text, 'Dismiss');
  say(text);
}
async function ask() {
  if (busy || document.visibilityState !== 'visible' || document.body.dataset.closed !== undefined) return;
  busy = true;
  try {
    const answer = await get('/api/changes', { since: since === null ? S.session.head : since });
    since = answer.head;
    if (answer.facts.length || answer.more) await inTurn(() => take(answer.facts, answer.more));
  } catch { /* said by the listeners below */ } finally { busy = false; }
}

export function watch() {
  on('saving', setSaving);
  on('down', () => {
    notice('ibid is not answering. Every change that was saved is safe; what you are typing is kept.', 'Try again', 'try-again');
    drawTop();
    if (S.fact && !S.editing) drawFact(); else if (S.fact) drawActions();
  });
  on('up', () => {
    standingNotice();
    drawTop();
    if (S.fact && !S.editing) drawFact(); else if (S.fact) drawActions();
  });
  setInterval(ask, EVERY_MS);
  document.addEventListener('visibilitychange', ask);
}
export async function tryAgain() {
  try {
    const fresh = await import('./api.js').then((m) => m.session());
    Object.assign(S.session, { ...fresh, work: S.session.work });
    standingNotice();
    learn({});
    await reload();
    redrawSelected();
  } catch { say(isDown() ? 'Still not answering' : 'Refused'); }
  drawQueue();
}
