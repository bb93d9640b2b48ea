import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { GateReport } from '#judge/types.ts';
import type { CountEntry } from '#report/count-entry.ts';
import { unpainted } from '#report/terminal/paint.ts';
import { renderCheck } from '#report/terminal/check.ts';
import { renderCount } from '#report/terminal/count.ts';
import { renderDiff } from '#report/terminal/diff.ts';
import { textWidth } from '#report/terminal/plain-table.ts';
import { attacks } from '../../support/hostile-text.ts';
import { model, node, value } from '../../support/onnx-writer.ts';
import { pairOf, reportOf } from '../../support/outcomes.ts';
import { residualNet, sequenceNet } from '../../support/residual-net.ts';
import { accepted, failing, hostile, nothing, passing, undecided, unruled } from '../../support/scenes.ts';

const golden = (name: string): string => resolve(import.meta.dirname, '../../golden', name);
const plain = { color: false, width: 120 };
const counted = (path: string, bytes: Uint8Array, dims = {}): CountEntry => ({
  kind: 'counted',
  path,
  report: reportOf(bytes, dims, path),
});
const failed: CountEntry = {
  kind: 'failed',
  path: 'broken.onnx',
  failure: { code: 'empty-file', message: 'broken.onnx is empty', hint: 'fetch or export it again' },
};
const unknown = model({
  nodes: [
    node('Magic', ['x'], ['y'], {}, { name: 'odd', domain: 'com.example' }),
    node('Relu', ['y'], ['z'], {}, { name: 'act' }),
  ],
  inputs: [value('x', 'f32', [1, 8])],
  outputs: [value('z', 'f32', null)],
  opset: { '': 17, 'com.example': 1 },
});

describe('count', () => {
  test.each<[string, readonly CountEntry[], boolean]>([
    ['one', [counted('detector.onnx', residualNet())], false],
    ['bound', [counted('text.onnx', sequenceNet(true), { sequence: 128 })], false],
    ['symbolic', [counted('text.onnx', sequenceNet(true))], false],
    ['unknown', [counted('odd.onnx', unknown)], false],
    ['failed', [failed], false],
    [
      'many',
      [
        counted('models/detector.onnx', residualNet()),
        counted('models/text.onnx', sequenceNet(true)),
        failed,
        counted('models/odd.onnx', unknown),
      ],
      false,
    ],
    ['per-layer', [counted('detector.onnx', residualNet()), counted('odd.onnx', unknown)], true],
  ])('%s', async (name, entries, perLayer) => {
    await expect(renderCount(entries, plain, perLayer)).toMatchFileSnapshot(golden(`count-${name}.txt`));
  });
});

describe('diff', () => {
  test.each<[string, Uint8Array, Uint8Array]>([
    ['wider', residualNet(), residualNet({ widths: [16, 34, 64], kernels: [3, 5] })],
    ['same', residualNet(), residualNet({ name: (op, i) => `node_${op}_${i}` })],
    ['resolution', residualNet(), residualNet({ size: 96 })],
    ['growth', sequenceNet(false), sequenceNet(true)],
    ['unreadable', residualNet(), new Uint8Array(0)],
  ])('%s', async (name, base, head) => {
    await expect(renderDiff([pairOf(base, head)], plain)).toMatchFileSnapshot(golden(`diff-${name}.txt`));
  });
});

describe('check', () => {
  test.each<[string, () => GateReport]>([
    ['pass', passing],
    ['fail', failing],
    ['undecided', undecided],
    ['accepted', accepted],
    ['nothing', nothing],
    ['no-policy', unruled],
  ])('%s', async (name, scene) => {
    await expect(renderCheck(scene(), plain)).toMatchFileSnapshot(golden(`check-${name}.txt`));
  });
});

const all = (view: { color: boolean; width: number }): string =>
  [
    renderCheck(failing(), view),
    renderCheck(hostile(), view),
    renderCount([counted('a.onnx', residualNet()), failed], view),
    renderDiff([pairOf(residualNet(), sequenceNet(true))], view),
  ].join('');

test('colours are only added: without them the same words stand', () => {
  expect(all({ color: true, width: 100 })).not.toBe(all({ color: false, width: 100 }));
  expect(unpainted(all({ color: true, width: 100 }))).toBe(all({ color: false, width: 100 }));
});

test('plain output holds no escape sequence', () => {
  expect(all({ color: false, width: 100 })).not.toContain('\u001b');
});

test.each([60, 80, 120, 200])('tables of layers keep within %i columns', (width) => {
  const text = renderDiff([pairOf(residualNet(), residualNet({ widths: [16, 34, 64] }))], {
    color: false,
    width,
  });
  const table = text.split('\n').filter((line) => /^ {2}[~+−] /.test(line));
  expect(table.length).toBeGreaterThan(4);
  expect(Math.max(...table.map((line) => textWidth(line)))).toBeLessThanOrEqual(Math.max(width, 96));
});

test('nothing is cut where there is no width to keep to', () => {
  expect(
    renderDiff([pairOf(residualNet(), residualNet({ widths: [16, 34, 64] }))], {
      color: false,
      width: Infinity,
    }),
  ).not.toContain('…');
});

const hostileName = (op: string, i: number): string => `${attacks[i % attacks.length] ?? ''}${op}${i}`;

test('hostile names begin no line of their own and no workflow command', () => {
  const text =
    renderDiff(
      [pairOf(residualNet({ name: hostileName }), residualNet({ name: hostileName, widths: [16, 34, 64] }))],
      plain,
    ) + renderCount([counted('::error::x\n.onnx', residualNet({ name: hostileName }))], plain, true);
  const lines = text.split('\n');
  expect(lines.filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
  // oxlint-disable-next-line no-control-regex
  expect(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/.test(text)).toBe(false);
});
