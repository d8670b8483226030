/* What people do around a letter that is being written: see it, or put it away; give the customer an address. */
import { t } from './i18n.js';
import { ui, show, toast } from './ui.js';
import { changed } from './signal.js';
import { route } from './router.js';
import { addWay } from './customers.js';
import { conversation, loadConversation } from './store.js';
import { chooseWay } from './answering.js';
import { written } from './models/reply-ways.js';

const narrow = () => matchMedia('(width < 75rem)').matches;

/** Beside the text where there is room; else in its place. */
export function toggleLetter() {
  if (narrow()) show({ pane: 'letter', paneAt: route().at });
  else show({ letterHidden: !ui.letterHidden });
}

const OFF_TOLD = 'faden.letters.off';

/** It is said once that no letters leave this house: whoever has read it need not read it beside every text. */
export const lettersOffTold = () => sessionStorage.getItem(OFF_TOLD) === 'yes';

export function tellLettersOff() {
  try { sessionStorage.setItem(OFF_TOLD, 'yes'); } catch { /* then it is said again */ }
  changed();
}

export const backToText = () => show({ pane: undefined, letterHidden: false, focusComposer: 'reply' });

/** Where the customer's contact points are. */
export function toWays() {
  if (narrow()) show({ context: true, pane: innerWidth < 768 ? 'context' : undefined, paneAt: route().at });
  else show({ letterHidden: true });
  requestAnimationFrame(() => document.querySelector('customer-ways .add')?.focus());
}

/** Asks for a postal address, and writes to it from then on. */
export function addAddress(it) {
  show({ modal: { name: 'address', customer: it.customer, run: async (body) => {
    const before = new Set(written(it).map((way) => way.contactPoint.id));
    await addWay(it.customer.id, body);
    await loadConversation(it.id);
    const letters = written(conversation(it.id) ?? it).filter((way) => way.channel === 'letter');
    const fresh = letters.find((way) => !before.has(way.contactPoint.id));
    if (fresh) chooseWay(it, { contactPointId: fresh.contactPoint.id, channelAccountId: undefined, begun: true });
    else if (!letters.length) toast({ text: t('problem.no_letter_account'), problem: true });
    show({ focusComposer: 'reply' });
  } } });
}
