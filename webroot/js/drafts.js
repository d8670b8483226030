/* What people type. Written to this browser at once, to the server a second later; the browser's copy goes when the server has it.
   One draft per conversation: { reply, note, kind, attachments, uploads, status }. status: clean | typing | saving | saved | offline | refused.
   The server holds one draft: the reply with its files, and the note begun beside it; or the note alone. */
import { put, remove, ApiProblem } from './api.js';
import { changed } from './signal.js';

const WAIT = 900;
const drafts = new Map();
let owner;

export const setOwner = (id) => { owner = id; };
const place = (id) => `faden.draft.${owner}.${id}`;

function blank() {
  return { reply: '', note: '', kind: 'reply', attachments: [], uploads: [], status: 'clean', savedAt: undefined, mark: 0, onServer: false, requestId: undefined };
}

function stored(id) {
  try { return JSON.parse(localStorage.getItem(place(id))) ?? undefined; } catch { return undefined; }
}

export function draft(id) {
  if (!drafts.has(id)) {
    const it = blank();
    const local = stored(id);
    if (local) Object.assign(it, { reply: local.reply ?? '', note: local.note ?? '', kind: local.kind ?? 'reply', requestId: local.requestId, local: true });
    drafts.set(id, it);
  }
  return drafts.get(id);
}

const serverPart = (it) => (it.reply || it.attachments.length || !it.note ? { kind: 'reply', text: it.reply, note: it.note } : { kind: 'note', text: it.note });

/** Changes with every local edit and every save: an answer that was on its way before must not overwrite what is here. */
export const draftMark = (id) => drafts.get(id)?.mark ?? 0;

/** What the server has, unless something newer is here. */
export function adoptDraft(id, server, mark) {
  const it = draft(id);
  if (mark !== undefined && mark !== it.mark) return;
  if (it.status === 'typing' || it.status === 'saving' || it.status === 'offline') return;
  it.attachments = server?.attachments ?? [];
  it.onServer = Boolean(server);
  if (it.local) { // typed here before the page was left, and never confirmed
    it.local = false;
    const part = serverPart(it);
    if (part.text !== (server?.text ?? '') || (part.note ?? '') !== (server?.note ?? '')) return touch(id, it);
    return clean(id, it, server);
  }
  if (server) {
    it[server.kind] = server.text;
    if (server.kind === 'reply') it.note = server.note ?? '';
    if (server.kind === 'reply' || !it.reply) it.kind = it.status === 'clean' ? server.kind : it.kind;
    it.savedAt = server.savedAt;
    it.status = 'saved';
  } else if (it.status === 'saved') { // sent or thrown away elsewhere
    it.reply = '';
    it.note = '';
    it.status = 'clean';
  }
}

function keep(id, it) {
  try {
    localStorage.setItem(place(id), JSON.stringify({ reply: it.reply, note: it.note, kind: it.kind, requestId: it.requestId }));
  } catch { /* a full browser store must not stop anyone from typing */ }
}

/** The server has it: the browser's copy goes. */
function clean(id, it, server) {
  it.savedAt = server?.savedAt ?? it.savedAt;
  it.status = server ? 'saved' : 'clean';
  localStorage.removeItem(place(id));
}

function touch(id, it) {
  it.mark += 1;
  keep(id, it);
  if (it.status !== 'typing') {
    it.status = 'typing';
    changed();
  }
  clearTimeout(it.timer);
  it.timer = setTimeout(() => save(id), WAIT);
}

export function type(id, kind, text) {
  const it = draft(id);
  if (it[kind] === text) return;
  it[kind] = text;
  it.requestId = undefined; // another text is another request
  touch(id, it);
}

export function setKind(id, kind) {
  const it = draft(id);
  it.kind = kind;
  if (it.reply || it.note) keep(id, it);
  changed();
}

/** Saves now; resolves when the server has what was typed up to here, or could not be reached. */
export function save(id) {
  const it = draft(id);
  clearTimeout(it.timer);
  if (it.busy) return it.busy.then(() => (it.status === 'typing' ? save(id) : undefined));
  if (!['typing', 'offline'].includes(it.status)) return Promise.resolve();
  it.busy = write(id, it).finally(() => { it.busy = undefined; });
  return it.busy;
}

async function write(id, it) {
  const mark = it.mark;
  const part = serverPart(it);
  it.status = 'saving';
  try {
    let server;
    if (part.text || part.note || it.attachments.length) server = await put(`/conversations/${id}/draft`, part);
    else if (it.onServer) await remove(`/conversations/${id}/draft`);
    it.onServer = Boolean(server);
    if (it.mark !== mark) it.status = 'typing';
    else clean(id, it, server);
    it.mark += 1; // an answer that was asked for before this save may not know of it
  } catch (fault) {
    const refused = fault instanceof ApiProblem && fault.status < 500 && fault.status !== 401;
    it.status = refused ? 'refused' : 'offline';
    clearTimeout(it.timer);
    if (!refused) it.timer = setTimeout(() => save(id), 5000);
  }
  if (it.status === 'typing') it.timer = setTimeout(() => save(id), WAIT);
  changed();
}

/** The line is back: what waited goes now. */
export function saveAll() {
  for (const [id, it] of drafts) if (it.status === 'offline' || it.status === 'typing') save(id);
}

/** Nothing may be under way while a reply is sent: a late save would bring the draft back from the dead. */
export async function settle(id) {
  const it = draft(id);
  clearTimeout(it.timer);
  if (it.busy) await it.busy;
  clearTimeout(it.timer);
}

/** Sent: that part is gone, here and on the server. A reply left standing beside a sent note is saved anew. */
export function sent(id, kind) {
  const it = draft(id);
  it.mark += 1;
  it[kind] = '';
  it.requestId = undefined;
  if (kind === 'reply') it.attachments = [];
  it.onServer = false;
  it.status = 'clean';
  localStorage.removeItem(place(id));
  if (it.reply || it.note) touch(id, it);
  changed();
}

/** What was taken back stands in the composer again, before anything typed since. A note begun meanwhile stays a note. */
export function restore(id, text, server) {
  const it = draft(id);
  it.mark += 1;
  it.attachments = server?.attachments ?? [];
  it.onServer = true;
  it.kind = 'reply';
  it.reply = it.reply && it.reply !== text ? `${text}\n\n${it.reply}` : text;
  it.note ||= server?.note ?? '';
  it.savedAt = server?.savedAt;
  it.status = 'saved';
  if (server?.kind !== 'reply' || server.text !== it.reply || (server.note ?? '') !== it.note) touch(id, it);
  changed();
}

export const requestId = (id) => {
  const it = draft(id);
  it.requestId ??= crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
  keep(id, it);
  return it.requestId;
};

export const hasText = (id) => Boolean(drafts.get(id)?.reply || drafts.get(id)?.note);

export function forgetDrafts() {
  for (const it of drafts.values()) clearTimeout(it.timer);
  drafts.clear();
}

addEventListener('pagehide', () => { for (const [id, it] of drafts) if (it.status === 'typing') keep(id, it); });
