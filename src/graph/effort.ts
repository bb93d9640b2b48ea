import { Fault } from './fault.ts';

/**
 * What a model's file may make us do. Everything whose cost a small file can multiply (formulas, bodies, calls, contents) spends steps of one
 * allotment, so that the work on it ends whatever it asks for. A step is about 10 ns; the count of them, unlike time, is the same everywhere.
 */

/** Steps that the work on one model may take, and what is shown of it after: many times what real models take. */
const allotment = 50_000_000;

/** What a model of many nodes may take beside that, for each of them. */
const perNode = 4000;

let left = Infinity;

/** Begins the work on a model, or on showing what came of it; before the first time nothing is bounded. @param nodes that its file holds */
export function allot(nodes = 0): void {
  left = allotment + nodes * perNode;
}

/**
 * Books work before it is done.
 * @param what of a model it is, for the message: it `takes more steps than`
 * @throws Fault `expansion-limit` if no more is allotted
 */
export function spend(steps: number, what = 'working out its size formulas'): void {
  left -= steps;
  if (left < 0) throw exhausted(what);
}

function exhausted(what: string): Fault {
  const hint = what.includes('formulas')
    ? 'bind the symbolic sizes with --dim NAME=N, or export the model with simpler ones'
    : 'the file calls itself into explosion; simplify it, or count its parts';
  return new Fault('expansion-limit', `${what} takes more steps than any real model needs`, hint);
}

/**
 * What `work` gives, with an allotment of its own: of many models each is judged and shown by itself, so that none pays for the others.
 * @param nodes as of `allot`
 * @throws Fault `expansion-limit` where the work takes more than that
 */
export function apart<T>(work: () => T, nodes = 0): T {
  const before = left;
  allot(nodes);
  try {
    return work();
  } finally {
    left = before;
  }
}

/** Steps that a part of the work may still take. */
export interface Share {
  left: number;
}

/** What `work` gives, booked on the share too; undefined if it takes more than is left of either. */
export function within<T>(share: Share, work: () => T): T | undefined {
  const before = Math.max(0, left);
  const given = Math.min(share.left, before);
  left = given;
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'expansion-limit') return undefined;
    throw thrown;
  } finally {
    const used = given - Math.max(0, left);
    share.left -= used;
    left = before - used;
  }
}
