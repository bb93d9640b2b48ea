import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, evaluate, mul, symbol } from '#graph/dim.ts';
import { memoryPlan } from '#count/engine/memory.ts';

describe('planned peak memory', () => {
  test('a buffer lives until its last reader, its own included where nothing reads it', () => {
    const [x, a, b] = [0, 1, 2];
    const plan = memoryPlan([1, 2, 2]);
    plan.write(x, 100);
    plan.peak();
    plan.write(a, 50);
    plan.peak();
    plan.read(x);
    plan.read(a);
    plan.write(b, 30);
    plan.peak();
    expect(plan.peaks()).toEqual([150]);
  });

  test('a view shares its buffer: the source stays until the view’s last reader', () => {
    const [x, v, y, z] = [0, 1, 2, 3];
    const plan = memoryPlan([1, 1, 1, 0]);
    plan.write(x, 100);
    plan.alias(v, x);
    plan.read(x);
    plan.write(y, 10);
    plan.peak();
    plan.read(v);
    plan.write(z, 90);
    plan.peak();
    expect(plan.peaks()).toEqual([110]);
  });

  test('symbols leave incomparable candidates, and drop the dominated ones', () => {
    const [n, m] = [symbol('n'), symbol('m')];
    const plan = memoryPlan([0]);
    for (const size of [n, mul(n, 2), m, n]) {
      plan.write(0, size);
      plan.peak();
      plan.read(0);
    }
    expect(plan.peaks()).toHaveLength(2);
  });

  test('a size that a formula makes negative covers nothing', () => {
    const n = symbol('n');
    const plan = memoryPlan([1, 1, 1]);
    plan.write(0, n);
    plan.peak();
    plan.write(1, add(mul(n, 2), -6));
    plan.peak();
    plan.read(1);
    expect(Math.max(...(plan.peaks() ?? []).map((peak) => Number(evaluate(peak, new Map([['n', 1n]])))))).toBe(1);
  });

  test('buffers of many gigabytes are summed exactly', () => {
    const plan = memoryPlan([1, 1, 1]);
    [2 ** 52 + 1, 2 ** 52 + 2, 2].forEach((size, value) => plan.write(value, size));
    plan.peak();
    expect(plan.peaks()?.map((peak) => evaluate(peak, new Map()))).toEqual([2n ** 53n + 5n]);
  });

  test('the candidates’ maximum is the true peak at every size', () => {
    const step = fc.record({ size: fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), life: fc.integer({ min: 1, max: 6 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), fc.nat(50), fc.nat(50), (steps, n, m) => {
        const plan = memoryPlan(steps.map(() => 1));
        let peak = 0;
        steps.forEach(({ size: [c, cn, cm] }, i) => {
          plan.write(i, add(c, add(mul(symbol('n'), cn), mul(symbol('m'), cm))));
          plan.peak();
          steps.forEach((s, j) => {
            if (j + s.life === i) plan.read(j);
          });
          const live = steps.map((s, j) => (j <= i && i <= j + s.life ? s.size[0] + s.size[1] * n + s.size[2] * m : 0));
          peak = Math.max(
            peak,
            live.reduce((a, b) => a + b, 0),
          );
        });
        const env = new Map([
          ['n', BigInt(n)],
          ['m', BigInt(m)],
        ]);
        const candidates = plan.peaks();
        if (candidates === null) return;
        expect(Math.max(...candidates.map((c) => Number(evaluate(c, env))))).toBe(peak);
      }),
    );
  });
});
