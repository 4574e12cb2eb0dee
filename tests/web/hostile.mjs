// hostile.mjs - articles that attack whoever reads them: none of 150 payloads
// becomes an element, an attribute or a link, wherever it stands.
import { check, database, facts, fact, get, go, live, open, post, report, run, serve } from './desk.mjs';

const TAGS = ['script', 'img', 'svg', 'iframe', 'object', 'embed', 'video', 'audio', 'body', 'input', 'form', 'a', 'math', 'style', 'link', 'meta', 'base', 'details', 'marquee', 'template'];
const HANDLERS = ['onload', 'onerror', 'onclick', 'onmouseover', 'onfocus', 'ontoggle', 'onanimationstart', 'onpointerenter'];
const payloads = [];
for (const tag of TAGS) {
  payloads.push(`<${tag} ${HANDLERS[payloads.length % 8]}=window.pwned=1>`, `"><${tag} src=x onerror=window.pwned=1>`, `</${tag}><${tag}>window.pwned=1</${tag}>`, `<${tag.toUpperCase()}/onload='window.pwned=1'//`);
}
for (const handler of HANDLERS) payloads.push(`" ${handler}="window.pwned=1" x="`, `' ${handler}='window.pwned=1' x='`, `\` ${handler}=\`window.pwned=1`, `javascript:${handler}=window.pwned=1`);
payloads.push('javascript:window.pwned=1', 'JaVaScRiPt:window.pwned=1', 'java\tscript:window.pwned=1', 'data:text/html,<script>window.pwned=1</script>', 'vbscript:msgbox(1)', '{{constructor.constructor("window.pwned=1")()}}',
  '${window.pwned=1}', '</textarea><script>window.pwned=1</script>', '</title><script>window.pwned=1</script>', '<!--><script>window.pwned=1</script>', ']]><script>window.pwned=1</script>', '<scr<script>ipt>window.pwned=1</script>',
  '&lt;script&gt;window.pwned=1&lt;/script&gt;', '&#60;script&#62;window.pwned=1', '\\u003cscript\\u003ewindow.pwned=1', '%3Cscript%3Ewindow.pwned=1%3C/script%3E', '<img src=x onerror=window.pwned=1 \u2028>', '\u202E<tpircs>', '<\u200Bscript>window.pwned=1',
  '<svg><animate onbegin=window.pwned=1 attributeName=x>', '<math><mi xlink:href="javascript:window.pwned=1">x', '<a href="javascript:window.pwned=1">x</a>', '<base href="http://evil.example/">', '<meta http-equiv=refresh content="0;url=http://evil.example">',
  '<link rel=stylesheet href=http://evil.example/x.css>', '<style>*{background:url(http://evil.example)}</style>', '<iframe srcdoc="<script>parent.pwned=1</script>">', '__proto__', 'constructor', '"}],"facts":[{"id":"', '"><option selected value="', 'onerror=', "'-window.pwned=1-'", '";window.pwned=1;"',
  '<noscript><p title="</noscript><img src=x onerror=window.pwned=1>">', '<select><template><img src=x onerror=window.pwned=1>', '<form><button formaction=javascript:window.pwned=1>x', '<x contenteditable onblur=window.pwned=1>x', '<input autofocus onfocus=window.pwned=1>');
while (payloads.length < 150) payloads.push(`<p id="n${payloads.length}" class="pwned" style="position:fixed">${payloads.length}</p>`);

// Each payload as title, byline, outlet, url, body and quote of an article.
const lines = payloads.map((p, i) => JSON.stringify({ id: `r${i}`, title: `${p} kills 5`, author: p, outlet: p, url: i % 2 ? p : `https://x.example/${i}?${p}`, published: '2031-03-15', language: 'en',
  text: `${p} kills 5\n\nBy ${p}\n\nPolice chief Ana Perez said on Monday that "${p} is here" and that 5 people were killed in Halden.\n\n${p}\n` }));
const files = { 'all.jsonl': lines.join('\n') };
payloads.slice(0, 20).forEach((p, i) => { files[`${p.replaceAll('/', '∕').slice(0, 60)}.${i}.txt`] = `Harbour fire kills ${i + 2}\n\nAt least ${i + 2} people were killed in a fire in Halden on Monday, police said.\n`; });
const db = database(files);
const server = await serve(db);
const page = await open(server);

