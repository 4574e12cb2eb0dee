// desk.mjs - what the browser tests share: a database in a folder of its own,
// the server, Debian's chromium, and one way to say what was checked.
import { spawn, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, '../..');
const bin = path.resolve(process.env.IBID || path.join(root, 'build/dev/ibid'));
const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const PATIENCE_MS = 20000;

let chromium;
try {
  ({ chromium } = await import('playwright-core'));
} catch {
  console.log('skipped: playwright-core is not installed; with a network: npm ci --prefix tests/web');
  process.exit(77);
}
if (!fs.existsSync(CHROMIUM)) {
  console.log(`skipped: no ${CHROMIUM}; apt-get install chromium`);
  process.exit(77);
}

/* ---- ibid and its server */

const cleanups = [];
export const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ibid-web-'));
cleanups.push(() => fs.rmSync(folder, { recursive: true, force: true }));

export function ibid(db, ...args) {
  return execFileSync(bin, [...args, '--db', db], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, IBID_USER: 'ann', NO_COLOR: '1' } });
}
// A database with `articles`: name -> text, or the samples.
let made = 0;
export function database(articles) {
  made += 1;
  const db = path.join(folder, `facts-${made}.db`);
  let from = path.join(root, 'samples');
  if (articles) {
    from = path.join(folder, `articles-${made}`);
    fs.mkdirSync(from);
    for (const [name, text] of Object.entries(articles)) fs.writeFileSync(path.join(from, name), text);
  }
  ibid(db, 'import', from);
  return db;
}
// The server on `db`: {url, port, stop(), kill()}.
export function serve(db, { port = 0, user = 'ann', args = [] } = {}) {
  const child = spawn(bin, ['review', '--no-open', '--db', db, ...(port ? ['--port', String(port)] : []), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, IBID_USER: user, NO_COLOR: '1' } });
  const ended = new Promise((done) => { child.once('exit', done); });
  const end = async (signal) => { child.kill(signal); await ended; };
  cleanups.push(() => child.kill('SIGKILL'));
  return new Promise((done, fail) => {
    let said = '', wrong = '';
    child.stderr.on('data', (text) => { wrong += text; });
    child.once('exit', (code) => fail(new Error(`ibid review ended with ${code}: ${wrong}`)));
    child.stdout.on('data', (text) => {
      said += text;
      const url = /http:\/\/127\.0\.0\.1:(\d+)\/\S+/.exec(said);
      if (url) done({ url: url[0], port: Number(url[1]), ended, pid: child.pid, stop: () => end('SIGINT'), kill: () => end('SIGKILL') });
    });
  });
}

/* ---- the browser */

let browser;
export async function context(options = {}) {
  if (!browser) {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb', '--font-render-hinting=none'] });
    cleanups.unshift(() => browser.close());
  }
  return browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
}
// What the browser complained of, of all pages together: must stay empty.
export const complaints = [];
const EXPECTED = /Failed to load resource|ERR_CONNECTION_REFUSED|net::ERR/;
export async function open(server, { options, query = '', expectErrors = false, at = null } = {}) {
  const own = at || await context(options);
  const page = await own.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (m) => { if (/\/others$/.test(m.location().url)) return; if (['error', 'warning'].includes(m.type()) && !((expectErrors || page.expectErrors) && EXPECTED.test(m.text()))) complaints.push(`${m.type()}: ${m.text()} ${m.location().url}`); });
  await page.addInitScript(() => { window.violations = []; document.addEventListener('securitypolicyviolation', (e) => window.violations.push(`${e.violatedDirective} ${e.blockedURI}`)); });
  await page.goto(server.url || server);
  await ready(page);
  if (query) { await page.goto(new URL('/' + query, page.url()).href); await ready(page); }
  return page;
}
export const ready = (page) => page.waitForSelector('body[data-ready]', { state: 'attached' });

/* ---- short ways to what tests ask often */

export const text = (page, selector) => page.locator(selector).first().innerText();
export const sel = (page) => page.evaluate(() => document.querySelector('.qrow[aria-selected="true"]')?.dataset.fact);
export const title = (page) => text(page, '#fact-title');
export const live = (page) => page.evaluate(() => document.getElementById('live').textContent);
// The page's own API, from inside, so that cookie and token are the page's.
export const get = (page, url) => page.evaluate(async (u) => (await fetch(u)).json(), url);
export const post = (page, url, body) => page.evaluate(async ([u, b]) => {
  const { token } = await (await fetch('/api/session')).json();
  const r = await fetch(u, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-FDB-Token': token }, body: JSON.stringify({ op_id: crypto.randomUUID(), expected: {}, ...b }) });
  return { status: r.status, body: await r.json() };
}, [url, body]);
export const until = async (what, test, ms = PATIENCE_MS) => {
  const end = Date.now() + ms;
  for (;;) {
    const value = await test();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
    await new Promise((r) => { setTimeout(r, 15); });
  }
};
// Open a fact by its id, whatever the filter.
export async function go(page, id) {
  await page.evaluate(async (fact) => { const { inTurn } = await import('/state.js'); const { openFact } = await import('/open.js'); await inTurn(() => openFact(fact)); }, id);
  await page.waitForFunction((fact) => import('/state.js').then((m) => m.S.sel === fact && m.S.fact && m.S.fact.id === fact), id);
}
export const facts = async (page, params = '') => (await get(page, `/api/facts?limit=1000&${params || 'status=all'}`)).rows;
export const fact = (page, id) => get(page, `/api/facts/${id}`);

/* ---- saying what was checked */

let checks = 0, failed = 0;
export function check(what, holds, detail = '') {
  checks += 1;
  if (!holds) failed += 1;
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}${!holds && detail !== '' ? ` (${typeof detail === 'string' ? detail : JSON.stringify(detail)})` : ''}`);
}
export const report = (line) => console.log(`       ${line}`);
// Run the steps in order; each has its own page or shares, as it likes.
export async function run(steps) {
  const started = Date.now();
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      check(step.name || 'a step', false, error.message.split('\n').slice(0, 3).join(' '));
    }
  }
  check('1. no error and no policy violation in the browser', complaints.length === 0, complaints.slice(0, 5));
  await done();
  console.log(`${checks} checks, ${failed} failed, ${((Date.now() - started) / 1000).toFixed(1)} s`);
  process.exit(failed ? 1 : 0);
}
async function done() {
  for (const clean of cleanups.splice(0)) await clean();
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { done().then(() => process.exit(1)); });
