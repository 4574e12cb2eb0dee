/* dialog.js - what dialogs have in common. */
import { $, button, fill, h, kbd } from './dom.js';

export function dialog(id, ...children) {
  const el = $(id);
  fill(el, ...children);
  if (!el.open) el.showModal();
  return el;
}
const closer = () => button(['Close ', kbd('Esc')], 'close', { class: 'quiet close' });
export const head = (id, title, sub, closes = true) => h('header.d-head',
  h('div', h('h2', { id: id + '-title', tabindex: '-1', autofocus: true }, title), sub ? h('p', sub) : null), closes ? closer() : null);
export const foot = (...children) => h('footer.d-foot', ...children);
export const shut = (id) => { if ($(id).open) $(id).close(); };
