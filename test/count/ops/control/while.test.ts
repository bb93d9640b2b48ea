import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ModelRun } from '#count/engine/engine.ts';
import type { Dim } from '#graph/dim.ts';
import type { Line, LineModel } from '../../../support/lines.ts';
import { evaluate, format } from '#graph/dim.ts';
import { bodyOf, costText, listOf, partsText, runLines, scalarOf, typeText } from '../../../support/lines.ts';
import { tensor } from '../../../support/onnx-writer.ts';

/** A loop over `h`, a counter `i` from `start` on and a stack; the body's condition is the last of `condition`, `co`. */
interface While {
  readonly start: string;
  readonly step: number | string;
  readonly condition: readonly Line[];
  readonly limit?: string;
  /** What the initial condition is computed by; its name is `first`. Absent: omitted. */
  readonly first?: readonly Line[];
  /** What is stacked beside; `ho` where absent. */
  readonly stacked?: string;
}

const toFloat = { to: 1 };
const sizes: readonly Line[] = [
  ['shape', 'Shape', 'x'],
  ['n', 'Gather', 'shape zero'],
  ['m', 'Gather', 'shape one'],
  ['nf', 'Cast', 'n', toFloat],
];

function whileModel({ start, step, condition, limit, first, stacked = 'ho' }: While): LineModel {
  const body = bodyOf({
    inputs: { k: ['i64'], c: ['bool'], h: null, i: null },
    constants: typeof step === 'number' ? [scalarOf('step', step)] : [],
    lines: [
      ['ho', 'MatMul', 'h w'],
      ['io', 'Add', `i ${typeof step === 'number' ? 'step' : step}`],
      ...condition,
      ['s', 'Relu', stacked],
    ],
    outputs: 'co ho io s',
  });
  const numbers = ['zero', 'one', 'two', 'three', 'seven', 'minus'].map((name, at) =>
    scalarOf(name, [0, 1, 2, 3, 7, -3][at] ?? 0),
  );
  return {
    inputs: { x: ['f32', 'N', 'M'], g: ['f32', 2, 4], flag: ['bool'] },
    constants: [tensor('w', 'f32', [4, 4]), ...numbers, listOf('ten', 10), scalarOf('many', 2n ** 63n - 1n)],
    lines: [
      ...sizes,
      ...(first ?? []),
      ['h i s', 'Loop', `${limit ?? '_'} ${first === undefined ? '_' : 'first'} g ${start}`, { body }],
    ],
    outputs: 'h i s',
  };
}

const codes = (run: ModelRun): string[] => run.findings.map(({ code }) => code).filter((code) => code !== 'dead-nodes');
const loopOf = (run: ModelRun) => run.run.layers.find(({ node }) => node.op === 'Loop');
const tripsOf = (run: ModelRun): string => partsText(loopOf(run)).replace('body×', '');

/** Totals and outputs, symbols replaced; the peak where the body runs at all. */
function told(run: ModelRun, env: ReadonlyMap<string, bigint>, runs: boolean): readonly string[] {
  const number = (size: Dim): string => String(evaluate(size, env) ?? format(size));
  const { totals, outputs, peaks } = run.run;
  const moments = (peaks ?? []).map((peak) => Number(evaluate(peak, env) ?? Number.NaN));
  return [
    ...(runs ? [String(Math.max(...moments))] : []),
    ...Object.values(totals).map(number),
    ...outputs.map((value) => (value.kind === 'tensor' ? (value.shape ?? []).map(number).join() : value.kind)),
    ...outputs.slice(1, 2).map((value) => (value.kind === 'tensor' ? number((value.data?.[0] ?? -99) as Dim) : '')),
  ];
}

const points = [
  [0, 0],
  [0, 3],
  [1, 0],
  [1, 1],
  [2, 5],
  [5, 2],
  [7, 9],
  [12, 4],
] as const;

/** The model at these sizes. */
const sized = (spec: LineModel, n: number, m: number): LineModel => ({
  ...spec,
  inputs: { ...spec.inputs, x: ['f32', n, m] },
});

/** Where the formulas give something else than what a run at these sizes gives; of a count that nothing tells, nowhere. */
function disagreements(spec: LineModel): readonly unknown[] {
  const open = runLines(spec);
  if (codes(open).length > 0) return [];
  return points.flatMap(([n, m]) => {
    const bound = runLines(sized(spec, n, m));
    const env = new Map([
      ['N', BigInt(n)],
      ['M', BigInt(m)],
    ]);
    const runs = bound.run.totals.macs !== 0;
    const [formula, count] = [told(open, env, runs).join(' '), told(bound, env, runs).join(' ')];
    return codes(bound).length > 0 || formula === count ? [] : [{ n, m, formula, count }];
  });
}

const less: readonly Line[] = [['co', 'Less', 'io n']];
const lessFirst: readonly Line[] = [['first', 'Less', 'zero n']];
const casts: readonly Line[] = [
  ['f', 'Cast', 'io', toFloat],
  ['co', 'Less', 'f nf'],
];

