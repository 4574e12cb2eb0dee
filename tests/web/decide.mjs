// decide.mjs - going through the queue, deciding, undoing, filtering.
import { check, database, facts, get, go, live, open, ready, run, sel, serve, text, title, until } from './desk.mjs';

const db = database();
const server = await serve(db);
const page = await open(server);
const reviewed = async () => Number((await text(page, '#progress')).split(' ')[0]);
const no = async () => Number((await title(page)).split('#')[1]);
const pressed = async (key) => { const was = await title(page); await page.keyboard.press(key); await until(`${key} to move on`, async () => (await title(page)) !== was); };

await run([
  async function moving() {
    const rows = await facts(page, 'status=todo');
    check('the first fact is open', await sel(page) === rows[0].id);
    await page.keyboard.press('k');
    check('7. k at the beginning stays and says so', await until('the words', async () => /First fact/.test(await live(page))) && await sel(page) === rows[0].id, await live(page));
    await pressed('j');
    check('7. j goes one on', await sel(page) === rows[1].id);
    await pressed('k');
    check('7. k goes one back', await sel(page) === rows[0].id);
    await page.locator('#list').press('End');
    await until('the end', async () => (await sel(page)) === rows[rows.length - 1].id);
    await page.keyboard.press('j');
    await until('words', async () => /Last fact/.test(await live(page)));
    check('7. j at the end stays and says so', await sel(page) === rows[rows.length - 1].id);
    await page.locator('#list').press('Home');
    await until('the start', async () => (await sel(page)) === rows[0].id);
    await pressed('Shift+J');
    check('Shift+J opens the next article', (await facts(page)).find((r) => r.id === rows.find((x) => x.source !== rows[0].source).id).no === await no());
    await pressed('Shift+K');
    check('Shift+K goes back to the first', await sel(page) === rows[0].id);
  },
  async function deciding() {
    const rows = await facts(page, 'status=todo');
    const before = await reviewed();
    await pressed('a');
    check('8. a accepts and selects the next to review', await sel(page) === rows[1].id);
    check('8. and counts', await reviewed() === before + 1);
    check('8. the server says accepted', (await get(page, `/api/facts/${rows[0].id}`)).status === 'accepted');
    await page.keyboard.down('a');
    for (let i = 0; i < 6; i += 1) await page.keyboard.down('a');
    await page.keyboard.up('a');
    await until('a decision', async () => (await reviewed()) === before + 2);
    await page.waitForTimeout(150);
    check('9. a held a decides one fact', await reviewed() === before + 2 && await sel(page) === rows[2].id);
    await pressed('r');
    check('11. r rejects', (await get(page, `/api/facts/${rows[2].id}`)).status === 'rejected' && await reviewed() === before + 3);
    await pressed('u');
    await until('the count', async () => (await reviewed()) === before + 2);
    check('11. u restores status, count and selection', (await get(page, `/api/facts/${rows[2].id}`)).status === 'extracted' && await sel(page) === rows[2].id);
    await page.keyboard.press('Shift+U');
    await until('redo', async () => (await get(page, `/api/facts/${rows[2].id}`)).status === 'rejected');
    check('13. Shift+U does it again', await until('the count', async () => (await reviewed()) === before + 3));
    await page.reload();
    await ready(page);
    check('12. after a reload Undo names what it will undo', /reject/.test(await text(page, '#undo')), await text(page, '#undo'));
    await page.keyboard.press('u');
    await until('undo', async () => (await reviewed()) === before + 2);
    check('12. and u undoes it', (await get(page, `/api/facts/${rows[2].id}`)).status === 'extracted');
  },
  async function fast() {
    const before = await reviewed();
    const rows = await facts(page, 'status=todo');
    await go(page, rows[0].id);
    await page.locator('#list').focus();
    for (let i = 0; i < 8; i += 1) await page.keyboard.press(i % 2 ? 'r' : 'a');
    await until('eight decisions', async () => (await reviewed()) === before + 8);
    const now = new Map((await facts(page)).map((r) => [r.id, r.status]));
    check('keys that come faster than answers each decide the fact they meant', rows.slice(0, 8).every((r, i) => now.get(r.id) === (i % 2 ? 'rejected' : 'accepted')), rows.slice(0, 8).map((r) => now.get(r.id)));
  },
  async function filters() {
    const left = (await facts(page, 'status=todo')).length;
    const shown = () => page.locator('#f-status button .n').first().innerText();
    await until('the count to catch up with the decisions', async () => Number(await shown()) === left);
    for (const group of ['f-status', 'f-flag', 'f-kind']) {
      const n = await page.locator(`#${group} button`).count();
      let right = 0;
      for (let i = 0; i < n; i += 1) {
        const button = page.locator(`#${group} button`).nth(i);
        const said = Number((await button.locator('.n').innerText()).replaceAll(',', ''));
        await button.click();
        const rows = await until('rows', () => page.evaluate(() => import('/state.js').then(async (m) => { await m.idle(); return { total: m.S.total }; })));
        if (rows.total === said) right += 1; else check(`27. ${await button.innerText()}: rows`, false, `${said} said, ${rows.total} there`);
        await page.locator('#f-status button').first().click();
        if (group !== 'f-status' && await button.getAttribute('aria-pressed') === 'true') await button.click();
        await page.evaluate(() => import('/state.js').then((m) => m.idle()));
      }
      check(`27. the count of each filter in ${group} equals its rows (${right})`, right === n);
    }
    const options = await page.locator('#f-source option').evaluateAll((list) => list.map((o) => [o.value, o.textContent]));
    await page.selectOption('#f-source', options[2][0]);
    const total = await page.evaluate(() => import('/state.js').then(async (m) => { await m.idle(); return m.S.total; }));
    check('27. and of a source', options[2][1].endsWith(`(${total})`), [options[2][1], total]);
    await page.selectOption('#f-source', '');
    const rules = await page.locator('#f-rule option').evaluateAll((list) => list.map((o) => [o.value, o.textContent]));
    await page.selectOption('#f-rule', rules[1][0]);
    const ofRule = await page.evaluate(() => import('/state.js').then(async (m) => { await m.idle(); return m.S.total; }));
    check('27. and of a rule', rules[1][1].endsWith(`(${ofRule})`), [rules[1][1], ofRule]);
    await page.keyboard.press('Escape');
    await page.locator('#list').focus();
    await page.keyboard.press('0');
    await page.evaluate(() => import('/state.js').then((m) => m.idle()));
    check('0 clears the filters', (await page.locator('#f-source').inputValue()) === '' && (await page.locator('#f-rule').inputValue()) === '');
  },
  async function searching() {
    const all = await facts(page);
    const details = [];
    for (const row of all.slice(0, 60)) details.push(await get(page, `/api/facts/${row.id}`));
    const word = details.flatMap((f) => f.citations.flatMap((c) => (c.quote.match(/[a-z]{6,}/g) || []).map((w) => ({ w, f }))))
      .find(({ w, f }) => f.status === 'extracted' && !JSON.stringify(Object.values(f.fields).flat().map((v) => v.value)).toLowerCase().includes(w));
    await page.keyboard.press('/');
    await page.keyboard.type(word.w);
    await until('the search', () => page.evaluate((w) => import('/state.js').then((m) => m.S.filter.q === w && m.idle().then(() => true)), word.w));
    const ids = await page.evaluate(() => import('/state.js').then((m) => m.S.rows.map((r) => r.id)));
    check(`28. / finds “${word.w}”, which stands only in a quote`, ids.includes(word.f.id));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.evaluate(() => import('/state.js').then((m) => m.idle()));
  },
  async function many() {
    const TOTAL = 100000;
    const row = (await facts(page))[0];
    const rows = (from, n) => Array.from({ length: Math.max(0, Math.min(n, TOTAL - from)) }, (_, i) => ({ ...row, row: from + i, no: from + i + 1, id: `${row.id.slice(0, -6)}${String(from + i).padStart(6, '0')}` }));
    const whole = await get(page, '/api/facts?limit=0');
    await page.route('**/api/facts?*', (route) => {
      const asked = new URL(route.request().url()).searchParams, from = Number(asked.get('from') || 0);
      return route.fulfill({ contentType: 'application/json', body: JSON.stringify({ ...whole, total: TOTAL, rows: rows(from, Number(asked.get('limit') || 200)) }) });
    });
    await page.evaluate(() => import('/queue.js').then((m) => m.reload()));
    const there = () => page.evaluate(() => [...document.querySelectorAll('.qrow .qno')].map((e) => Number(e.textContent.replace('#', ''))));
    const scrollTo = (share) => page.evaluate((s) => { const l = document.getElementById('list'); l.scrollTop = (l.scrollHeight - l.clientHeight) * s; }, share);
    for (const [share, near] of [[0, 1], [0.5, TOTAL / 2], [1, TOTAL]]) {
      await scrollTo(share);
      await until('rows near ' + near, async () => { const list = await there(); return list.some((no) => Math.abs(no - near) < 60); });
      const list = await there();
      check(`4. of 100,000 rows ${list.length} exist around #${near}`, list.length > 5 && list.length < 60, list.length);
    }
    await page.unroute('**/api/facts?*');
    await scrollTo(0);
    await page.evaluate(() => import('/queue.js').then((m) => m.reload()));
  },
  async function bulk() {
    await page.locator('#list').focus();
    await page.keyboard.press('2');
    await page.evaluate(() => import('/state.js').then((m) => m.idle()));
    const total = await page.evaluate(() => import('/state.js').then((m) => m.S.total));
    const before = await reviewed();
    await page.click('#bulk-all');
    check('deciding for all says how many', (await text(page, '#bulk-title')).includes(String(total)));
    await page.fill('#bulk-why', 'all from one list');
    await page.click('#bulk [data-value="rejected"]');
    await until('the bulk decision', async () => (await reviewed()) === before + total);
    check(`${total} facts rejected in one step`, true);
    await page.keyboard.press('u');
    check('which one u takes back', await until('undo', async () => (await reviewed()) === before));
  },
]);
