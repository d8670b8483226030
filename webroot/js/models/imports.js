/* Imports: what their columns may mean, what became of their lines, and what can be done next. Pure. */
export const TARGETS = ['ignore', 'name', 'first_name', 'last_name', 'organisation', 'kind', 'language', 'form_of_address', 'note', 'email', 'phone', 'customer_number', 'external', 'street', 'house_number', 'postal_code', 'city', 'country'];
export const OUTCOMES = ['new', 'existing', 'done', 'duplicate', 'faulty', 'kept', 'undone'];
const RUNNING = new Set(['trying', 'running', 'undoing']);
const NAMING = new Set(['name', 'first_name', 'last_name', 'organisation', 'email', 'phone', 'customer_number', 'external']);

export const isRunning = ({ state }) => RUNNING.has(state);
export const canMap = ({ state }) => ['uploaded', 'tried', 'failed'].includes(state);
export const canRun = ({ state }) => state === 'tried';
export const canUndo = ({ state }) => state === 'done';
/** Somebody has to be recognisable by at least one column. */
export const namesSomebody = (columns) => columns.some((target) => NAMING.has(target));
/** As many columns as the widest of the first lines, or as the mapping has. */
export const width = ({ head = [], columns = [] }) => Math.max(columns.length, ...head.map((line) => line.length), 0);
export const columnsOf = (it) => Array.from({ length: width(it) }, (_, index) => it.columns?.[index] ?? 'ignore');
/** Outcomes that there are, in the order of what one wants to see first. */
export const countsOf = ({ counts }) => OUTCOMES.filter((outcome) => counts?.[outcome] > 0).map((outcome) => ({ outcome, count: counts[outcome] }));
