import { assert, integer, option, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OneCall } from '../../../support/one-call.ts';
import type { Dim } from '#graph/dim.ts';
import type { Figures } from '#count/run.ts';
import { visiblePairs } from '#count/ops/attention/sdpa.ts';
import { constantOf, evaluate, format, mul, symbol } from '#graph/dim.ts';
import { countOne, f32, holding, of, shapeOf } from '../../../support/one-call.ts';

const ms = 'com.microsoft';
const [B, N, S, P, h] = [2, 4, 6, 5, 8];
const D = N * h;

const ort = (op: string, attrs: OneCall['attrs'], inputs: OneCall['inputs'], outputs = 1) =>
  countOne({ op, domain: ms, attrs: attrs ?? {}, inputs, outputs });
const onnx = (attrs: OneCall['attrs'], inputs: OneCall['inputs'], outputs = 1) =>
  countOne({ op: 'Attention', opset: 25, attrs: attrs ?? {}, inputs, outputs });
const cost = ({ macs, elementwise, transcendentals }: Figures): readonly string[] =>
  [macs, elementwise, transcendentals].map(format);

/** Counted one by one. */
function counted(
  queries: number,
  keys: number,
  offset: number,
  left: number | undefined,
  right: number | undefined,
): number {
  let pairs = 0;
  for (let i = 0; i < queries; i++) {
    for (let j = 0; j < keys; j++)
      if (j >= i + offset - (left ?? Infinity) && j <= i + offset + (right ?? Infinity)) pairs++;
  }
  return pairs;
}

describe('pairs that a mask leaves', () => {
  const size = integer({ min: 0, max: 12 });
  const bound = option(size, { nil: undefined });

  test('as counted one by one', () => {
    assert(
      property(size, size, integer({ min: -12, max: 12 }), bound, bound, (queries, keys, offset, left, right) => {
        expect(visiblePairs(queries, keys, { offset, left, right })).toBe(counted(queries, keys, offset, left, right));
      }),
      { numRuns: 3000 },
    );
  });

  test('as a formula, at any sizes', () => {
    const formula = visiblePairs(symbol('q'), symbol('k'), {
      offset: symbol('p'),
      left: symbol('l'),
      right: symbol('r'),
    });
    assert(
      property(size, size, size, size, size, (q, k, p, l, r) => {
        const env = new Map(Object.entries({ q, k, p, l, r }).map(([name, n]) => [name, BigInt(n)]));
        expect(evaluate(formula, env)).toBe(BigInt(counted(q, k, p, l, r)));
      }),
      { numRuns: 500 },
    );
  });

  test('causal self-attention is a triangle', () => {
    expect(visiblePairs(1000, 1000, { offset: 0, right: 0 })).toBe(500_500);
  });
});