describe('a counter ends the loop', () => {
  test.each<readonly [string, While, string]>([
    ['no initial condition', { start: 'zero', step: 1, condition: less }, 'max(N, 1)'],
    ['the same condition first', { start: 'zero', step: 1, condition: less, first: lessFirst }, 'N'],
    ['an endless limit', { start: 'zero', step: 1, condition: less, first: lessFirst, limit: 'many' }, 'N'],
    ['a limit', { start: 'zero', step: 1, condition: less, first: lessFirst, limit: 'seven' }, 'min(N, 7)'],
    ['a limit that is a size', { start: 'zero', step: 1, condition: less, first: lessFirst, limit: 'n' }, 'N'],
    ['a limit that is another size', { start: 'zero', step: 1, condition: less, limit: 'm' }, 'min(M, max(N, 1))'],
    ['steps of 3', { start: 'zero', step: 3, condition: less, first: lessFirst }, 'floor((N + 2)/3)'],
    ['a start beyond 0', { start: 'three', step: 1, condition: less }, 'max(N - 3, 1)'],
    [
      'its initial condition',
      { start: 'three', step: 1, condition: less, first: [['first', 'Less', 'three n']] },
      'max(N - 3, 0)',
    ],
    ['a start below 0', { start: 'minus', step: 2, condition: less }, 'floor(N/2) + 2'],
    ['down to 0', { start: 'n', step: -1, condition: [['co', 'Greater', 'io zero']] }, 'max(N, 1)'],
    ['down by 2', { start: 'n', step: -2, condition: [['co', 'GreaterOrEqual', 'io zero']] }, 'floor(N/2) + 1'],
    [
      'from one size to another',
      { start: 'm', step: 1, condition: [['co', 'LessOrEqual', 'io n']] },
      'max(-M + N + 1, 1)',
    ],
    ['the counter before its step', { start: 'zero', step: 1, condition: [['co', 'Less', 'i n']] }, 'N + 1'],
    ['the iteration number', { start: 'zero', step: 1, condition: [['co', 'Less', 'k n']] }, 'N + 1'],
    ['floats', { start: 'zero', step: 1, condition: casts, first: [['first', 'Less', 'zf nf']] }, 'N'],
    [
      'not at least',
      {
        start: 'zero',
        step: 1,
        condition: [
          ['ge', 'GreaterOrEqual', 'io n'],
          ['no', 'Not', 'ge'],
          ['co', 'Identity', 'no'],
        ],
      },
      'max(N, 1)',
    ],
    [
      'two sizes',
      {
        start: 'zero',
        step: 1,
        condition: [
          ['a', 'Less', 'io n'],
          ['b', 'Less', 'k m'],
          ['co', 'And', 'a b'],
        ],
        first: [
          ['p', 'Less', 'zero n'],
          ['q', 'Less', 'zero m'],
          ['first', 'And', 'p q'],
        ],
      },
      'min(M, 1)*min(N, 1)*min(max(N, 1), M + 1)',
    ],
    [
      'the initial condition hangs on something else',
      { start: 'zero', step: 1, condition: less, first: [['first', 'Less', 'three m']] },
      'max(N, 1)*max(min(M - 3, 1), 0)',
    ],
  ])('%s', (name, spec, trips) => {
    const given = whileModel(spec);
    const model =
      name === 'floats' ? { ...given, lines: [['zf', 'Cast', 'zero', toFloat] as const, ...given.lines] } : given;
    const run = runLines(model);
    expect(tripsOf(run)).toBe(trips);
    expect(codes(run)).toEqual([]);
    expect(disagreements(model)).toEqual([]);
  });

  test('as exporters write a recurrent layer: as long as its input, whatever else is compared', () => {
    const spec = whileModel({
      start: 'zero',
      step: 1,
      limit: 'n',
      condition: [
        ['kf', 'Cast', 'k', toFloat],
        ['a', 'Less', 'kf nf'],
        ['b', 'Less', 'io n'],
        ['co', 'And', 'a b'],
      ],
      first: [
        ['p', 'Less', 'zero n'],
        ['first', 'And', 'p p'],
      ],
    });
    const run = runLines(spec);
    expect(costText(run.run.totals)).toBe('32*N 8*N 0');
    expect(run.run.outputs.map(typeText)).toEqual(['f32[2, 4]', 'i64[]=N', 'f32[N, 2, 4]']);
    expect(codes(run)).toEqual([]);
    expect(disagreements(spec)).toEqual([]);
  });

  test.each<readonly [string, While]>([
    ['a step away from the end', { start: 'zero', step: -1, condition: less }],
    ['a step that is a size', { start: 'zero', step: 'm', condition: less }],
    [
      'either of two',
      {
        start: 'zero',
        step: 1,
        condition: [
          ['a', 'Less', 'io n'],
          ['co', 'Or', 'a c'],
        ],
      },
    ],
    [
      'a square',
      {
        start: 'two',
        step: 1,
        condition: [
          ['q', 'Mul', 'io io'],
          ['co', 'Less', 'q n'],
        ],
      },
    ],
    ['a counter that doubles', { start: 'two', step: 'i', condition: less }],
    [
      'a counter that is cut off',
      {
        start: 'minus',
        step: 1,
        condition: [
          ['r', 'Max', 'io zero'],
          ['co', 'Less', 'r n'],
        ],
      },
    ],
    [
      'what tensors hold',
      {
        start: 'zero',
        step: 1,
        condition: [
          ['a', 'Less', 'io n'],
          ['co', 'And', 'a flag'],
        ],
      },
    ],
    [
      'an initial condition that inputs hold',
      { start: 'zero', step: 1, condition: less, first: [['first', 'Identity', 'flag']] },
    ],
    [
      'half precision',
      {
        start: 'zero',
        step: 1,
        condition: [
          ['f', 'Cast', 'io', { to: 10 }],
          ['g16', 'Cast', 'n', { to: 10 }],
          ['co', 'Less', 'f g16'],
        ],
      },
    ],
  ])('nothing is guessed of %s', (_, spec) => {
    const run = runLines(whileModel(spec));
    expect(tripsOf(run)).toBe('h.trips');
    expect(codes(run)).toEqual(['unknown-trip-count']);
  });

  test('in a loop', () => {
    const inner = whileModel({ start: 'zero', step: 1, condition: less, first: lessFirst });
    const again = inner.lines.slice(sizes.length).map(([outputs, op, inputs, attrs]): Line => {
      return [outputs, op, inputs.replace(' g ', ' gi '), attrs ?? {}];
    });
    const body = bodyOf({
      inputs: { ok: ['i64'], oc: ['bool'], gi: null },
      lines: [['oco', 'Identity', 'oc'], ...again],
      outputs: 'oco h s',
    });
    const spec: LineModel = {
      ...inner,
      lines: [...sizes, ['y z', 'Loop', 'm _ g', { body }]],
      outputs: 'y z',
    };
    const run = runLines(spec);
    expect(costText(run.run.totals)).toBe('32*M*N 8*M*N 0');
    expect(run.run.outputs.map(typeText)).toEqual(['f32[2, 4]', 'f32[M, N, 2, 4]']);
    expect(disagreements(spec)).toEqual([]);
  });

  test('iterations that cost differently are said to', () => {
    const then_branch = bodyOf({ lines: [['p', 'MatMul', 'ho w']], outputs: 'p' });
    const else_branch = bodyOf({ lines: [['q', 'Identity', 'ho']], outputs: 'q' });
    const condition: readonly Line[] = [
      ...less,
      ['is', 'Greater', 'i two'],
      ['e', 'If', 'is', { then_branch, else_branch }],
    ];
    const run = runLines(whileModel({ start: 'zero', step: 1, condition, first: lessFirst, stacked: 'e' }));
    expect(tripsOf(run)).toBe('N');
    expect(codes(run)).toEqual(['loop-varying-size']);
  });

  test('beyond what is run one by one', () => {
    const run = runLines(sized(whileModel({ start: 'zero', step: 1, condition: less }), 90_001, 2));
    expect(tripsOf(run)).toBe('90001');
    expect(codes(run)).toEqual([]);
  });

  test('the formula is every run', () => {
    const name = fc.constantFrom('zero', 'one', 'two', 'three', 'minus', 'n', 'm');
    const spec = fc.record({
      start: name,
      end: name,
      other: fc.option(name),
      step: fc.constantFrom(1, 2, 3, -1, -2),
      op: fc.constantFrom('Less', 'LessOrEqual', 'Greater', 'GreaterOrEqual'),
      counter: fc.constantFrom('i', 'io', 'k'),
      swapped: fc.boolean(),
      negated: fc.boolean(),
      limit: fc.option(fc.constantFrom('seven', 'n', 'm', 'many'), { nil: undefined }),
      first: fc.constantFrom('none', 'same', 'other'),
    });
    fc.assert(
      fc.property(spec, ({ start, end, other, step, op, counter, swapped, negated, limit, first }) => {
        const compare = (out: string, a: string, b: string): Line => [out, op, swapped ? `${b} ${a}` : `${a} ${b}`];
        const [condition, initial] = [
          [
            compare('a', counter, end),
            ...(negated ? [['b', 'Not', 'a'] as const] : [['b', 'Identity', 'a'] as const]),
            ...(other === null ? [['d', 'Identity', 'b'] as const] : [['d', 'Less', `k ${other}`] as const]),
            ['co', 'And', 'b d'] as const,
          ],
          first === 'same' ? [compare('first', start, end)] : [['first', 'Less', 'two m'] as const],
        ];
        const found = disagreements(
          whileModel({
            start,
            step,
            condition,
            ...(limit === undefined ? {} : { limit }),
            ...(first === 'none' ? {} : { first: initial }),
          }),
        );
        expect(found).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
