/* Scanned letters: the list of what is to be checked, or one of them. Files can be dropped anywhere on it. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { go, route } from '../router.js';
import { STATES } from '../models/scans.js';
import { uploadsOf, isPending } from '../scan-uploads.js';
import { icon } from '../parts/icon.js';
import './letters-list.js';
import { letterHref } from './letters-check.js';

class LettersPage extends FadenElement {
  constructor() {
    super();
    this.over = 0; // how deep the pointer is in something that takes files
    this.addEventListener('dragenter', (event) => this.enter(event, 1));
    this.addEventListener('dragleave', (event) => this.enter(event, -1));
    this.addEventListener('dragover', (event) => event.dataTransfer.types.includes('Files') && event.preventDefault());
    this.addEventListener('drop', (event) => this.drop(event), true);
  }

  render() {
    const number = Number(route().params.letter) || undefined;
    const asked = route().query.get('state');
    const filter = STATES.includes(asked) ? asked : 'checking';
    const adding = this.adding || uploadsOf(undefined).some((one) => isPending(one));
    return html`${number ? keyed(number, html`<letters-check .number=${number} .filter=${filter}></letters-check>`) : html`<letters-list .filter=${filter} .adding=${adding} @add-letters=${() => this.add(!adding)}></letters-list>`}
      ${this.over > 0 ? html`<div class="drop-here" aria-hidden="true"><p>${icon('scan')}${t('scanUp.here')}</p></div>` : nothing}`;
  }

  async add(open) {
    this.adding = open;
    this.requestUpdate();
    if (!open) return;
    await this.updateComplete;
    await this.querySelector('letters-list').updateComplete;
    const panel = this.querySelector('scan-upload');
    await panel.updateComplete;
    panel.querySelector('.drop .btn').focus();
  }

  enter(event, by) {
    if (!event.dataTransfer.types.includes('Files')) return;
    this.over = Math.max(0, this.over + by);
    this.requestUpdate();
  }

  /** Wherever it is dropped, it goes through the panel, with the day and place that stand there. */
  async drop(event) {
    this.over = 0;
    this.requestUpdate();
    const files = [...event.dataTransfer.files];
    if (!files.length) return;
    event.preventDefault();
    event.stopPropagation();
    if (route().params.letter) go(letterHref({}));
    this.adding = true;
    this.requestUpdate();
    await this.updateComplete;
    await this.querySelector('letters-list').updateComplete;
    this.querySelector('scan-upload').take(files);
  }
}
customElements.define('letters-page', LettersPage);
