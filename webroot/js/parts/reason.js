import { t } from '../i18n.js';
import { reason } from '../models/reasons.js';

/** Why something failed, in the reader's language as far as we know it. What follows a sentence of ours can be one, too. */
export function reasonText(text) {
  const { key, detail, values } = reason(text);
  if (!key) return detail;
  return detail ? `${t(key, values)} (${reasonText(detail)})` : t(key, values);
}
