/* Bar, navigation, one page, and on narrow screens the tabs. The page is a template handed in by the route table. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { route } from '../router.js';
import { ui, show } from '../ui.js';
import { t } from '../i18n.js';
import { icon } from '../parts/icon.js';
import { letterBeingWritten } from '../answering.js';
import './faden-bar.js';
import './faden-nav.js';
import './faden-toast.js';
import './faden-calls.js';
import './faden-phone-note.js';
import './scan-pane.js';
import { note } from '../phone-notes.js';
import { paneOf } from '../scan-pane.js';

const TABS = { nav: ['inbox', 'tab.nav'], list: ['filter', 'tab.list'], timeline: ['faden', 'tab.timeline'], context: ['user', 'tab.context'], letter: ['letter', 'tab.letter'], page: ['ledger', 'tab.page'], scan: ['scan', 'tab.scan'], side: ['user', 'tab.side'] };

class FadenFrame extends FadenElement {
  static properties = { page: { attribute: false } };

  /** What the tabs switch between; a letter that is being written has one of its own. */
  get panes() {
    const { panes = ['nav', 'page'], page } = route();
    return page === 'inbox' && letterBeingWritten() ? panes.flatMap((pane) => (pane === 'timeline' ? [pane, 'letter'] : [pane])) : panes;
  }

  /** On narrow screens one pane shows: the chosen one, else what the address points at. */
  get pane() {
    const { panes } = this;
    if (ui.paneAt === route().at && panes.includes(ui.pane)) return ui.pane;
    if (!panes.includes('list')) return ['timeline', 'scan'].find((pane) => panes.includes(pane)) ?? 'page';
    return route().params.conversation ? 'timeline' : 'list';
  }

  updated() {
    this.dataset.pane = this.pane;
    this.dataset.page = route().page;
    this.dataset.note = note() ? 'open' : '';
    this.dataset.scan = paneOf() ? 'open' : '';
    this.dataset.context = ui.context ? 'open' : '';
  }

  render() {
    const panes = this.panes.filter((pane) => route().params.conversation || route().params.customer || !['timeline', 'context'].includes(pane));
    return html`<a class="btn primary skip" href="#content" @click=${this.skip}>${t('skip')}</a>
      <faden-bar class="bar" role="banner"></faden-bar>
      <faden-calls class="calls-now" role="region" aria-label=${t('call.label')}></faden-calls>
      <faden-nav class="nav" role="navigation" aria-label=${t('nav.label')}></faden-nav>
      ${this.page}${route().page === 'inbox' ? nothing : html`<faden-toast class="for-page"></faden-toast>`}
      <faden-phone-note class="note-dock"></faden-phone-note>
      <scan-pane class="scan-dock"></scan-pane>
      <div class="tabs" role="tablist" aria-label=${t('tab.label')}>${panes.map((pane) => html`
        <button role="tab" aria-selected=${String(this.pane === pane)} @click=${() => show({ pane, paneAt: route().at })}>${icon(TABS[pane][0])}${t(TABS[pane][1])}</button>`)}</div>`;
  }

  skip(event) {
    event.preventDefault();
    const target = document.querySelector('#content [tabindex="0"], #content a, #content button');
    target?.focus();
  }
}
customElements.define('faden-frame', FadenFrame);
