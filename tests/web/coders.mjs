// coders.mjs - a second coder: blind, in a copy of one's own; then the facts on
// which two coders disagree as a queue.
import fs from 'node:fs';
import { check, database, fact, facts, get, go, ibid, open, post, run, serve, text, until } from './desk.mjs';

const db = database();
const all = JSON.parse(`[${ibid(db, 'list', '--json').trim().split('\n').join(',')}]`);
const [one, two, three] = all.filter((f) => f.kind === 'casualty');
ibid(db, 'accept', one.id, two.id);
ibid(db, 'edit', three.id, 'number=999', '--reason', 'a secret of ann');
ibid(db, 'reject', all.find((f) => f.kind === 'event').id);
ibid(db, 'note', one.id, 'a secret note');
ibid(db, 'rank', two.id, 'deprecated', '--reason', 'a secret reason');
const [page, blind] = [await open(await serve(db)), await open(await serve(db, { user: 'bob', args: ['--blind'] }))];
const of = db.replace(/\.db$/, '-bob.db');
const decide = async (id, status) => post(blind, '/api/decide', { facts: [id], status, expected: { [id]: (await fact(blind, id)).revision } });

await run([
  async function hidden() {
    const rows = await facts(blind);
    check('the blind coder sees every fact, none of them decided', rows.length === all.length && rows.every((r) => r.status === 'extracted'), rows.length);
    const seen = await fact(blind, three.id);
    check('and values as they were found', seen.fields.number.value === three.fields.number.value && seen.rank === 'normal' && !seen.note);
    await go(blind, three.id);
    await blind.locator('#fact-title').focus();
    await blind.keyboard.press('h');
    await blind.waitForSelector('#history[open]');
    const said = await text(blind, '#history');
    check('the history tells nothing of the first coder', !/999|secret|accept/.test(said), said);
    await blind.keyboard.press('Escape');
    check('undo does not lead back to the first coder', (await get(blind, '/api/session')).undo === null);
    check('the page says that it is blind', /nobody has decided/.test(await text(blind, '#notice')));
    blind.expectErrors = true;
    await blind.route('**/api/**', (route) => route.abort('connectionrefused'));
    await until('the news', async () => /not answering/.test(await text(blind, '#notice')));
    await blind.unroute('**/api/**');
    check('and still does when the server was away for a moment', await until('the notice', async () => /nobody has decided/.test(await text(blind, '#notice'))));
    blind.expectErrors = false;
    check('the first coder keeps what was decided', (await fact(page, three.id)).fields.number.value === '999' && (await facts(page)).filter((r) => r.status === 'accepted').length === 2);
  },
  async function coded() {
    await decide(one.id, 'accepted');
    await decide(two.id, 'rejected');
    await decide(three.id, 'accepted');
    check('the second coder’s work is in the copy', fs.existsSync(of) && (await fact(page, two.id)).status === 'accepted');
    const said = ibid(db, 'agreement', of, '--list');
    check('agreement counts what both judged and lists where they differ', /3 facts judged by both, 2 disagreements/.test(said) && /999/.test(said), said);
    const again = await open(await serve(db, { user: 'bob', args: ['--blind'] }));
    check('the next blind review goes on there', (await fact(again, two.id)).status === 'rejected');
  },
  async function inOneDatabase() {
    ibid(db, 'reject', one.id, '--author', 'cy');
    ibid(db, 'accept', two.id, '--author', 'cy');
    const said = ibid(db, 'agreement', '--list');
    check('two people who judged the same facts in one database are compared', /^ann and cy\n/.test(said) && /2 facts judged by both, 1 disagreement/.test(said) && /accepted \| rejected/.test(said), said);
    const desk = await open(await serve(db, { args: ['--coders', 'ann,cy'] }));
    await until('the queue', async () => (await facts(desk)).length === 1);
    check('and their disagreements are a queue', (await facts(desk))[0].id === one.id && /ann and cy judged differently/.test(await text(desk, '#notice')));
    await go(desk, one.id);
    check('with both judgements by name', /ann .?accepted.*cy .?rejected/s.test((await text(desk, '#fact')).replace(/[“”"]/g, '')), (await text(desk, '#fact')).slice(0, 300));
    ibid(db, 'accept', one.id);
  },
  async function settled() {
    const desk = await open(await serve(db, { args: ['--against', of] }));
    await until('the queue', async () => (await facts(desk)).length === 2);
    const rows = await facts(desk);
    check('the disagreements are a queue', rows.every((r) => [two.id, three.id].includes(r.id)) && /2/.test(await text(desk, '#f-status [data-value="all"] .n')), rows.map((r) => r.no));
    await go(desk, three.id);
    const shown = await text(desk, '#fact');
    check('and both judgements stand there', /Here “?999/.test(shown.replace(/"/g, '“')) && shown.includes(three.fields.number.value), shown.slice(0, 200));
  },
]);
