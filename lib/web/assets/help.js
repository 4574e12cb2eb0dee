/* help.js - the list of keys, the legend, and how the page looks. */
import { $, button, h, human, icon, kbd } from './dom.js';
import { S, kindNames, look } from './state.js';
import { dialog, head } from './dialog.js';

const KEYS = [
  ['Decide', [['a', 'accept, and go to the next'], ['r', 'reject, and go to the next'], ['s', 'skip'], ['u', 'undo'], ['⇧U', 'redo']]],
  ['Correct', [['e', 'edit the field'], ['Enter', 'save'], ['Esc', 'keep the old value'], ['q', 'take the quoted words as the value'], ['y', 'confirm a moved citation'],
    ['w', 'choose words in the article'], ['⇧Enter', 'only the citation, not the value'], ['n', 'new fact from the chosen words']]],
  ['Move', [['j k', 'next, previous fact'], ['⇧J ⇧K', 'next, previous article'], ['↓ ↑', 'in the queue and between fields'], ['F6', 'queue, article, fact'],
    ['/', 'search'], ['1 – 7', 'one kind only'], ['0', 'clear the filters']]],
  ['Look', [['c', 'compare the sources'], ['h', 'history of the fact'], ['l', 'fields or all citations'], ['t', 'light, dark, as the system'], ['?', 'this list']]],
];
const KEPT = 'ibid-page';

export function openHelp() {
  dialog('help', head('help', 'Keys', 'Every action has a button too.'),
    h('div.keymap', KEYS.map(([title, list]) => h('section', h('h3', title),
      h('dl', list.map(([keys, text]) => h('div', h('dt', keys.split(' ').map((x) => (x === '–' ? ' – ' : kbd(x)))), h('dd', text))))))),
    h('section.legend', h('h3', 'Marks in the article'),
      h('ul', kindNames().map((k) => h('li', { 'data-look': look(k) }, icon(look(k)), h('span.sample', human(k))))),
      h('p', h('span.swatch.sw-evidence', 'the passage'), ' of the fact you are on, ', h('span.swatch.sw-value', 'its values'), ', and ',
        h('span.swatch.sw-focus', 'the field'), ' you are on. Grey paragraphs are none of the article.', S.session.roles ? ' What stands beside a paragraph is its role; press it to change it.' : '')),
    h('p.switch', h('label', h('input', { type: 'checkbox', id: 'keys-on', checked: S.keys }), ' Single-key shortcuts'),
      h('span.muted', 'Turn them off for speech input. Buttons, Tab and F6 keep working.')),
    h('p', button('Close the review', 'closing', { class: 'linky' })));
}

/* ---- what the browser remembers of it */

const keep = () => { try { localStorage.setItem(KEPT, JSON.stringify({ theme: S.theme, keys: S.keys })); } catch { /* private mode */ } };
function applyTheme() {
  if (S.theme === 'system') delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = S.theme;
  $('theme').textContent = `Theme: ${S.theme}`;
}
export function nextTheme() {
  S.theme = { system: 'light', light: 'dark', dark: 'system' }[S.theme];
  applyTheme();
  keep();
}
export function setKeys(on) {
  S.keys = on;
  keep();
}
export function recallLooks() {
  try {
    const had = JSON.parse(localStorage.getItem(KEPT)) || {};
    if (['system', 'light', 'dark'].includes(had.theme)) S.theme = had.theme;
    if (typeof had.keys === 'boolean') S.keys = had.keys;
  } catch { /* private mode, or not ours */ }
  applyTheme();
}
