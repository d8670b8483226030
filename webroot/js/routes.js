/* The pages. A new page is one line here: its path, what it draws, who may see it (role), and its place in the navigation.
   frame: false draws without bar and navigation. panes: what the tabs of a narrow screen switch between. */
import { html } from 'lit';
import { checkingCount } from './scans.js';
import { openCount } from './triage.js';
import { changed } from './signal.js';
import { missingPage, waitingLetter, waitingPage } from './parts/waiting.js';

/** Fetches its modules when it is first asked for; `waits` stands there until they have come: a template, or the key of a title. */
const lazy = (load, draw, waits) => {
  let state;
  const ends = (as) => () => { state = as; changed(); };
  return (route) => {
    if (!state) {
      state = 'coming';
      load().then(ends('there'), ends('failed'));
    }
    if (state === 'there') return draw(route);
    if (state === 'failed') return missingPage();
    return typeof waits === 'function' ? waits(route) : waitingPage(waits);
  };
};

const letters = lazy(() => import('./elements/letters-page.js'), () => html`<letters-page class="page letters" id="content" role="main"></letters-page>`, ({ params }) => (Number(params.letter) ? waitingLetter(Number(params.letter)) : waitingPage('scans.title')));
const settings = lazy(() => import('./elements/settings-page.js'), () => html`<settings-page class="page" id="content" role="main"></settings-page>`, 'nav.settings');

export const routes = [
  { path: '/', redirect: '/inbox/mine' },
  { path: '/inbox', redirect: '/inbox/mine' },
  {
    path: '/inbox/:view/:conversation?', page: 'inbox', panes: ['nav', 'list', 'timeline', 'context'],
    draw: lazy(() => import('./elements/faden-desk.js'), () => html`<faden-desk class="desk" id="content"></faden-desk>`),
  },
  { path: '/settings', page: 'settings', section: 'own', draw: settings },
  { path: '/settings/people/:person?', page: 'settings', section: 'people', draw: settings },
  { path: '/settings/skills', page: 'settings', section: 'skills', draw: settings },
  { path: '/settings/teams/:team', page: 'settings', section: 'skills', draw: settings },
  { path: '/settings/entry-rules/:rule?', page: 'settings', section: 'rules', draw: settings },
  { path: '/settings/business-hours/:hours?', page: 'settings', section: 'hours', draw: settings },
  { path: '/settings/channel-loads', page: 'settings', section: 'loads', draw: settings },
  { path: '/settings/queues/:queue?', page: 'settings', section: 'queues', draw: settings },
  { path: '/settings/text-modules/:module?', page: 'settings', section: 'modules', draw: settings },
  { path: '/settings/imports/:import?', page: 'settings', section: 'imports', draw: settings },
  { path: '/settings/erasures/:erasure?', page: 'settings', section: 'erasures', draw: settings },
  { path: '/settings/channel-accounts/:account?', page: 'settings', section: 'accounts', draw: settings },
  {
    path: '/ledger/:arrival?', page: 'ledger',
    draw: lazy(() => import('./elements/ledger-page.js'), () => html`<ledger-page class="page" id="content" role="main"></ledger-page>`, 'ledger.title'),
  },
  { path: '/letters', page: 'letters', draw: letters },
  { path: '/letters/:letter', page: 'letters', panes: ['nav', 'scan', 'side'], draw: letters },
  {
    path: '/posts', page: 'posts',
    draw: lazy(() => import('./elements/triage-page.js'), () => html`<triage-page class="page" id="content" role="main"></triage-page>`, 'triage.title'),
  },
  {
    path: '/live', page: 'live',
    draw: lazy(() => import('./elements/live-page.js'), () => html`<live-page class="page" id="content" role="main"></live-page>`, 'live.title'),
  },
  {
    path: '/search', page: 'search',
    draw: lazy(() => import('./elements/search-page.js'), () => html`<search-page class="page" id="content" role="main"></search-page>`, 'search.title'),
  },
  {
    path: '/callbacks', page: 'callbacks',
    draw: lazy(() => import('./elements/callbacks-page.js'), () => html`<callbacks-page class="page" id="content" role="main"></callbacks-page>`, 'callbacks.title'),
  },
  {
    path: '/calls', page: 'calls',
    draw: lazy(() => import('./elements/calls-page.js'), () => html`<calls-page class="page" id="content" role="main"></calls-page>`, 'calls.title'),
  },
  {
    path: '/approvals', page: 'approvals',
    draw: lazy(() => import('./elements/approvals-page.js'), () => html`<approvals-page class="page" id="content" role="main"></approvals-page>`, 'approvals.title'),
  },
  {
    path: '/post', page: 'post',
    draw: lazy(() => import('./elements/post-page.js'), () => html`<post-page class="page" id="content" role="main"></post-page>`, 'post.title'),
  },
  {
    path: '/customers', page: 'customers',
    draw: lazy(() => import('./elements/customers-page.js'), () => html`<customers-page class="page" id="content" role="main"></customers-page>`, 'nav.customers'),
  },
  {
    path: '/customers/:customer', page: 'customer', panes: ['nav', 'timeline', 'context'],
    draw: lazy(() => import('./elements/customer-page.js'), () => html`<customer-page class="desk one-customer" id="content"></customer-page>`),
  },
  { path: '/sign-in', page: 'sign-in', frame: false },
  {
    path: '/link/:token', page: 'link', frame: false, open: true,
    draw: lazy(() => import('./elements/faden-link.js'), ({ params }) => html`<faden-link .token=${params.token}></faden-link>`),
  },
];

/** Entries below the inbox in the navigation. `role` is the least that may see it; `count` names a number of /me/work that calls for a hand, or is a function that answers a plain one. */
export const places = [
  { href: '/customers', page: 'customers', pages: ['customer'], icon: 'users', label: 'nav.customers', group: 'all' },
  { href: '/posts', page: 'posts', icon: 'chat', label: 'nav.posts', group: 'check', count: openCount },
  { href: '/letters', page: 'letters', icon: 'scan', label: 'nav.letters', group: 'check', count: checkingCount },
  { href: '/live', page: 'live', icon: 'chart', label: 'nav.live', group: 'lead', role: 'supervisor' },
  { href: '/ledger', page: 'ledger', icon: 'ledger', label: 'nav.ledger', group: 'lead', role: 'supervisor', count: 'quarantined' },
  { href: '/settings', page: 'settings', icon: 'sliders', label: 'nav.settings', group: 'own' },
];
