import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Value } from '#graph/value.ts';
import type { OneAttr } from '../../support/one-call.ts';
import { sign } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { convOps } from '#count/ops/conv/conv-table.ts';
import { einsumOps } from '#count/ops/matmul/einsum-table.ts';
import { matMulOps } from '#count/ops/matmul/matmul-table.ts';
import { poolOps } from '#count/ops/conv/pool-table.ts';
import { resizeOps } from '#count/ops/conv/resize-table.ts';
import { signalOps } from '#count/ops/signal/signal-table.ts';
import { visionOps } from '#count/ops/conv/vision-table.ts';
import { countOne, f32, holding, of, unranked } from '../../support/one-call.ts';

const entries = [...convOps, ...einsumOps, ...matMulOps, ...poolOps, ...resizeOps, ...signalOps, ...visionOps].map(
  ({ domain, name }) => ({ domain, name }),
);

const dtype = fc.constantFrom<DType>('f32', 'f16', 'u8', 'i8', 'i64', 'string', 'bool');
const size = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom('n', 'm', 2 ** 40));
const shaped = fc.tuple(dtype, fc.array(size, { maxLength: 5 })).map(([type, sizes]) => of(type, ...sizes));
const number = fc.constantFrom(-2, -1, 0, 1, 2, 3, 7, 0.5, 1e12, Number.NaN);
const contents = fc.oneof(
  fc.tuple(dtype, fc.array(number, { maxLength: 5 })).map(([type, data]) => holding(type, data)),
  fc.tuple(dtype, number).map(([type, data]) => holding(type, data)),
  fc.constant(holding('string', ['a', 'b'])),
);
const others = fc.constantFrom<Value>(
  unranked,
  { kind: 'unknown' },
  { kind: 'sequence', element: f32(2), length: 1 },
  { kind: 'optional', element: null },
);
const input = fc.oneof({ weight: 6, arbitrary: shaped }, { weight: 3, arbitrary: contents }, others, fc.constant(null));

const names = (
  'kernel_shape strides dilations pads group auto_pad output_padding output_shape ceil_mode axes axis blocksize equation mode ' +
  'scales transA transB alpha bits K N Nq Nkv onesided inverse sampling_ratio output_height pooled_shape border scale ' +
  'channels channels_last activation router_size storage_order p height_scale'
).split(' ');
const value = fc.oneof(
  fc.constantFrom<OneAttr>(
    -1,
    0,
    1,
    2,
    3,
    2 ** 52,
    'SAME_UPPER',
    'VALID',
    'Relu',
    'ij,jk->ik',
    '...i,ij',
    '->',
    ',,',
    '',
    { float: 2 },
  ),
  fc.array(fc.integer({ min: -2, max: 5 }), { maxLength: 6 }),
);
const attrs = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 });

function provablyNegative(d: Dim): boolean {
  return sign(d) === -1 || (typeof d === 'number' && !Number.isSafeInteger(d));
}

test('nonsense is a fault or an answer, never a crash, a fraction or a negative size', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...entries),
      fc.array(input, { maxLength: 9 }),
      attrs,
      fc.integer({ min: 1, max: 28 }),
      (entry, inputs, given, opset) => {
        try {
          const layer = countOne({ op: entry.name, domain: entry.domain, opset, inputs, attrs: given, outputs: 2 });
          const shapes = layer.outputs.flatMap((output) => (output?.kind === 'tensor' ? (output.shape ?? []) : []));
          const { macs, elementwise, transcendentals, effectiveMacs, bitOps } = layer.figures;
          const bad = [...shapes, macs, elementwise, transcendentals, effectiveMacs, bitOps].filter(provablyNegative);
          expect(bad).toEqual([]);
        } catch (error) {
          if (!(error instanceof Fault) || error.code === 'internal') throw error;
        }
      },
    ),
    { seed: 9, numRuns: 10_000 },
  );
});
