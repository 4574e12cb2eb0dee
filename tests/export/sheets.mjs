// The spreadsheet as npm's `xlsx` reads it, against the JSON export: every
// value is the same text and no formula, comments hold the quotes, links lead
// to the citations. IBID=PROGRAM node sheets.mjs
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(here, "../web/package.json"));
let xlsx;
try {
  xlsx = require("xlsx");
} catch {
  console.log("skipped: npm ci --prefix tests/web");
  process.exit(77);
}

const program = resolve(process.env.IBID);
const work = mkdtempSync(join(tmpdir(), "ibid-sheets-"));
const ibid = (...words) =>
  execFileSync(program, ["--db", join(work, "a.db"), ...words], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "pipe"],
  });

// What a reader may take for something else than text.
const hostile = [
  "=1+1", "-5", "0012", "12345678901234567890", "1E5", "2017-01-16", "TRUE",
  "#N/A", "two\nlines", " blanks ", "_x0041_", "a & <b> \"c\" ]]>", "@SUM(1)",
  "\u202eright to left", "\u05e9\u05dc\u05d5\u05dd", "\u{1f600}\u200d\u{1f525}",
  "x".repeat(32767), "{=1}", "'=x", "a | b",
];

function column(sheet, name) {
  const { e } = xlsx.utils.decode_range(sheet["!ref"]);
  for (let c = 0; c <= e.c; c++)
    if (sheet[xlsx.utils.encode_cell({ r: 0, c })]?.v === name) return c;
  return -1;
}

// The rows of a sheet by what stands in one column.
function rows(sheet, name) {
  const { e } = xlsx.utils.decode_range(sheet["!ref"]);
  const found = new Map();
  for (let r = 1; r <= e.r; r++) {
    const cell = sheet[xlsx.utils.encode_cell({ r, c: column(sheet, name) })];
    assert.equal(found.has(cell.v), false, `${cell.v} stands twice`);
    found.set(cell.v, r);
  }
  return found;
}

function checkField(book, sheet, r, name, field, seen) {
  const c = column(sheet, name);
  const cell = sheet[xlsx.utils.encode_cell({ r, c })];
  const values = Array.isArray(field) ? field : [field];
  const text = values.map((v) => values.length > 1 || Array.isArray(field)
    ? v.value.replaceAll("|", "||") : v.value).join(" | ");
  assert.equal(cell.t, "s", `${name} of row ${r + 1} is text`);
  assert.equal(cell.v, text);
  seen.values++;
  const cited = values.flatMap((v) => v.citations);
  if (!cited.length) return;
  assert.ok(cell.c?.[0].t.includes(cited[0].quote.slice(0, 40)), cell.c?.[0].t);
  seen.comments++;
  const at = { r, c: column(sheet, name + "_cite") };
  const target = sheet[xlsx.utils.encode_cell(at)].l.Target;
  const [, title, place] = /^#'?([^'!]+)'?!(A\d+)$/.exec(target);
  const ids = sheet[xlsx.utils.encode_cell(at)].v.split(" ");
  assert.ok(ids.includes(book.Sheets[title][place].v), target);
  seen.links++;
}

function main() {
  ibid("import", "--published=2031-03-15", join(here, "../../samples"));
  const ids = ibid("list", "--kind", "casualty", "--json").trim().split("\n")
    .map((line) => JSON.parse(line).id);
  hostile.forEach((text, i) => ibid("edit", ids[i], "place=" + text));
  ibid("export", "-q", "-o", join(work, "a.xlsx"));
  ibid("export", "-q", "-o", join(work, "a.json"));
  const facts = JSON.parse(readFileSync(join(work, "a.json"))).facts;
  const book = xlsx.readFile(join(work, "a.xlsx"), { cellNF: true });
  const seen = { values: 0, comments: 0, links: 0 };
  for (const kind of new Set(facts.map((fact) => fact.kind))) {
    const sheet = book.Sheets[kind];
    for (const [name, cell] of Object.entries(sheet))
      assert.ok(name[0] === "!" || cell.f === undefined, `a formula: ${name}`);
    const found = rows(sheet, "fact_id");
    const of = facts.filter((fact) => fact.kind === kind);
    assert.equal(found.size, of.length);
    for (const fact of of)
      for (const [name, field] of Object.entries(fact.fields))
        checkField(book, sheet, found.get(fact.id), name, field, seen);
  }
  const cited = rows(book.Sheets.Citations, "citation_id");
  assert.ok(cited.size >= seen.links && seen.links > 300, "links");
  assert.ok(seen.values > seen.comments, "values without citation stand too");
  console.log(`${seen.values} values as in the JSON export, ` +
    `${seen.comments} comments, ${seen.links} links`);
}

try {
  main();
} finally {
  rmSync(work, { recursive: true });
}
