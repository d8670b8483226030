/* Every visible word goes through t(). Words are strings with {names}, or functions where a language counts or bends. */
import de from './words/de.js';
import en from './words/en.js';
import deSettings from './words/de-settings.js';
import enSettings from './words/en-settings.js';
import deLedger from './words/de-ledger.js';
import enLedger from './words/en-ledger.js';
import deRouting from './words/de-routing.js';
import enRouting from './words/en-routing.js';
import deDesk from './words/de-desk.js';
import enDesk from './words/en-desk.js';
import deLive from './words/de-live.js';
import enLive from './words/en-live.js';
import deSearch from './words/de-search.js';
import enSearch from './words/en-search.js';
import dePhone from './words/de-phone.js';
import enPhone from './words/en-phone.js';
import deCustomer from './words/de-customer.js';
import enCustomer from './words/en-customer.js';
import deStory from './words/de-story.js';
import enStory from './words/en-story.js';
import deRecords from './words/de-records.js';
import enRecords from './words/en-records.js';
import deLetterbox from './words/de-letterbox.js';
import enLetterbox from './words/en-letterbox.js';
import deScans from './words/de-scans.js';
import enScans from './words/en-scans.js';
import dePost from './words/de-post.js';
import enPost from './words/en-post.js';
import deTriage from './words/de-triage.js';
import enTriage from './words/en-triage.js';
import deSocial from './words/de-social.js';
import enSocial from './words/en-social.js';
import deSource from './words/de-source.js';
import enSource from './words/en-source.js';
import deAnswer from './words/de-answer.js';
import enAnswer from './words/en-answer.js';
import { changed } from './signal.js';

const KEY = 'faden.locale';
const words = {
  de: { ...de, ...deDesk, ...deSettings, ...deLedger, ...deRouting, ...deLive, ...deSearch, ...dePhone, ...deCustomer, ...deStory, ...deRecords, ...deScans, ...dePost, ...deLetterbox, ...deTriage, ...deSocial, ...deSource, ...deAnswer },
  en: { ...en, ...enDesk, ...enSettings, ...enLedger, ...enRouting, ...enLive, ...enSearch, ...enPhone, ...enCustomer, ...enStory, ...enRecords, ...enScans, ...enPost, ...enLetterbox, ...enTriage, ...enSocial, ...enSource, ...enAnswer },
};
let locale = localStorage.getItem(KEY) ?? (navigator.language?.startsWith('en') ? 'en' : 'de');

export const lang = () => locale;

export function t(key, values = {}) {
  const word = words[locale][key] ?? words.de[key] ?? key;
  if (typeof word === 'function') return word(values);
  return word.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

export function setLang(next) {
  locale = next in words ? next : 'de';
  localStorage.setItem(KEY, locale);
  document.documentElement.lang = locale;
  changed();
}

document.documentElement.lang = locale;
