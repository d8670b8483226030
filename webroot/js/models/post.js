/* What lies in the print list, in the order and groups in which people have it in their hands. Pure. */

/** Printed letters by the print that they are part of, the newest print first: [{ id, letters }]. */
export function byRun(letters) {
  const groups = new Map();
  for (const letter of letters) groups.set(letter.printRunId, [...(groups.get(letter.printRunId) ?? []), letter]);
  return [...groups].map(([id, list]) => ({ id, letters: list })).sort((a, b) => b.id - a.id);
}

/** What of a choice is still there. */
export const still = (chosen, letters) => letters.filter((one) => chosen.has(one.entryId)).map((one) => one.entryId);

/** A press on one box, or with Shift on everything between it and the box pressed before. */
export function pressed(chosen, letters, id, on, from) {
  const ids = letters.map((one) => one.entryId);
  const [a, b] = [ids.indexOf(from), ids.indexOf(id)].sort((one, two) => one - two);
  const touched = a < 0 ? [id] : ids.slice(a, b + 1);
  const next = new Set(chosen);
  for (const one of touched) if (on) next.add(one); else next.delete(one);
  return next;
}
