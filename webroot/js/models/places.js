/* Where a work item is worked on. Pure. */
const PLACES = { check_scan: 'letters', check_arrival: 'ledger' };

export const arrivalHref = ({ kind, arrivalId }) => `/${PLACES[kind] ?? 'ledger'}/${arrivalId}`;
