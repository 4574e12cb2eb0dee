// edit.mjs - correcting: values, quotes, words chosen by keys and by mouse,
// new facts, repeating fields, notes, roles.
import { check, database, fact, facts, get, go, live, open, post, run, serve, text, title, until } from './desk.mjs';

const SAY = 'The mayor of Évreux 🌊, Zoë Ångström (王小明), said the flood killed 12 people in Lúdóbánya on Monday.';
const db = database({
  'a.txt': `Flood kills 12 in Lúdóbánya\n\nBy Ana Pérez\n\n${SAY}\n\n"We will rebuild the school and the bridge," Ångström told reporters.\n\nAt least 30 people were wounded, a hospital said. The water has gone down since, and the roads are open.\n`,
});
const server = await serve(db);
const page = await open(server);
const bytes = (quote) => Buffer.byteLength(quote);
const value = async (id, field) => { const v = (await fact(page, id)).fields[field]; return Array.isArray(v) ? v[0] : v; };
page.setDefaultTimeout(6000);
const idle = () => page.evaluate(() => import('/state.js').then((m) => m.idle()));
const focusOn = async (field) => { await page.locator(`.field[data-field="${field}"] .value`).first().focus(); };
const all = await facts(page);
const casualty = all.find((r) => r.kind === 'casualty').id;
const version = (await fact(page, casualty)).version;
const source = Buffer.from((await get(page, `/api/versions/${version}`)).blocks.flatMap((b) => b.runs.map((r) => ({ at: r.b, t: r.t })))
  .reduce((out, r) => { const b = Buffer.from(r.t); while (out.length < r.at) out.push(10); out.push(...b); return out; }, []));
const atBytes = (c) => source.subarray(c.start, c.end).toString();

