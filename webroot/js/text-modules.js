/* What is said often, while an answer is written: the modules of a queue, and one of them put into the text. */
import { get, post } from './api.js';
import { changed } from './signal.js';
import { onEvent } from './live.js';
import { customer, epoch, me, once } from './store.js';
import { tell } from './work.js';
import { t } from './i18n.js';
import { handleOf } from './models/reply-ways.js';
import { asksForLink, filled, formOf, nameFor, variant } from './models/text-modules.js';

let kept = new Map(); // queue -> { items, problem, stale }
let at;

function here() {
  if (at !== epoch()) {
    at = epoch();
    kept = new Map();
  }
  return kept;
}

/** { items, problem } of a queue; items undefined until known. */
export function modulesFor(queue) {
  const all = here();
  if (!all.has(queue)) all.set(queue, { stale: true });
  const it = all.get(queue);
  if (it.stale) {
    it.stale = false;
    once(`text-modules-${queue}`, async () => {
      try {
        Object.assign(it, { items: (await get('/text-modules', { queue })).items, problem: undefined });
      } catch (problem) {
        it.problem = problem;
      }
      changed();
    });
  }
  return it;
}

onEvent(({ type }) => {
  if (type !== 'text_modules_changed' && type !== 'reload') return;
  for (const it of kept.values()) it.stale = true;
  changed();
});

export const formFor = (it) => formOf(customer(it.customer.id)?.formOfAddress);

/** Makes the link where the module asks for one; answers its text with all that is known in it, or undefined after a refusal. */
export async function textFor(it, module, form) {
  const { text, form: own } = variant(module, form);
  const values = { customer: nameFor(it.customer, own, handleOf(it)), agent: me().name, conversation: String(it.id) };
  if (!asksForLink(text)) return filled(text, values);
  try {
    const { url } = await post(`/conversations/${it.id}/private-link`);
    return filled(text, { ...values, link: url });
  } catch (fault) {
    tell(fault.code === 'not_found' ? { words: 'private.none' } : fault);
    return undefined;
  }
}

export const purposeWord = (purpose) => t(`module.purpose.${purpose}`);
