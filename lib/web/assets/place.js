/* place.js - between bytes of a version's text, which cross the wire, and
 * places in the page's text. */

const width = (ch) => { const c = ch.codePointAt(0); return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; };
export function byteLength(text) {
  let n = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c < 0x80) n += 1;
    else if (c < 0x800) n += 2;
    else if (c >= 0xd800 && c < 0xdc00) { n += 4; i += 1; } else n += 3;
  }
  return n;
}

/* A block as the server sent it, with where each run begins in bytes and in
 * the block's text. */
export function blockOf(wire, index) {
  let text = '';
  const marks = wire.runs.map((run) => { const at = text.length; text += run.t; return { byte: run.b, at }; });
  const start = marks.length ? marks[0].byte : wire.start;
  const last = wire.runs[wire.runs.length - 1];
  const end = last ? last.b + byteLength(last.t) : start;
  return { id: wire.id, n: wire.n, role: wire.role, index, text, marks, start, end, el: null };
}

/* The last element of a sorted list for which `before` holds, or -1. */
export function lastWhere(list, before) {
  let lo = 0, hi = list.length;
  while (lo < hi) { const mid = (lo + hi) >> 1; if (before(list[mid])) lo = mid + 1; else hi = mid; }
  return lo - 1;
}

/* Byte of the version -> position in the block's text. */
export function toText(block, byte) {
  const run = block.marks[lastWhere(block.marks, (m) => m.byte <= byte)];
  if (!run) return 0;
  let { at } = run;
  for (let b = run.byte; b < byte && at < block.text.length;) {
    const ch = String.fromCodePoint(block.text.codePointAt(at));
    b += width(ch);
    at += ch.length;
  }
  return at;
}
/* Position in the block's text -> byte of the version. */
export function toByte(block, at) {
  const run = block.marks[lastWhere(block.marks, (m) => m.at <= at)];
  return run ? run.byte + byteLength(block.text.slice(run.at, at)) : block.start;
}

/* The parts of [start, end) by block: a citation may run over several. */
export function pieces(blocks, start, end) {
  const out = [];
  for (let i = Math.max(0, lastWhere(blocks, (b) => b.start <= start)); i < blocks.length && blocks[i].start < end; i += 1) {
    const b = blocks[i];
    if (b.end <= start) continue;
    out.push({ block: b, from: toText(b, Math.max(start, b.start)), to: toText(b, Math.min(end, b.end)) });
  }
  return out;
}

/* A range over positions [from, to) of an element's text. */
export function rangeIn(el, from, to) {
  const range = new Range();
  const walk = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
  let at = 0, open = false;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const n = node.data.length;
    if (!open && from < at + n) { range.setStart(node, from - at); open = true; }
    if (open && to <= at + n) { range.setEnd(node, to - at); return range; }
    at += n;
  }
  return null;
}
/* Where a place in the page stands in an element's text, or null. */
export function offsetIn(el, node, offset) {
  if (!el.contains(node)) return null;
  const range = new Range();
  range.setStart(el, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}
