/* How an offer is heard and seen when nobody looks at the page. Both are off until the person switches them on, in this browser. */
import { t } from './i18n.js';
import { toast } from './ui.js';
import { changed } from './signal.js';
import { nameOf } from './models/offers.js';

const SOUND = 'faden.offer.sound';
const NOTICE = 'faden.offer.notice';
let audio;

const has = (key) => localStorage.getItem(key) === 'on';
const keep = (key, on) => (on ? localStorage.setItem(key, 'on') : localStorage.removeItem(key));

export const canNotify = 'Notification' in window;
export const soundOn = () => has(SOUND);
export const noticeOn = () => has(NOTICE) && canNotify && Notification.permission === 'granted';

/** Browsers let a page sound only after somebody has touched it. */
function tune() {
  if (!soundOn()) return;
  audio ??= new AudioContext();
  if (audio.state === 'suspended') audio.resume().catch(() => {});
}

/** Two short notes, a fourth apart, soft at both ends. */
function tone() {
  tune();
  if (audio?.state !== 'running') return;
  [[587, 0], [784, 0.13]].forEach(([pitch, after]) => {
    const from = audio.currentTime + after;
    const note = audio.createOscillator();
    const volume = audio.createGain();
    note.frequency.value = pitch;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.14, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.32);
    note.connect(volume).connect(audio.destination);
    note.start(from);
    note.stop(from + 0.34);
  });
}

export function setSound(on) {
  keep(SOUND, on);
  changed();
  if (!on) return;
  tune();
  setTimeout(tone, 60);
}

export async function setNotice(on) {
  keep(NOTICE, on);
  if (on && Notification.permission !== 'granted' && await Notification.requestPermission() !== 'granted') {
    keep(NOTICE, false);
    toast({ text: t('alert.refused'), problem: true });
  }
  changed();
}

/** An offer came. */
export function ring(offer) {
  if (soundOn()) tone();
  if (!noticeOn() || !document.hidden) return;
  const notice = new Notification(t('alert.title', { kind: t(`offer.kind.${offer.workItem.kind}`), name: nameOf(offer) }), { body: offer.subject ?? '', tag: `faden-offer-${offer.id}`, silent: true });
  notice.onclick = () => {
    window.focus();
    notice.close();
  };
}

addEventListener('pointerdown', tune, { passive: true });
addEventListener('keydown', tune);
