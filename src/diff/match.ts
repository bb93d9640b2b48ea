import type { Layer } from '#count/model-report.ts';
import type { Keys, Pairs } from './align.ts';
import { align } from './align.ts';
import type { Signature } from './signature.ts';
import { signatureOf } from './signature.ts';

/** A layer with what it is compared by. */
export interface Subject {
  readonly layer: Layer;
  readonly signature: Signature;
}

export interface Matching {
  readonly pairs: readonly (readonly [Subject, Subject])[];
  readonly removed: readonly Subject[];
  readonly added: readonly Subject[];
}

/** Share of what structure explains that names must explain to be believed before it. */
const reliableNames = 0.9;

/**
 * Which layer at base is which at head. Names are believed if the export kept them; if they are numbers that shift,
 * or a new exporter's, structure decides: the operator with its weights, its neighbours, its place. Nothing is matched
 * across kinds of operators.
 */
export function matchLayers(base: readonly Layer[], head: readonly Layer[]): Matching {
  const state: State = { sides: [base.map(subjectOf), head.map(subjectOf)], mates: [new Map(), new Map()] };
  const keep = namesKept(state);
  const stages = keep
    ? [nameOwn, nameFamily, wholeNear, whole, ownNear, own]
    : [wholeNear, whole, nameOwn, ownNear, own, nameFamily];
  for (const stage of stages) inOrder(state, stage);
  if (keep) anywhere(state, nameFamily);
  anywhere(state, whole);
  anywhere(state, nameFamily);
  inOrder(state, family);
  return matchingOf(state);
}

const subjectOf = (layer: Layer): Subject => ({ layer, signature: signatureOf(layer) });

interface State {
  readonly sides: readonly [readonly Subject[], readonly Subject[]];
  /** Position → position on the other side. */
  readonly mates: readonly [Map<number, number>, Map<number, number>];
}

type Stage = (subjects: readonly Subject[], i: number) => string | undefined;

const nameOwn: Stage = (subjects, i) => join(subjects[i]?.layer.name, subjects[i]?.signature.own);
const nameFamily: Stage = (subjects, i) => join(subjects[i]?.layer.name, subjects[i]?.signature.family);
const whole: Stage = (subjects, i) => subjects[i]?.signature.whole;
const own: Stage = (subjects, i) => subjects[i]?.signature.own;
const family: Stage = (subjects, i) => subjects[i]?.signature.family;
const near =
  (stage: Stage): Stage =>
  (subjects, i) =>
    [i - 1, i, i + 1].map((at) => stage(subjects, at) ?? '').join('\u0000');
const wholeNear = near(whole);
const ownNear = near(own);

const join = (name: string | undefined, key: string | undefined): string | undefined =>
  name === undefined || name === '' || key === undefined ? undefined : `${name}\u0000${key}`;

const keys = (subjects: readonly Subject[], stage: Stage): Keys => subjects.map((_, i) => stage(subjects, i));

/** True if names explain about as many layers that stayed the same as structure alone would. */
function namesKept({ sides: [base, head] }: State): boolean {
  const named = new Set(keys(head, nameOwn));
  const byName = keys(base, nameOwn).filter((key) => key !== undefined && named.has(key)).length;
  return byName >= reliableNames * align(keys(base, own), keys(head, own)).length;
}

/** Matches what is left by a key, in order around what is matched already. */
function inOrder(state: State, stage: Stage): void {
  const keysOf = (side: 0 | 1): Keys =>
    state.sides[side].map((_, i) => {
      const mate = state.mates[side].get(i);
      return mate === undefined ? stage(state.sides[side], i) : `\u0001${side === 0 ? i : mate}`;
    });
  record(state, align(keysOf(0), keysOf(1)));
}

/** Matches what is left by a key wherever it stands: layers that moved. */
function anywhere(state: State, stage: Stage): void {
  const [base, head] = state.sides;
  const waiting = new Map<string, number[]>();
  for (let j = head.length - 1; j >= 0; j -= 1) {
    const key = state.mates[1].has(j) ? undefined : stage(head, j);
    if (key === undefined) continue;
    const list = waiting.get(key);
    if (list === undefined) waiting.set(key, [j]);
    else list.push(j);
  }
  const pairs: Pairs = [];
  base.forEach((_, i) => {
    const key = state.mates[0].has(i) ? undefined : stage(base, i);
    const j = key === undefined ? undefined : waiting.get(key)?.pop();
    if (j !== undefined) pairs.push([i, j]);
  });
  record(state, pairs);
}

function record({ mates: [left, right] }: State, pairs: Pairs): void {
  for (const [i, j] of pairs) {
    if (left.has(i) || right.has(j)) continue;
    left.set(i, j);
    right.set(j, i);
  }
}

function matchingOf({ sides: [base, head], mates: [left, right] }: State): Matching {
  const pairs = base.flatMap((subject, i): (readonly [Subject, Subject])[] => {
    const mate = head[left.get(i) ?? -1];
    return mate === undefined ? [] : [[subject, mate]];
  });
  return {
    pairs,
    removed: base.filter((_, i) => !left.has(i)),
    added: head.filter((_, j) => !right.has(j)),
  };
}
