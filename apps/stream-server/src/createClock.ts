/** Beyond this the wall clock has jumped, or this machine has slept. Milliseconds. */
const JUMP_MS = 1000;

/**
 * The time in milliseconds since the epoch, with fractions, that runs evenly and does not go back by
 * itself: small corrections of the wall clock are not followed, while sleep and large ones are.
 */
export function createClock(): () => number {
  let originMs = performance.timeOrigin;
  return () => {
    const wallMs = Date.now();
    const evenMs = originMs + performance.now();
    if (Math.abs(wallMs - evenMs) < JUMP_MS) return evenMs;
    originMs += wallMs - evenMs;
    return wallMs;
  };
}
