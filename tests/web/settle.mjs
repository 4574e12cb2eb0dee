// settle.mjs - what several sources say: preferring one, copies that do not
// count; and words that a changed article has lost.
import fs from 'node:fs';
import path from 'node:path';
import { check, database, fact, facts, folder, get, go, ibid, open, run, serve, text, title, until } from './desk.mjs';

const db = database();
const page = await open(await serve(db));
const others = (id) => get(page, `/api/facts/${id}/others`);
const idle = () => page.evaluate(() => import('/state.js').then((m) => m.idle()));
const OLD = 'Floods close the Marrow bridge\n\nAt least 12 people were killed in Lindova on Monday, police said.\n\nThe bridge will stay closed until Friday, the mayor said.\n';
const changed = path.join(folder, 'bridge.txt');
const lost = path.join(folder, 'lost.db');
fs.writeFileSync(changed, OLD);
ibid(lost, 'import', changed, '--published=2031-03-18');
fs.writeFileSync(changed, OLD.replace(/At least 12.*\n\n/, ''));
ibid(lost, 'import', changed, '--published=2031-03-18');
ibid(lost, 'reanchor', '--accept', '--all');
const after = await open(await serve(lost));

await run([
  async function preferring() {
    let group, id;
    for (const r of (await facts(page)).filter((x) => x.kind === 'casualty')) {
      group = await others(r.id);
      if (group.facts.length > 2) { id = r.id; break; }
    }
    check('a fact of which other sources tell is there', Boolean(id));
    await go(page, id);
    await page.locator('#list').focus();
    await page.keyboard.press('c');
    await page.waitForSelector('#compare[open]');
    const names = await page.locator('#compare tfoot [data-do="prefer"]').evaluateAll((all) => all.map((b) => b.dataset.fact));
    const head = (await get(page, '/api/session')).head;
    await page.keyboard.press('2');
    const ranks = async () => Promise.all(names.map(async (x) => (await fact(page, x)).rank));
    await until('the ranks', async () => (await ranks()).filter((x) => x === 'deprecated').length === names.length - 1);
    check('24. prefer ranks the whole group', (await ranks())[1] === 'preferred', await ranks());
    const ops = JSON.parse(`[${ibid(db, 'log', '--json').trim().split('\n').join(',')}]`).filter((e) => e.seq > head);
    check('24. in one step', ops.length === names.length && new Set(ops.map((e) => e.op)).size === 1, ops.length);
    await idle();
    await page.locator('#list').focus();
    await page.keyboard.press('u');
    check('24. that one undo takes back', await until('undo', async () => (await ranks()).every((x) => x === 'normal')));
  },
  async function judging() {
    let group, id;
    for (const r of await facts(page)) {
      group = await others(r.id);
      if (group.facts.some((x) => x.relation === 'same')) { id = r.id; break; }
    }
    const other = group.facts.find((x) => x.relation).fact.id;
    const link = async () => (await others(id)).facts.find((x) => x.fact.id === other)?.link;
    const press = async (key, wanted) => {
      await idle();
      await page.locator('#list').focus();
      await page.keyboard.press('c');
      await page.waitForSelector('#compare[open]');
      const first = page.locator('#compare .link button:has(kbd)').first();
      if (wanted) await first.waitFor();
      await page.keyboard.press(key);
    };
    await go(page, id);
    await press('y', true);
    check('25. a link is confirmed with a key', await until('the link', async () => (await link()) === 'confirmed'), await link());
    await idle();
    await page.locator('#list').focus();
    await page.keyboard.press('u');
    check('25. and suggested again after undo', await until('undo', async () => (await link()) === 'suggested'), await link());
    await press('x', true);
    check('25. dismissed it counts no more', await until('the link', async () => (await link()) === undefined), await link());
    await idle();
    await page.locator('#list').focus();
    await page.keyboard.press('u');
    check('25. until that is undone', await until('undo', async () => (await link()) === 'suggested'), await link());
    check('25. both steps stand in the journal', /dismiss/.test(ibid(db, 'log')) && /confirm/.test(ibid(db, 'log')));
  },
  async function copies() {
    let seen = 0, right = 0;
    for (const r of await facts(page)) {
      const group = await others(r.id);
      if (!group.copies) continue;
      seen += 1;
      const sources = (list) => new Set(list.map((x) => x.fact.source)).size;
      const own = sources(group.facts.filter((x) => !x.copy_of && x.relation !== 'contradicts'));
      if (group.independent <= own && sources(group.facts.filter((x) => x.copy_of)) === group.copies) right += 1;
      else check(`25. #${r.no}: copies are not counted`, false, [group.independent, own, group.copies]);
    }
    check(`25. a copy never raises the independent count (${seen} facts with copies)`, seen > 0 && right === seen, [seen, right]);
    const row = (await facts(page)).find((r) => r.kind === 'casualty');
    for (const r of await facts(page)) {
      if (!(await others(r.id)).copies) continue;
      await go(page, r.id);
      await until('the tally', async () => /not counted/.test(await text(page, '#others')));
      break;
    }
    await page.locator('#list').focus();
    await page.keyboard.press('c');
    await page.waitForSelector('#compare[open]');
    const heads = await text(page, '#compare thead');
    check('25. and the comparison names what was copied', /copy of (?!s[0-9a-z]{16})\S.*, not counted/.test(heads), heads);
    await page.keyboard.press('Escape');
    check('25. and the page says so', Boolean(row) && /cop(y|ies) not counted/.test(await text(page, '#others')), await text(page, '#others'));
  },
  async function losing() {
    const row = (await facts(after)).find((r) => r.flags.includes('lost'));
    check('a citation is lost', Boolean(row), (await facts(after)).map((r) => r.flags));
    await go(after, row.id);
    const f = await fact(after, row.id);
    const quote = [f.fields.number].flat()[0].citations[0].quote;
    check('26. a lost citation shows the old words', quote === 'At least 12' && (await text(after, '#fact')).includes(quote) && /lost/.test(await text(after, '.field[data-field="number"]')), await title(after));
    const painted = await after.evaluate(() => ['focus', 'value', 'evidence'].flatMap((n) => [...(CSS.highlights.get(n) || [])].map(String)));
    check('26. and no mark', !painted.some((t) => t.includes('12')), painted);
    const flag = after.locator('#f-flag [data-value="lost"]');
    check('26. and stands in the queue’s filter', (await flag.count()) === 1);
  },
]);
