/* A letter that came back goes out once more: where its address is known to be bad, people say first where to. */
import { show } from './ui.js';
import { addWay } from './customers.js';
import { get } from './api.js';
import { customer } from './store.js';

const postal = ({ contactPoints }) => contactPoints.filter((way) => way.channel === 'postal');

/** Is this refusal about the address? Then it is asked for, and `again(body)` runs with the answer. `of`: { id, name } of the customer. */
export function askWhereTo(fault, of, again) {
  if (fault.code !== 'address_bad') return false;
  get(`/customers/${of.id}`).catch(() => customer(of.id)).then((known) => show({ modal: {
    name: 'again',
    customer: of,
    others: known ? postal(known).filter((way) => way.state !== 'bad') : [],
    to: (contactPointId) => again({ contactPointId }),
    despite: () => again({ despiteBadAddress: true }),
    enter: () => enterAddress(of, known, again),
  } }));
  return true;
}

/** The customer is given the address, and the letter goes there. One that is there already is offered as such. */
function enterAddress(of, known, again) {
  const before = new Set(known?.contactPoints.map((way) => way.id));
  show({ modal: { name: 'address', customer: of, run: async (body) => {
    await addWay(of.id, body);
    const fresh = postal(customer(of.id) ?? { contactPoints: [] }).find((way) => !before.has(way.id));
    return again(fresh ? { contactPointId: fresh.id } : undefined);
  } } });
}
