/* Every element of the page: light DOM, so that the style sheets reach it, and drawn again when the bell rings. */
import { LitElement } from 'lit';
import { onChange } from '../signal.js';
import { me } from '../store.js';

export class FadenElement extends LitElement {
  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    this.quiet = onChange(() => this.requestUpdate());
  }

  /** Between signing out and being taken away, what stands inside the frame has nothing to draw for anybody. */
  shouldUpdate() { return Boolean(me()) || !this.closest('faden-frame'); }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.quiet();
  }
}
