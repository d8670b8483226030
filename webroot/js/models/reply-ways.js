/* By which way an answer goes: addresses to write to, accounts it may leave from, and ways that lead elsewhere. Pure. */

/** The ways of a conversation, best first. A server that names only one has one. */
export function waysOf(it) {
  if (it.ways) return it.ways;
  const { contactPoint, channelAccount } = it.replyTo ?? {};
  return contactPoint ? [{ channel: contactPoint.channel, contactPoint, channelAccounts: channelAccount ? [channelAccount] : [] }] : [];
}

/** Can an answer be written here and sent that way? A call is made, not written. */
export const isWritten = (way) => way.channel !== 'phone' && (way.channelAccounts?.length ?? 0) > 0;

export const written = (it) => waysOf(it).filter(isWritten);
export const calls = (it) => waysOf(it).filter((way) => way.channel === 'phone');

/** There is an address for letters, and no account that they could leave from. */
export const lettersOff = (it) => waysOf(it).some((way) => way.channel === 'letter') && !written(it).some((way) => way.channel === 'letter');

/** What was chosen, as far as it is still there; else what the conversation says, the best one first. */
export function chosenWay(it, choice) {
  const all = written(it);
  const way = all.find((one) => one.contactPoint.id === choice?.contactPointId) ?? all[0];
  if (!way) return undefined;
  const usual = it.replyTo?.contactPoint?.id === way.contactPoint.id ? it.replyTo.channelAccount : undefined;
  const account = way.channelAccounts.find((one) => one.id === choice?.channelAccountId) ?? way.channelAccounts.find((one) => one.id === usual?.id) ?? way.channelAccounts[0];
  return { ...way, account };
}
