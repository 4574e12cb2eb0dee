/* model.js - what the server's answers mean to the page: facts as rows of
 * values with a state each, and the words for all of it. */
import { LOW, fieldDef, kindOf } from './state.js';
import { human } from './dom.js';

export const STATUS = { extracted: 'not reviewed', accepted: 'accepted', corrected: 'corrected', rejected: 'rejected', merged: 'merged' };
export const reviewed = (f) => f.status !== 'extracted';
export const STATE_WORD = { uncited: 'uncited', differs: 'quote differs', lost: 'words lost', moved: 'moved', approximate: 'approximate' };
export const BROKEN = ['uncited', 'differs', 'lost'];

/* Flags in the order they are said; `always`: they ask for attention whether
 * or not the fact was reviewed; `rare`: no button while there is none. */
export const FLAGS = [
  { name: 'disputed', word: 'disputed', label: 'Disputed' },
  { name: 'uncited', word: 'uncited', label: 'Uncited', always: true },
  { name: 'differs', word: 'quote differs', label: 'Quote differs', always: true },
  { name: 'lost', word: 'words lost', label: 'Lost', always: true, rare: true },
  { name: 'moved', word: 'moved', label: 'Moved', always: true, rare: true },
  { name: 'approximate', word: 'approximate', label: 'Approximate', always: true, rare: true },
  { name: 'low', word: 'low confidence', label: 'Low confidence' },
];
export const flagWords = (flags) => FLAGS.filter((f) => f.word && flags.includes(f.name)).map((f) => [f.name, f.word]);

/* ---- values */

const bounds = ({ min, max }) => {
  if (min !== undefined && max !== undefined) return min === max ? String(min) : `${min}–${max}`;
  return min !== undefined ? `min ${min}` : `max ${max}`;
};
/* A normalized value in words; objects the page does not know are listed. */
export function inWords(normalized) {
  if (normalized === null || normalized === undefined) return '';
  if (typeof normalized !== 'object') return human(String(normalized));
  if (Array.isArray(normalized)) return normalized.map(inWords).join(', ');
  if ('min' in normalized || 'max' in normalized) return bounds(normalized) + (normalized.approximate ? ', approximate' : '');
  for (const key of ['name', 'date', 'value']) if (typeof normalized[key] === 'string') return normalized[key];
  return Object.entries(normalized).map(([k, v]) => `${human(k)} ${inWords(v)}`).join(', ');
}

const fold = (text) => text.toLowerCase().replace(/[“”„"‘’'\s]+/g, ' ').trim();
const carried = ({ value, citations }) => citations.some((c) => !c.quote)
  || value.split(' … ').every((part) => citations.some((c) => fold(c.quote).includes(fold(part))));
/* ok, derived, uncited, differs, moved, approximate or lost. The server says
 * whether the words carry the value; an older one leaves it to the page. */
function stateOf(value, def) {
  const main = value.citations[0];
  if (!main) return value.support === 'chosen' || (!value.support && def.derived) ? 'derived' : 'uncited';
  if (main.anchor === 'lost') return 'lost';
  if (value.support ? value.support === 'differs' : !def.derived && !carried(value)) return 'differs';
  return main.anchor === 'exact' ? 'ok' : main.anchor;
}

/* The server's fact, with its values as one list of rows for the form. */
export function factOf(wire) {
  const rows = [];
  for (const { name } of kindOf(wire.kind).fields) {
    const had = wire.fields[name];
    if (!had) continue;
    const def = fieldDef(wire.kind, name);
    const list = Array.isArray(had) ? had : [had];
    list.forEach((v, index) => {
      const value = { ...v, name, index, of: list.length, def, citations: v.citations || [] };
      rows.push({ ...value, words: inWords(v.normalized), state: stateOf(value, def) });
    });
  }
  const keys = rows.filter((r) => r.def.key).map((r) => r.value);
  return { ...wire, rows, flags: wire.flags || flagsOf(wire, rows), headline: wire.headline || keys.join(' · ') };
}
const flagsOf = (wire, rows) => [...new Set([...rows.map((r) => r.state).filter((s) => STATE_WORD[s]), wire.confidence < LOW ? 'low' : ''])];
export const rowId = (row) => `${row.name}${row.index ? '-' + row.index : ''}`;
export const blankFields = (f) => kindOf(f.kind).fields.filter((d) => !f.fields[d.name]);
export const broken = (f) => f.rows.filter((r) => BROKEN.includes(r.state)).length;
export const valueOf = (f, name, index = 0) => f.rows.find((r) => r.name === name && r.index === index);
export const allCites = (f) => [
  ...f.citations.map((c) => ({ c, name: 'whole fact', row: -1 })),
  ...f.rows.flatMap((r, i) => r.citations.map((c) => ({ c, name: r.name, row: i }))),
];
export const spoken = (f) => [`${f.kind} ${f.no}`, f.headline, STATUS[f.status], ...flagWords(f.flags || []).map((w) => w[1])].filter(Boolean).join(', ');
export const isLow = (f) => f.confidence < LOW;

/* The values of a repeating field as a change must list them, one replaced
 * (or added at the end, or with `value` empty taken out, undefined kept). Each keeps its
 * citations, which the change would drop otherwise. */
export function assignments(f, name, index, value, cites) {
  const wire = (c) => ({ version: c.version, start: c.start, end: c.end, quote: c.quote, stance: c.stance || 'supports' });
  const one = (text, list) => ({ field: name, ...(text === undefined ? {} : { value: text }), ...(list ? { citations: list.map(wire) } : {}) });
  const rows = f.rows.filter((r) => r.name === name);
  if (!fieldDef(f.kind, name).repeats || (rows.length < 2 && index === 0)) return [one(value, cites)];
  const set = rows.map((r) => (r.index === index ? one(value === undefined ? r.value : value, cites || r.citations) : one(r.value, r.citations)));
  if (index >= rows.length) set.push(one(value, cites || []));
  const left = set.filter((s) => s.value !== '');
  return left.length ? left : [one('')];
}
