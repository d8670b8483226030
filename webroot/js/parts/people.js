/* Everybody who may work, as options of a choice. */
import { t } from '../i18n.js';
import { known } from '../admin.js';

export const people = () => (known('people').items ?? []).filter(({ active }) => active).map(({ id, name, role }) => ({ id, label: name, hint: t(`role.${role}`) }));
