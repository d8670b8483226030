/* A telephone line as a form sees it, and as the contract wants it. Pure. */
import { wholeOf } from './routing.js';

export const emptyLine = () => ({ name: '', address: '', queue: '', within: '60', active: true });

export const ofLine = (line) => ({ name: line.name, address: line.address, queue: String(line.queue.id), within: String(line.phone?.callBackWithinMinutes ?? 60), active: line.active });

export const bodyOfLine = (values, version) => ({
  channel: 'phone', name: values.name.trim(), address: values.address.trim(), active: values.active, ...(values.queue ? { queue: Number(values.queue) } : {}),
  phone: { callBackWithinMinutes: wholeOf(values.within) }, ...(version === undefined ? {} : { version }),
});

export function faultsOfLine({ name, address, within }) {
  const minutes = wholeOf(within);
  return {
    ...(name.trim() ? {} : { name: 'fault.missing' }),
    ...(address.trim() ? (address.replace(/\D/g, '').length < 3 ? { address: 'fault.line.number' } : {}) : { address: 'fault.missing' }),
    ...(minutes >= 1 && minutes <= 10080 ? {} : { within: 'fault.line.within' }),
  };
}

/** ready once the telephone system has spoken; before that, what is missing. */
export const stateOfLine = ({ active, phone }) => (!active ? 'off' : !phone?.hasToken ? 'missing' : phone.lastEventAt ? 'ok' : 'waiting');
