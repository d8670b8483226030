/* Telephone numbers as people read them. Only the server knows where their parts end; each is asked for once. */
import { get } from './api.js';
import { changed } from './signal.js';

const shown = new Map();

/** The number as it is, until the server has said how it is written. */
export function shownNumber(value) {
  if (!shown.has(value)) {
    shown.set(value, value);
    get('/contact-points/read', { channel: 'phone', value }).then(({ display }) => {
      shown.set(value, display ?? value);
      changed();
    }, () => shown.delete(value));
  }
  return shown.get(value);
}
