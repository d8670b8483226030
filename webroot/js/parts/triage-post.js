/* One post of the triage list, and one that was decided just now. */
import { html, nothing } from 'lit';
import { t, lang } from '../i18n.js';
import { now } from '../clock.js';
import { full, moment, span } from '../models/time.js';
import { handleOf, ruleName } from '../models/triage.js';
import { action, keyWord, labelOf, run } from '../actions.js';
import { channelMark, icon } from './icon.js';
import { prose } from './text.js';
import { atNetwork, marks, pictures } from './posts.js';

const DAY = 864e5;
const MANY = 1000; // so many follow that it is worth a word

/** "vor 19 Min.", and from a day on the day. */
export const ago = (time) => (now() - Date.parse(time) < DAY ? t('triage.ago', { span: span(Math.max(0, now() - Date.parse(time)), lang()) }) : moment(time, lang(), now()));

/** The list goes by when a post came; what is shown is when it was written. */
const times = ({ writtenAt, receivedAt }) => t(receivedAt ? 'triage.bothTimes' : 'triage.writtenAt', { written: full(writtenAt, lang()), received: receivedAt && full(receivedAt, lang()) });

const VERDICTS = { answer: 'send', watch: 'eye', none: 'close', open: 'chat' };
export const verdictIcon = (verdict, reason) => icon(reason === 'abuse' ? 'slash' : VERDICTS[verdict]);
export const verdictWord = (verdict, reason) => t(reason ? `triage.reason.${reason}` : `triage.verdict.${verdict}`);
export const decidedBy = ({ rule, decidedBy: who, by = who }) => (rule ? ruleName(rule, t) : by?.name ?? t('someone'));

const button = (id, kind = '') => html`<button class="btn ${kind}" type="button" tabindex="-1" @click=${() => run(id)}>${labelOf(action(id))} <kbd>${keyWord(action(id))}</kbd></button>`;

function where({ channel, kind, channelAccount, visibility }) {
  return html`<span>${t(`channel.${channel}`)}, ${t(`triage.kind.${kind}`)}${visibility === 'private' ? html` <span class="post-mark">${icon('lock')}${t('social.private')}</span>` : nothing}</span>${channelAccount.name === t(`channel.${channel}`) ? nothing : html`<span class="account">${channelAccount.name}</span>`}`;
}

/** Who it is, in what is known of them. */
function facts({ author, customer, editedAt, deletedAt, retractedAt }) {
  const parts = [
    editedAt || deletedAt ? marks({ editedAt, deletedAt, retractedAt }) : nothing,
    customer ? html`<a class="link" href="/customers/${customer.id}">${icon('user')}${t('triage.customer', { name: customer.name })}</a>` : nothing,
    author.bot ? html`<span>${t('automated')}</span>` : nothing,
    author.followers >= MANY ? html`<span>${t('triage.followers', { count: author.followers.toLocaleString(lang()) })}</span>` : nothing,
  ].filter((part) => part !== nothing);
  return parts.length ? html`<p class="guess">${parts}</p>` : nothing;
}

/** What is to be done with it: in the open list the four keys, in the others what became of it and the way back. */
function acts(post, { view, undo }) {
  if (view === 'open') return html`<div class="decide">${button('postAnswer', 'primary')}${button('postWatch')}${button('postNone')}${button('postAbuse', 'quiet end')}</div>`;
  return html`<div class="decide">${post.verdict === 'answer' ? post.conversationId ? html`<a class="btn" href="/inbox/all/${post.conversationId}">${t('triage.toConversation', { number: post.conversationId })}</a>` : nothing : button('postAnswer', 'primary')}
    ${post.verdict === 'watch' ? button('postNone') : nothing}<button class="btn quiet" type="button" @click=${undo}>${icon('undo')}${t('triage.reopen')}</button></div>`;
}

/** left: somebody else decided meanwhile; fault: a decision that was not taken; within: what a narrow screen shows of its surroundings. */
export function triagePost(post, { view, current, left, fault, focusable, choose, undo, again, within = nothing }) {
  const who = handleOf(post.author);
  const decided = left ?? (view === 'open' ? undefined : post);
  return html`<article class="post ${left ? 'is-left' : ''}" data-post=${post.id} tabindex=${focusable ? 0 : -1} aria-current=${current ? 'true' : nothing} aria-label="${t('triage.postOf', { who })}" @focusin=${choose} @pointerdown=${choose}>
    ${channelMark(post.channel)}<div>
    <header class="by"><b title=${post.author.name}><bdi>${who}</bdi></b>${where(post)}<time datetime=${post.writtenAt} title=${times(post)}>${ago(post.writtenAt)}</time></header>
    <div class="text" lang=${post.language ?? nothing} dir="auto">${prose(post.text || t('noText'))}</div>
    ${pictures(post.id, post.pictures, who)}${facts(post)}
    ${decided ? html`<p class="outcome" role=${left ? 'status' : nothing}>${decided.verdict ? html`${verdictIcon(decided.verdict, decided.reason)}<b>${verdictWord(decided.verdict, decided.reason)}</b> <span>${decidedBy(decided)}${decided.decidedAt ? `, ${moment(decided.decidedAt, lang(), now())}` : ''}</span>${decided.note ? html`<span class="muted">${decided.note}</span>` : nothing}` : t('triage.leftElsewhere')}</p>` : nothing}
    ${fault ? html`<p class="outcome bad" role="alert">${icon('warning')}<span>${t('triage.notSaved', { verdict: verdictWord(fault.verdict, fault.reason) })}</span><button class="btn" type="button" @click=${again}>${t('again')}</button></p>` : nothing}
    ${current && !left ? html`${acts(post, { view, undo })}<p class="open-there">${atNetwork(post.url, post.channel)}</p>${within}` : nothing}</div></article>`;
}

/** What one did last, and the way back. */
export const justDecided = ({ post, verdict, reason }, first, back) => html`<li>${verdictIcon(verdict, reason)}<b>${verdictWord(verdict, reason)}</b><span class="clip">${handleOf(post.author)}: ${post.text}</span>
  <button class="btn quiet" type="button" aria-label="${t('triage.back')}: ${handleOf(post.author)}" @click=${back}>${t('triage.back')}${first ? html` <kbd>Z</kbd>` : nothing}</button></li>`;
