import type { Dim } from '#graph/dim.ts';
import type { Share } from '#graph/effort.ts';
import type { Finding } from '#graph/finding.ts';
import type { Model } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { Operators } from '#count/ops/registry.ts';
import type { Repeats } from './repeats.ts';
import type { GraphRun } from '#count/run.ts';
import type { Weights } from './weights.ts';
import type { Wiring } from './wiring.ts';

/** What the caller knows beforehand. */
export interface Bindings {
  /** Symbol → size, also for symbols that the count itself mints (`LAYER.count`, `trips(LAYER)`). */
  readonly sizes: ReadonlyMap<string, Dim>;
  /** Graph inputs with their types, after `--dim`, `--input` and `--value`. */
  readonly inputs: ReadonlyMap<string, Value>;
  /** `open`: nothing is taken from initializers that a caller may replace but what their declarations fix. */
  readonly defaults?: 'open';
}

/** Everything shared by the evaluation of one model. */
export interface State {
  readonly model: Model;
  readonly operators: Operators;
  readonly bindings: Bindings;
  readonly findings: Map<string, Finding>;
  readonly memo: Map<string, { readonly run: GraphRun; readonly minted: boolean }>;
  readonly weights: Weights;
  readonly functions: string[];
  /** Keys of the functions met that are named as operators. */
  readonly shadows: Set<string>;
  evaluations: number;
  minted: number;
  /** Findings so far, muted and repeated ones too: an evaluation that adds one isn't taken for another. */
  noted: number;
  depth: number;
  /** Steps for what another way would spare. */
  readonly spare: Share;
  /** True within such work. */
  isSpared: boolean;
  /** Above 0 findings are dropped (dead nodes). */
  muted: number;
}

/** Values by name; a body sees those around it. */
export interface Scope {
  readonly numbers: ReadonlyMap<string, number>;
  /** By number. */
  readonly values: (Value | undefined)[];
  readonly bodies: Wiring['bodies'];
  readonly outer: Scope | null;
  readonly opsets: ReadonlyMap<string, number>;
  /** Outcomes of nodes under these opsets. */
  readonly repeats: Repeats;
  /** Prefix of minted symbols and of the names in faults: '' for the main graph. */
  readonly path: string;
}

/** The value under a name, here or around. */
export function lookup(scope: Scope, name: string): Value | undefined {
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    const number = at.numbers.get(name);
    const value = number === undefined ? undefined : at.values[number];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Gives a name of this scope its value. */
export function setValue(scope: Scope, name: string, value: Value): void {
  const number = scope.numbers.get(name);
  if (number !== undefined) scope.values[number] = value;
}

/** Books a finding once. */
export function note(state: State, finding: Finding): void {
  state.noted++;
  if (state.muted > 0) return;
  const key = `${finding.code}\u0000${finding.layer ?? ''}\u0000${finding.detail}`;
  if (!state.findings.has(key)) state.findings.set(key, finding);
}

/** A mark to return to: calling it forgets the findings, used parameters and remembered calls booked since. */
export function checkpoint(state: State): () => void {
  const [findings, memo] = [state.findings.size, state.memo.size];
  const undoWeights = state.weights.checkpoint();
  return () => {
    truncate(state.findings, findings);
    truncate(state.memo, memo);
    undoWeights();
  };
}

/** Removes what was inserted after the first `size` entries. */
function truncate<Key>(entries: Map<Key, unknown>, size: number): void {
  if (entries.size === size) return;
  let at = 0;
  for (const key of entries.keys()) if (at++ >= size) entries.delete(key);
}
