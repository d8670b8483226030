/* The WebSocket of events: back-off with jitter, catch-up by cursor, and the connection's state for the bar. */
import { changed } from './signal.js';
import { call, url } from './api.js';
import { seconds } from './clock.js';

const SILENCE = 45000; // hearing nothing that long, we look whether the server is there
const GRACE = 1500;    // shorter gaps are nobody's business

let socket;
let cursor;
let wanted = false;
let attempt = 0;
let retry;
let watch;
let stopSeconds;
let heardAt = 0;
let apply = () => {};
let reload = () => {};
let regained = () => {};
const listeners = new Set();

/** Pages that keep something of their own hear the same events as the store, `reload` too. */
export const onEvent = (listener) => listeners.add(listener);
const hear = (event) => listeners.forEach((listener) => listener(event));

/** gaps: how often the line was gone long enough to speak of; what was live before such a gap is of yesterday. */
export const connection = { state: 'connecting', since: Date.now(), gaps: 0 };

function become(state) {
  if (connection.state === state) return;
  if (isLost()) connection.gaps += 1;
  connection.state = state;
  connection.since = Date.now();
  stopSeconds?.();
  stopSeconds = state === 'lost' ? seconds() : undefined;
  changed();
}

/** Is the gap long enough to speak of? */
export const isLost = () => connection.state === 'lost' && Date.now() - connection.since > GRACE;

function receive(message) {
  heardAt = Date.now();
  let event;
  try { event = JSON.parse(message.data); } catch { return; }
  if (event.type === 'reload') {
    cursor = event.cursor ?? undefined;
    hear(event);
    return reload();
  }
  if (event.type === 'hello') {
    attempt = 0;
    const first = cursor === undefined;
    cursor ??= event.cursor;
    become('open');
    return first ? undefined : regained();
  }
  if (!event.cursor) return; // a heartbeat
  cursor = event.cursor;
  apply(event);
  hear(event);
}

function open() {
  clearTimeout(retry);
  if (!wanted) return;
  const address = new URL(url('/live', { after: cursor }), location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  const mine = new WebSocket(address);
  socket = mine;
  mine.onmessage = (message) => socket === mine && receive(message);
  mine.onclose = () => socket === mine && lost();
}

async function lost() {
  socket = undefined;
  if (!wanted) return;
  become('lost');
  attempt += 1;
  const wait = Math.min(15000, 500 * 2 ** Math.min(attempt, 6)) * (0.5 + Math.random() / 2);
  clearTimeout(retry);
  retry = setTimeout(open, wait);
  // A refused upgrade looks like a lost line; only a plain request can tell that the session is over (401 is handled there).
  if (attempt % 3 === 2) await call('GET', '/me', { timeout: 5000 }).catch(() => {});
}

/** The line may be dead without saying so (sleep, changed network): ask, and start over when nobody answers. */
async function probe() {
  if (!wanted || connection.state !== 'open' || Date.now() - heardAt < SILENCE) return;
  try {
    await call('GET', '/me', { timeout: 6000 });
    heardAt = Date.now();
  } catch {
    socket?.close();
    if (connection.state === 'open') lost();
  }
}

function hurry() {
  if (!wanted || connection.state === 'open') return;
  attempt = 0;
  socket?.close();
  open();
}

export function startLive(handlers) {
  ({ apply, reload, regained } = handlers);
  if (wanted) return;
  wanted = true;
  connection.state = 'connecting';
  connection.since = Date.now();
  watch = setInterval(probe, 15000);
  open();
}

export function stopLive() {
  wanted = false;
  cursor = undefined;
  clearInterval(watch);
  clearTimeout(retry);
  const old = socket;
  socket = undefined;
  old?.close();
  become('connecting');
}

addEventListener('online', hurry);
addEventListener('offline', () => wanted && connection.state === 'open' && (socket?.close(), lost()));
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && (hurry(), probe()));
