import type { Value } from '#graph/value.ts';
import type { Call } from './call.ts';
import type { Cost } from './cost.ts';
import type { Branches } from '#count/run.ts';

/** Types, shapes and (if they follow) contents of the outputs; shorter than the node's outputs means unknown. */
export type ShapeRule = (call: Call) => readonly (Value | undefined)[];

/** Cost of one execution, given the outputs that the shape rule made. */
export type CostRule = (call: Call, outputs: readonly (Value | undefined)[]) => Cost;

/** For control flow: outputs, and the bodies that run with how often. */
export type ControlRule = (call: Call) => {
  readonly outputs: readonly (Value | undefined)[];
  readonly branches: Branches;
};

export interface OpRow {
  /** First version of the domain's opset that this row is true for. */
  readonly since: number;
  readonly shape?: ShapeRule;
  readonly cost?: CostRule;
  readonly control?: ControlRule;
  /** Cost formula for docs/operators.md, in the letters of docs/counting.md, e.g. `M = prod(out)·K`; a test executes it beside the rule. */
  readonly formula: string;
  /** Why `formula` is in words, if it can't be executed. */
  readonly inWords?: string;
}

/** Rows of one operator, ascending by `since`. */
export interface OpEntry {
  readonly domain: string;
  readonly name: string;
  readonly rows: readonly OpRow[];
}

/** Operators that can be counted, by `operatorKey`. */
export type Operators = ReadonlyMap<string, OpEntry>;

/** Domain ('' is ai.onnx) and name as one key. */
export const operatorKey = (domain: string, name: string): string => `${domain}\u0000${name}`;

/** Tables as one; no operator is in two of them. */
export function operatorsOf(tables: readonly (readonly OpEntry[])[]): Operators {
  return new Map(tables.flat().map((entry) => [operatorKey(entry.domain, entry.name), entry]));
}

/** An operator of the default domain: `op('Gemm', row, row…)`; rows ascending by `since`. */
export function op(name: string, ...rows: readonly OpRow[]): OpEntry {
  return { domain: '', name, rows };
}

/** An operator of another domain. */
export function opIn(domain: string, name: string, ...rows: readonly OpRow[]): OpEntry {
  return { domain, name, rows };
}

/** Several operators with the same rows. */
export function opsLike(domain: string, names: readonly string[], ...rows: readonly OpRow[]): readonly OpEntry[] {
  return names.map((name) => ({ domain, name, rows }));
}

/** Reasons of `inWords`. */
export const noRule = 'what it does is not known from the node';
export const bodiesOnly = 'its cost is that of its bodies';
