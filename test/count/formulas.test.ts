import { describe, expect, test } from 'vitest';
import type { Model } from '#graph/graph.ts';
import type { ModelRun } from '#count/engine/engine.ts';
import type { Dim } from '#graph/dim.ts';
import type { Value } from '#graph/value.ts';
import type { LineModel } from '../support/lines.ts';
import type { OracleCase } from '../support/oracle.ts';
import { evaluate, largest, symbol } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { readModelSync } from '#read/read.ts';
import { bodyOf, listOf, runLines, scalarOf } from '../support/lines.ts';
import { oracleCases } from '../support/oracle.ts';
import { runModel } from '../support/run.ts';
import { sharedPath } from '../support/shared.ts';
import { tensor } from '../support/onnx-writer.ts';
import { dtypeOf, flat, memorySource, numberOf } from '../support/truth.ts';

type Sizes = ReadonlyMap<string, bigint>;

/** Every figure, sizes of the outputs and the peak, at these sizes; undefined members need more than sizes. */
function figuresAt({ run }: ModelRun, sizes: Sizes): Readonly<Record<string, bigint | undefined>> {
  const at = (size: Dim): bigint | undefined => evaluate(size, sizes);
  const found: Record<string, bigint | undefined> = {};
  for (const [name, figure] of Object.entries(run.totals)) found[name] = at(figure as Dim);
  found['peak'] = run.peaks === null ? undefined : at(largest(run.peaks));
  run.outputs.forEach((output, i) => {
    if (output.kind === 'tensor')
      output.shape?.forEach((size, axis) => (found[`output ${i}, axis ${axis}`] = at(size)));
  });
  return found;
}

/** What a formula and a run at these sizes both know and tell otherwise. */
function differences(open: ModelRun, bound: ModelRun, sizes: Sizes): readonly string[] {
  const [late, early] = [figuresAt(open, sizes), figuresAt(bound, sizes)];
  return Object.entries(late).flatMap(([name, formula]) => {
    const number = early[name];
    return formula === undefined || number === undefined || formula === number
      ? []
      : [`${name}: ${formula} by formula, ${number} bound`];
  });
}

/** Undefined where a model doesn't work at some sizes. */
function attempt(work: () => ModelRun): ModelRun | undefined {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Fault) return undefined;
    throw thrown;
  }
}

/** The same numbers in every run. */
function randomFrom(seed: number): <T>(list: readonly T[]) => T {
  let state = seed;
  return (list) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return list[Math.floor((state / 2_147_483_648) * list.length)] as (typeof list)[number];
  };
}

const smallSizes = [1, 1, 2, 3, 4, 5, 7, 8, 11, 16, 64] as const;

/** A run of the model written with these numbers for N and M. */
function boundRun(spec: LineModel, n: number, m: number): ModelRun | undefined {
  const inputs = Object.fromEntries(
    Object.entries(spec.inputs ?? {}).map(([name, type]) =>
      type === null || 'kind' in type
        ? [name, type]
        : [name, [type[0], ...type.slice(1).map((size) => (size === 'N' ? n : size === 'M' ? m : size))]],
    ),
  ) as LineModel['inputs'];
  return attempt(() => runLines({ ...spec, ...(inputs === undefined ? {} : { inputs }) }));
}

