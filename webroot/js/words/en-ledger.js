/* English words of the intake ledger. Same keys as German. */
export default {
  'ledger.title': 'Intake ledger', 'ledger.about': 'Everything that came in, as it came in. Nothing is deleted.', 'ledger.balance': 'Balance',
  'ledger.received': 'received', 'ledger.pending': 'being filed', 'ledger.filed': 'filed', 'ledger.duplicate': 'duplicates', 'ledger.quarantined': 'quarantined',
  'ledger.holds': 'balances', 'ledger.fails': ({ by }) => `does not balance, ${Math.abs(by)} ${by > 0 ? 'missing' : 'too many'}`, 'ledger.failsNext': 'Please tell an administrator. The arrivals themselves are safe.',
  'ledger.stuck': ({ count }) => `${count === 1 ? 'One arrival' : `${count} arrivals`} could not be filed.`, 'ledger.stuckNext': 'The content is safe. Look at the original and try again.', 'ledger.look': 'Look at them',
  'ledger.filter': 'Filter by state', 'ledger.all': 'All', 'ledger.state.received': 'being filed', 'ledger.state.filed': 'filed', 'ledger.state.duplicate': 'duplicate', 'ledger.state.quarantined': 'quarantined',
  'ledger.number': 'No.', 'ledger.at': 'Received', 'ledger.account': 'Channel account', 'ledger.state': 'State', 'ledger.size': 'Size', 'ledger.attempts': 'Attempts', 'ledger.outcome': 'Outcome', 'ledger.acts': 'Actions',
  'ledger.conversation': 'Conversation {number}', 'ledger.same': 'same as no. {number}', 'ledger.open': 'Arrival no. {number}', 'ledger.more': 'More are being loaded',
  'ledger.retry': 'Try again', 'ledger.retrying': 'Trying', 'ledger.told.filed': 'No. {number} is filed now.', 'ledger.told.duplicate': 'No. {number} was there already; it is noted as a duplicate.', 'ledger.told.quarantined': 'No. {number} stays in quarantine: {reason}', 'ledger.told.received': 'No. {number} is still being filed.',
  'ledger.empty': 'Nothing has come in yet', 'ledger.emptyNext': 'Once a mailbox is connected, every e-mail is listed here.', 'ledger.emptyAct': 'Set up channel accounts',
  'ledger.empty.received': 'Nothing waits to be filed', 'ledger.empty.filed': 'Nothing filed yet', 'ledger.empty.duplicate': 'Nothing came twice', 'ledger.empty.quarantined': 'Nothing in quarantine', 'ledger.emptyFilter': 'Show all arrivals',
  'ledger.gone': 'There is no such arrival.', 'ledger.back': 'To the intake ledger', 'ledger.reason': 'Reason', 'ledger.filedAt': 'Filed', 'ledger.source': 'Key at the source', 'ledger.sha': 'SHA-256', 'ledger.channel': 'Channel',
  'raw.title': 'Original', 'raw.show': 'Show original', 'raw.download': 'Download', 'raw.about': 'Shown as text only, nothing of it is run. Control characters are made visible.', 'raw.cut': 'The first {shown} of {size} are shown. The rest is in the download.', 'raw.empty': 'The original is empty.', 'raw.loading': 'Loading',
  'forbidden.ledger': 'The intake ledger is for supervisors.',
};
