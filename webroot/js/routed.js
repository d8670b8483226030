/* Routed work on the page: which event touches what, and what a gap or another person makes us fetch or forget. */
import { me, loadQueues } from './store.js';
import { changed } from './signal.js';
import { loadPresence, presenceChanged, others, colleaguesChanged, forgetPresence } from './presence.js';
import { loadOffers, offersChanged, concernsMe, forgetOffers } from './offers.js';
import { list } from './lists.js';
import { whyChanged, forgetWhys } from './whys.js';
import { forgetNews } from './news.js';
import { loadCalls } from './calls.js';
import { loadMine as loadCallbacks } from './callbacks.js';
import { forgetTold } from './told.js';
import { ui } from './ui.js';

export function refreshRouted() {
  loadPresence();
  loadOffers();
  loadCalls();
  loadCallbacks();
}

/** What I did, or what was done to something of mine, changes my load. */
const isMine = ({ actor, workItemId }) => actor?.id === me().id || (workItemId && list({ view: 'mine' }).rows.some((row) => row.workItem?.id === workItemId));

export function hear(event) {
  const { type, agentId, workItemId } = event;
  if (!me()) return;
  if (type === 'presence_changed') {
    if (agentId === undefined || agentId === me().id) presenceChanged();
    if (ui.transfer && others()) colleaguesChanged();
  }
  if (['offer_changed', 'presence_changed', 'work_item_changed'].includes(type) && (concernsMe(event) || isMine(event))) offersChanged();
  if (type === 'offer_changed' && agentId === me().id) presenceChanged(); // missing two in a row changes it
  if (type === 'routing_changed') {
    offersChanged();
    loadQueues();
  }
  if (workItemId) whyChanged(workItemId);
}

export function forgetRouted() {
  forgetPresence();
  forgetOffers();
  forgetWhys();
  forgetNews();
  forgetTold();
  changed();
}