describe('graphs that hang on sizes', () => {
  const w = tensor('w', 'f32', [8, 8]);
  const twice = bodyOf({
    lines: [
      ['a', 'MatMul', 'x w'],
      ['b', 'MatMul', 'a w'],
    ],
    outputs: 'b',
  });
  const once = bodyOf({ lines: [['c', 'MatMul', 'x w']], outputs: 'c' });
  const first = bodyOf({ lines: [['f', 'Slice', 'x zeros ones']], outputs: 'f' });
  /** `y` = If of the condition that these lines make of N and M. */
  const ifOf = (lines: LineModel['lines'], then_branch = twice, else_branch = once): LineModel => ({
    inputs: { x: ['f32', 'N', 8], z: ['f32', 'M', 8] },
    constants: [w, scalarOf('one', 1), scalarOf('three', 3), listOf('zeros', 0), listOf('ones', 1)],
    lines: [
      ['n', 'Shape', 'x', { start: 0, end: 1 }],
      ['m', 'Shape', 'z', { start: 0, end: 1 }],
      ...lines,
      ['y', 'If', 'condition', { then_branch, else_branch }],
      ['e', 'Exp', 'y'],
    ],
    outputs: 'e',
  });

  test.each<readonly [string, LineModel]>([
    ['equal to a number', ifOf([['condition', 'Equal', 'n three']])],
    ['equal to another', ifOf([['condition', 'Equal', 'n m']])],
    ['less than another', ifOf([['condition', 'Less', 'n m']])],
    ['at least another', ifOf([['condition', 'GreaterOrEqual', 'n m']])],
    ['at most a number', ifOf([['condition', 'LessOrEqual', 'n three']])],
    ['other than 0, as a bool', ifOf([['condition', 'Cast', 'n', { to: 9 }]])],
    [
      'not equal',
      ifOf([
        ['same', 'Equal', 'n m'],
        ['condition', 'Not', 'same'],
      ]),
    ],
    ...(['And', 'Or', 'Xor'] as const).map((op): [string, LineModel] => [
      `two comparisons by ${op}`,
      ifOf([
        ['p', 'Greater', 'n one'],
        ['q', 'Equal', 'm three'],
        ['condition', op, 'p q'],
      ]),
    ]),
    ['outputs of other sizes', ifOf([['condition', 'Greater', 'n m']], first)],
    [
      'a size chosen by a comparison',
      {
        inputs: { x: ['f32', 'N', 8], z: ['f32', 'M', 8] },
        constants: [scalarOf('three', 3), listOf('eight', 8)],
        lines: [
          ['n', 'Shape', 'x', { start: 0, end: 1 }],
          ['m', 'Shape', 'z', { start: 0, end: 1 }],
          ['p', 'Less', 'n three'],
          ['chosen', 'Where', 'p n m'],
          ['shape', 'Concat', 'chosen eight', { axis: 0 }],
          ['made', 'RandomUniformLike', 'x'],
          ['filled', 'ConstantOfShape', 'shape'],
          ['turned', 'Transpose', 'filled', { perm: [1, 0] }],
          ['y', 'MatMul', 'made turned'],
        ],
        outputs: 'y',
      },
    ],
    [
      'a linear resize to a size that may be that of the input',
      {
        inputs: { x: ['f32', 1, 4, 'N', 1], z: ['f32', 1, 4, 'M', 'N'] },
        lines: [
          ['to', 'Shape', 'z'],
          ['y', 'Resize', 'x _ _ to', { mode: 'linear' }],
        ],
        outputs: 'y',
      },
    ],
    ...(
      [
        ['from a bound of either sign', 'from to', 'ones'],
        ['to a bound of either sign', 'zeros from', 'ones'],
        ['backward from a bound of either sign', 'from zeros', 'minus'],
        ['backward to a bound of either sign', 'threes from', 'minus'],
        ['between two bounds of either sign, in steps', 'from other', 'twos'],
      ] as const
    ).map(([what, bounds, step]): [string, LineModel] => [
      `a slice ${what}`,
      {
        inputs: { x: ['f32', 'N', 8], z: ['f32', 'M', 8] },
        constants: [
          tensor('table', 'f32', [6, 8]),
          w,
          ...[-1, 0, 1, 2, 3].map((i) => listOf(['minus', 'zeros', 'ones', 'twos', 'threes'][i + 1] ?? '', i)),
        ],
        lines: [
          ['n', 'Shape', 'x', { start: 0, end: 1 }],
          ['m', 'Shape', 'z', { start: 0, end: 1 }],
          ['from', 'Sub', 'threes n'],
          ['to', 'Add', 'threes n'],
          ['other', 'Sub', 'm twos'],
          ['part', 'Slice', `table ${bounds} zeros ${step}`],
          ['y', 'MatMul', 'part w'],
        ],
        outputs: 'y',
      },
    ]),
  ])('%s', (_, spec) => {
    const open = runLines(spec);
    let compared = 0;
    for (let n = 0; n < 6; n++) {
      for (let m = 0; m < 6; m++) {
        const bound = boundRun(spec, n, m);
        if (bound === undefined) continue;
        const sizes = new Map(Object.entries({ N: BigInt(n), M: BigInt(m) }));
        expect([n, m, differences(open, bound, sizes)]).toEqual([n, m, []]);
        expect(evaluate(open.run.totals.macs, sizes)).toBeDefined();
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(5);
  });
});

test('a weight that sizes choose a part of is a parameter tensor, used by whoever uses the part', () => {
  const run = runLines({
    inputs: { x: ['f32', 'N', 8] },
    constants: [tensor('table', 'f32', [6, 8]), tensor('w', 'f32', [8, 8]), listOf('zeros', 0)],
    lines: [
      ['n', 'Shape', 'x', { start: 0, end: 1 }],
      ['part', 'Slice', 'table zeros n zeros'],
      ['y', 'MatMul', 'part w'],
    ],
    outputs: 'y',
  });
  expect(run.weights.params()).toBe(6 * 8 + 8 * 8);
});

const cases: readonly OracleCase[] = sharedPath('corpus/onnx/node-oracle.jsonl.gz') === null ? [] : oracleCases();

/** Inputs of an oracle case: contents of its small integer ones, as sizes and axes are; others with every size put through `put`. */
function inputsOf(one: OracleCase, put: (size: number, name: string) => Dim): Map<string, Value> {
  return new Map(
    one.inputs.map((input, i): [string, Value] => {
      const shape = input.shape ?? [];
      const dtype = dtypeOf(input.dtype ?? '');
      if (/INT(32|64)/.test(input.dtype ?? '') && input.value !== undefined && flat(input.value).length <= 64)
        return [input.name, { kind: 'tensor', dtype, shape, data: flat(input.value).map(numberOf) as number[] }];
      return [input.name, { kind: 'tensor', dtype, shape: shape.map((size, axis) => put(size, `x${i}_${axis}`)) }];
    }),
  );
}

/** Compares the formulas of a case with runs at its own sizes and at random ones; `alike`: equal sizes are one symbol. */
function compareCase(
  one: OracleCase,
  model: Model,
  alike: boolean,
  pick: ReturnType<typeof randomFrom>,
): readonly string[] {
  const declared = new Map<string, number>();
  const nameOf = (size: number, name: string): string => (alike ? `s${size}` : name);
  const put = (size: number, name: string): Dim => {
    if (size === 0) return 0;
    declared.set(nameOf(size, name), size);
    return symbol(nameOf(size, name));
  };
  const open = runModel(model, { sizes: new Map(), inputs: inputsOf(one, put) });
  // What is a lower bound is told so, and no formula.
  if (open.run.coverage.bounded > 0) return [];
  for (let draw = 0; draw < 8; draw++) {
    const drawn = new Map<number, number>();
    for (const size of new Set(declared.values()))
      drawn.set(size, draw === 0 ? size : draw === 1 ? 1 : pick(smallSizes));
    const sizes = new Map(
      [...declared].map(([name, size]): [string, bigint] => [
        name,
        BigInt(!alike && draw > 1 && pick([true, false, false, false]) ? 1 : (drawn.get(size) ?? size)),
      ]),
    );
    const at = (size: number, name: string): Dim => (size === 0 ? 0 : Number(sizes.get(nameOf(size, name)) ?? size));
    const bound = attempt(() => runModel(model, { sizes: new Map(), inputs: inputsOf(one, at) }));
    if (bound === undefined) continue;
    const found = differences(open, bound, sizes);
    if (found.length > 0)
      return [`${one.id} at ${[...sizes].map((pair) => pair.join('=')).join(' ')}: ${found.join('; ')}`];
  }
  return [];
}

test.skipIf(cases.length === 0).each([
  ['equal sizes one symbol', true],
  ['each size its own symbol', false],
])('formulas of every operator of the oracle equal runs at small and random sizes: %s', (_, alike) => {
  const pick = randomFrom(7);
  const found: string[] = [];
  let compared = 0;
  for (const one of cases) {
    if (one.inputs.some(({ kind }) => kind !== 'tensor')) continue;
    const model = readModelSync(memorySource(Buffer.from(one.b64, 'base64'), one.id), one.id);
    found.push(...compareCase(one, model, alike, pick));
    compared++;
  }
  expect(found).toEqual([]);
  expect(compared).toBeGreaterThan(2900);
});
