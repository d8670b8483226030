/* The form that a customer writes in. It lives outside of what is drawn again, so nothing typed is lost. */
import { el, icon } from './dom.js';
import { size } from '/js/models/size.js';

const MOST = 10_000_000;
let fields = 0;

/**
 * A form for a new letter, or for an answer when `answers` is given.
 * person: who writes, or undefined for somebody new. done(address) after sending, cancel() without.
 */
export function writing({ t, locale, company, person, answers, done, cancel }) {
  let files = [];
  const problem = el('p', { class: 'problem', role: 'alert', hidden: true });
  const chips = el('div', { class: 'files' });
  const name = el('input', { class: 'field', autocomplete: 'off', maxlength: '100' });
  const address = el('input', { class: 'field', type: 'email', required: true, maxlength: '200', autocomplete: 'off', placeholder: 'name@post.example' });
  const to = el('select', { class: 'field' }, company.map((one) => el('option', { value: one.address }, one.name)));
  const subject = el('input', { class: 'field', maxlength: '500', autocomplete: 'off' });
  const text = el('textarea', { class: 'field', required: true, maxlength: '100000' });
  const picker = el('input', { type: 'file', multiple: true, onchange: () => add([...picker.files]) });
  const send = el('button', { class: 'btn primary' }, icon('send'), t('send'));
  if (answers) {
    to.value = answers.sent ? answers.to : answers.from.address;
    subject.value = /^(re|aw):/i.test(answers.subject) ? answers.subject : `Re: ${answers.subject}`;
  }

  const label = (word, field) => {
    field.id = `write-${++fields}`;
    return el('p', { class: 'label' }, el('label', { for: field.id }, word), field);
  };
  const form = el('form', { class: 'write', onsubmit: submit },
    el('h2', {}, answers ? t('replying') : t('newMail')),
    problem,
    !person && el('div', { class: 'two' }, label(t('name'), name), label(t('address'), address)),
    !answers && label(t('recipient'), to),
    label(t('subject'), subject),
    label(t('text'), text),
    chips,
    el('div', { class: 'acts' },
      el('label', { class: 'btn quiet attach' }, icon('clip'), t('attach'), picker),
      el('span', { class: 'end' }, el('button', { class: 'btn', type: 'button', onclick: cancel }, t('cancel')), send)));

  function add(more) {
    files = [...files, ...more];
    picker.value = '';
    chips.replaceChildren(...files.map((file) => el('span', { class: 'file' }, icon('clip'), el('span', { class: 'clip' }, file.name), el('span', { class: 'muted' }, size(file.size, locale)),
      el('button', { type: 'button', 'aria-label': t('remove', { name: file.name }), onclick: () => { files = files.filter((one) => one !== file); add([]); } }, icon('close')))));
    tell(total() > MOST ? t('tooLarge') : undefined);
  }

  const total = () => files.reduce((sum, file) => sum + file.size, 0);

  function tell(why) {
    problem.hidden = !why;
    problem.replaceChildren(...(why ? [icon('warning'), el('span', {}, why)] : []));
  }

  async function submit(event) {
    event.preventDefault();
    if (send.disabled || total() > MOST) return;
    send.disabled = true;
    tell();
    const mine = person?.address ?? address.value.trim().toLowerCase();
    try {
      const answer = await fetch(`/demo/api/mailboxes/${encodeURIComponent(mine)}/mails`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          name: person?.name ?? name.value, to: to.value, subject: subject.value, text: text.value, answers: answers?.id,
          files: await Promise.all(files.map(async (file) => ({ name: file.name, type: file.type, content: await base64(file) }))),
        }),
      });
      if (!answer.ok) {
        const body = await answer.json().catch(() => ({}));
        return tell(t('refused', { why: body.detail ?? body.title ?? answer.status }));
      }
      done(mine);
    } catch {
      tell(t('unreachable'));
    } finally {
      send.disabled = false;
    }
  }

  return { form, focus: () => (person ? (answers ? text : subject) : name).focus() };
}

const base64 = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});