describe('Attention', () => {
  const scores = B * N * S * (P + S);

  test.each([
    ['plain', {}, [], 5, 1],
    ['soft cap', { softcap: { float: 2 } }, [], 7, 2],
    ['mask', {}, [f32(S, P + S)], 6, 1],
    ['causal', { is_causal: 1 }, [], 6, 1],
    ['causal and masked', { is_causal: 1 }, [of('bool', S, P + S)], 6, 1],
  ] as const)('%s', (_, attrs, mask, f, t) => {
    const [given = null] = mask;
    const one = onnx(
      attrs,
      [f32(B, N, S, h), f32(B, 2, S, h), f32(B, 2, S, 10), given, f32(B, 2, P, h), f32(B, 2, P, 10)],
      4,
    );
    expect(cost(one.figures)).toEqual([scores * (h + 10), f * scores, t * scores].map(String));
    expect([0, 1, 2, 3].map((i) => shapeOf(one, i))).toEqual([
      [B, N, S, 10],
      [B, 2, P + S, h],
      [B, 2, P + S, 10],
      [B, N, S, P + S],
    ]);
  });

  test('causal and windowed savings are in effective MACs only', () => {
    const inputs = [f32(B, N, S, h), f32(B, N, S, h), f32(B, N, S, h)];
    const dense = B * N * S * S * 2 * h;
    expect(onnx({}, inputs).figures).toMatchObject({ macs: dense, effectiveMacs: dense });
    expect(onnx({ is_causal: 1 }, inputs).figures).toMatchObject({
      macs: dense,
      effectiveMacs: B * N * ((S * (S + 1)) / 2) * 2 * h,
    });
    expect(onnx({ is_causal: 1, left_window_size: 1 }, inputs).figures).toMatchObject({
      macs: dense,
      effectiveMacs: B * N * (2 * S - 1) * 2 * h,
    });
  });

  test('keys beyond the padding of a cache are in MACs, not in effective MACs', () => {
    const one = onnx({}, [f32(B, N, 1, h), f32(B, N, S, h), f32(B, N, S, h), null, null, null, holding('i64', [3, 5])]);
    expect(one.figures).toMatchObject({ macs: B * N * S * 2 * h, effectiveMacs: N * (3 + 5) * 2 * h });
  });

  test('heads packed into the last axis', () => {
    const one = onnx(
      { q_num_heads: N, kv_num_heads: 2 },
      [f32('b', 's', D), f32('b', 't', 2 * h), f32('b', 't', 2 * 10)],
      4,
    );
    expect([0, 1, 2, 3].map((i) => shapeOf(one, i)?.map(format).join(' '))).toEqual([
      `b s ${N * 10}`,
      `b 2 t ${h}`,
      'b 2 t 10',
      `b ${N} s t`,
    ]);
    expect(format(one.figures.macs)).toBe(`${N * (h + 10)}*b*s*t`);
  });

  test.each([
    ['heads', [f32(B, 3, S, h), f32(B, 2, S, h), f32(B, 2, S, h)]],
    ['head sizes', [f32(B, N, S, h), f32(B, N, S, 7), f32(B, N, S, h)]],
    ['lengths', [f32(B, N, S, h), f32(B, N, S, h), f32(B, N, 3, h)]],
    ['axes', [f32(B, S, D), f32(B, S, D), f32(B, S, D)]],
  ])('%s that contradict each other are refused', (_, inputs) => {
    expect(() => onnx({}, inputs)).toThrow(/layer \(Attention\)/);
  });
});

