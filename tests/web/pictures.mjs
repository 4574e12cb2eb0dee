// pictures.mjs - the pictures of the README, made anew from samples/:
//   cmake --build build/release && IBID=build/release/ibid node tests/web/pictures.mjs docs
import path from 'node:path';
import { context, database, fact, facts, go, open, post, run, serve, check } from './desk.mjs';

const to = path.resolve(process.argv[2] || 'docs');
const db = database();
const server = await serve(db);
const own = await context({ viewport: { width: 1200, height: 700 }, deviceScaleFactor: 0.8 });
const page = await open(server, { at: own });
const shot = (name, options = {}) => page.screenshot({ path: path.join(to, name), ...options });

await run([
  async function pictures() {
    const rows = await facts(page);
    const later = rows.find((r) => r.kind === 'casualty' && /At least 31/.test(r.headline));
    for (const r of rows.filter((x) => x.kind === 'role').slice(0, 9)) await post(page, '/api/decide', { facts: [r.id], status: 'accepted', expected: { [r.id]: r.revision } });
    await page.reload();
    await page.waitForSelector('body[data-ready]', { state: 'attached' });
    await go(page, later.id);
    await page.locator('#list').focus();
    await shot('review.png');
    const f = await fact(page, later.id);
    await post(page, '/api/edit', { fact: later.id, set: [{ field: 'number', value: 'At least 13' }], expected: { [later.id]: f.revision } });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.evaluate((id) => import('/open.js').then((m) => m.forgetFacts(id)), later.id);
    await go(page, later.id);
    await page.evaluate(() => { document.getElementById('toast').hidden = true; });
    await page.keyboard.press('w');
    await page.waitForSelector('#picked:not([hidden])');
    await shot('review-words.png');
    check('two pictures are made', true);
  },
]);
