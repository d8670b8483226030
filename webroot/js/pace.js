/* Refreshing at a pace: the first change is seen at once, a storm of them once a second. Never starves, as a mere debounce would. */
const SOON = 150;
const AGAIN = 900;
const BUSY = 2000;

export function paced(task) {
  let pending;
  let last = 0;
  return () => {
    if (pending) return;
    pending = setTimeout(() => {
      pending = undefined;
      last = Date.now();
      task();
    }, Date.now() - last > BUSY ? SOON : AGAIN);
  };
}
