/* Files on their way into a draft. Refused ones stay visible with their reason until they are dismissed. */
import { upload, remove } from './api.js';
import { changed } from './signal.js';
import { draft } from './drafts.js';
import { explain, sending } from './work.js';
import { t } from './i18n.js';

export const LIMIT = 25e6;
let counter = 0;

const together = (it) => it.attachments.reduce((sum, file) => sum + file.size, 0) + it.uploads.reduce((sum, one) => sum + (one.problem ? 0 : one.file.size), 0);

export function attach(id, fileList) {
  const it = draft(id);
  for (const file of fileList) {
    counter += 1;
    const one = { key: counter, file, name: file.name || t('pasted'), progress: 0 };
    if (!file.size) one.problem = t('attach.empty');
    else if (together(it) + file.size > LIMIT) one.problem = t('attach.limit');
    it.uploads = [...it.uploads, one];
    if (!one.problem) start(id, one);
  }
  changed();
}

async function start(id, one) {
  const it = draft(id);
  one.problem = undefined;
  try {
    const progress = (done) => { one.progress = done; changed(); };
    const attached = await upload(`/conversations/${id}/draft/attachments`, { name: one.name, type: one.file.type || undefined }, one.file, progress);
    it.mark += 1; // an older answer must not take it away again
    it.onServer = true;
    it.attachments = [...it.attachments.filter((file) => file.id !== attached.id), attached];
    dismiss(id, one);
  } catch (fault) {
    one.problem = fault.code === 'too_large' ? t('attach.limit') : explain(fault);
    one.again = () => start(id, one);
    changed();
  }
}

export function dismiss(id, one) {
  const it = draft(id);
  it.uploads = it.uploads.filter((other) => other !== one);
  if (sending.problem?.words) sending.problem = undefined;
  changed();
}

export async function detach(id, file) {
  const it = draft(id);
  it.mark += 1;
  it.attachments = it.attachments.filter((other) => other.id !== file.id);
  changed();
  await remove(`/conversations/${id}/draft/attachments/${file.id}`).catch(() => {});
}
