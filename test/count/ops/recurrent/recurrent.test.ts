import { describe, expect, test } from 'vitest';
import type { Line, LineModel, Types } from '../../../support/lines.ts';
import { countOne, f32, holding, of, shapeOf } from '../../../support/one-call.ts';
import { bodyOf, costText, runLines, scalarOf, typeText } from '../../../support/lines.ts';
import { tensor } from '../../../support/onnx-writer.ts';
import { equal, format } from '#graph/dim.ts';

/** A cell as separate operators: one step from x and the states to the new states, the hidden one first. */
interface CellLines {
  readonly op: string;
  readonly gates: number;
  readonly states: readonly string[];
  readonly step: readonly Line[];
}

const projected: readonly Line[] = [
  ['xw', 'MatMul', 'x w'],
  ['hr', 'MatMul', 'h r'],
  ['xb', 'Add', 'xw wb'],
  ['hb', 'Add', 'hr rb'],
];

const cells: readonly CellLines[] = [
  { op: 'RNN', gates: 1, states: ['h'], step: [...projected, ['s', 'Add', 'xb hb'], ['h_', 'Tanh', 's']] },
  {
    op: 'GRU',
    gates: 3,
    states: ['h'],
    step: [
      ...projected,
      ['xz xr xh', 'Split', 'xb', { axis: -1, num_outputs: 3 }],
      ['hz hrr hh', 'Split', 'hb', { axis: -1, num_outputs: 3 }],
      ['zs', 'Add', 'xz hz'],
      ['z', 'Sigmoid', 'zs'],
      ['rs', 'Add', 'xr hrr'],
      ['rr', 'Sigmoid', 'rs'],
      ['rh', 'Mul', 'rr hh'],
      ['ns', 'Add', 'xh rh'],
      ['n', 'Tanh', 'ns'],
      ['zi', 'Sub', 'one_f z'],
      ['new', 'Mul', 'zi n'],
      ['old', 'Mul', 'z h'],
      ['h_', 'Add', 'new old'],
    ],
  },
  {
    op: 'LSTM',
    gates: 4,
    states: ['h', 'c'],
    step: [
      ...projected,
      ['s', 'Add', 'xb hb'],
      ['si so sf sg', 'Split', 's', { axis: -1, num_outputs: 4 }],
      ['i', 'Sigmoid', 'si'],
      ['o', 'Sigmoid', 'so'],
      ['f', 'Sigmoid', 'sf'],
      ['g', 'Tanh', 'sg'],
      ['kept', 'Mul', 'f c'],
      ['added', 'Mul', 'i g'],
      ['c_', 'Add', 'kept added'],
      ['shown', 'Tanh', 'c_'],
      ['h_', 'Mul', 'o shown'],
    ],
  },
];

const [batch, inputs, hidden] = [3, 5, 7];

const constants = (gates: number) => [
  tensor('w', 'f32', [inputs, gates * hidden]),
  tensor('r', 'f32', [hidden, gates * hidden]),
  tensor('wb', 'f32', [gates * hidden]),
  tensor('rb', 'f32', [gates * hidden]),
  scalarOf('one_f', 1, 'f32'),
  scalarOf('zero', 0),
  scalarOf('yes', 1, 'bool'),
];

/** Words of lines with `x`, the states and what the step makes renamed for one step. */
function renamed(lines: readonly Line[], rename: (word: string) => string): readonly Line[] {
  const all = (text: string): string => text.split(' ').map(rename).join(' ');
  return lines.map(([outputs, op, from, attrs]) =>
    attrs === undefined ? [all(outputs), op, all(from)] : [all(outputs), op, all(from), attrs],
  );
}

const fixed = new Set(['w', 'r', 'wb', 'rb', 'one_f']);

function unrolled({ gates, states, step }: CellLines, steps: number): LineModel {
  const lines = Array.from({ length: steps }, (_, t): readonly Line[] => {
    const rename = (word: string): string => {
      if (fixed.has(word)) return word;
      if (word === 'x') return `x${t}`;
      if (states.includes(word)) return t === 0 ? word : `${word}_${t - 1}`;
      return word.endsWith('_') ? `${word}${t}` : `${word}.${t}`;
    };
    return renamed(step, rename);
  }).flat();
  const names = Object.fromEntries([
    ...Array.from({ length: steps }, (_, t) => [`x${t}`, ['f32', batch, inputs]]),
    ...states.map((name) => [name, ['f32', batch, hidden]]),
  ]);
  return { inputs: names, constants: constants(gates), lines, outputs: `h_${steps - 1}` };
}

const sequence = (states: readonly string[], steps: number | string): Types =>
  Object.fromEntries([
    ['xs', ['f32', steps, batch, inputs] as const],
    ...states.map((name) => [`${name}0`, ['f32', batch, hidden] as const]),
  ]);

