/* relabel.js - a block's role, put right by hand: a small menu at the margin. */
import { $, fill, h, human, plural } from './dom.js';
import { S } from './state.js';
import { send, toast } from './change.js';
import { reload } from './queue.js';
import { forgetArticles, openArticle } from './article.js';
import { paint } from './marks.js';
import { drawFact } from './fact.js';
import { readOnly } from './top.js';

let from = null;

export function openRoles(opener) {
  if (readOnly()) return;
  from = opener;
  const block = S.article.blocks[opener.dataset.block];
  const menu = $('roles');
  fill(menu, [...new Set([...S.session.roles, block.role])].map((role) => h('li', { role: 'none' },
    h('button', { type: 'button', role: 'menuitemradio', 'aria-checked': String(role === block.role), tabindex: '-1', 'data-do': 'set-role', 'data-value': role, 'data-block': block.index }, human(role)))));
  menu.hidden = false;
  const box = opener.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(box.bottom + 4, innerHeight - menu.offsetHeight - 8))}px`;
  (menu.querySelector('[aria-checked="true"]') || menu.querySelector('button')).focus();
}
export function closeRoles(back = true) {
  if ($('roles').hidden) return;
  $('roles').hidden = true;
  if (back && from) {
    const again = from.isConnected ? from : document.querySelector(`.role[data-block="${from.dataset.block}"]`);
    if (again) again.focus();
  }
}
/* True when the key was one of the menu's. */
export function roleKeys(e) {
  const all = [...$('roles').querySelectorAll('button')];
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[e.key];
  if (to !== undefined) all[to % all.length].focus();
  else if (e.key === 'Escape' || e.key === 'Tab') closeRoles();
  else return false;
  return true;
}
/* The article anew, where it was. */
export async function readAgain() {
  forgetArticles();
  const y = $('scroll').scrollTop;
  await openArticle(S.article.version, S.article.sourceId);
  $('scroll').scrollTop = y;
  if (S.fact) drawFact();
  paint();
}
/* What followed, from "relabel 1 paragraph: 2 facts found, 0 unreviewed no
 * longer count". */
function followed(label) {
  const [, found, gone] = /(\d+) facts? found, (\d+)/.exec(label) || [];
  return [Number(found) ? `${plural(Number(found), 'fact')} found` : '', Number(gone) ? `${plural(Number(gone), 'fact')} no longer counted` : ''].filter(Boolean).join(', ');
}
export async function setRole(index, role) {
  const block = S.article.blocks[index];
  closeRoles();
  if (role === block.role) return;
  const answer = await send('/api/relabel', { version: S.article.version, block: block.id, role, was: block.role }, []);
  if (!answer) return;
  await readAgain();
  await reload();
  closeRoles();
  const again = document.querySelector(`.role[data-block="${index}"]`);
  if (again) again.focus();
  const also = followed(answer.label);
  toast(`Paragraph ${block.n} is ${human(role)} now${also ? `: ${also}` : ''}`);
}
