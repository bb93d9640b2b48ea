import * as fc from 'fast-check';
import { add, ceilDiv, floorDiv, fromBigInt, max, min, mod, mul, sub, symbol, truncDiv } from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';

/** A formula as a tree, worked out twice: by the Dim API, and by plain bigint arithmetic that shares no code with it. */
export type Expression =
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: Operation; readonly left: Expression; readonly right: Expression };

const operations = ['add', 'sub', 'mul', 'floorDiv', 'ceilDiv', 'mod', 'truncDiv', 'max', 'min'] as const;
type Operation = (typeof operations)[number];

const build: Record<Operation, (a: Dim, b: Dim) => Dim> = { add, sub, mul, floorDiv, ceilDiv, mod, truncDiv, max, min };

const names = ['h', 'w', 'n', 's0'] as const;

/** ⌊a/b⌋ from the definition: the greatest q with q·b ≤ a for b > 0. */
function floored(a: bigint, b: bigint): bigint {
  if (b < 0n) return floored(-a, -b);
  const remainder = ((a % b) + b) % b;
  return (a - remainder) / b;
}

const plain: Record<Operation, (a: bigint, b: bigint) => bigint> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  floorDiv: floored,
  ceilDiv: (a, b) => -floored(-a, b),
  mod: (a, b) => a - b * floored(a, b),
  truncDiv: (a, b) => a / b,
  max: (a, b) => (a > b ? a : b),
  min: (a, b) => (a < b ? a : b),
};
const divisions: ReadonlySet<Operation> = new Set<Operation>(['floorDiv', 'ceilDiv', 'mod', 'truncDiv']);

export function toDim(tree: Expression): Dim {
  if (tree.kind === 'number') return fromBigInt(tree.value);
  return tree.kind === 'symbol' ? symbol(tree.name) : build[tree.kind](toDim(tree.left), toDim(tree.right));
}

/** The value by definition; undefined where a divisor anywhere in the tree is 0, or where ceilDiv has a negative one. */
export function valueOf(tree: Expression, env: ReadonlyMap<string, bigint>): bigint | undefined {
  if (tree.kind === 'number') return tree.value;
  if (tree.kind === 'symbol') return env.get(tree.name);
  const [left, right] = [valueOf(tree.left, env), valueOf(tree.right, env)];
  if (left === undefined || right === undefined) return undefined;
  if (divisions.has(tree.kind) && (right === 0n || (tree.kind === 'ceilDiv' && right < 0n))) return undefined;
  return plain[tree.kind](left, right);
}

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...names).map((name): Expression => ({ kind: 'symbol', name })) },
  { weight: 3, arbitrary: fc.bigInt({ min: -4n, max: 9n }).map((value): Expression => ({ kind: 'number', value })) },
);

/** Trees of up to `depth` operations above each leaf. */
export function expressions(depth: number): fc.Arbitrary<Expression> {
  if (depth === 0) return leaf;
  const child = expressions(depth - 1);
  const inner = fc.record({ kind: fc.constantFrom(...operations), left: child, right: child });
  return fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 4, arbitrary: inner });
}

/** Values for all names: small ones, 0 among them, and now and then a large one. */
export const environments: fc.Arbitrary<ReadonlyMap<string, bigint>> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.bigInt({ min: 0n, max: 12n }) },
      { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 1n << 40n }) },
    ),
    {
      minLength: names.length,
      maxLength: names.length,
    },
  )
  .map((values) => new Map(names.map((name, at) => [name, values[at] ?? 0n])));

/** What refutes a property, small and readable; undefined where it held in all runs. */
export function refutation<Args extends [unknown, ...unknown[]]>(
  property: fc.IProperty<Args>,
  numRuns: number,
): unknown {
  const { failed, counterexample, errorInstance } = fc.check(property, { seed: 20_260_730, numRuns });
  return failed ? { counterexample, error: errorInstance } : undefined;
}