function looped({ gates, states, step }: CellLines, steps: number | string): LineModel {
  const body = bodyOf({
    inputs: { k: ['i64'], go: ['bool'], ...Object.fromEntries(states.map((name) => [name, null])) },
    lines: [['go_', 'Identity', 'go'], ['x', 'Gather', 'xs k', { axis: 0 }], ...step],
    outputs: `go_ ${states.map((name) => `${name}_`).join(' ')} h_`,
  });
  const initial = states.map((name) => `${name}0`).join(' ');
  const last = states.map((name) => `${name}n`).join(' ');
  return {
    inputs: sequence(states, steps),
    constants: constants(gates),
    lines: [
      ['all', 'Shape', 'xs'],
      ['steps', 'Gather', 'all zero'],
      [`${last} ys`, 'Loop', `steps yes ${initial}`, { body }],
    ],
    outputs: 'hn ys',
  };
}

function scanned({ gates, states, step }: CellLines, steps: number | string): LineModel {
  const body = bodyOf({
    inputs: { ...Object.fromEntries(states.map((name) => [name, null])), x: null },
    lines: step,
    outputs: `${states.map((name) => `${name}_`).join(' ')} h_`,
  });
  const initial = states.map((name) => `${name}0`).join(' ');
  const last = states.map((name) => `${name}n`).join(' ');
  return {
    inputs: sequence(states, steps),
    constants: constants(gates),
    lines: [[`${last} ys`, 'Scan', `${initial} xs`, { body, num_scan_inputs: 1 }]],
    outputs: 'hn ys',
  };
}

function fused({ op, gates, states }: CellLines, steps: number | string): LineModel {
  return {
    inputs: { xs: ['f32', steps, batch, inputs] },
    constants: [
      tensor('W', 'f32', [1, gates * hidden, inputs]),
      tensor('R', 'f32', [1, gates * hidden, hidden]),
      tensor('B', 'f32', [1, 2 * gates * hidden]),
    ],
    lines: [[states.length === 1 ? 'ys hn' : 'ys hn cn', op, 'xs W R B', { hidden_size: hidden }]],
    outputs: 'hn ys',
  };
}

describe.each(cells)('$op', (cell) => {
  test.each([1, 4, 300])('costs the same fused, as Loop and as Scan over %i steps', (steps) => {
    const cost = costText(runLines(fused(cell, steps)).run.totals);
    expect(costText(runLines(looped(cell, steps)).run.totals)).toBe(cost);
    expect(costText(runLines(scanned(cell, steps)).run.totals)).toBe(cost);
  });

  test('and unrolled', () => {
    expect(costText(runLines(unrolled(cell, 4)).run.totals)).toBe(costText(runLines(fused(cell, 4)).run.totals));
  });

  test('has the same parameters in every form', () => {
    const params = format(runLines(fused(cell, 4)).weights.params());
    for (const spec of [looped(cell, 4), looped(cell, 500), scanned(cell, 4), scanned(cell, 'n'), unrolled(cell, 4)])
      expect(format(runLines(spec).weights.params())).toBe(params);
  });

  test('has one formula in every form', () => {
    const cost = costText(runLines(fused(cell, 'steps')).run.totals);
    const symbolic = [looped(cell, 'steps'), scanned(cell, 'steps')].map((spec) => runLines(spec));
    for (const { run } of symbolic) {
      expect(costText(run.totals)).toBe(cost);
      expect(run.outputs.map(typeText)).toEqual([`f32[${batch}, ${hidden}]`, `f32[steps, ${batch}, ${hidden}]`]);
    }
    expect(cost).toMatch(/^\d+\*steps \d+\*steps \d+\*steps$/);
  });
});

const lstm = (
  attrs: Record<string, number | string>,
  inputsOf: Parameters<typeof countOne>[0]['inputs'],
  outputs = 3,
) => countOne({ op: 'LSTM', opset: 14, attrs, inputs: inputsOf, outputs });

const [T, B, I, H] = [6, 2, 3, 4];
const alone = (op: string): number => Number(countOne({ op, inputs: [f32(T * B * H)] }).figures.elementwise);
const gru = (activations: readonly string[]): unknown =>
  runLines({
    inputs: { x: ['f32', T, B, I], w: ['f32', 1, 3 * H, I], r: ['f32', 1, 3 * H, H] },
    lines: [['y', 'GRU', 'x w r', { activations }]],
    outputs: 'y',
  }).run.totals.elementwise;