describe('a fused operator costs what its parts cost', () => {
  const q = f32(B, S, D);
  const matmul = (outputs: number) => countOne({ op: 'MatMul', inputs: [q, f32(D, outputs)] });

  test('MultiHeadAttention is Attention', () => {
    const fused = ort(
      'MultiHeadAttention',
      { num_heads: N },
      [q, q, q, null, null, null, f32(B, N, P, h), f32(B, N, P, h)],
      3,
    );
    const plain = onnx({ q_num_heads: N, kv_num_heads: N }, [q, q, q, null, f32(B, N, P, h), f32(B, N, P, h)], 3);
    expect(cost(fused.figures)).toEqual(cost(plain.figures));
    expect(shapeOf(fused, 1)).toEqual(shapeOf(plain, 1));
  });

  test('Attention of onnxruntime is three products and MultiHeadAttention with bias', () => {
    const fused = ort('Attention', { num_heads: N }, [q, f32(D, 3 * D), f32(3 * D), null, f32(2, B, N, P, h)], 2);
    const heads = ort(
      'MultiHeadAttention',
      { num_heads: N },
      [q, q, q, f32(3 * D), null, null, f32(B, N, P, h), f32(B, N, P, h)],
      3,
    );
    expect(fused.figures.macs).toBe(Number(heads.figures.macs) + Number(matmul(3 * D).figures.macs));
    expect(cost(fused.figures).slice(1)).toEqual(cost(heads.figures).slice(1));
    expect([shapeOf(fused), shapeOf(fused, 1)]).toEqual([
      [B, S, D],
      [2, B, N, P + S, h],
    ]);
  });

  test('GroupQueryAttention is Attention with rotation before it', () => {
    const kv = f32(B, S, 2 * h);
    const attrs = { num_heads: N, kv_num_heads: 2, do_rotary: 1 };
    const fused = ort(
      'GroupQueryAttention',
      attrs,
      [q, kv, kv, null, null, of('i32', B), holding('i32', [S]), f32(99, h / 2), f32(99, h / 2)],
      3,
    );
    const plain = onnx({ q_num_heads: N, kv_num_heads: 2, is_causal: 1 }, [q, kv, kv]);
    const rotary = [q, kv].map((x) =>
      countOne({ op: 'RotaryEmbedding', domain: ms, inputs: [x, of('i64', B, S), f32(99, h / 2), f32(99, h / 2)] }),
    );
    expect(fused.figures.macs).toBe(plain.figures.macs);
    expect(fused.figures.effectiveMacs).toBe(plain.figures.effectiveMacs);
    expect(fused.figures.elementwise).toBe(
      rotary.reduce((sum, { figures }) => sum + Number(figures.elementwise), Number(plain.figures.elementwise)),
    );
  });

  test('packed forms are their unpacked ones', () => {
    const [offsets, ends] = [of('i32', B, S), of('i32', B + 1)];
    const packed = ort('PackedAttention', { num_heads: N }, [f32(B * S, D), f32(D, 3 * D), f32(3 * D), offsets, ends]);
    expect(cost(packed.figures)).toEqual(
      cost(ort('Attention', { num_heads: N }, [q, f32(D, 3 * D), f32(3 * D)]).figures),
    );
    const heads = ort('PackedMultiHeadAttention', { num_heads: N }, [
      f32('t', N, 3, h),
      null,
      null,
      null,
      offsets,
      ends,
    ]);
    expect(cost(heads.figures)).toEqual(cost(ort('MultiHeadAttention', { num_heads: N }, [q, q, q]).figures));
    expect(shapeOf(heads)?.map(format)).toEqual(['t', String(D)]);
  });

  test('attention over a paged cache is attention of every sequence', () => {
    const cache = f32(20, 16, 2, h);
    const attrs = { num_heads: N, kv_num_heads: 2 };
    const paged = (ends: ReturnType<typeof holding>, past: ReturnType<typeof holding>) =>
      ort(
        'PagedAttention',
        attrs,
        [f32(7, D), f32(7, 2 * h), f32(7, 2 * h), cache, cache, ends, past, of('i32', 2, 4)],
        3,
      );
    const one = (fresh: number, past: number) =>
      onnx(
        { is_causal: 1 },
        [f32(1, N, fresh, h), f32(1, 2, fresh, h), f32(1, 2, fresh, h), null, f32(1, 2, past, h), f32(1, 2, past, h)],
        3,
      ).figures;
    const [a, b] = [one(3, 5), one(4, 2)];
    const both = paged(holding('i32', [0, 3, 7]), holding('i32', [5, 2])).figures;
    for (const name of ['macs', 'elementwise', 'transcendentals', 'effectiveMacs'] as const)
      expect(both[name]).toBe(Number(a[name]) + Number(b[name]));
    expect(format(paged(of('i32', 3) as never, of('i32', 2) as never).figures.macs)).toBe(`${N * 2 * h}*layer.pairs`);
  });

  test('a quantised projection is done in its integers, the scores in floats', () => {
    const one = ort('QAttention', { num_heads: N }, [
      of('u8', B, S, D),
      of('i8', D, 3 * D),
      f32(3 * D),
      f32(),
      f32(),
      null,
      of('u8'),
      of('i8'),
    ]);
    const [projection, scores] = [B * S * D * 3 * D, B * N * S * S * 2 * h];
    expect(one.figures).toMatchObject({ macs: projection + scores, bitOps: projection * 64 + scores * 32 * 32 });
  });
});

describe('the length of a cache', () => {
  const kv = f32('b', 's', 2 * h);
  const past = f32('b', 2, 'p', h);
  const grouped = (total: OneCall['inputs'][number], cached: OneCall['inputs'][number] = past) =>
    ort(
      'GroupQueryAttention',
      { num_heads: N, kv_num_heads: 2 },
      [f32('b', 's', D), kv, kv, cached, cached, of('i32', 'b'), total],
      3,
    );

  test.each([
    ['a known total', grouped(holding('i32', [symbol('t')])), `${2 * D}*b*s*t`, 'b 2 max(p, t) 8'],
    ['no past', grouped(of('i32'), null), `${2 * D}*b*s^2`, 'b 2 s 8'],
    [
      'a total that only running tells',
      grouped(of('i32')),
      `${2 * D}*b*layer.total_sequence_length*s`,
      'b 2 max(layer.total_sequence_length, p) 8',
    ],
  ])('%s', (_, one, macs, present) => {
    expect(format(one.figures.macs)).toBe(macs);
    expect(shapeOf(one, 1)?.map(format).join(' ')).toBe(present);
  });

  test('a shared buffer keeps its size', () => {
    const inputs = [
      f32(B, 1, D),
      f32(B, 1, D),
      f32(B, 1, D),
      null,
      null,
      null,
      f32(B, N, 99, h),
      f32(B, N, 99, h),
      holding('i32', [P]),
    ];
    const one = ort('MultiHeadAttention', { num_heads: N }, inputs, 3);
    expect(shapeOf(one, 1)).toEqual([B, N, 99, h]);
    expect(one.figures.macs).toBe(B * N * (P + 1) * 2 * h);
  });
});

