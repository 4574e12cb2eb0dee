// access.mjs - without a mouse, with a screen reader, small, dark, magnified.
import fs from 'node:fs';
import path from 'node:path';
import { check, context, database, fact, facts, get, go, here, live, open, post, report, run, sel, serve, until } from './desk.mjs';

const axe = fs.readFileSync(path.join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');
const db = database();
const server = await serve(db);
const own = await context();
const page = await open(server, { at: own });
const home = new URL('/', page.url()).href;
const idle = (p) => p.evaluate(() => import('/state.js').then((m) => m.idle()));

// The policy of the page lets no script in but its own: axe comes by the
// debugger, into a world beside the page's.
const cdp = new Map();
async function violations(p) {
  if (!cdp.has(p)) {
    const session = await own.newCDPSession(p);
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
    await session.send('Runtime.evaluate', { expression: axe, contextId: executionContextId });
    cdp.set(p, [session, executionContextId]);
  }
  const [session, contextId] = cdp.get(p);
  const { result } = await session.send('Runtime.evaluate', { contextId, awaitPromise: true, returnByValue: true,
    expression: 'axe.run(document, {resultTypes: ["violations"]}).then((r) => JSON.stringify(r.violations.map((v) => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160), v.nodes[0].failureSummary.slice(0, 300)])))' });
  return JSON.parse(result.value);
}
const esc = async () => { await page.keyboard.press('Escape'); await page.evaluate(() => { for (const d of document.querySelectorAll('dialog[open]')) d.close(); }); };
const rows = await facts(page);
const one = rows.find((r) => r.kind === 'casualty');
const cited = (await fact(page, one.id));
let told; // of which other sources tell differently
for (const r of rows.filter((x) => x.kind === 'casualty')) {
  const group = await get(page, `/api/facts/${r.id}/others`);
  if (group.differs.length && group.copies) { told = r; break; }
}
const blind = await open(await serve(database(), { user: 'bob', args: ['--blind'] }), { at: own });
const states = {
  start: async () => {},
  uncited: async () => { await go(page, one.id); },
  cites: async () => { await page.locator('#tab-cites').click(); },
  edit: async () => { await page.locator('#tab-fields').click(); await page.locator('#actions [data-do="edit"]').click(); await page.waitForSelector('#editor'); },
  words: async () => { await page.keyboard.press('Escape'); await page.keyboard.press('w'); await page.waitForSelector('#picked:not([hidden])'); },
  adding: async () => { await page.keyboard.press('n'); await page.waitForSelector('#adding[open]'); },
  help: async () => { await esc(); await esc(); await page.keyboard.press('?'); await page.waitForSelector('#help[open]'); },
  history: async () => { await esc(); await page.keyboard.press('h'); await page.waitForSelector('#history[open]'); },
  bulk: async () => { await esc(); await page.evaluate(() => document.querySelector('[data-view-to="queue"]').click()); await page.locator('#bulk-all').click(); await page.waitForSelector('#bulk[open]'); },
  note: async () => { await esc(); await page.evaluate(() => document.querySelector('[data-view-to="fact"]').click()); await page.locator('[data-do="note"]').click(); await page.waitForSelector('#noting[open]'); },
  empty: async () => { await esc(); await page.evaluate(() => document.querySelector('[data-view-to="queue"]').click()); await page.fill('#search', 'zeppelin'); await page.waitForSelector('#empty:not([hidden])'); },
  toast: async () => { await page.click('#empty button'); await idle(page); await page.locator('#list').focus(); await page.keyboard.press('r'); await page.waitForSelector('#toast:not([hidden])'); await page.keyboard.press('u'); await idle(page); },
  compare: async () => { await page.evaluate(() => { document.getElementById('toast').hidden = true; }); await go(page, told.id); await page.locator('#fact-title').focus(); await page.keyboard.press('c'); await page.waitForSelector('#compare[open]'); },
  stale: async () => {
    await esc();
    await page.route('**/api/edit', (route) => route.fulfill({ status: 409, contentType: 'application/json', body: JSON.stringify({ error: 'stale', facts: [{ id: told.id, by: 'user:mira', at: '2031-03-16T10:20:00Z' }] }) }));
    page.expectErrors = true; // a refusal is a 409, which the browser reports
    await page.evaluate(() => document.querySelector('[data-view-to="fact"]').click());
    await page.locator('.field .value').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#editor');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('ninety');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#conflict[open]');
  },
  down: async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.unroute('**/api/edit');
    await page.route('**/api/**', (route) => route.abort('connectionrefused'));
    await page.waitForSelector('#notice:not([hidden])');
    await until('deciding to be off', () => page.locator('#actions [data-do="accept"]').isDisabled());
  },
  back: async () => {
    await page.unroute('**/api/**');
    await page.waitForSelector('#notice', { state: 'hidden' });
    page.expectErrors = false;
  },
  closing: async () => { await page.evaluate(() => document.querySelector('[data-do="closing"]').click()); await page.waitForSelector('#closing[open]'); },
};

