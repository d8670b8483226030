/* What of the story is shown: channels and kinds as words, conversation, people and date as choices. All of it stands in the address. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { story, storyCustomer, entriesOf, narrow, narrowed, onlyThis, only } from '../story.js';
import { knownEntries } from '../timelines.js';
import { offers } from '../models/timeline.js';
import { midnightOf } from '../models/story.js';
import { shortDate } from '../models/time.js';
import { openMenu } from '../ui.js';
import { run } from '../actions.js';
import { icon, channelIcon } from '../parts/icon.js';

const NONE = { channel: undefined, kind: undefined };

class FadenFilter extends FadenElement {
  render() {
    const { customerId, filter } = story();
    const customer = storyCustomer();
    const known = offers([...knownEntries(customerId)]);
    const channels = new Map(known.channels.map((one) => [one.channel, one]));
    if (filter.channel && !channels.has(filter.channel)) channels.set(filter.channel, { channel: filter.channel });
    const several = (customer?.conversations.length ?? 0) > 1 || known.conversations.length > 1;
    const { complete } = entriesOf();
    const shown = narrowed() || filter.at || several || channels.size > 1 || known.kinds.has('note') || !complete;
    if (!customerId || !shown) return nothing;
    const chip = (part, content, on, title) => html`<button title=${title ?? nothing} aria-pressed=${String(on)} @click=${() => narrow(on ? NONE : { ...NONE, ...part })}>${content}</button>`;
    return html`<div class="kinds story-filter" role="group" aria-label=${t('filter.label')}>
      ${chip({}, t('filter.all'), !filter.channel && !filter.kind)}
      ${[...channels.keys()].map((channel) => chip({ channel }, html`${icon(channelIcon(channel))}<span class="word">${t(`channel.${channel}`)}</span>`, filter.channel === channel, t(`channel.${channel}`)))}
      ${known.kinds.has('note') || filter.kind === 'note' ? chip({ kind: 'note' }, html`${icon('note')}<span class="word">${t('filter.note')}</span>`, filter.kind === 'note', t('filter.note')) : nothing}
      ${known.kinds.has('event') || filter.kind === 'event' ? chip({ kind: 'event' }, html`${icon('pulse')}<span class="word">${t('filter.event')}</span>`, filter.kind === 'event', t('filter.event')) : nothing}
      <span class="ends">${several || filter.conversation ? this.choice('conversation', this.conversations(customer, known), filter.conversation !== undefined) : nothing}
        ${this.choice('people', this.people(customer, known), filter.member !== undefined || filter.author !== undefined)}
        ${filter.at ? html`<button class="since" aria-pressed="true" title=${t('filter.toNow')} @click=${() => narrow({ at: undefined })}>${t('filter.from', { when: shortDate(midnightOf(filter.at), lang()) })} ${icon('close')}</button>` : nothing}</span>
        <button class="jump" data-action="toDate" title="${t('action.toDate')} (D)" aria-label=${t('action.toDate')} @click=${() => run('toDate')}>${icon('calendar')}</button></div>`;
  }

  choice(name, { items, label }, on) {
    if (items.filter((one) => one.run).length < 3) return nothing; // nothing to choose from
    return html`<button aria-haspopup="menu" aria-pressed=${String(on)} @click=${(event) => openMenu({ anchor: event.currentTarget, label: t(`filter.${name}`), items })}><span class="clip">${on ? label : t(`filter.${name}`)}</span> ${icon('down')}</button>`;
  }

  conversations(customer, known) {
    const { filter, conversationId } = story();
    const all = new Map([...known.conversations, ...(customer?.conversations ?? [])].map((one) => [one.id, one]));
    const items = [...all.values()].map((one) => ({ id: one.id, label: one.subject || t('noSubject'), hint: t('number', { number: one.id }), sub: true, checked: filter.conversation === one.id, run: () => narrow({ conversation: one.id }) }));
    return { label: onlyThis() ? t('filter.onlyShort') : all.get(filter.conversation)?.subject || t('number', { number: filter.conversation }), items: [{ label: t('filter.allConversations'), checked: filter.conversation === undefined, run: () => narrow({ conversation: undefined }) },
      ...(conversationId ? [{ label: t('filter.only'), key: 'L', checked: onlyThis(), run: () => only(true) }, { line: true }] : []), ...items.filter((one) => one.id !== conversationId)] };
  }

  people(customer, known) {
    const { filter } = story();
    const nobody = { member: undefined, author: undefined };
    const members = (customer?.members ?? []).length > 1 ? customer.members : [];
    const items = [
      ...(members.length ? [{ title: t('filter.members') }] : []),
      ...members.map((one) => ({ label: one.name, hint: one.address, sub: true, checked: filter.member === one.id, run: () => narrow({ ...nobody, member: one.id }) })),
      ...(known.authors.length ? [{ title: t('filter.authors') }] : []),
      ...known.authors.map((one) => ({ label: one.name, checked: filter.author === one.id, run: () => narrow({ ...nobody, author: one.id }) })),
    ];
    const label = members.find((one) => one.id === filter.member)?.name ?? known.authors.find((one) => one.id === filter.author)?.name ?? t('filter.somebody');
    return { label, items: [{ label: t('filter.everybody'), checked: !filter.member && !filter.author, run: () => narrow(nobody) }, ...items] };
  }
}
customElements.define('faden-filter', FadenFilter);
