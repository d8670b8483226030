/* One customer on a page of their own: who they are, and the whole story beside it. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { story, storyCustomer, syncStory } from '../story.js';
import { customerProblem } from '../store.js';
import { go } from '../router.js';
import { t } from '../i18n.js';
import { customerName } from '../parts/erasure.js';
import './faden-timeline.js';
import './faden-context.js';

class CustomerPage extends FadenElement {
  willUpdate() { syncStory(); }

  render() {
    const { asked } = story();
    return html`${customerProblem(asked) ? nothing : html`<faden-context class="context" role="complementary" aria-label=${t('customer')}></faden-context>`}
      <faden-timeline class="timeline" role="main" aria-label=${t('timeline.label')}></faden-timeline>`;
  }

  updated() {
    const { asked, customerId } = story();
    const it = storyCustomer();
    document.title = `${it ? customerName(it) : t('customer')} · Faden`;
    // Whoever was merged into another is found at the one that stands for both.
    if (customerId !== asked && it) go(`/customers/${customerId}${location.search}`, { replace: true });
  }
}
customElements.define('customer-page', CustomerPage);
