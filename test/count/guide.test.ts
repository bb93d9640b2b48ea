import { describe, expect, test } from 'vitest';
import type { ModelReport } from '#count/model-report.ts';
import { countModel } from '#count/count.ts';
import { readModelSync } from '#read/read.ts';
import { model, node, tensor, value, type ModelSpec } from '../support/onnx-writer.ts';
import { memorySource } from '../support/truth.ts';

/**
 * The formulas of the guide that this project grew from, for nets in which every layer is as wide as its input:
 * feed-forward FLOPs = (inputs × weights + bias) × neurons × layers; feedback FLOPs = (inputs × weights + bias) × neurons ×
 * (layers + feedback loops), once per turn of the loop. One weight an input, one bias a neuron; a multiply–accumulate is one.
 */
const feedForward = (inputs: number, neurons: number, layers: number): bigint =>
  BigInt((inputs + 1) * neurons * layers);
const feedback = (inputs: number, neurons: number, layers: number, loops: number, turns: number): bigint =>
  BigInt((inputs + 1) * neurons * (layers + loops) * turns);

const count = (spec: ModelSpec): ModelReport =>
  countModel(readModelSync(memorySource(model(spec), 'guide.onnx'), 'guide.onnx'));
const work = ({ totals }: ModelReport): bigint => (totals.macs ?? 0n) + (totals.elementwise ?? 0n);

/** A stack of dense layers without activation. */
const dense = (width: number, layers: number): ModelSpec => ({
  inputs: [value('x0', 'f32', [1, width])],
  outputs: [value(`x${layers}`, 'f32')],
  initializers: Array.from({ length: layers }, (_, i) => [
    tensor(`w${i}`, 'f32', [width, width]),
    tensor(`b${i}`, 'f32', [width]),
  ]).flat(),
  nodes: Array.from({ length: layers }, (_, i) => node('Gemm', [`x${i}`, `w${i}`, `b${i}`], [`x${i + 1}`])),
});

/** An Elman net: the input's weights are its one layer, the state's weights its feedback loop. */
const elman = (width: number, turns: number): ModelSpec => ({
  inputs: [value('x', 'f32', [turns, 1, width])],
  outputs: [value('y', 'f32')],
  initializers: [
    tensor('w', 'f32', [1, width, width]),
    tensor('r', 'f32', [1, width, width]),
    tensor('b', 'f32', [1, 2 * width]),
  ],
  nodes: [node('RNN', ['x', 'w', 'r', 'b'], ['y'], { hidden_size: width })],
});

describe('the guide’s formulas', () => {
  test.each([
    [16, 1],
    [128, 3],
    [1000, 4],
  ])('feed-forward: %d wide, %d layers', (width, layers) => {
    expect(work(count(dense(width, layers)))).toBe(feedForward(width, width, layers));
  });

  test.each([
    [16, 1],
    [64, 10],
    [256, 25],
  ])('feedback: %d wide, %d turns, besides the sum of both products and the tanh of each unit', (width, turns) => {
    const report = count(elman(width, turns));
    const units = BigInt(width * turns);
    expect(work(report) - units).toBe(feedback(width, width, 1, 1, turns));
    expect(report.totals.transcendentals).toBe(units);
  });
});
