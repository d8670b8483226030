/* One dialog at a time, fetched when it is first asked for. ui.modal is { name, ... }; the rest is handed to the dialog as `of`. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { FadenElement } from './base.js';
import { ui } from '../ui.js';

const MODALS = {
  pick: [() => import('./modal-pick.js'), (of) => html`<modal-pick .of=${of}></modal-pick>`],
  same: [() => import('./modal-same.js'), (of) => html`<modal-same .of=${of}></modal-same>`],
  customer: [() => import('./modal-customer.js'), (of) => html`<modal-customer .of=${of}></modal-customer>`],
  wish: [() => import('./modal-wish.js'), (of) => html`<modal-wish .of=${of}></modal-wish>`],
  merge: [() => import('./modal-merge.js'), (of) => html`<modal-merge .of=${of}></modal-merge>`],
  hold: [() => import('./modal-hold.js'), (of) => html`<modal-hold .of=${of}></modal-hold>`],
  letters: [() => import('./modal-letters.js'), (of) => html`<modal-letters .of=${of}></modal-letters>`],
  address: [() => import('./modal-address.js'), (of) => html`<modal-address .of=${of}></modal-address>`],
  again: [() => import('./modal-again.js'), (of) => html`<modal-again .of=${of}></modal-again>`],
  letter: [() => import('./modal-letter.js'), (of) => html`<modal-letter .of=${of}></modal-letter>`],
  picture: [() => import('./modal-picture.js'), (of) => html`<modal-picture .of=${of}></modal-picture>`],
  return: [() => import('./modal-return.js'), (of) => html`<modal-return .of=${of}></modal-return>`],
  noAnswer: [() => import('./modal-no-answer.js'), (of) => html`<modal-no-answer .of=${of}></modal-no-answer>`],
  erase: [() => import('./modal-erase.js'), (of) => html`<modal-erase .of=${of}></modal-erase>`],
};
const asked = new Set();

class FadenModal extends FadenElement {
  render() {
    const of = ui.modal;
    if (!of) return nothing;
    const [load, draw] = MODALS[of.name];
    if (!asked.has(of.name)) {
      asked.add(of.name);
      load().catch(() => asked.delete(of.name));
    }
    return keyed(of, draw(of));
  }
}
customElements.define('faden-modal', FadenModal);
