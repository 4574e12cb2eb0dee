// reviewer.mjs - a reviewer with the keyboard alone goes through a corpus:
// how many facts in ten minutes? Keys are real, the time for reading and
// thinking is added up, not waited for.
//   node reviewer.mjs [FOLDER]   (the samples when no folder is given)
import fs from 'node:fs';
import path from 'node:path';
import { check, database, fact, facts, get, open, report, run, sel, serve, until } from './desk.mjs';

const READ_MS_PER_WORD = 60000 / 250, KEY_MS = 280, LOOK_MS = 900, TYPE_MS = 240, MINUTES = 10;
const from = process.argv[2];
const db = database(from ? Object.fromEntries(fs.readdirSync(from).filter((n) => fs.statSync(path.join(from, n)).isFile()).map((n) => [n, fs.readFileSync(path.join(from, n))])) : undefined);
const server = await serve(db);
const page = await open(server);
let human = 0, machine = 0, keys = 0;
async function press(key) {
  human += key.length === 1 ? KEY_MS : TYPE_MS;
  keys += 1;
  await page.keyboard.press(key);
}
const settle = async () => {
  const start = performance.now();
  await page.evaluate(() => import('/state.js').then((m) => m.idle()));
  machine += performance.now() - start;
};
const words = (text) => text.split(/\s+/).length;

await run([
  async function tenMinutes() {
    const total = (await facts(page)).length;
    let decided = 0, accepted = 0, rejected = 0, edited = 0;
    const articles = new Set();
    await page.locator('#list').focus();
    const limit = MINUTES * 60000;
    let inTime = 0;
    while (decided < total && decided < 400) {
      const id = await sel(page);
      if (!id) break;
      const f = await fact(page, id);
      if (!articles.has(f.source)) {
        articles.add(f.source);
        human += 4000; // the head of a new article
      }
      // The passage is read, each value is compared with its quote.
      human += words(f.citations[0].quote) * READ_MS_PER_WORD * 0.6 + Object.keys(f.fields).length * LOOK_MS;
      if (decided % 12 === 5) { // a value is put right from the article's own words
        await press('e');
        await page.waitForSelector('#editor, select.edit');
        await press('End');
        await press('Escape');
        await press('w');
        await press('Shift+ArrowRight');
        await press('Shift+ArrowLeft');
        await press('Shift+Enter');
        await settle();
        edited += 1;
      }
      const key = f.confidence < 0.75 || decided % 9 === 8 ? 'r' : 'a';
      const before = (await get(page, '/api/session')).reviewed;
      const wasReviewed = (await fact(page, id)).status !== 'extracted';
      await page.locator('#list').focus();
      await press(key);
      await settle();
      if (await page.evaluate(() => Boolean(document.getElementById('armed')))) { human += 1500; await press(key); await settle(); }
      await until('the decision', async () => (await get(page, '/api/session')).reviewed === before + (wasReviewed ? 0 : 1));
      decided += 1;
      if (key === 'a') accepted += 1; else rejected += 1;
      if (human + machine <= limit) inTime = decided;
    }
    const perMinute = decided / ((human + machine) / 60000);
    report(`${decided} of ${total} facts of ${articles.size} articles decided with ${keys} keys: ${accepted} accepted, ${rejected} rejected, ${edited} with another passage`);
    report(`reading and keys ${(human / 60000).toFixed(1)} min, waiting for ibid ${(machine / 1000).toFixed(1)} s (${(machine / decided).toFixed(0)} ms a fact)`);
    report(`in ten minutes: ${inTime < decided ? inTime : Math.round(perMinute * MINUTES)} facts (${Math.round(perMinute * 60)} an hour)`);
    check('every fact was decided with the keyboard alone', decided === total || decided === 400, [decided, total]);
    check('at least 50 facts in ten minutes (300 an hour)', perMinute * MINUTES >= 50, perMinute);
    check('waiting is less than a twentieth of the time', machine < human / 20, [machine, human]);
  },
]);
