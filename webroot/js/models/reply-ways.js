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

/** On a network one address has two ways, which differ in who reads it. */
export const isPost = (way) => way?.visibility !== undefined;
export const isPublicWay = (way) => way?.visibility === 'public';
const same = (way, { contactPointId, visibility }) => way.contactPoint.id === contactPointId && (visibility === undefined || way.visibility === visibility);

/** What was chosen, as far as it is still there; else what the conversation says, the best one first. */
export function chosenWay(it, choice = {}) {
  const all = written(it);
  const way = all.find((one) => same(one, choice)) ?? all.find((one) => one.contactPoint.id === choice.contactPointId) ?? all[0];
  if (!way) return undefined;
  const usual = it.replyTo?.contactPoint?.id === way.contactPoint.id ? it.replyTo.channelAccount : undefined;
  const account = way.channelAccounts.find((one) => one.id === choice.channelAccountId) ?? way.channelAccounts.find((one) => one.id === usual?.id) ?? way.channelAccounts[0];
  return { ...way, account };
}

/** One choice for each medium; on networks for each network and who reads it: [{ key, channel, visibility, ways }], the best first. */
export function media(it) {
  const found = new Map();
  for (const way of written(it)) {
    const key = [way.channel, way.visibility].filter(Boolean).join('/');
    if (!found.has(key)) found.set(key, { key, channel: way.channel, visibility: way.visibility, ways: [] });
    found.get(key).ways.push(way);
  }
  return [...found.values()];
}

export const mediumOf = (way) => [way?.channel, way?.visibility].filter(Boolean).join('/');
/** What the customer is called on their network. */
export const handleOf = (it) => waysOf(it).find(isPost)?.contactPoint.display;
export const publicWay = (it) => written(it).find(isPublicWay);
/** The best way that only the customer reads; on the network itself first. */
export const privateWay = (it) => written(it).find((way) => way.visibility === 'private') ?? written(it).find((way) => !isPublicWay(way) && way.channel !== 'letter' && !way.unwanted);
