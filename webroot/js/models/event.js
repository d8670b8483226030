/* What an event says, long by itself and short among others. Pure: words and times come in. */
import { reason } from './reasons.js';

const NAMED = new Set(['taken', 'returned', 'accepted', 'transferred', 'approval_returned']); // their words say who
const STATUS = ['open', 'waiting', 'snoozed', 'resolved'];
const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

const toStatus = ({ type, to }) => type === 'status_changed' && STATUS.includes(to);

/** { t, at, on }: at makes words of an ISO time, on of a day of the calendar. */
export function sentence({ event = {}, author }, { t, at, on }) {
  const { type, from, to, detail } = event;
  const shown = (value) => {
    if (STATUS.includes(value)) return t(`status.${value}`);
    return MOMENT.test(value ?? '') ? at(value) : value ?? '';
  };
  const said = (text) => {
    const { key, detail: rest, values } = reason(text);
    return key ? [t(key, values), rest && said(rest)].filter(Boolean).join(' ') : shown(text);
  };
  const who = author?.name;
  const when = MOMENT.test(detail ?? '') ? at(detail) : undefined;
  const day = DAY.test(detail ?? '') ? on(detail) : undefined;
  const channel = type === 'against_wish' && detail ? t(`channel.${detail}`) : undefined;
  const words = t(toStatus(event) ? `event.to.${to}` : `event.${type}`, { who, from: shown(from), to: shown(to), detail: detail ? said(detail) : undefined, when, day, channel });
  return who && !NAMED.has(type) ? t('event.by', { words, who }) : words;
}

export const short = ({ event = {} }, { t }) => t(toStatus(event) ? `event.short.${event.to}` : `event.short.${event.type}`);