await run([
  async function escaping() {
    await go(page, casualty);
    await focusOn('number');
    await page.keyboard.press('e');
    await page.keyboard.type('999');
    await page.keyboard.press('Escape');
    check('14. Esc leaves the value', (await value(casualty, 'number')).value !== '999' && (await fact(page, casualty)).revision === 1);
    check('14. and the focus is on it again', await page.evaluate(() => document.activeElement.classList.contains('value') && document.activeElement.closest('.field').dataset.field === 'number'));
  },
  async function differing() {
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('999');
    await page.keyboard.press('Enter');
    await until('the edit', async () => (await value(casualty, 'number')).value === '999');
    await until('words', async () => /quote differs/.test(await live(page)));
    check('15. a value not in its quote becomes “quote differs”, and the live region says so', await page.locator('.field[data-field="number"]').getAttribute('data-state') === 'differs', await live(page));
    check('the server says so of the value and in the queue', (await value(casualty, 'number')).support === 'differs'
      && await until('the flag', async () => (await facts(page, 'flag=differs&status=all')).some((r) => r.id === casualty)));
    await idle();
    check('and the queue counts and shows it', await until('the filter', async () => /1/.test(await text(page, '#f-flag [data-value="differs"] .n'))));
    await focusOn('number');
    await page.keyboard.press('q');
    await until('q', async () => (await value(casualty, 'number')).value !== '999');
    const v = await value(casualty, 'number');
    check('16. q sets it to the quoted words', v.value === v.citations[0].quote && await page.locator('.field[data-field="number"]').getAttribute('data-state') === 'ok', v.value);
  },
  async function uncited() {
    await page.click('[data-do="add-field"][data-field="victims"]');
    await page.keyboard.type('the villagers');
    await page.keyboard.press('Enter');
    await until('the field', async () => (await value(casualty, 'victims'))?.value === 'the villagers');
    await until('the state', async () => (await page.locator('.field[data-field="victims"]').getAttribute('data-state')) === 'uncited');
    check('a value without words is uncited', (await facts(page)).find((r) => r.id === casualty).flags.includes('uncited'));
    const { revision } = await fact(page, casualty);
    await idle();
    await page.locator('#fact-title').focus();
    await page.keyboard.press('a');
    await page.waitForTimeout(200);
    check('10. a on an uncited value asks first', (await fact(page, casualty)).revision === revision && /Press/.test(await text(page, '#armed')));
    await page.keyboard.press('a');
    check('10. and goes on at the second press', await until('the next', async () => (await page.evaluate(() => import('/state.js').then((m) => m.S.sel))) !== casualty));
  },
  async function wordsByKeys() {
    await go(page, casualty);
    for (const words of ['Évreux', '王小明', 'Lúdóbánya']) {
      await focusOn('cause');
      await page.keyboard.press('w');
      await page.waitForSelector('#picked:not([hidden])');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowDown');
      let picked = '';
      for (let i = 0; i < 40 && picked !== words; i += 1) {
        picked = (await text(page, '#picked q')).replace(/[“”"]/g, '');
        if (picked !== words) await page.keyboard.press(words.startsWith(picked) ? 'Shift+ArrowRight' : 'ArrowRight');
      }
      await page.keyboard.press('Enter');
      await until(words, async () => (await value(casualty, 'cause')).value === words);
      const c = (await value(casualty, 'cause')).citations[0];
      check(`17. w, arrows, Enter set “${words}” with its bytes`, c.quote === words && atBytes(c) === words && c.end - c.start === bytes(words), c);
      await until('the form', () => page.evaluate((w) => document.querySelector('.field[data-field="cause"] .v')?.textContent === w, words));
    }
    await focusOn('cause');
    await page.keyboard.press('w');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+Enter');
    const was = (await value(casualty, 'cause')).value;
    await until('the citation', async () => (await value(casualty, 'cause')).citations[0].quote !== was);
    const now = await value(casualty, 'cause');
    check('18. Shift+Enter changes only the citation', now.value === was && atBytes(now.citations[0]) === now.citations[0].quote && now.citations[0].quote.startsWith(was), now.citations[0].quote);
  },
  async function wordsByMouse() {
    const block = page.locator('.text', { hasText: 'We will rebuild' });
    const index = await block.getAttribute('data-block');
    const point = (from, length) => page.evaluate(([b, word, n]) => {
      const el = document.querySelector(`.text[data-block="${b}"]`), all = el.textContent, at = all.indexOf(word) + n;
      const walk = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
      let seen = 0;
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if (at < seen + node.data.length) { const r = new Range(); r.setStart(node, at - seen); r.setEnd(node, at - seen + 1); const box = r.getBoundingClientRect(); return [box.left + 1, box.top + box.height / 2]; }
        seen += node.data.length;
      }
      return null;
    }, [index, from, length]);
    const [x1, y1] = await point('rebuild', 3), [x2, y2] = await point('school', 2);
    await page.mouse.move(x1, y1);
    await page.mouse.down();
    await page.mouse.move(x2, y2, { steps: 4 });
    await page.mouse.up();
    await page.waitForSelector('#picked:not([hidden])');
    check('19. a mouse selection snaps to words', (await text(page, '#picked q')).includes('rebuild the school'), await text(page, '#picked q'));
    await page.keyboard.press('Escape');
    const below = await page.locator('.text', { hasText: 'The water has gone' }).boundingBox();
    await page.mouse.move(x2, y2);
    await page.mouse.down();
    await page.mouse.move(below.x + 200, below.y + 10, { steps: 6 });
    await page.mouse.up();
    await page.waitForSelector('#picked:not([hidden])');
    const cut = await text(page, '#picked q');
    check('19. and is cut at its block', /^.?school/.test(cut) && cut.includes('reporters') && !cut.includes('water'), cut);
  },
  async function adding() {
    const before = (await facts(page)).length;
    await page.keyboard.press('n');
    await page.keyboard.press('2');
    await page.waitForSelector('#need-harm');
    check('what a kind must have is asked for', await page.evaluate(() => document.activeElement.id === 'need-harm'));
    await page.keyboard.type('killed');
    await page.keyboard.press('Enter');
    await until('the new fact', async () => (await facts(page)).length === before + 1);
    await until('its form', async () => /casualty/.test(await title(page)) && page.locator('#editor').count());
    const row = (await facts(page)).reduce((a, b) => (a.no > b.no ? a : b));
    const f = await fact(page, row.id);
    check('20. n, 2 makes a casualty from the words, in edit', f.kind === 'casualty' && f.fields.number.citations[0].quote === f.fields.number.value && f.citations.length > 0, f.fields);
    await page.keyboard.press('Escape');
    await page.locator('#list').focus();
    await page.keyboard.press('u');
    check('and u takes it away again', await until('undo', async () => (await facts(page)).every((r) => r.id !== row.id || r.status === 'rejected')));
  },
  async function repeating() {
    const cites = (quote) => { const start = source.indexOf(quote); return [{ version, start, end: start + bytes(quote), quote, stance: 'supports' }]; };
    const made = await post(page, '/api/add', { kind: 'event', set: [{ field: 'name', value: 'flood', citations: cites('flood') }, { field: 'participants', value: 'Ångström', citations: cites('Ångström') },
      { field: 'participants', value: 'reporters', citations: cites('reporters') }], citations: cites('"We will rebuild the school and the bridge," Ångström told reporters.') });
    const id = (made.body.facts[0] || {}).id || made.body.facts[0];
    await go(page, id);
    const second = page.locator('.field[data-field="participants"] .value').nth(1);
    await second.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('the reporters');
    await page.keyboard.press('Enter');
    await until('the value', async () => (await fact(page, id)).fields.participants[1]?.value === 'the reporters');
    const list = (await fact(page, id)).fields.participants;
    check('one value of a field that repeats is changed, the others keep value and citation', list.length === 2 && list[0].value === 'Ångström' && list[0].citations[0].quote === 'Ångström', list);
  },
  async function notes() {
    await go(page, casualty);
    await page.click('[data-do="note"]');
    await page.keyboard.type('ask the desk');
    await page.click('[data-do="save-note"]');
    check('a note is kept', await until('the note', async () => (await fact(page, casualty)).note === 'ask the desk'));
  },
  async function roles() {
    const last = page.locator('.block', { hasText: 'At least 30 people' });
    const index = await last.locator('.role').getAttribute('data-block');
    const roleOf = async () => (await get(page, `/api/versions/${version}`)).blocks[index].role;
    const before = (await facts(page)).length;
    await last.locator('.role').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#roles:not([hidden])');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await until('the role', async () => (await roleOf()) === 'boilerplate');
    await until('the queue', async () => (await facts(page)).length < before);
    check('a paragraph that becomes boilerplate loses its unreviewed facts, and is grey', await until('grey', () => page.locator(`#b-${index}[data-role="boilerplate"]`).count()));
    check('and the focus is on its role again', await page.evaluate((i) => document.activeElement.matches(`.role[data-block="${i}"]`), index));
    check('what followed is said', await until('words', async () => /no longer counted/.test(await live(page))));
    await idle();
    await page.locator('#list').focus();
    await page.keyboard.press('u');
    await until('undo', async () => (await roleOf()) === 'body' && (await facts(page)).length === before);
    check('and u gives it back, with them', await until('the page', () => page.locator(`#b-${index}[data-role="body"]`).count()));
    page.expectErrors = true; /* the browser tells of the 409 */
    const stale = await post(page, '/api/relabel', { version, block: Number(index), role: 'share', was: 'caption' });
    check('a role that someone changed meanwhile is not overwritten', stale.status === 409 && (await roleOf()) === 'body', stale.body);
    page.expectErrors = false;
    await go(page, casualty);
  },
  async function again() {
    const op = crypto.randomUUID(), { revision } = await fact(page, casualty);
    const first = await post(page, '/api/note', { op_id: op, fact: casualty, text: 'twice', expected: { [casualty]: revision } });
    const second = await post(page, '/api/note', { op_id: op, fact: casualty, text: 'twice', expected: { [casualty]: revision } });
    check('a repeated op_id gets the first answer', second.body.repeated === true && second.body.label === first.body.label && second.body.seq === first.body.seq, [first.body.label, second.body.label]);
  },
  async function history() {
    await page.locator('#fact-title').focus();
    await page.keyboard.press('h');
    await page.waitForSelector('#history[open]');
    const said = await text(page, '#history');
    check('the history tells each change and the rule', /ann/.test(said) && /the villagers|victims/.test(said) && /news\//.test(said));
    await page.keyboard.press('Escape');
    check('Esc closes it', !(await page.locator('#history[open]').count()));
  },
]);
