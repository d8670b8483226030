/* The story on the screen: whose it is, which conversation stands in front, and what of it is shown. All of it follows from the address. */
import { route, go } from './router.js';
import { looking, open } from './desk.js';
import { customer, epoch, loadCustomer, rootOf } from './store.js';
import { glance, openTimeline, timeline, timelineBusy, timelineProblem, loadNewer, loadOlder } from './timelines.js';
import { filterOf, isNarrowed, keyOf, narrowedHref } from './models/story.js';

let told;

/** customerId is the one that stands for all merged ones; conversationId is absent on the customer's own page. */
export function story() {
  const { page, params, query } = route();
  const own = page === 'customer';
  const asked = own ? Number(params.customer) || undefined : looking().active ? open().customerId : undefined;
  const { id } = looking();
  return { own, asked, customerId: asked && rootOf(asked), conversationId: own ? undefined : id, readUpTo: own ? undefined : open().readUpTo, filter: filterOf(query) };
}

export const storyCustomer = () => {
  const { customerId } = story();
  return customerId && customer(customerId);
};

/** Brings what is fetched in line with the address. Called before each drawing; cheap when nothing changed. */
export function syncStory() {
  const { asked, customerId, conversationId, filter } = story();
  if (!customerId) return;
  const key = JSON.stringify([keyOf(customerId, filter), asked, conversationId, epoch()]);
  if (key === told) return;
  told = key;
  openTimeline(customerId, filter);
  if (isNarrowed(filter)) glance(customerId);
  loadCustomer(customerId);
  if (asked !== customerId) loadCustomer(asked);
}

/** Nobody looks at it any more: whoever comes back sees what happened meanwhile. */
export const leaveStory = () => { told = undefined; };

export const entriesOf = ({ customerId, filter } = story()) => timeline(customerId, filter);
export const problemHere = ({ customerId, filter } = story()) => timelineProblem(customerId, filter);
export const busyHere = ({ customerId, filter } = story()) => timelineBusy(customerId, filter);
export const older = ({ customerId, filter } = story()) => loadOlder(customerId, filter);
export const newer = ({ customerId, filter } = story()) => loadNewer(customerId, filter);
export const reopen = ({ customerId, filter } = story()) => openTimeline(customerId, filter);

/** Changes what is shown; undefined takes a part of the filter away. */
export function narrow(part) {
  const { query } = route();
  go(narrowedHref(location.pathname, query, part), { replace: true });
}
export const narrowed = () => isNarrowed(story().filter);
export const showAll = () => narrow({ channel: undefined, kind: undefined, conversation: undefined, member: undefined, author: undefined });
/** Shows one entry in its place, whatever was left out before. */
export const showEntry = (entry) => narrow({ channel: undefined, kind: undefined, conversation: undefined, member: undefined, author: undefined, at: undefined, entry });
export const onlyThis = () => {
  const { filter, conversationId } = story();
  return conversationId !== undefined && filter.conversation === conversationId;
};
export const only = (value) => narrow({ conversation: value ? story().conversationId : undefined });
