/* The page's clock. Rings every half minute for relative times, every second while something counts down. */
import { changed } from './signal.js';

let fine = 0;
let timer;

export const now = () => Date.now();

function run() {
  clearInterval(timer);
  timer = setInterval(changed, fine > 0 ? 1000 : 30000);
}

/** Asks for seconds until the answer is called. */
export function seconds() {
  fine += 1;
  run();
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    fine -= 1;
    run();
  };
}

run();
