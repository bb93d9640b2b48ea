import { describe, expect, test } from 'vitest';
import { briefOf, byFigure, layerFigure } from '#report/brief.ts';
import type { GateReport, ModelOutcome } from '#judge/types.ts';
import { accepted, failing, passing, undecided } from '../support/scenes.ts';

const of = ({ models }: GateReport, id: string): ModelOutcome => {
  const model = models.find((one) => one.id === id);
  if (model === undefined) throw new Error(`no ${id}`);
  return model;
};

describe('what is said first of a model', () => {
  test.each([
    [
      'a ceiling',
      failing,
      'detector',
      /^90.3 M \(\+15 %\)$/,
      'max 80M',
      /^`\/blocks.1\/conv1\/Conv`: output channels 32 → 34 \(\+9.21 M MACs\) and 4 more layers$/,
    ],
    ['growth', failing, 'text', /^quadratic in `sequence`$/, 'linear at base', /^`scores`: `MatMul` added/],
    ['another input', failing, 'models/segment.onnx', /^83.5 M/, 'allowed +2%', /^input resolution 64×64 → 65×65/],
    ['an unreadable file', failing, 'models/broken.onnx', /^$/, null, /^models\/broken.onnx is empty$/],
    ['a new model', failing, 'models/new.onnx', /^78.6 M$/, null, /^new: only ceilings apply$/],
    ['a removed model', failing, 'models/gone.onnx', /^$/, null, /^removed: no longer judged$/],
    ['a bench without an answer', undecided, 'detector', /^12.1 ms/, null, /^out of time; detectable change: \+6.3 %$/],
    ['an unknown operator', undecided, 'models/nms.onnx', /^≥ 0$/, null, /lower bound/],
    [
      'an acceptance',
      accepted,
      'detector',
      /^90.3 M/,
      'max 80M',
      /^accepted \(\+20%\) by `abc1234`: a better backbone$/,
    ],
    ['a pass', passing, 'models/small.onnx', /^78.6 M \(−3.5 %\)$/, null, /^$/],
  ] as const)('%s', (_, scene, id, figure, limit, cause) => {
    const brief = briefOf(of(scene(), id));
    expect(brief.figure).toMatch(figure);
    expect(brief.limit).toBe(limit);
    expect(brief.cause).toMatch(cause);
  });

  test('further budgets are named, and names are cut to what there is room for', () => {
    const brief = briefOf(of(failing(), 'detector'), 9);
    expect(brief.also).toEqual(['params', 'size', 'latency']);
    expect(brief.cause).toMatch(/^`\/blo…Conv`: /);
  });
});

test('layers stand by the figure that broke', () => {
  const { layers } = of(failing(), 'detector');
  if (layers === null) throw new Error('no layers');
  const names = byFigure(layers, 'memory').map(({ moved }) => moved.delta ?? 0n);
  expect(names).toEqual(names.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
  expect(layerFigure('size')).toBe('params');
  expect(layerFigure('latency')).toBe('macs');
});
