import { describe, expect, test } from 'vitest';
import type { OracleCase } from '../../support/oracle.ts';
import type { Dim } from '#graph/dim.ts';
import { runModel } from '../../support/run.ts';
import { format, sub } from '#graph/dim.ts';
import { readModelSync } from '#read/read.ts';
import { oracleCases } from '../../support/oracle.ts';
import { sharedPath } from '../../support/shared.ts';
import { memorySource } from '../../support/truth.ts';

const isHere = sharedPath('corpus/onnx/node-oracle.jsonl.gz') !== null;
const all = new Map(isHere ? oracleCases().map((one) => [one.id, one]) : []);

/** Operators whose definition is a body of others, each beside its body: ONNX's own test models. */
function pairs(pattern: RegExp): readonly (readonly [string, OracleCase, OracleCase])[] {
  return [...all].flatMap(([id, one]) => {
    const expanded = all.get(`${id}_expanded`) ?? all.get(`${id}_expanded_ver26`);
    return expanded === undefined || !pattern.test(id) ? [] : [[id, one, expanded] as const];
  });
}

function totals(one: OracleCase): { readonly macs: Dim; readonly elementwise: Dim; readonly transcendentals: Dim } {
  const model = readModelSync(memorySource(Buffer.from(one.b64, 'base64'), one.id), one.id);
  const inputs = new Map(model.graph.inputs.map(({ name, type }) => [name, type]));
  return runModel(model, { sizes: new Map(), inputs }).run.totals;
}

describe.skipIf(!isHere)('an operator costs what its definition costs (needs ../shared/corpus)', () => {
  const exact = pairs(/rotary|causal_conv|linear_attention/);
  const scaled = pairs(/attention(?!.*linear)/).filter(([id]) => !id.includes('linear'));

  test('there are such pairs', () => {
    expect([exact.length, scaled.length].map((count) => count > 20)).toEqual([true, true]);
  });

  test.each(exact)('%s', (_, fused, expanded) => {
    const [a, b] = [totals(fused), totals(expanded)];
    expect(format(b.macs)).toBe(format(a.macs));
    /** The definition computes 1/√d once, at run time. */
    expect([0, 1]).toContain(sub(b.elementwise, a.elementwise));
    expect([0, 1]).toContain(sub(b.transcendentals, a.transcendentals));
  });

  test.each(scaled)('%s', (_, fused, expanded) => {
    const [a, b] = [totals(fused), totals(expanded)];
    expect(format(b.macs)).toBe(format(a.macs));
    /** √d and the root of the scale. */
    expect([0, 1, 2]).toContain(sub(b.transcendentals, a.transcendentals));
  });
});
