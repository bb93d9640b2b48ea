import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ModelReport } from '#count/model-report.ts';
import { countModel } from '#count/count.ts';
import { Fault } from '#graph/fault.ts';
import { readModelSync } from '#read/read.ts';
import { grow, lowered } from '../support/grow.ts';
import { randomFrom } from '../support/mutate.ts';
import { net } from '../support/models.ts';
import { randomModel } from '../support/random-model.ts';
import { memorySource } from '../support/truth.ts';

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../fixtures/onnx/${name}.onnx`, import.meta.url));
const seeds = [
  net(),
  net({ depth: 1, channels: 4 }),
  ...['hb_function_nested', 'hb_if_const_cond', 'hb_loop_const_trip', 'hb_scan9', 'tv_resnet18_ts17'].map(fixture),
  ...Array.from({ length: 60 }, (_, seed) => randomModel(randomFrom(seed))),
];

function count(bytes: Uint8Array): ModelReport | null {
  try {
    return countModel(readModelSync(memorySource(bytes, 'grown.onnx'), 'grown.onnx'));
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code !== 'internal') return null;
    throw thrown;
  }
}

const kinds = [
  'atTheEnd',
  'aside',
  'again',
  'largerInput',
  'largerWeight',
  'moreTrips',
  'intoFunction',
  'shadow',
  'smallerTwin',
  'inputTwin',
  'opsetTwin',
  'inTwoParts',
  'repeated',
];

/** benchmarks/fuzz.ts grows a million models, mutated ones too. */
test('work that is added, or hidden, never lowers a count without a finding, a bound or a fault', () => {
  const met = new Map<string, number>();
  const less: string[] = [];
  const before = seeds.map(count);
  for (let seed = 0; seed < 3000; seed++) {
    const base = before[seed % seeds.length];
    const grown = grow(seeds[seed % seeds.length] as Uint8Array, randomFrom(seed));
    if (base === null || base === undefined || grown === null) continue;
    met.set(grown.kind, (met.get(grown.kind) ?? 0) + 1);
    const after = count(grown.bytes);
    const said = after === null ? null : lowered(base, after);
    if (said !== null) less.push(`seed ${seed}, ${grown.kind}: ${said}`);
  }
  expect(less).toEqual([]);
  expect([...met.keys()].toSorted()).toEqual(kinds.toSorted());
});
