// together.mjs - two windows, a script, a server that is killed: nothing is
// overwritten and nothing is lost.
import { check, database, fact, facts, get, go, ibid, open, post, ready, run, serve, text, title, until } from './desk.mjs';

const db = database();
let server = await serve(db);
const { port } = server;
const ann = await open(server);
const second = await serve(db, { user: 'mira' });
const mira = await open(second);
const row = (await facts(ann)).find((r) => r.kind === 'casualty');
const { id } = row;
const field = (f, name) => f.fields[name]?.value;
async function typeInto(page, name, words) {
  await page.locator(`.field[data-field="${name}"] .value`).first().focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#editor');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(words);
}

await run([
  async function stale() {
    await go(ann, id);
    await go(mira, id);
    const start = await fact(ann, id);
    await typeInto(ann, 'harm', 'killed or wounded');
    await typeInto(mira, 'number', '27');
    await mira.keyboard.press('Enter');
    await until('the first save', async () => field(await fact(mira, id), 'number') === '27');
    await until('the other window to know', () => ann.evaluate((fid) => import('/state.js').then((m) => m.S.fact.changed !== undefined && m.S.sel === fid), id));
    check('another window hears of a change within two seconds', true);
    ann.expectErrors = true; // a refusal is a 409, which the browser reports
    await ann.keyboard.press('Enter');
    await ann.waitForSelector('#conflict[open]');
    const shown = await text(ann, '#conflict');
    const now = await fact(ann, id);
    check('21. the second gets both versions', /27/.test(shown) && /killed or wounded/.test(shown) && shown.includes(field(start, 'number')) && /mira/i.test(shown), shown);
    check('21. nothing is overwritten', field(now, 'number') === '27' && field(now, 'harm') === field(start, 'harm'));
    await ann.keyboard.press('Enter');
    await until('the merged save', async () => field(await fact(ann, id), 'harm') === 'killed or wounded');
    check('21. the merged save holds both', field(await fact(ann, id), 'number') === '27');
  },
  async function staleAccept() {
    const other = (await facts(ann)).filter((r) => r.kind === 'statement' && r.status === 'extracted')[2].id;
    await go(ann, other);
    const { revision } = await fact(ann, other);
    // Between two looks of the page: a script.
    await ann.evaluate(() => { Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }); });
    ibid(db, 'note', other, 'look again');
    await ann.locator('#fact-title').focus();
    await ann.keyboard.press('a');
    await ann.waitForSelector('#conflict[open]');
    check('22. a stale accept is refused too', (await fact(ann, other)).status === 'extracted' && (await fact(ann, other)).revision === revision + 1);
    await ann.keyboard.press('Enter');
    check('22. and goes through once the other version was seen', await until('accepted', async () => (await fact(ann, other)).status === 'accepted'));
    await ann.evaluate(() => { delete document.visibilityState; });
  },
  async function repeated() {
    const other = (await facts(ann)).filter((r) => r.kind === 'role')[0].id;
    const f = await fact(ann, other);
    const body = { facts: [other], status: 'rejected', expected: { [other]: f.revision }, op_id: '6fa459ea-ee8a-4ca3-894e-db77e160355e' };
    const one = await post(ann, '/api/decide', body), two = await post(ann, '/api/decide', body);
    check('23. a repeated op_id changes nothing and says so', one.status === 200 && two.status === 200 && two.body.repeated === true && (await fact(ann, other)).revision === f.revision + 1, [one.status, two.status, two.body.repeated]);
  },
  async function lostAnswer() {
    const other = (await facts(ann)).find((r) => r.kind === 'statement' && r.status === 'extracted').id;
    await go(ann, other);
    let cut = 0;
    await ann.route('**/api/decide', async (route) => {
      if (cut) { await route.continue(); return; }
      cut += 1;
      await route.fetch(); // the server has done it
      await route.abort('connectionreset'); // and the page never hears
    });
    await ann.locator('#fact-title').focus();
    const before = (await fact(ann, other)).revision;
    await ann.keyboard.press('r');
    await until('the decision', async () => (await title(ann)) !== '' && (await fact(ann, other)).status === 'rejected');
    await until('the page to go on', () => ann.evaluate((was) => import('/state.js').then((m) => m.S.sel !== was), other));
    check('an answer that is lost: asked again, done once', (await fact(ann, other)).revision === before + 1 && cut === 1);
    await ann.unroute('**/api/decide');
  },
  async function letGo() {
    await go(ann, id);
    await typeInto(ann, 'number', 'a draft');
    const { revision } = await fact(mira, id);
    await post(mira, '/api/edit', { fact: id, set: [{ field: 'number', value: 'at least 44' }], expected: { [id]: revision } });
    await until('the warning', async () => /saving will show you both/.test(await text(ann, '#fact')));
    await ann.keyboard.press('Escape');
    check('whoever lets go of a draft sees what the other made of the fact', await until('the value', async () => /at least 44/.test(await text(ann, '.field[data-field="number"] .value'))));
    check('and in the fact stands that it is disputed, as in the queue', await until('both to agree', async () => (await facts(ann)).find((r) => r.id === id).flags.includes('disputed') === /disputed/.test(await text(ann, '.f-meta'))));
  },
  async function takenBack() {
    const like = await fact(ann, (await facts(ann)).find((r) => r.kind === 'casualty').id);
    const wire = ({ version, start, end, quote }) => ({ version, start, end, quote, stance: 'supports' });
    const cites = like.fields.number.citations.map(wire);
    const made = await post(mira, '/api/add', { kind: 'casualty', set: [{ field: 'number', value: like.fields.number.value, citations: cites }, { field: 'harm', value: 'missing' }], citations: like.citations.map(wire) });
    const id = made.body.facts[0].id;
    await until('the new fact on the other page', async () => { await ann.locator('#list').focus(); return (await facts(ann)).some((r) => r.id === id); });
    await go(ann, id);
    await post(mira, '/api/undo', { target: made.body.op });
    await until('the news', async () => /no longer there/.test(await text(ann, '#notice')));
    check('a fact that another page took back is left, and that is said', /mira|ann/.test(await text(ann, '#notice')) && (await ann.evaluate(() => import('/state.js').then((m) => m.S.sel))) !== id, await text(ann, '#notice'));
    check('and its row is gone', (await ann.locator(`#q-${id}`).count()) === 0);
    await ann.click('[data-do="drop-notice"]');
  },
  async function killed() {
    await mira.close();
    await second.stop();
    const rest = (await facts(ann)).filter((r) => r.status === 'extracted');
    await go(ann, rest[0].id);
    await ann.locator('#list').focus();
    const done = Number((await text(ann, '#progress')).split(' ')[0]);
    for (let i = 0; i < 5; i += 1) {
      await ann.keyboard.press('a');
      await until('a decision', async () => Number((await text(ann, '#progress')).split(' ')[0]) === done + i + 1 || ann.evaluate(() => Boolean(document.getElementById('armed'))));
      if (await ann.evaluate(() => Boolean(document.getElementById('armed')))) { await ann.keyboard.press('a'); await until('a decision', async () => Number((await text(ann, '#progress')).split(' ')[0]) === done + i + 1); }
    }
    const acknowledged = (await get(ann, '/api/session')).reviewed;
    const open_ = await ann.evaluate(() => import('/state.js').then(async (m) => { await m.idle(); return m.S.sel; }));
    const first = await ann.locator('.field .value').first().evaluate((el) => el.closest('.field').dataset.field);
    await typeInto(ann, first, 'half a thought');
    await server.kill();
    await ann.keyboard.press('Enter');
    await ann.waitForSelector('#notice:not([hidden])');
    check('31. a killed server is said, and the draft is kept', await ann.locator('#editor').inputValue() === 'half a thought');
    check('31. deciding is off', await ann.locator('#actions [data-do="accept"]').isDisabled());
    server = await serve(db, { port });
    await ann.goto(server.url);
    await ready(ann);
    const session = await get(ann, '/api/session');
    check('31. every acknowledged change is there', session.reviewed === acknowledged, [session.reviewed, acknowledged]);
    check('31. and so is the draft', await ann.evaluate(() => import('/state.js').then((m) => m.S.sel)) === open_ && await ann.locator('#editor').inputValue() === 'half a thought');
    await ann.keyboard.press('Escape');
    await ann.locator('#list').focus();
    await ann.keyboard.press('u');
    check('12. u undoes after a restart of the server', await until('undo', async () => (await get(ann, '/api/session')).reviewed === acknowledged - 1));
    check('the database is as it should be', /as it should be/.test(ibid(db, 'verify')));
  },
]);
