/* Why two may be one, and what was done about it, in sentences. Pure: words are passed in. */

export function evidenceWords({ kind, value, sentence }, t) {
  return t(`evidence.${kind}`, { value: value ?? '', sentence });
}

/** A reason ready to be sent, made of the evidence. */
export const reasonOf = (evidence, t) => evidence.map((one) => evidenceWords(one, t)).join(' ').slice(0, 500);

export function changeWords({ kind, by, survivor, absorbed, contactPoint, conversations }, t) {
  const values = { who: by?.name, to: survivor?.name ?? '', from: absorbed?.name ?? '', way: contactPoint?.display || contactPoint?.value || '', count: conversations?.length ?? 0 };
  return t(`change.${kind}`, values);
}
