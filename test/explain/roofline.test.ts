import { describe, expect, test } from 'vitest';
import { devices } from '#explain/devices.ts';
import { deviceOf, rooflineOf } from '#explain/roofline.ts';
import { whatIf } from '#explain/what-if.ts';
import type { ModelReport } from '#count/model-report.ts';
import { model, node, tensor, value } from '../support/onnx-writer.ts';
import { reportOf } from '../support/outcomes.ts';

/** x [rows, 1024] times a matrix [1024, 1024]. */
const product = (
  rows: number | string,
  dtype: 'f32' | 'f16' = 'f32',
  dims: Readonly<Record<string, number>> = {},
): ModelReport =>
  reportOf(
    model({
      nodes: [node('MatMul', ['x', 'w'], ['y'], {}, { name: 'mm' })],
      inputs: [value('x', dtype, [rows, 1024])],
      outputs: [value('y', dtype, [rows, 1024])],
      initializers: [tensor('w', dtype, [1024, 1024])],
    }),
    dims,
  );

describe('deviceOf', () => {
  test.each([
    ['A100', 'A100', 'SXM4 80GB'],
    ['a100 sxm4 40gb', 'A100', 'SXM4 40GB'],
    ['h100-pcie', 'H100', 'PCIe'],
    ['rtx 4090', 'RTX 4090', ''],
    ['raspberry pi 5', 'Raspberry Pi 5', '4x Cortex-A76 2.4GHz'],
    ['Apple M1', 'Apple M1', 'GPU'],
  ])('%s', (text, name, variant) => {
    expect(deviceOf(text)).toMatchObject({ name, variant });
  });

  test.each(['A1000', '', 'pci'])('%j is none', (text) => {
    expect(() => deviceOf(text)).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  test('every device has rates, and one memory to move through', () => {
    for (const { peaks, bandwidth } of devices) {
      expect(Object.values(peaks).every((peak) => peak > 0) && Object.keys(peaks).length > 0).toBe(true);
      expect(bandwidth).toBeGreaterThan(0);
    }
  });
});

describe('rooflineOf', () => {
  // T4: 8.1 TFLOPS in f32, 65 in f16, 320 GB/s.
  test('many rows: bound by compute', () => {
    const roofline = rooflineOf(product(8192), deviceOf('T4'));
    const seconds = (2 * 8192 * 1024 * 1024) / 8.1e12;
    expect(roofline).toMatchObject({
      precisions: ['f32'],
      memoryShare: 0,
      fits: true,
      ridges: { f32: 8.1e12 / 320e9 },
    });
    expect(roofline?.floor).toBeCloseTo(seconds, 9);
    expect(roofline?.layers[0]).toMatchObject({ name: 'mm', bound: 'compute', precision: 'f32' });
    expect(roofline?.layers[0]?.seconds).toBeCloseTo(seconds, 9);
  });

  test('one row: bound by the weight’s bytes', () => {
    const roofline = rooflineOf(product(1), deviceOf('T4'));
    expect(roofline?.floor).toBeCloseTo((4 * 1024 * 1024) / 320e9, 12);
    expect(roofline?.apart).toBeCloseTo((4 * (1024 * 1024 + 2048)) / 320e9, 12);
    expect(roofline?.layers[0]?.bound).toBe('memory');
  });

  test('halves are taken at the rate of halves; where there is no rate, that is said', () => {
    expect(rooflineOf(product(8192, 'f16'), deviceOf('T4'))?.floor).toBeCloseTo((2 * 8192 * 1024 * 1024) / 65e12, 9);
    expect(rooflineOf(product(8192), deviceOf('TPU v5e'))?.precisions).toEqual(['f32 as f16']);
  });

  test('of a table only what is picked is read', () => {
    const lookup = reportOf(
      model({
        nodes: [node('Gather', ['w', 'i'], ['y'], {}, { name: 'g' })],
        inputs: [value('i', 'i64', [4])],
        outputs: [value('y', 'f32', [4, 1024])],
        initializers: [tensor('w', 'f32', [50_000, 1024])],
      }),
    );
    const roofline = rooflineOf(lookup, deviceOf('T4'));
    expect([roofline?.floor, roofline?.apart]).toEqual([0, (2 * 4 * 4096) / 320e9]);
  });

  test('an open size leaves none', () => {
    expect(rooflineOf(product('n'), deviceOf('T4'))).toBeNull();
  });
});

describe('whatIf', () => {
  test('a matrix: half a size, lower rank, fewer channels, fewer bits', () => {
    const rows = whatIf(product('n', 'f32', { n: 8 }));
    // Rank 256 of 1024: 256·2048 of 1024² are left.
    expect(rows.map(({ change, macs, params, weightBytes }) => [change, macs, params, weightBytes])).toEqual([
      ['matrices of a quarter of their rank (low-rank factors)', 0.5, 0.5, 0.5],
      ['`n` of 4 instead of 8', 0.5, 0, 0],
      ['a quarter fewer channels in every layer (pruning)', 0.4375, 0.4375, 0.4375],
      ['weights in 4 bits instead of 32', 0, 0, 0.875],
      ['weights in 8 bits instead of 32', 0, 0, 0.75],
      ['weights in 16 bits instead of 32', 0, 0, 0.5],
    ]);
  });

  test('a dense convolution: half the resolution, or depthwise and 1×1', () => {
    const conv = reportOf(
      model({
        nodes: [node('Conv', ['x', 'w'], ['y'], { pads: [1, 1, 1, 1] }, { name: 'c' })],
        inputs: [value('x', 'f32', [1, 32, 56, 56])],
        outputs: [value('y', 'f32', [1, 64, 56, 56])],
        initializers: [tensor('w', 'f32', [64, 32, 3, 3])],
      }),
    );
    const saved = new Map(whatIf(conv).map(({ change, macs }) => [change, macs]));
    expect(saved.get('half the resolution, both ways')).toBe(0.75);
    // Depthwise 32·9 and 1×1 32·64 of 32·64·9.
    expect(saved.get('depthwise separable convolutions')).toBeCloseTo(1 - (32 * 9 + 32 * 64) / (32 * 64 * 9), 12);
  });

  test('an open size leaves none', () => {
    expect(whatIf(product('n'))).toEqual([]);
  });
});
