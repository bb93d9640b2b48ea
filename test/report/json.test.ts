import { describe, expect, test } from 'vitest';
import { parseReport } from '#judge/report-json.ts';
import type { CountEntry } from '#report/count-entry.ts';
import { countJson, diffJson, reportJson } from '#report/json.ts';
import { node, model, value } from '../support/onnx-writer.ts';
import { pairOf, reportOf } from '../support/outcomes.ts';
import { residualNet, sequenceNet } from '../support/residual-net.ts';
import { failing } from '../support/scenes.ts';

const counted = (path: string, bytes: Uint8Array, dims = {}): CountEntry => ({
  kind: 'counted',
  path,
  report: reportOf(bytes, dims, path),
});
const failed: CountEntry = {
  kind: 'failed',
  path: 'b.onnx',
  failure: { code: 'empty-file', message: 'b.onnx is empty', hint: 'fetch it' },
};

interface CountModel {
  readonly totals: Readonly<Record<string, string | null>>;
  readonly formulas: Readonly<Record<string, string | null>>;
  readonly layers: readonly Readonly<Record<string, unknown>>[];
}
const modelsOf = (text: string): CountModel[] => (JSON.parse(text) as { models: CountModel[] }).models;

describe('count', () => {
  test('is as the contract writes it', () => {
    const text = countJson([counted('detector.onnx', residualNet()), failed]);
    expect(JSON.parse(text)).toMatchObject({
      schema: 'flopgate/count/1',
      models: [
        {
          path: 'detector.onnx',
          format: 'onnx',
          fileBytes: expect.stringMatching(/^\d+$/),
          sizes: {},
          totals: {
            macs: '78561920',
            flops: '157123840',
            elementwise: '426058',
            transcendentals: '0',
            flopsTotal: '157549898',
            bitOps: '80447406080',
            params: '77370',
            paramsStored: '77370',
            weightBytes: '309480',
            movedBytes: '6257424',
            peakActivationBytes: '786432',
          },
          exact: true,
          coverage: { exact: 22, bounded: 0, unknown: 0 },
          formulas: { macs: '78561920' },
          growth: {},
          findings: [],
        },
        { path: 'b.onnx', error: { code: 'empty-file', message: 'b.onnx is empty', hint: 'fetch it' } },
      ],
    });
    const [first] = modelsOf(text);
    expect(first?.layers[0]).toEqual({
      name: '/stem/conv/Conv',
      op: 'Conv',
      status: 'exact',
      macs: '442368',
      flops: '884736',
      elementwise: '0',
      transcendentals: '0',
      bitOps: '452984832',
      effectiveMacs: '442368',
      denseMacs: '442368',
      params: '432',
      movedBytes: '116416',
      times: '1',
      outputs: [{ name: '/stem/conv/Conv_out', dtype: 'f32', shape: [1, 16, 32, 32] }],
    });
    expect(first?.layers).toHaveLength(22);
  });

  test('an unbound size leaves the number null and the formula', () => {
    const [open, bound] = modelsOf(
      countJson([counted('a.onnx', sequenceNet(true)), counted('a.onnx', sequenceNet(true), { sequence: 8 })]),
    );
    expect(open).toMatchObject({
      unbound: ['sequence'],
      totals: { macs: null, params: '1024' },
      formulas: { macs: '64*sequence^2 + 1024*sequence' },
      growth: { macs: { sequence: 'quadratic' } },
      findings: [{ code: 'unbound-size' }],
    });
    expect(open?.layers[0]).toMatchObject({
      macs: null,
      flops: null,
      formulas: { macs: '1024*sequence' },
      outputs: [{ shape: [1, 'sequence', 32] }],
    });
    expect(bound).toMatchObject({
      sizes: { sequence: '8' },
      totals: { macs: '12288' },
      formulas: { macs: '64*sequence^2 + 1024*sequence' },
    });
  });

  test('what isn’t known is null, and the totals say that they are bounds', () => {
    const unknown = model({
      nodes: [node('Magic', ['x'], ['y'], {}, { name: 'odd', domain: 'com.example' })],
      inputs: [value('x', 'f32', [1, 8])],
      outputs: [value('y', 'f32', null)],
      opset: { '': 17, 'com.example': 1 },
    });
    const [first] = modelsOf(countJson([counted('a.onnx', unknown)]));
    expect(first).toMatchObject({ exact: false, coverage: { unknown: 1 } });
    expect(first?.layers[0]).toMatchObject({
      domain: 'com.example',
      status: 'unknown',
      outputs: [{ name: 'y', dtype: 'unknown', shape: null }],
    });
  });

  test('names of JavaScript are names', () => {
    const named = model({
      nodes: [node('Relu', ['x'], ['__proto__'], {}, { name: 'constructor' })],
      inputs: [value('x', 'f32', ['__proto__'])],
      outputs: [value('__proto__', 'f32', null)],
    });
    const [first] = modelsOf(countJson([counted('a.onnx', named, JSON.parse('{"__proto__": 7}') as object)]));
    expect(Object.entries((first as unknown as { sizes: object }).sizes)).toEqual([['__proto__', '7']]);
    expect(first?.layers[0]?.['name']).toBe('constructor');
  });
});

test('diff holds figures and layers, and judges nothing', () => {
  const outcome = pairOf(residualNet(), residualNet({ kernels: [5] }));
  const told = JSON.parse(diffJson([outcome])) as { models: Record<string, unknown>[] };
  expect(told).toMatchObject({
    schema: 'flopgate/diff/1',
    models: [
      {
        path: 'head.onnx',
        basePath: 'base.onnx',
        figures: { macs: { base: '78561920', head: '82756224', delta: '4194304' } },
        layers: { changes: [{ why: ['kernel 3×3 → 5×5'] }] },
      },
    ],
  });
  expect(Object.keys(told.models[0] ?? {})).not.toContain('verdict');
});

test('a report is one document that reads back', () => {
  const report = failing();
  expect(parseReport(reportJson(report), 'report.json')).toEqual(report);
});
