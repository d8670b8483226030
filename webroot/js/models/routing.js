/* What the forms of routing share: lengths of time, numbers, lists of lines, and what the steps of a queue come to. Pure. */

export const CHANNELS = ['phone', 'email', 'letter', 'chat', 'sms', 'mastodon', 'bluesky', 'x', 'facebook', 'feed', 'webhook'];
export const LEVELS = [1, 2, 3, 4, 5];
export const UNITS = { s: 1, min: 60, h: 3600, d: 86400 };
/** Whether the customer is on the line. */
export const isLive = (channel) => channel === 'phone' || channel === 'chat';

/** Seconds in the largest of the units that holds them whole: 300 -> { n: '5', unit: 'min' }. */
export function lengthOf(seconds, units, usual = units[0]) {
  if (seconds === undefined) return { n: '', unit: usual };
  const unit = [...units].reverse().find((one) => seconds > 0 && seconds % UNITS[one] === 0) ?? (seconds === 0 ? usual : units[0]);
  return { n: String(seconds / UNITS[unit]), unit };
}

/** A whole number as typed; undefined when nothing is, NaN when it is none. */
export function wholeOf(text) {
  const typed = String(text ?? '').trim();
  if (!typed) return undefined;
  return /^\d{1,9}$/.test(typed) ? Number(typed) : NaN;
}

export const secondsOf = (n, unit) => {
  const whole = wholeOf(n);
  return whole === undefined ? undefined : whole * UNITS[unit];
};

export const linesOf = (text) => [...new Set((text ?? '').split('\n').map((line) => line.trim()).filter(Boolean))];

/** "8", "8:30", "0830" and "08.30" are times of day; "24:00" only as an end. */
export function timeOf(text) {
  const found = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec((text ?? '').trim());
  if (!found) return undefined;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)];
  if (hours > 24 || minutes > 59 || (hours === 24 && minutes)) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/**
 * What the steps come to, one line per step and one for the rest: { at, needs, skip, until } in seconds from entering the queue.
 * The line of the rest has `rest`: everybody, or whoever has what is hard in any step. `never`: it is reached only by passing over.
 */
export function course(steps) {
  const lines = [];
  let at = 0;
  for (const { needs, seconds, skip } of steps) {
    lines.push({ at, needs, skip, until: seconds, never: at === undefined });
    at = at === undefined || seconds === undefined ? undefined : at + seconds;
  }
  const hard = new Map();
  for (const need of steps.flatMap((step) => step.needs)) if (need.hard) hard.set(need.skill, Math.max(need.level, hard.get(need.skill) ?? 0));
  lines.push({ at, rest: true, never: at === undefined, needs: [...hard].map(([skill, level]) => ({ skill, level })) });
  return lines;
}
