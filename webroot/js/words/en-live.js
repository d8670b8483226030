/* English words of the live room. */
const one = (n, single, many) => (n === 1 ? single : many);

export default {
  'nav.live': 'Live room', 'live.title': 'Live room', 'live.stale': 'as of {at}, not up to date', 'forbidden.live': 'The live room is for supervisors.',
  'live.waiting': 'Waiting', 'live.oldest': 'Waiting longest', 'live.overdue': 'Overdue', 'live.assigned': 'In work', 'live.ready': 'Ready', 'live.nobody': 'nobody', 'live.offeredCount': ({ count }) => (count ? `${count} being offered` : 'none offered'),
  'live.soonCount': '{count} due soon, next {next}', 'live.nextDue': 'next {next}', 'live.nothingDue': 'nothing falls due', 'live.assignedFacts': ({ wrapping, parked }) => `${wrapping} in wrap-up, ${parked} parked`, 'live.ofShift': 'of {count} on shift',
  'live.stuck': ({ count }) => (count === 1 ? 'One conversation that nobody on shift can take.' : `${count} conversations that nobody on shift can take.`), 'live.stuckOne': '{facts}', 'live.stuckFirst': 'The first: {facts}', 'live.why': 'Why?', 'live.look': 'Look',
  'live.alarm': ({ kind, count }) => `The reconciler found something: ${kind}${count > 1 ? ` (${count} times)` : ''}.`, 'live.alarmNext': 'Last at {at}, put right already.', 'live.seen': 'Seen',
  'live.alarm.item_without_offer': ({ count }) => `${count === 1 ? 'One conversation was' : `${count} conversations were`} taken for offered while nobody was asked.`, 'live.alarm.offer_without_item': ({ count }) => `${count === 1 ? 'One offer was' : `${count} offers were`} for a conversation that was elsewhere.`,
  'live.alarm.wrong_units': ({ count }) => `The load of ${count === 1 ? 'one person' : `${count} people`} was counted wrong.`, 'live.alarm.conversation_without_work': ({ count }) => `${count === 1 ? 'One open conversation was' : `${count} open conversations were`} meant for nobody.`,
  'live.balance': 'Received today', 'live.checked': 'every message counted, checked {at}', 'live.failsNext': 'Please tell an administrator. The arrivals themselves stand in the intake ledger.',
  'live.part.received': 'received', 'live.part.filed': 'filed', 'live.part.filing': 'being filed', 'live.part.quarantined': 'in quarantine', 'live.part.duplicates': 'duplicate', 'live.part.queued': 'waiting', 'live.part.offered': 'offered', 'live.part.assigned': 'in work', 'live.part.wrapping': 'wrap-up', 'live.part.parked': 'parked', 'live.part.done': 'done',
  'live.col.waiting': 'waiting', 'live.col.oldest': 'oldest', 'live.col.due': 'due', 'live.col.offered': 'offered', 'live.col.assigned': 'in work', 'live.col.parked': 'parked', 'live.col.hour': 'came, 1 h', 'live.col.ready': 'ready', 'live.total': 'Together',
  'live.cameInHour': ({ count }) => `Came within the last hour: ${count}`, 'live.members': '{onShift} of {members} on shift', 'live.nobodyOn': 'nobody here', 'live.closed': 'closed', 'live.empty': 'empty', 'live.unservableCount': ({ count }) => `${count} nobody can`, 'live.overdueCount': '{count} overdue', 'live.dueSoonCount': '{count} soon',
  'live.overdueOne': 'overdue', 'live.soonOne': 'due soon', 'live.unservable': 'nobody can',
  'live.people': 'People', 'live.onShift': '{count} on shift', 'live.atHome': '{count} at home', 'live.atOffice': '{count} in the office', 'live.nobodyHere': 'Nobody is on shift right now.',
  'live.group.look': 'Needs a look', 'live.group.ready': 'Ready', 'live.group.busy': 'At work', 'live.group.away': 'Wrap-up and breaks', 'live.group.off': 'Not on shift',
  'live.justNow': 'just now', 'live.missed': ({ count }) => `${count} ${one(count, 'offer', 'offers')} missed`, 'live.over': 'above capacity', 'live.arrival': 'Arrival', 'live.arrivalWhat': 'could not be filed', 'live.andMore': 'and {count} more', 'live.emptyHands': 'nothing in hand',
  'live.allQueues': 'All queues', 'live.close': 'Back to the people', 'live.state': 'State', 'live.everyState': 'Everything open',
  'live.state.queued': 'waiting', 'live.state.offered': 'offered', 'live.state.assigned': 'in work', 'live.state.wrapping': 'in wrap-up', 'live.state.parked': 'parked', 'live.state.overdue': 'overdue', 'live.state.due_soon': 'due soon', 'live.state.unservable': 'nobody on shift can',
  'live.with.offered': 'being offered to {name}', 'live.with.assigned': 'with {name}', 'live.with.wrapping': 'wrap-up with {name}', 'live.with.parked': 'parked with {name}',
  'live.waitsFor': 'for {span}', 'live.nothingHere': 'Nothing here', 'live.nothingHeld': 'Nothing in hand', 'live.more': 'Show more', 'live.whyOf': 'Why? {name}', 'live.actsOf': 'Actions for {name}',
  'live.open': 'Open conversation', 'live.openArrival': 'See in the intake ledger', 'live.reassign': 'Hand over', 'live.return': 'Back to the queue', 'live.priority': 'Priority', 'live.priorityOf': 'priority {priority}',
  'live.priority.0': '0, normal', 'live.priority.1': '1', 'live.priority.2': '2', 'live.priority.3': '3', 'live.priority.4': '4', 'live.priority.5': '5, highest',
  'live.offersToday': ({ count, missed }) => `${count} ${one(count, 'offer', 'offers')} today, ${missed} missed`, 'live.setBy': 'set by {name}', 'live.setPresence': 'Set state', 'live.isTold': '{name} is told',
  'live.returned': 'Back in {queue}, with its age.', 'live.prioritySet': 'Priority {priority} set.', 'live.presenceSet': '{name}: {state}.', 'live.movedOn': 'That has changed meanwhile. What is shown is up to date.',
  'live.nodes': ({ count, nodes }) => `${count === 1 ? 'One node' : `${count} nodes`}: ${nodes}.`, 'live.node': '{node} ({agents} connected)', 'live.routes': 'Node {node} has routed for {span}, epoch {epoch}.', 'live.routesNobody': 'Nobody routes right now.',
};