await run([
  async function axeEverywhere() {
    await post(page, '/api/edit', { fact: one.id, set: [{ field: 'cause', value: 'from memory' }], expected: { [one.id]: cited.revision } });
    for (const [width, height] of [[1440, 900], [400, 800]]) {
      for (const theme of ['light', 'dark']) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme: theme });
        const bad = [];
        let n = 0;
        for (const [name, enter] of Object.entries(states)) {
          await enter();
          const found = await violations(page);
          n += 1;
          for (const v of found) bad.push([name, ...v]);
        }
        await esc();
        await blind.setViewportSize({ width, height });
        await blind.emulateMedia({ colorScheme: theme });
        for (const v of await violations(blind)) bad.push(['blind', ...v]);
        n += 1;
        check(`30. axe: 0 violations in ${n} states, ${theme}, ${width} px`, bad.length === 0, bad.slice(0, 6));
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
  },
  async function narrow() {
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = [];
    for (const view of ['queue', 'article', 'fact']) {
      await page.evaluate((v) => document.querySelector(`[data-view-to="${v}"]`).click(), view);
      const over = await page.evaluate(() => { const d = document.scrollingElement; return [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && !e.closest('.sr, .skip, dialog, .c-scroll, .kwic, .qtext, .from') && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.className || e.tagName).concat(d.scrollWidth > innerWidth ? ['page'] : []); });
      if (over.length) wide.push([view, over.slice(0, 4)]);
    }
    check('30. no sideways scroll at 320 px', wide.length === 0, wide);
    await page.setViewportSize({ width: 1440, height: 900 });
  },
  async function keyboardOnly() {
    await page.goto(home);
    await page.waitForSelector('body[data-ready]', { state: 'attached' });
    await page.keyboard.press('?');
    await page.locator('#keys-on').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    const first = await sel(page);
    await page.locator('#list').focus();
    await page.keyboard.press('a');
    await page.keyboard.press('r');
    await page.keyboard.press('1');
    await idle(page);
    check('29. with single keys off they do nothing', await sel(page) === first && (await fact(page, first)).status === 'extracted');
    const tabTo = async (test, what) => {
      for (let i = 0; i < 160; i += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(`(${test})(document.activeElement)`)) return;
      }
      throw new Error(`Tab never reaches ${what}`);
    };
    const reach = {
      undo: '(e) => e.id === "undo" || document.getElementById("undo").disabled', theme: '(e) => e.id === "theme"', help: '(e) => e.dataset.do === "help"', search: '(e) => e.id === "search"',
      filter: '(e) => e.closest("#f-kind")', source: '(e) => e.id === "f-source"', queue: '(e) => e.id === "list"', bulk: '(e) => e.dataset.do === "bulk"',
      article: '(e) => e.id === "scroll"', mark: '(e) => e.classList.contains("mk")', value: '(e) => e.classList.contains("value")', cite: '(e) => e.classList.contains("cite")',
      tabs: '(e) => e.getAttribute("role") === "tab"', history: '(e) => e.dataset.do === "history"', note: '(e) => e.dataset.do === "note"',
      accept: '(e) => e.dataset.do === "accept"', reject: '(e) => e.dataset.do === "reject"', edit: '(e) => e.dataset.do === "edit"', skip: '(e) => e.dataset.do === "skip"',
    };
    await page.keyboard.press('Escape');
    let reached = 0;
    for (const [what, test] of Object.entries(reach)) { await tabTo(test, what); reached += 1; }
    check(`29. Tab reaches every action (${reached})`, reached === Object.keys(reach).length);
    await page.locator('#list').focus();
    await page.keyboard.press('ArrowDown');
    await until('the next', async () => (await sel(page)) !== first);
    check('29. arrows walk the queue', true);
    const now = await sel(page);
    await page.locator('#actions [data-do="accept"]').focus();
    await page.keyboard.press('Enter');
    await until('accepted', async () => (await fact(page, now)).status === 'accepted');
    check('29. Enter on the button accepts, the focus stays on it', await until('the focus', () => page.evaluate(() => document.activeElement.dataset.do === 'accept')));
    await page.locator('#undo').focus();
    await page.keyboard.press('Enter');
    check('29. Enter on Undo undoes', await until('undone', async () => (await fact(page, now)).status === 'extracted'));
    await idle(page);
    await page.locator('.field .value').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#editor');
    await page.keyboard.press('Escape');
    check('29. Enter on a value edits it', true);
    await page.locator('[data-do="words"], .field .value').first().focus();
    await page.keyboard.press('F6');
    check('F6 goes from part to part', await page.evaluate(() => document.activeElement.id === 'list' || document.activeElement.id === 'scroll'));
    await page.evaluate(() => import('/help.js').then((m) => m.setKeys(true)));
  },
  async function reader() {
    await page.locator('#list').focus();
    const said = await page.evaluate(() => { const l = document.getElementById('list'); const o = document.getElementById(l.getAttribute('aria-activedescendant')); return o && { role: o.getAttribute('role'), text: o.textContent, at: o.getAttribute('aria-posinset'), of: o.getAttribute('aria-setsize') }; });
    check('the queue tells a screen reader which fact, of how many', said && said.role === 'option' && Number(said.of) >= 90 && /not reviewed/.test(said.text), said);
    await page.locator('#fact-title').focus();
    await page.keyboard.press('j');
    check('and the live region tells the next one', await until('the words', async () => /\d+ of \d+/.test(await live(page))), await live(page));
    const marks = await page.locator('.mk').first().getAttribute('aria-label');
    check('the numbers in the margin have names', /^\w+ \d+/.test(marks), marks);
  },
  async function weight() {
    const sizes = await page.evaluate(async () => {
      const list = performance.getEntriesByType('resource').map((r) => r.name).filter((n) => /\.(js|css)$/.test(n));
      const all = [location.origin + '/', ...new Set(list)];
      return Promise.all(all.map(async (n) => [n, (await (await fetch(n)).arrayBuffer()).byteLength]));
    });
    const sum = sizes.reduce((n, [, s]) => n + s, 0);
    report(`${sizes.length} files, ${(sum / 1024).toFixed(1)} KB`);
    check('the page weighs less than 160 KB', sum < 160 * 1024, sum);
    const outside = await page.evaluate(() => performance.getEntriesByType('resource').map((r) => r.name).filter((n) => !n.startsWith(location.origin)));
    check('and asks nobody but its own server', outside.length === 0, outside);
    check('no violation of the policy was reported', (await page.evaluate(() => window.violations)).length === 0);
  },
]);