describe('sizes and costs by hand', () => {
  test.each([
    ['forward', 1],
    ['reverse', 1],
    ['bidirectional', 2],
  ])('%s', (direction, D) => {
    const one = lstm({ hidden_size: H, direction }, [f32(T, B, I), f32(D, 4 * H, I), f32(D, 4 * H, H)]);
    expect([0, 1, 2].map((i) => shapeOf(one, i))).toEqual([
      [T, D, B, H],
      [D, B, H],
      [D, B, H],
    ]);
    expect(costText(one.figures)).toBe(`${T * B * D * 4 * H * (I + H)} ${17 * T * B * D * H} ${5 * T * B * D * H}`);
  });

  test('batch first', () => {
    const one = lstm({ layout: 1 }, [f32(B, T, I), f32(1, 4 * H, I), f32(1, 4 * H, H)]);
    expect([0, 1, 2].map((i) => shapeOf(one, i))).toEqual([
      [B, T, 1, H],
      [B, 1, H],
      [B, 1, H],
    ]);
    expect(one.figures.macs).toBe(T * B * 4 * H * (I + H));
  });

  test('biases, peepholes and clipping are counted where given', () => {
    const units = T * B * H;
    const all = [
      f32(T, B, I),
      f32(1, 4 * H, I),
      f32(1, 4 * H, H),
      f32(1, 8 * H),
      null,
      f32(1, B, H),
      f32(1, B, H),
      f32(1, 3 * H),
    ];
    expect(lstm({}, all.slice(0, 4)).figures.elementwise).toBe((17 + 8) * units);
    expect(lstm({}, all).figures.elementwise).toBe((17 + 8 + 6) * units);
    const clipped = countOne({ op: 'LSTM', attrs: { clip: { float: 3 } }, inputs: all.slice(0, 3), outputs: 3 });
    expect(clipped.figures.elementwise).toBe((17 + 8) * units);
    expect(lstm({ input_forget: 1 }, all.slice(0, 3)).figures).toMatchObject({
      elementwise: (17 - 3 + 1) * units,
      transcendentals: 4 * units,
    });
  });

  test('other activations cost what they cost alone', () => {
    for (const [f, g] of [
      ['Relu', 'LeakyRelu'],
      ['HardSigmoid', 'Softsign'],
      ['Elu', 'Softplus'],
      ['ThresholdedRelu', 'Tanh'],
    ] as const)
      expect(gru([f, g])).toBe(8 * T * B * H + 2 * alone(f) + alone(g));
  });

  test('padding counts; effective MACs leave it out', () => {
    const one = countOne({
      op: 'GRU',
      inputs: [f32(T, B, I), f32(1, 3 * H, I), f32(1, 3 * H, H), null, holding('i32', [6, 2])],
      outputs: 2,
    });
    expect(one.figures.macs).toBe(T * B * 3 * H * (I + H));
    expect(one.figures.effectiveMacs).toBe((6 + 2) * 3 * H * (I + H));
  });

  test('symbolic sizes', () => {
    const one = countOne({ op: 'RNN', inputs: [f32('t', 'b', I), f32(1, H, I), f32(1, H, H)], outputs: 2 });
    expect(shapeOf(one)?.map(format)).toEqual(['t', '1', 'b', String(H)]);
    expect(format(one.figures.macs)).toBe(`${H * (I + H)}*b*t`);
  });

  test.each([
    ['widths', [f32(T, B, I + 1), f32(1, 4 * H, I), f32(1, 4 * H, H)]],
    ['gates', [f32(T, B, I), f32(1, 3 * H, I), f32(1, 4 * H, H)]],
    ['directions', [f32(T, B, I), f32(2, 4 * H, I), f32(2, 4 * H, H)]],
    ['axes', [f32(T, B), f32(1, 4 * H, I), f32(1, 4 * H, H)]],
  ])('%s that contradict each other are refused', (_, contradicting) => {
    expect(() => lstm({}, contradicting)).toThrow(/layer \(LSTM\)/);
  });

  test('quantised weights: MACs in 8 bits', () => {
    const one = countOne({
      op: 'DynamicQuantizeLSTM',
      domain: 'com.microsoft',
      attrs: { hidden_size: H },
      inputs: [
        f32(T, B, I),
        of('u8', 1, I, 4 * H),
        of('u8', 1, H, 4 * H),
        null,
        null,
        null,
        null,
        null,
        f32(1),
        of('u8', 1),
        f32(1),
        of('u8', 1),
      ],
      outputs: 3,
    });
    const macs = T * B * 4 * H * (I + H);
    expect(shapeOf(one)).toEqual([T, 1, B, H]);
    expect([one.figures.macs, one.figures.bitOps]).toEqual([macs, macs * 64]);
  });

  test('attention around the cell', () => {
    const [L, m, a] = [5, 6, 7];
    const one = countOne({
      op: 'AttnLSTM',
      domain: 'com.microsoft',
      attrs: { hidden_size: H },
      inputs: [
        f32(T, B, I),
        f32(1, 4 * H, I + m),
        f32(1, 4 * H, H),
        null,
        null,
        null,
        null,
        null,
        f32(1, H, a),
        f32(1, m, a),
        f32(1, a),
        f32(B, L, m),
      ],
      outputs: 3,
    });
    const cell = T * B * 4 * H * (I + m + H);
    expect(equal(one.figures.macs, cell + B * L * m * a + T * B * (H * a + L * a + L * m))).toBe(true);
  });
});