// Every element and attribute of the page that is not of its own making.
const OWN = { id: /^[a-z][\w-]*$/i, class: /^[\w -]*$/, style: /^(transform: translateY\(-?[\d.e+]+px\);|height: [\d.e+]+px;|left: .*|--l\d: var\(--\w+\);? ?)*$/ };
const foreign = () => page.evaluate((own) => {
  const tags = new Set('HTML HEAD BODY META TITLE LINK SCRIPT A HEADER H1 H2 H3 P I DIV PROGRESS BUTTON KBD NAV MAIN INPUT LABEL SPAN SELECT OPTION SECTION ARTICLE DIALOG NOSCRIPT UL OL LI B Q svg path PRE DL DT DD TABLE THEAD TBODY TFOOT TR TH TD FOOTER TIME DEL INS TEXTAREA CODE DATALIST'.split(' '));
  const attributes = new Set('lang charset name content rel href type data-view class id aria-labelledby aria-hidden aria-label aria-live aria-atomic data-do aria-keyshortcuts aria-haspopup disabled hidden role tabindex placeholder autocomplete spellcheck data-view-to aria-pressed data-value title value src max aria-activedescendant data-fact data-status aria-selected aria-posinset aria-setsize data-marked style viewBox d data-role data-block dir data-code aria-current data-state data-field data-row data-on data-key data-cite aria-controls for data-look data-long data-copy data-differs scope datetime data-op data-label rows autofocus target selected data-ready data-words data-picked data-undone open data-key aria-busy defer aria-describedby checked list'.split(' '));
  const out = [];
  for (const el of document.querySelectorAll('*')) {
    if (!tags.has(el.tagName)) out.push(`<${el.tagName}>`);
    for (const a of el.attributes) {
      if (!attributes.has(a.name)) out.push(`${el.tagName} ${a.name}=${a.value.slice(0, 60)}`);
      if (a.name === 'href' && el.tagName === 'A' && !/^(https?:\/\/|#)/.test(a.value)) out.push(`href=${a.value.slice(0, 60)}`);
      for (const [name, pattern] of Object.entries(own)) if (a.name === name && !new RegExp(pattern.source, pattern.flags).test(a.value)) out.push(`${name}=${a.value.slice(0, 60)}`);
    }
  }
  return out;
}, Object.fromEntries(Object.entries(OWN).map(([k, v]) => [k, { source: v.source, flags: v.flags }])));

await run([
  async function everywhere() {
    const rows = await facts(page);
    const bySource = new Map();
    for (const r of rows) if (!bySource.has(r.source)) bySource.set(r.source, r.id);
    const bad = [];
    let seen = 0;
    await page.evaluate(() => { window.pwned = 0; });
    for (const id of bySource.values()) {
      await go(page, id);
      seen += 1;
      const found = await foreign();
      if (found.length) bad.push([id, ...found.slice(0, 3)]);
    }
    report(`${payloads.length} payloads, ${bySource.size} articles with facts opened, ${rows.length} facts`);
    check('2. 150 payloads as title, byline, outlet, url, body and file name add no element and no attribute', payloads.length >= 150 && seen >= 150 && bad.length === 0, bad.slice(0, 4));
    check('2. and none of them ran', await page.evaluate(() => window.pwned === 0 && !document.querySelector('.pwned')));
  },
  async function inFacts() {
    const row = (await facts(page)).find((r) => r.kind === 'casualty');
    const bad = [];
    let { revision } = await fact(page, row.id);
    for (const p of payloads.filter((_, i) => i % 6 === 0)) {
      const answer = await post(page, '/api/edit', { fact: row.id, set: [{ field: 'cause', value: p.replace(/[\t]/g, ' ') }], expected: { [row.id]: revision } });
      if (answer.status !== 200) { bad.push([p, answer.status]); continue; }
      revision += 1;
      await post(page, '/api/note', { fact: row.id, text: p, expected: { [row.id]: revision } }).then((a) => { if (a.status === 200) revision += 1; });
      await page.evaluate((id) => import('/open.js').then((m) => m.forgetFacts(id)), row.id);
      await go(page, row.id);
      bad.push(...await foreign());
    }
    await page.locator('#fact-title').focus();
    await page.keyboard.press('h');
    await page.waitForSelector('#history[open]');
    bad.push(...await foreign());
    check('2. the same as values, notes, and in the history', bad.length === 0, bad.slice(0, 4));
    await page.keyboard.press('Escape');
    page.expectErrors = true; // a search that is no query is a 422, which the browser reports
    await page.fill('#search', '"><img src=zeppelin onerror=window.pwned=1>');
    await page.waitForSelector('#empty:not([hidden])');
    check('2. and as a search', (await foreign()).length === 0 && await page.evaluate(() => window.pwned === 0), await foreign());
    check('2. no violation of the policy was reported', (await page.evaluate(() => window.violations)).length === 0, await page.evaluate(() => window.violations));
    await live(page);
    await get(page, '/api/session');
  },
]);
