// marks.mjs - what is painted over the article: the words of citations, no
// more and no less, with highlights and with spans.
import { check, database, fact, facts, go, open, post, run, serve, until } from './desk.mjs';

const HIDDEN = 'The minister said the plan \u202Ewas\u202C \u200Bsecret and 4 people died in Ostrava on Friday.';
const db = database({
  'plain.txt': 'Two trains collide near Halden\n\nAt least 14 people were killed and 40 wounded on Tuesday when two trains collided near Halden, police spokeswoman Greta Holm told the Halden Post. "We found 14 dead in the first carriage," she said.\n\nSHARE THIS ARTICLE\n',
  'hidden.txt': `Secret plan\n\n${HIDDEN}\n`,
});
const server = await serve(db);
const page = await open(server);

// The text of every range under a name, as painted.
const painted = (name) => page.evaluate((n) => [...(CSS.highlights.get(n) || [])].map(String), name);
const expectedOf = (f) => ({
  evidence: f.citations.map((c) => c.quote),
  values: Object.values(f.fields).flatMap((v) => [v].flat()).flatMap((v) => v.citations).map((c) => c.quote),
});
const sorted = (list) => [...list].sort().join('|');

await run([
  async function exact() {
    let right = 0, n = 0;
    for (const row of await facts(page)) {
      const f = await fact(page, row.id);
      await go(page, row.id);
      const want = expectedOf(f);
      const have = [...await painted('focus'), ...await painted('value')];
      n += 1;
      if (sorted(have) === sorted(want.values) && sorted(await painted('evidence')) === sorted(want.evidence)) right += 1;
      else check(`5. #${row.no} is painted as it is cited`, false, [have, want.values]);
    }
    check(`5. every painted range is the quote of its citation (${n} facts)`, right === n);
  },
  async function overlapping() {
    const rows = (await facts(page)).filter((r) => r.source);
    const details = [];
    for (const r of rows) details.push(await fact(page, r.id));
    const spans = details.flatMap((f) => Object.entries(f.fields).flatMap(([name, v]) => [v].flat().flatMap((x) => x.citations.slice(0, 1).map((c) => ({ f: f.id, kind: f.kind, name, ...c })))));
    const over = spans.map((s) => new Set(spans.filter((x) => x.version === s.version && x.start < s.end && x.end > s.start).map((x) => x.f)));
    const most = over.reduce((a, b) => (a.size > b.size ? a : b));
    await go(page, [...most][0]);
    const lanes = await page.evaluate(() => [...CSS.highlights].filter(([name]) => /-[012]$/.test(name)).flatMap(([name, set]) => [...set].map((r) => [name, String(r)])));
    const keys = { statement: ['speaker', 'content'], casualty: ['number', 'harm'], event: ['name', 'date'], role: ['person', 'role'], quantity: ['number', 'unit'], alias: ['name', 'other_name'], relation: ['subject', 'predicate'] };
    const want = spans.filter((s) => s.version === details.find((f) => f.id === [...most][0]).version && keys[s.kind].includes(s.name));
    check(`6. key fields of all facts are underlined, also where ${most.size} overlap`, most.size >= 2 && want.every((s) => lanes.some(([name, t]) => name.startsWith(s.kind) && t === s.quote)), want.filter((s) => !lanes.some(([name, t]) => name.startsWith(s.kind) && t === s.quote)).map((s) => s.quote));
    const used = new Set(lanes.map(([name]) => name.slice(-1)));
    check('6. in more than one lane', used.size > 1, [...used]);
  },
  async function spans() {
    await go(page, (await facts(page)).find((r) => r.kind === 'casualty').id);
    const other = await open(new URL('/', page.url()).href, { at: page.context(), query: '?marks=spans' });
    const row = (await facts(page)).find((r) => r.kind === 'casualty');
    await go(other, row.id);
    const f = await fact(page, row.id);
    const marked = await other.evaluate(() => [...document.querySelectorAll('#article .text')].map((p) => [...p.querySelectorAll('.m-focus, .m-value')].map((s) => s.textContent).join('')).join(''));
    const want = expectedOf(f).values;
    check('the same words are marked by spans where highlights are missing', want.every((q) => q.split(/\s/).every((w) => marked.includes(w))), [marked, want]);
    const same = await other.evaluate(() => [...document.querySelectorAll('#article .text')].map((p) => p.textContent).join('\n'));
    check('and the text is the same', same === await page.evaluate(() => [...document.querySelectorAll('#article .text')].map((p) => p.textContent).join('\n')));
    await other.close();
  },
  async function hidden() {
    const row = (await facts(page)).find((r) => r.headline && /secret|4/.test(r.headline)) || (await facts(page)).at(-1);
    await go(page, row.id);
    const { version } = await fact(page, row.id);
    const start = Buffer.byteLength('Secret plan\n\nThe minister said the plan '), quote = '\u202Ewas\u202C \u200Bsecret';
    const made = await post(page, '/api/add', { kind: 'role', set: [{ field: 'person', value: quote, citations: [{ version, start, end: start + Buffer.byteLength(quote), quote, stance: 'supports' }] }], citations: [{ version, start, end: start + Buffer.byteLength(quote), quote, stance: 'supports' }] });
    check('a citation of hidden characters is taken', made.status === 200, made.body);
    const id = made.body.facts[0].id || made.body.facts[0];
    await go(page, id);
    const shown = await page.evaluate(() => [...document.querySelectorAll('.cite .ctrl, .value .ctrl')].map((e) => e.textContent));
    check('3. U+202E in a quote is shown as a mark', shown.includes('U+202E') && shown.includes('U+200B'), shown);
    check('3. and so it is in the article, whose text stays what it is', await page.evaluate(() => [...document.querySelectorAll('.hides')].some((e) => e.dataset.code.includes('U+202E'))) && (await painted('focus'))[0] === quote);
    check('3. no such character reaches the queue unmarked', !(await until('the queue', () => page.evaluate(() => import('/queue.js').then(async (m) => { await m.reload(); return document.getElementById('pad').textContent; })))).includes('\u202E'));
  },
  async function boilerplate() {
    const roles = await page.evaluate(() => [...document.querySelectorAll('.block')].map((b) => b.dataset.role));
    await go(page, (await facts(page))[0].id);
    check('boilerplate is told apart', roles.length > 0 && await page.evaluate(() => [...document.querySelectorAll('.block[data-role="boilerplate"]')].every((b) => b.querySelector('.role').textContent === 'boilerplate')));
  },
]);
