/* state.js - what the page knows and where the reviewer is: one object that
 * all modules read, changed only by the module that owns the part. */

export const LOW = 0.6;
export const NO_FILTER = { status: 'todo', flag: '', kind: '', source: '', rule: '', q: '' };

export const S = {
  session: null,
  filter: { ...NO_FILTER },
  total: 0, facets: {}, rows: [], at: -1, near: 0,   /* queue.js */
  sel: null, fact: null, article: null,     /* open.js */
  field: 0, tab: 'fields', armed: null,     /* fact.js */
  editing: null,                            /* edit.js: {name, index, value, cite, fresh} */
  picked: null, words: null,                /* words.js */
  hover: null, marked: new Set(),
  keys: true, theme: 'system',
};

/* ---- the codebook */

const LINES = ['statement', 'casualty', 'event', 'role', 'quantity', 'alias', 'relation'];
let kinds = new Map();
export function learnKinds(list) {
  let own = 0;
  kinds = new Map(list.map((k) => {
    const look = LINES.includes(k.name) ? k.name : `own${(own++ % 2) + 1}`;
    return [k.name, { ...k, look, byName: new Map(k.fields.map((f) => [f.name, f])) }];
  }));
}
export const kindNames = () => [...kinds.keys()];
export const kindOf = (name) => kinds.get(name) || { name, look: 'own1', fields: [], byName: new Map() };
export const look = (name) => kindOf(name).look;
export const looks = () => [...new Set([...kinds.values()].map((k) => k.look))];
export const fieldDef = (kind, name) => kindOf(kind).byName.get(name) || { name, type: 'text', key: false, repeats: false };
/* The fields that are underlined in an article at rest: the first two keys. */
export function restFields(kind) {
  const keys = kindOf(kind).fields.filter((f) => f.key).map((f) => f.name);
  return keys.length ? keys.slice(0, 2) : kindOf(kind).fields.slice(0, 1).map((f) => f.name);
}

/* ---- doing one thing at a time */

let chain = Promise.resolve(), waiting = 0;
let failed = (error) => { throw error; };
export const onFailure = (run) => { failed = run; };
/* Run `job` when all before it are done, at once if there is none: keys that
 * come faster than answers keep their order and hit the fact they meant. */
export function inTurn(job) {
  const run = async () => {
    try { await job(); } catch (error) { failed(error); } finally { waiting -= 1; }
  };
  waiting += 1;
  chain = waiting === 1 ? run() : chain.then(run, run);
  return chain;
}
export const idle = () => chain.then(() => {}, () => {});
