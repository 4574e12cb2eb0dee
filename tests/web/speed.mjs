// speed.mjs - a big database and a long article: first paint, the next fact,
// an edit until it is saved. Figures are of this machine, now.
//   node speed.mjs [FACTS [WORDS]]
import { check, database, facts, get, open, report, run, sel, serve, until } from './desk.mjs';

const FACTS = Number(process.argv[2] || 2000), WORDS = Number(process.argv[3] || 20000);
const NAMES = ['Halden', 'Dravik', 'Vessen', 'Lindova', 'Ostrava', 'Karsova', 'Tarn Quay', 'Reedholm'];
const PEOPLE = ['Ana Perez', 'Greta Holm', 'Teodor Vance', 'Maren Dahl', 'Lucan Farrow', 'Ines Lind'];
const pick = (list, n) => list[n % list.length];
const sentence = (n) => `At least ${n % 90 + 2} people were killed and ${n % 70 + 3} wounded in ${pick(NAMES, n)} on Monday, police spokeswoman ${pick(PEOPLE, n)} said. `;
function story(n, sentences) {
  let text = `Toll in ${pick(NAMES, n)} rises to ${n % 90 + 2}\n\n`;
  for (let i = 0; i < sentences; i += 1) text += sentence(n * 31 + i) + (i % 3 === 2 ? '\n\n' : '');
  return text + '\n';
}
const PER_SENTENCE = 3, PER_STORY = 12;
const stories = Math.ceil(FACTS / PER_SENTENCE / PER_STORY);
const lines = [];
for (let n = 0; n < stories; n += 1) lines.push(JSON.stringify({ id: `s${n}`, title: `Story ${n}`, outlet: `Outlet ${n % 40}`, published: '2031-03-15', language: 'en', text: story(n, PER_STORY) }));
const FILLER = 'The water in the old basin stood high all week and the ferries did not run, so that the people of the quay walked round by the mill. ';
const paragraph = (n) => (n % 40 ? FILLER.repeat(2) : sentence(n)) + '\n\n';
let long = 'A long week in Reedholm\n\n', count = 5;
for (let n = 0; count < WORDS; n += 1) { const p = paragraph(n); long += p; count += p.split(' ').length - 1; }
lines.push(JSON.stringify({ id: 'long', title: 'A long week', outlet: 'The Reed', published: '2031-03-15', language: 'en', text: long }));

const began = Date.now();
const db = database({ 'all.jsonl': lines.join('\n') });
const imported = Date.now() - began;
const server = await serve(db);
const page = await open(server);
const idle = () => page.evaluate(() => import('/state.js').then((m) => m.idle()));
// From the key going down to the frame after the page has drawn it.
const timed = (key) => page.evaluate((k) => new Promise((done) => {
  const start = performance.now();
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: k, bubbles: true, cancelable: true }));
  import('/state.js').then((m) => m.idle()).then(() => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0)));
}), key);
const stats = (list) => { const s = [...list].sort((a, b) => a - b); return { quarter: s[s.length >> 2], median: s[s.length >> 1], worst: s[s.length - 1], p95: s[Math.floor(s.length * 0.95)] }; };
// Other programs use this machine too, and only ever add: the quickest quarter
// is held against the bar, all is reported.
const say = (what, list, bar) => { const s = stats(list); report(`${what}: a quarter within ${s.quarter.toFixed(0)} ms, median ${s.median.toFixed(0)} ms, 95 % within ${s.p95.toFixed(0)} ms, worst ${s.worst.toFixed(0)} ms (bar ${bar} ms)`); return s; };

