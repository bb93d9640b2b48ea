import { assert, bigInt, constantFrom, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ceilingText, initialPolicy, type Sighting } from '#gate/setup/init-policy.ts';
import { planFor } from '#policy/model-plan.ts';
import { parseCeiling } from '#policy/quantity.ts';
import { readPolicy } from '#policy/read-policy.ts';
import type { Policy } from '#policy/policy.ts';
import { attacks } from '../../support/hostile-text.ts';
import { net } from '../../support/models.ts';
import { outcomeOf, reportOf } from '../../support/outcomes.ts';

test('a ceiling keeps its figure, and no other that is 1 % larger', () => {
  assert(
    property(bigInt(1n, 1n << 62n), constantFrom('macs', 'size'), (value, metric) => {
      const kind = metric === 'size' ? 'bytes' : 'count';
      const ceiling = parseCeiling(ceilingText(value, metric), kind)?.value ?? 0n;
      expect(ceiling >= value && ceiling * 100n <= value * 101n + 100n).toBe(true);
    }),
  );
});

test.each([
  [864n, 'macs', '864'],
  [1000n, 'macs', '1k'],
  [1001n, 'macs', '1.01k'],
  [4_089_184_256n, 'macs', '4.09G'],
  [999_999n, 'macs', '1000k'],
  [102_100_000n, 'size', '97.4MiB'],
  [1023n, 'size', '1023B'],
  [1n << 40n, 'size', '1TiB'],
] as const)('%d %s is written %s', (value, metric, text) => expect(ceilingText(value, metric)).toBe(text));

const counted = (path: string, bytes: Uint8Array) => ({
  kind: 'counted' as const,
  path,
  report: reportOf(bytes, {}, path),
  bytes: BigInt(bytes.length),
  dims: new Map(),
});
const read = (...sightings: readonly Sighting[]): Policy => readPolicy(initialPolicy(sightings), 'flopgate.yml');

describe('the policy that today’s models give', () => {
  test('lets each of them pass as it is, and fails a larger one', () => {
    const policy = read(counted('models/net.onnx', net()));
    const same = outcomeOf({ base: net(), head: net() }, policy);
    expect([same.verdict, same.judgements.length > 2]).toEqual(['pass', true]);
    expect(outcomeOf({ head: net({ channels: 9 }) }, policy).verdict).toBe('fail');
  });

  test('is valid, and about each path as it is, however that is named', () => {
    assert(
      property(string({ minLength: 1, unit: 'grapheme' }), (path) => {
        expect(read(counted(path, net())).models.map((one) => one.path)).toEqual([path]);
      }),
    );
    for (const path of [
      ...attacks,
      'no',
      'true',
      '~',
      '1',
      '- a',
      'a: b',
      '#x',
      'a #b',
      '"',
      "'",
      '\u2028',
      '\u0085',
    ]) {
      if (path.includes('\0') || /[\ud800-\udfff]/u.test(path) || path === '') continue;
      expect(read({ kind: 'failed', path, failure: { code: 'x', message: path, hint: path } }).models).toMatchObject([
        { path },
      ]);
    }
  });

  test('names sizes that a file leaves open and how they are taken, gives no ceiling on what still depends on them, and one on the rest', () => {
    const dims = new Map([
      ['side: x', 224n],
      ['batch', 1n],
    ]);
    const text = initialPolicy([{ ...counted('a.onnx', net({ batch: 'batch', size: 'side: x' })), dims }]);
    expect(text).toContain('    dims: { "side: x": 224, batch: 1 }\n');
    const budgets = planFor(readPolicy(text, 'flopgate.yml'), 'a.onnx')?.cases[0]?.budgets;
    expect([budgets?.get('macs')?.max ?? null, budgets?.get('params')?.max?.value]).toEqual([null, 216n + 576n + 80n]);
  });

  test('says that layers of no known cost keep MACs from a ceiling', () => {
    const text = initialPolicy([counted('a.onnx', net({ tail: { op: 'Mystery', domain: 'acme' } }))]);
    expect(text).toContain('# no ceiling on MACs, peak activation memory: 1 layer has no exact cost');
    expect(text).not.toMatch(/macs: \{ max/);
  });

  test('of no model has defaults only; of more than a thousand says how many are left to them', () => {
    expect(read().models).toEqual([]);
    const one = counted('a.onnx', net());
    const many = Array.from({ length: 1003 }, (_, i): Sighting => ({ ...one, path: `m${i}.onnx` }));
    expect(read(...many).models).toHaveLength(1000);
    expect(initialPolicy(many)).toContain('# 3 more models are judged by the defaults.');
  });
});
