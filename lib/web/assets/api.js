/* api.js - the only file that talks to the server. A change carries an
 * operation id; when its answer is lost it is sent again under the same one. */

const TRIES = 4, PAUSE_MS = 250, DEADLINE_MS = 15000;
let token = '';
const listeners = { down: [], up: [], saving: [] };
let down = false, pending = 0;

export const on = (what, run) => { listeners[what].push(run); };
export const isDown = () => down;
const tell = (what, ...args) => { for (const run of listeners[what]) run(...args); };
const rest = (ms) => new Promise((done) => { setTimeout(done, ms); });

/* An answer that is no success: status, and the body as the server sent it. */
export class Refused extends Error {
  constructor(status, body) {
    super((body && body.message) || `the server said ${status}`);
    this.status = status;
    this.body = body || {};
  }
}
/* The server did not answer at all. */
export class Gone extends Error {}

function reachable(yes) {
  if (down === !yes) return;
  down = !yes;
  tell(yes ? 'up' : 'down');
}

async function once(path, options) {
  let reply;
  try {
    reply = await fetch(path, { ...options, signal: AbortSignal.timeout(DEADLINE_MS), credentials: 'same-origin' });
  } catch (error) {
    throw new Gone(error.message);
  }
  const text = await reply.text().catch(() => { throw new Gone('the answer broke off'); });
  let body = null;
  try { body = text ? JSON.parse(text) : null; } catch { /* said below */ }
  if (!reply.ok) throw new Refused(reply.status, body);
  if (body === null) throw new Gone('the answer was cut short');
  return body;
}

export async function get(path, params = {}) {
  const query = new URLSearchParams(Object.entries(params).filter(([, v]) => v !== '' && v !== undefined && v !== null));
  try {
    const body = await once(query.size ? `${path}?${query}` : path, {});
    reachable(true);
    return body;
  } catch (error) {
    if (error instanceof Gone || error.status === 401) reachable(false);
    throw error;
  }
}

export async function session() {
  const body = await get('/api/session');
  if (body.token) token = body.token;
  return body;
}

/* A change: `expected` maps fact ids to the revision that was seen. */
export async function post(path, body, expected = {}) {
  const whole = JSON.stringify({ ...body, op_id: crypto.randomUUID(), expected });
  const options = { method: 'POST', body: whole, headers: { 'Content-Type': 'application/json', 'X-FDB-Token': token } };
  pending += 1;
  tell('saving', pending);
  try {
    for (let n = 1; ; n += 1) {
      try {
        const answer = await once(path, options);
        reachable(true);
        return answer;
      } catch (error) {
        if (!(error instanceof Gone) || n === TRIES) throw error;
        await rest(PAUSE_MS * n);
      }
    }
  } catch (error) {
    if (error instanceof Gone || error.status === 401 || error.status === 403) reachable(false);
    throw error;
  } finally {
    pending -= 1;
    tell('saving', pending);
  }
}