await run([
  async function size() {
    const { total } = await get(page, '/api/session');
    report(`${total} facts, an article of ${count} words; imported in ${(imported / 1000).toFixed(1)} s`);
    check('the database is as big as it should be', total >= FACTS * 0.7, total);
  },
  async function firstPaint() {
    const times = [];
    for (let i = 0; i < 3; i += 1) {
      await page.reload();
      await page.waitForSelector('body[data-ready]', { state: 'attached' });
      times.push(await page.evaluate(() => Math.max(performance.getEntriesByName('first-contentful-paint')[0]?.startTime || 0, performance.getEntriesByName('ibid-shown')[0]?.startTime || 0)));
    }
    const s = say('from opening the page to queue, article and fact', times, 1000);
    check('first paint in less than a second', s.quarter < 1000, s);
  },
  async function rows() {
    await page.evaluate(() => { const l = document.getElementById('list'); l.scrollTop = l.scrollHeight / 2; });
    await page.waitForTimeout(300);
    const n = await page.evaluate(() => document.querySelectorAll('.qrow').length);
    check(`4. of all facts only ${n} rows exist`, n > 5 && n < 60, n);
    await page.evaluate(() => { const l = document.getElementById('list'); l.scrollTop = l.scrollHeight; });
    await until('the last row', () => page.evaluate(() => import('/state.js').then((m) => Boolean(m.S.rows[m.S.total - 1]))));
    check('4. and the last one can be scrolled to', await page.evaluate(() => import('/state.js').then((m) => Boolean(document.getElementById('q-' + m.S.rows[m.S.total - 1].id)))));
    await page.evaluate(() => { document.getElementById('list').scrollTop = 0; document.getElementById('list').focus(); });
  },
  async function next() {
    const times = [];
    for (let i = 0; i < 40; i += 1) { times.push(await timed(i % 8 === 7 ? 'k' : 'j')); await page.waitForTimeout(15); }
    const s = say('a key to the next fact', times, 50);
    check('next fact in less than 50 ms', s.quarter < 50, s);
  },
  async function saving() {
    const times = [], decisions = [];
    for (let i = 0; i < 12; i += 1) {
      await timed('j');
      await page.locator('#list').focus();
      times.push(await page.evaluate((n) => new Promise((done) => {
        import('/edit.js').then(async (edit) => {
          const { S, inTurn } = await import('/state.js');
          edit.beginEdit(0);
          const el = document.getElementById('editor');
          const start = performance.now();
          if (el.tagName === 'SELECT') el.selectedIndex = 1; else el.value = `${n + 100}`;
          S.editing.value = el.value;
          await inTurn(edit.saveEdit);
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0));
        });
      }), i));
    }
    const s = say('an edit until it is saved and shown', times, 100);
    check('edit to saved in less than 100 ms', s.quarter < 100, s);
    await page.locator('#list').focus();
    for (let i = 0; i < 12; i += 1) { decisions.push(await timed('r')); await idle(); }
    const d = say('a decision until the next fact is there', decisions, 100);
    check('decision to next fact in less than 100 ms', d.median < 100, d);
  },
  async function filters() {
    const times = [];
    for (let i = 0; i < 6; i += 1) { times.push(await timed('2')); }
    const s = say('a filter', times, 50);
    check('a filter in less than 50 ms', s.quarter < 50, s);
  },
  async function longArticle() {
    const sources = (await get(page, '/api/facts?status=all&limit=0')).facets.source;
    const { name } = sources.find((x) => x.title === 'A long week');
    const of = (await get(page, `/api/facts?status=all&source=${name}&limit=60`)).rows;
    const start = performance.now();
    await page.evaluate((id) => import('/state.js').then((m) => m.inTurn(() => import('/open.js').then((o) => o.openFact(id)))), of[0].id);
    await idle();
    const opened = performance.now() - start;
    report(`opening the article of ${count} words: ${opened.toFixed(0)} ms`);
    check('a long article opens in less than a second', opened < 1000, opened);
    await page.locator('#list').focus();
    const times = [];
    for (let i = 0; i < Math.min(24, of.length - 2); i += 1) { times.push(await timed('j')); await page.waitForTimeout(15); }
    const s = say('a key to the next fact in it', times, 50);
    check('next fact in a long article in less than 50 ms', s.quarter < 50, s);
    check('it is still that article', of.some((r) => r.id) && Boolean(await sel(page)));
  },
]);
