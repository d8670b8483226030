/* Routed work on the page: which event touches what, and what a gap or another person makes us fetch or forget. */
import { me, loadQueues } from './store.js';
import { changed } from './signal.js';
import { loadPresence, presenceChanged, others, colleaguesChanged, forgetPresence } from './presence.js';
import { loadOffers, offersChanged, concernsMe, forgetOffers } from './offers.js';
import { whyChanged, forgetWhys } from './whys.js';
import { forgetNews } from './news.js';
import { forgetTold } from './told.js';
import { ui } from './ui.js';

export function refreshRouted() {
  loadPresence();
  loadOffers();
}

export function hear(event) {
  const { type, agentId, workItemId } = event;
  if (!me()) return;
  if (type === 'presence_changed') {
    if (agentId === undefined || agentId === me().id) presenceChanged();
    if (ui.transfer && others()) colleaguesChanged();
  }
  if (['offer_changed', 'presence_changed', 'work_item_changed'].includes(type) && concernsMe(event)) offersChanged();
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
