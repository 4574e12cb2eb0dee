/* main.js - starts the page. */
import { session } from './api.js';
import { $, fill, h } from './dom.js';
import { S, learnKinds, onFailure } from './state.js';
import { find, reload, rowAt, watchList } from './queue.js';
import { narrow, openFact, select, selectNone, setView } from './open.js';
import { drawTop, notice, standingNotice } from './top.js';
import { keptDraft, resumeDraft } from './edit.js';
import { watchSelection } from './words.js';
import { listen } from './keys.js';
import { recallLooks } from './help.js';
import { watch } from './live.js';
import { explain, toast } from './change.js';

async function first() {
  const draft = keptDraft();
  if (draft) {
    try {
      await openFact(draft.fact);
      resumeDraft(draft);
      toast('What you were typing is back', { act: null });
      return;
    } catch { /* the fact is gone: go on as if there were no draft */ }
  }
  const wanted = location.hash.slice(1);
  if (/^f[a-z0-9]+$/.test(wanted) && (await find(wanted)) >= 0) { await select(wanted, { quiet: true, keepView: true }); return; }
  const row = await rowAt(0);
  if (!row) { selectNone(); return; }
  S.at = 0;
  await select(row.id, { quiet: true, keepView: true });
}
async function start() {
  recallLooks();
  watchList();
  setView('article');
  const late = setTimeout(() => {
    $('queue').setAttribute('aria-busy', 'true');
    fill($('article'), h('p.state', 'Opening the database…'));
  }, 150);
  S.session = await session();
  learnKinds(S.session.kinds);
  drawTop();
  if (S.session.coders) S.filter.status = 'all'; /* all are judged already */
  standingNotice();
  await reload();
  clearTimeout(late);
  $('queue').removeAttribute('aria-busy');
  onFailure(explain);
  listen();
  watchSelection();
  await first();
  watch();
  if (!narrow.matches && !S.editing) $('list').focus({ preventScroll: true });
  requestAnimationFrame(() => setTimeout(() => performance.mark('ibid-shown')));
  document.body.dataset.ready = '';
}
start().catch((error) => {
  notice(error.status === 401 || error.status === 403 ? 'This page is not let in. Open the address that “ibid review” prints when it starts; it works once.' : `ibid is not answering: ${error.message}`);
});
