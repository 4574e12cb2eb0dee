/* dom.js - small helpers to build the page; every string becomes a text node. */

export const $ = (id) => document.getElementById(id);
const shows = (c) => c !== null && c !== undefined && c !== false && c !== '';

/* h('p.muted', {id: 'x'}, 'text', child): attributes may be left out, those
 * that are null or false are. */
export function h(what, attrs, ...children) {
  const [tag, ...classes] = what.split('.');
  const el = document.createElement(tag);
  if (classes.length) el.className = classes.join(' ');
  const given = attrs && attrs.constructor === Object;
  for (const [name, value] of given ? Object.entries(attrs) : []) {
    if (value !== null && value !== undefined && value !== false) el.setAttribute(name, value === true ? '' : value);
  }
  return fill(el, given ? [] : attrs, children);
}
export function fill(el, ...children) {
  el.replaceChildren(...children.flat(Infinity).filter(shows));
  return el;
}
export const kbd = (key) => h('kbd', key);
export const button = (label, doing, attrs = {}) => h('button', { type: 'button', 'data-do': doing, ...attrs }, label);

/* A path and whether it is drawn as a line. The first seven are the kinds of
 * the built-in codebook, the next kinds that users add. */
const SHAPES = {
  statement: ['M2.6 11.4V8.2C2.6 6 4 4.6 6.3 4.3v1.6c-1 .3-1.6 1-1.6 2h1.6v3.5zM8.9 11.4V8.2c0-2.2 1.4-3.6 3.7-3.9v1.6c-1 .3-1.6 1-1.6 2h1.6v3.5z'],
  casualty: ['M3.6 2.8v10.4M8 2.8v10.4M12.4 2.8v10.4', 1],
  event: ['M8 2.2 13.8 8 8 13.8 2.2 8z'],
  role: ['M8 2.4a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4zM2.8 13.6c.2-3 2.2-4.8 5.2-4.8s5 1.8 5.2 4.8z'],
  quantity: ['M6.4 2.4 5 13.6M11 2.4 9.6 13.6M2.6 6h11M2.2 10.2h11', 1],
  alias: ['M2.8 6h10.4M2.8 10h10.4', 1],
  relation: ['M2 8h11M9 4l4 4-4 4', 1],
  own1: ['M3.2 3.2h9.6v9.6H3.2z', 1],
  own2: ['M8 2.4 13.6 6.5 11.4 13H4.6L2.4 6.5z', 1],
  extracted: ['M8 4.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6z', 1],
  accepted: ['M3 8.6 6.5 12 13 4.4', 1],
  corrected: ['M3 13l.8-3.2 6.7-6.7 2.4 2.4-6.7 6.7z', 1],
  rejected: ['M4 4l8 8M12 4l-8 8', 1],
  merged: ['M3 3.5l5 5 5-5M8 8.5V14', 1],
};
const SVG = 'http://www.w3.org/2000/svg';
export function icon(name) {
  const [d, line] = SHAPES[name];
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `ic ic-${name}${line ? ' line' : ''}`);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', d);
  svg.append(path);
  return svg;
}

/* Characters that change how text reads without being seen are shown, never
 * obeyed: controls, zero-width, bidirectional overrides. */
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
const code = (ch) => 'U+' + ch.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
export function shown(text) {
  if (!HIDDEN.test(text)) return [text];
  const out = [];
  let run = '';
  for (const ch of text) {
    if (!HIDDEN.test(ch)) { run += ch; continue; }
    out.push(run, h('span.ctrl', code(ch)));
    run = '';
  }
  return [...out, run];
}
/* The same in one string, for labels and the live region. */
export const plainly = (text) => [...text].map((ch) => (HIDDEN.test(ch) ? `[${code(ch)}]` : ch)).join('');

export const human = (name) => name.replaceAll('_', ' ');
export const count = (n) => n.toLocaleString('en');
export const plural = (n, one, many = one + 's') => `${count(n)} ${n === 1 ? one : many}`;

/* What a screen reader is to say now. */
let saying;
export function say(text) {
  clearTimeout(saying);
  $('live').textContent = '';
  saying = setTimeout(() => { $('live').textContent = plainly(text); }, 40);
}

/* Links come from articles: only web addresses become one. */
export function safeLink(url, label) {
  if (!/^https?:\/\//i.test(url)) return h('span', shown(label || url));
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer nofollow' }, shown(label || url));
}

/* An input for a value; where the codebook has words for it, they are offered. */
export function valueInput(def, attrs) {
  const { values } = def;
  if (!values || !values.length) return h('input.edit', { ...attrs, autocomplete: 'off', spellcheck: 'false' });
  const list = `${attrs.id}-list`;
  return [h('input.edit', { ...attrs, list, autocomplete: 'off', spellcheck: 'false' }), h('datalist', { id: list }, values.map((v) => h('option', { value: v })))];
}
