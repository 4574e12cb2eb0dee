/* links.js - is a fact of another source rightly linked to this one? Said in
 * the comparison: confirmed, or dismissed. */
import { button, h, kbd, shown } from './dom.js';
import { S } from './state.js';
import { send } from './change.js';
import { readOnly } from './top.js';

const IN_WORDS = { same: 'says the same', contradicts: 'contradicts', supersedes: 'earlier or later figure' };

export function linkCell(x, first) {
  if (!x.relation) return h('td.link');
  const key = first === x;
  const off = readOnly();
  return h('td.link', h('p.c-val', `${IN_WORDS[x.relation]}, ${x.link}`), h('p.c-quote', shown(x.reason || '')),
    button(['Confirm ', key ? kbd('y') : null], 'link-confirm', { 'data-fact': x.fact.id, disabled: off || x.link === 'confirmed' }),
    button(['Dismiss ', key ? kbd('x') : null], 'link-dismiss', { 'data-fact': x.fact.id, disabled: off, class: 'quiet' }));
}
/* The one that keys decide: the first that nobody has. */
export const undecided = (list) => list.find((x) => x.relation && x.link === 'suggested');

export async function decideLink(id, says, list) {
  const self = list.find((f) => f.id === S.sel);
  const other = list.find((f) => f.id === id);
  if (!self || !other) return null;
  return send('/api/link', { fact: self.id, others: [other.id], says }, [self, other]);
}
