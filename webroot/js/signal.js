/* One bell for the whole page: state modules ring it, elements draw again. Rings within one task are one drawing. */
const listeners = new Set();
let rung = false;

export function changed() {
  if (rung) return;
  rung = true;
  queueMicrotask(() => {
    rung = false;
    for (const listener of [...listeners]) listener();
  });
}

export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
