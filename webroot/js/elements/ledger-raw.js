/* The original as it came: its beginning as harmless text, the whole as a download. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { url, ApiProblem, Unreachable } from '../api.js';
import { explain } from '../work.js';
import { size } from '../models/size.js';
import { readable } from '../models/raw.js';
import { icon } from '../parts/icon.js';
import { problem } from '../parts/door.js';

const SHOWN = 65536;

/** The first bytes; what is beyond is not fetched. */
async function beginning(path) {
  const stop = new AbortController();
  let answer;
  try {
    answer = await fetch(url(path), { signal: stop.signal });
  } catch (fault) {
    throw new Unreachable(fault.message);
  }
  if (!answer.ok) throw new ApiProblem(answer.status, await answer.json().catch(() => ({})));
  const bytes = new Uint8Array(SHOWN);
  let length = 0;
  const reader = answer.body.getReader();
  while (length < SHOWN) {
    const { done, value } = await reader.read();
    if (done) break;
    const part = value.subarray(0, SHOWN - length);
    bytes.set(part, length);
    length += part.length;
  }
  stop.abort();
  return bytes.subarray(0, length);
}

class LedgerRaw extends FadenElement {
  static properties = { number: { attribute: false }, size: { attribute: false }, open: { attribute: false } };

  firstUpdated() { if (this.open) this.load(); }

  render() {
    const path = `/api/intake/arrivals/${this.number}/raw`;
    return html`<section class="raw"><header><h3>${t('raw.title')}</h3><a class="btn quiet" href=${path} download="${this.number}.eml">${t('raw.download')}</a></header>
      ${problem(this.problem)}${this.text === undefined ? html`<button class="btn" @click=${this.load} aria-disabled=${this.busy ? 'true' : nothing}>${icon('eye')}${t(this.busy ? 'raw.loading' : 'raw.show')}</button>` : this.preview()}</section>`;
  }

  preview() {
    if (!this.text) return html`<p class="help">${t('raw.empty')}</p>`;
    return html`<p class="help">${t('raw.about')}</p><pre class="code" tabindex="0" aria-label=${t('raw.title')}>${this.text}</pre>
      ${this.size > SHOWN ? html`<p class="help">${t('raw.cut', { shown: size(SHOWN, lang()), size: size(this.size, lang()) })}</p>` : nothing}`;
  }

  async load() {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    this.requestUpdate();
    try {
      this.text = readable(await beginning(`/intake/arrivals/${this.number}/raw`));
    } catch (fault) {
      this.problem = explain(fault);
    }
    this.busy = false;
    this.requestUpdate();
  }
}
customElements.define('ledger-raw', LedgerRaw);
