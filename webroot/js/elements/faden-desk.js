/* The agent's desk: list, timeline, customer. Keeps the title. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { sync, looking, current } from '../desk.js';
import { problemOf, work } from '../store.js';
import { list } from '../lists.js';
import { letterBeingWritten } from '../answering.js';
import { ui } from '../ui.js';
import { t } from '../i18n.js';
import './faden-list.js';
import './faden-timeline.js';
import './faden-context.js';
import './letter-preview.js';

class FadenDesk extends FadenElement {
  willUpdate() { sync(); }

  render() {
    const { id } = looking();
    return html`<faden-list class="list" role="region" aria-label=${t('list.label')}></faden-list>
      ${id ? html`<faden-timeline class="timeline" role="main" aria-label=${t('timeline.label')}></faden-timeline>
        <faden-context class="context" role="complementary" aria-label=${t('customer')}></faden-context>
        ${letterBeingWritten() ? html`<letter-preview class="letter-dock" role="complementary" aria-label=${t('post.preview')}></letter-preview>` : nothing}`
        : html`<main class="timeline nothing-open"><div class="empty"><b>${t('desk.nothingOpen')}</b><p>${t('desk.nothingOpenNext', { count: work()?.team ?? 0 })}</p></div><faden-toast></faden-toast></main>`}`;
  }

  updated() {
    const { id } = looking();
    this.classList.toggle('without-customer', !id || Boolean(problemOf(id)));
    this.classList.toggle('with-letter', Boolean(letterBeingWritten()) && !ui.letterHidden);
    const unread = list({ view: 'mine' }).rows.filter((row) => row.unread).length;
    const name = current()?.customer.name ?? t('nav.mine');
    document.title = `${unread ? `(${unread}) ` : ''}${name} · Faden`;
  }
}
customElements.define('faden-desk', FadenDesk);
