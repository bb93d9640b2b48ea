import type { State } from './state.ts';
import { within } from '#graph/effort.ts';
import { checkpoint } from './state.ts';

/** As `Call.attempt`. */
export function attempt<T>(state: State, work: () => T | undefined): T | undefined {
  const undo = checkpoint(state);
  let result: T | undefined;
  try {
    result = work();
  } finally {
    if (result === undefined) undo();
  }
  return result;
}

/**
 * As `Call.afford`. The outermost of such work pays for all within: what it gave up isn't begun again by a part of it.
 */
export function afford<T>(state: State, work: () => T | undefined): T | undefined {
  if (state.isSpared) return attempt(state, work);
  if (state.spare.left <= 0) return undefined;
  state.isSpared = true;
  try {
    return within(state.spare, () => attempt(state, work));
  } finally {
    state.isSpared = false;
  }
}
