import { expect, test } from 'vitest';
import type { Scalar, Value } from '#graph/value.ts';
import type { OneAttr } from '../../support/one-call.ts';
import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import { registry } from '#count/ops/all.ts';
import { Fault, asFault } from '#graph/fault.ts';
import { fromBigInt, symbol } from '#graph/dim.ts';
import { countOne } from '../../support/one-call.ts';

/** Whole numbers below `limit`, the same in every run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const dtypes: readonly DType[] = [
  'f32',
  'f16',
  'i64',
  'i32',
  'u8',
  'i8',
  'bool',
  'string',
  'unknown',
  'bf16',
  'c64',
  'i4',
];
const sizes: readonly Dim[] = [0, 1, 2, 3, 4, 7, 1e9, symbol('N'), symbol('M'), fromBigInt(2n ** 70n)];
const texts = ['LEFT', 'none', 'mean', 'tanh', 'relu', 'SAME_UPPER', 'ij,jk->ik', 'linear', 'forward'];
const attrs = [
  'alpha',
  'axes',
  'axis',
  'block_size',
  'broadcast',
  'direction',
  'dtype',
  'equation',
  'group',
  'groups',
  'hidden_size',
];
const more = [
  'is_test',
  'k',
  'keepdims',
  'kernel_shape',
  'mode',
  'num_branches',
  'num_groups',
  'num_heads',
  'num_outputs',
  'output_dtype',
];
const rest = [
  'p',
  'pads',
  'perm',
  'reduction',
  'router_size',
  'sample_size',
  'shape',
  'size',
  'spatial',
  'strides',
  'to',
  'training_mode',
];

type Next = ReturnType<typeof numbers>;

function element(next: Next, dtype: DType): Scalar | undefined {
  if (dtype === 'string') return 'x';
  const kind = next(8);
  if (kind === 0) return undefined;
  if (/^[iu]\d/.test(dtype) && kind < 3) return kind === 1 ? symbol('N') : fromBigInt(2n ** 63n - 1n);
  if (/^b?f\d/.test(dtype) && kind < 3) return kind === 1 ? Number.NaN : -0.5;
  return next(20) - 5;
}

function input(next: Next): Value {
  const kind = next(12);
  const dtype = dtypes[next(dtypes.length)] ?? 'f32';
  if (kind === 0) return { kind: 'sequence', element: null, length: 2 };
  if (kind === 1) return { kind: 'unknown' };
  if (kind === 2) return { kind: 'tensor', dtype, shape: null };
  if (kind === 3) return { kind: 'optional', element: null };
  const few = next(2) === 0;
  const shape = Array.from({ length: next(5) }, () => sizes[next(few ? 6 : sizes.length)] ?? 1);
  const count = shape.reduce<number>((product, size) => product * (typeof size === 'number' ? size : Infinity), 1);
  if (next(2) === 0 || !(count <= 64)) return { kind: 'tensor', dtype, shape };
  return { kind: 'tensor', dtype, shape, data: Array.from({ length: count }, () => element(next, dtype)) };
}

function attribute(next: Next): OneAttr {
  const kind = next(6);
  if (kind === 0) return next(9) - 3;
  if (kind === 1) return { float: next(5) - 1.5 };
  if (kind === 2) return texts[next(texts.length)] ?? '';
  if (kind === 3) return Array.from({ length: next(4) }, () => next(7) - 3);
  return kind === 4 ? 1 : 2 ** 53;
}

const nodes = [...registry().values()].flatMap((entry) =>
  entry.rows.filter((row) => row.control === undefined).map(({ since }) => ({ entry, since })),
);

/** 20 nodes of nonsense for each operator and version: inputs too few, of any kind, attributes of any type and size. */
test('a malformed node is a fault or a count, never a crash, never a loop over a claimed size', () => {
  const next = numbers(20_261_124);
  const crashes: string[] = [];
  let counted = 0;
  for (const { entry, since } of nodes) {
    for (let i = 0; i < 20; i++) {
      const inputs = Array.from({ length: next(7) }, () => (next(8) === 0 ? null : input(next)));
      const names = [...attrs, ...more, ...rest].filter(() => next(5) === 0);
      const given = Object.fromEntries(names.map((name) => [name, attribute(next)]));
      try {
        countOne({ op: entry.name, domain: entry.domain, opset: since, attrs: given, inputs, outputs: 1 + next(3) });
        counted++;
      } catch (error) {
        if (!(error instanceof Fault))
          crashes.push(`${entry.domain}::${entry.name}-${since}: ${asFault(error).message}`);
      }
    }
  }
  expect(crashes).toEqual([]);
  expect(counted).toBeGreaterThan(nodes.length);
});
