import { expect, test } from 'vitest';
import type { Line, LineModel } from '../../../support/lines.ts';
import { format } from '#graph/dim.ts';
import { bodyOf, runLines, scalarOf } from '../../../support/lines.ts';
import { tensor } from '../../../support/onnx-writer.ts';

/** Loops inside one another, each by a counter of its own below `n`; or scans of `x` by its first axis. */
function nestOf(op: 'Loop' | 'Scan', depth: number): LineModel {
  let lines: readonly Line[] = [['h0', 'MatMul', 'g w']];
  for (let level = 1; level <= depth; level++) {
    const inner = `h${level - 1}`;
    const body =
      op === 'Loop'
        ? bodyOf({
            inputs: { [`k${level}`]: ['i64'], [`c${level}`]: ['bool'], [`i${level}`]: null },
            lines: [...lines, [`next${level}`, 'Add', `i${level} one`], [`on${level}`, 'Less', `next${level} n`]],
            outputs: `on${level} next${level} ${inner}`,
          })
        : bodyOf({
            inputs: { [`s${level}`]: null, [`row${level}`]: null },
            lines: [...lines, [`sum${level}`, 'Add', `s${level} row${level}`]],
            outputs: `sum${level} ${inner}`,
          });
    lines = [
      [
        `last${level} h${level}`,
        op,
        op === 'Loop' ? '_ _ zero' : 'zero x',
        op === 'Loop' ? { body } : { body, num_scan_inputs: 1 },
      ],
    ];
  }
  return {
    inputs: { x: ['f32', 'N'], g: ['f32', 2, 4] },
    constants: [tensor('w', 'f32', [4, 4]), scalarOf('zero', 0), scalarOf('one', 1)],
    lines: [['shape', 'Shape', 'x'], ['n', 'Gather', 'shape zero'], ...lines],
    outputs: `h${depth}`,
  };
}

test.each<['Loop' | 'Scan', number, string]>([
  ['Loop', 3, '32*max(N, 1)^3'],
  ['Scan', 3, '32*N^3'],
])('%ss %i deep multiply', (op, depth, macs) => {
  expect(format(runLines(nestOf(op, depth)).run.totals.macs)).toBe(macs);
});

// Each level that ran its body twice would double the work: forty would never end.
test.each(['Loop', 'Scan'] as const)('%ss nested as no exporter does are run once a level', (op) => {
  const { run } = runLines(nestOf(op, 40));
  expect(run.coverage.exact + run.coverage.bounded + run.coverage.unknown).toBeGreaterThan(40);
});

/** Loops of three iterations inside one another, of which the innermost makes `v` longer by `x`: each of its runs is another. */
function growing(depth: number): LineModel {
  let lines: readonly Line[] = [[`v${depth + 1}`, 'Concat', `c${depth} x`, { axis: 0 }]];
  for (let level = depth; level >= 1; level--) {
    const body = bodyOf({
      inputs: { [`k${level}`]: ['i64'], [`b${level}`]: ['bool'], [`c${level}`]: ['f32', 'N', 4] },
      lines: [...lines, [`on${level}`, 'Identity', `b${level}`]],
      outputs: `on${level} v${level + 1}`,
    });
    lines = [[`v${level}`, 'Loop', `three _ ${level === 1 ? 'x' : `c${level - 1}`}`, { body }]];
  }
  return { inputs: { x: ['f32', 'N', 4] }, constants: [scalarOf('three', 3)], lines, outputs: 'v1' };
}

test('loops in loops that grow are run one by one while that is affordable', () => {
  const [output] = runLines(growing(5)).run.outputs;
  expect(output?.kind === 'tensor' && output.shape?.map(format)).toEqual([`${3 ** 5 + 1}*N`, '4']);
});

// Twenty: three to the power of twenty runs.
test.each([9, 20])('%i of them are bounded by symbols, without a fault', (depth) => {
  const { run, findings } = runLines(growing(depth));
  expect(run.outputs).toHaveLength(1);
  expect(findings).toContainEqual(expect.objectContaining({ code: 'unknown-trip-count' }));
});
