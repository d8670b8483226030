/* Every element of the page: light DOM, so that the style sheets reach it, and drawn again when the bell rings. */
import { LitElement } from 'lit';
import { onChange } from '../signal.js';

export class FadenElement extends LitElement {
  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    this.quiet = onChange(() => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.quiet();
  }
}
