/* A post as it would leave, and what must not stand in it: the server is asked when nobody has typed for a moment, one request at a time.
   Length is counted here at once; the server's word counts as soon as it is about the same text. */
import { post } from './api.js';
import { changed, onChange } from './signal.js';
import { connection } from './live.js';
import { epoch } from './store.js';
import { draft } from './drafts.js';
import { choiceOf, postBeingWritten, wayOf } from './answering.js';
import { leaving, measure } from './models/post-length.js';

const PAUSE = 400;
export const EMPTY = '';
const fresh = () => ({ of: undefined, wanted: undefined, shown: undefined, told: undefined, problem: undefined, busy: false });
let state = fresh();
let at;
let waiting;

function here() {
  if (at !== epoch()) {
    at = epoch();
    state = fresh();
  }
  return state;
}

function question(it) {
  const way = wayOf(it);
  const { language } = choiceOf(it) ?? {};
  return { text: draft(it.id).reply, contactPointId: way.contactPoint.id, ...(way.account ? { channelAccountId: way.account.id } : {}), visibility: way.visibility, ...(language ? { language } : {}) };
}

/** Keeps up with what is typed. Called at every drawing of the composer, cheap when nothing changed. */
export function followPost() {
  const it = postBeingWritten();
  if (!it) return;
  if (here().of !== it.id) state = { ...fresh(), of: it.id };
  const body = question(it);
  const wanted = JSON.stringify(body);
  if (wanted === state.wanted) return;
  const first = state.wanted === undefined;
  state.wanted = wanted;
  clearTimeout(waiting);
  if (body.text.trim()) waiting = setTimeout(fetch, first ? 0 : PAUSE);
  else state.told = state.shown = undefined;
}

/** Asks once more about the same text: the server has just refused it. */
export function lookAgain() {
  here().shown = undefined;
  fetch();
}

async function fetch() {
  const mine = state;
  const it = postBeingWritten();
  if (mine.busy || !it || it.id !== mine.of) return;
  const { wanted } = mine;
  mine.busy = true;
  try {
    mine.told = await post(`/conversations/${it.id}/post-preview`, question(it));
    mine.shown = wanted;
    mine.problem = undefined;
  } catch (problem) {
    mine.problem = problem;
  }
  mine.busy = false;
  changed();
  if (mine === state && mine.wanted !== wanted && !mine.problem && postBeingWritten() && draft(mine.of).reply.trim()) fetch();
}

/** Findings still stand where they stood, as far as their words are still there. */
function findingsIn(text, { findings }) {
  return findings.map((one) => {
    if (text.slice(one.from, one.to) === one.text) return one;
    const from = text.indexOf(one.text);
    return from < 0 ? undefined : { ...one, from, to: from + one.text.length };
  }).filter(Boolean);
}

/** { text, length, limit, fits, over, overAt, findings, checked, language, needsApproval }: `checked` is the server's word on just this text.
    What the network adds counts from the first moment, though there is no text to leave yet. */
export function postNow(it, reply = draft(it.id).reply) {
  const { told, shown, wanted, problem, of } = here();
  const way = wayOf(it);
  const rule = way.post ?? {};
  const whole = leaving(reply, rule);
  const text = reply.trim() ? whole : '';
  const own = measure(whole, rule);
  const checked = of === it.id && Boolean(told) && shown === wanted && reply === draft(it.id).reply;
  const findings = of === it.id && told && way.visibility === 'public' ? findingsIn(reply, told) : [];
  const certain = checked ? { text: told.text, length: told.length, limit: told.limit ?? own.limit, fits: told.fits, over: told.limit === undefined ? 0 : Math.max(0, told.length - told.limit), overAt: told.text === text ? own.overAt : measure(told.text, rule).overAt } : {};
  return { ...own, text, ...certain, findings, checked, problem: of === it.id ? problem : undefined, language: choiceOf(it)?.language ?? (of === it.id ? told?.language : undefined), needsApproval: checked ? told.needsApproval : Boolean(way.needsApproval) };
}

/** The line is back: what could not be asked is asked now. */
onChange(() => here().problem && !state.busy && connection.state === 'open' && state.lastGap !== connection.gaps && (state.lastGap = connection.gaps, fetch()));