describe('formulas hold at the sizes that are bound', () => {
  const size = integer({ min: 1, max: 9 });
  const rows: readonly (readonly [string, (b: Dim, s: Dim, t: Dim) => OneCall])[] = [
    [
      'Attention',
      (b, s, t) => ({
        op: 'Attention',
        opset: 24,
        attrs: { is_causal: 1 },
        inputs: [sized(b, 4, s, 8), sized(b, 2, s, 8), sized(b, 2, s, 6), null, sized(b, 2, t, 8), sized(b, 2, t, 6)],
        outputs: 4,
      }),
    ],
    [
      'GroupQueryAttention',
      (b, s, t) => ({
        op: 'GroupQueryAttention',
        domain: ms,
        attrs: { num_heads: 4, kv_num_heads: 2, local_window_size: 3 },
        inputs: [sized(b, s, 64), null, null, sized(b, 2, t, 8), sized(b, 2, t, 8), of('i32', 1), holding('i32', [s])],
        outputs: 3,
      }),
    ],
    [
      'LongformerAttention',
      (b, s) => ({
        op: 'LongformerAttention',
        domain: ms,
        attrs: { num_heads: 2, window: 2 },
        inputs: [sized(b, s, 8), f32(8, 24), f32(24), sized(b, s), f32(8, 24), f32(24), sized(b, s)],
      }),
    ],
    [
      'LinearAttention',
      (b, s) => ({
        op: 'LinearAttention',
        opset: 27,
        attrs: { q_num_heads: 4, kv_num_heads: 2 },
        inputs: [sized(b, s, 32), sized(b, s, 16), sized(b, s, 12), null, sized(b, s, 2), sized(b, s, 2)],
        outputs: 2,
      }),
    ],
    [
      'LSTM',
      (b, s) => ({ op: 'LSTM', inputs: [sized(s, b, 3), f32(1, 16, 3), f32(1, 16, 4), f32(1, 32)], outputs: 3 }),
    ],
    [
      'MoE',
      (b, s) => ({
        op: 'MoE',
        domain: ms,
        attrs: { k: 2 },
        inputs: [sized(b, s, 8), sized(mul(b, s), 4), f32(4, 16, 8), null, f32(4, 8, 16)],
      }),
    ],
  ];

  test.each(rows)('%s', (_, call) => {
    const formula = countOne(call(symbol('b'), symbol('s'), symbol('t')));
    assert(
      property(size, size, size, (b, s, t) => {
        const env = new Map(Object.entries({ b, s, t }).map(([name, n]) => [name, BigInt(n)]));
        const bound = countOne(call(b, s, t));
        const figures = (Object.entries(formula.figures) as [string, Dim][]).map(([name, dim]) => [
          name,
          evaluate(dim, env),
        ]);
        expect(figures).toEqual(
          (Object.entries(bound.figures) as [string, Dim][]).map(([name, dim]) => [name, constantOf(dim)]),
        );
        const shapes = bound.outputs.map((_unused, i) => shapeOf(formula, i)?.map((one) => evaluate(one, env)));
        expect(shapes).toEqual(bound.outputs.map((_unused, i) => shapeOf(bound, i)?.map((one) => constantOf(one))));
      }),
      { numRuns: 60 },
    );
  });
});

/** An f32 tensor of these sizes. */
function sized(...shape: readonly Dim[]) {
  return { kind: 'tensor', dtype: 'f32', shape } as const;
}
