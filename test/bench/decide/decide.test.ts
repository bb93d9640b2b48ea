import { describe, expect, test } from 'vitest';
import { confirms, estimate, lookAt, planLooks } from '#bench/decide/decide.ts';
import { critical, hodgesLehmann, interval, tail } from '#bench/decide/signed-rank.ts';
import { seeded } from '#bench/decide/pseudo-random.ts';
import { trials, type Cell, type Noise } from '../../support/decision-trials.ts';

const TRIALS = 10_000;
const noises: readonly Noise[] = [
  { kind: 'normal' },
  { kind: 'outliers', share: 0.15, times: 8 },
  { kind: 'dependent', correlation: 0.2 },
  { kind: 'moods', rounds: 5 },
];
const cells = [1, 5, 20].flatMap((models) => noises.map((noise) => ({ models, noise })));

describe('false failures of the whole decision, over all models together', () => {
  test.each(cells)('no change, $models models, $noise.kind: at most 1 %', ({ models, noise }) => {
    for (const sd of [0.005, 0.04]) {
      const { anyOver } = trials({ models, noise, sd, change: 0, allowance: 0.05 }, TRIALS, 11);
      expect(anyOver).toBeLessThanOrEqual(0.01);
    }
  });

  test.each(cells)(
    'a change of just what is allowed, $models models, $noise.kind: at most 5 %',
    ({ models, noise }) => {
      const { anyOver } = trials({ models, noise, sd: 0.01, change: 0.05, allowance: 0.05 }, TRIALS, 12);
      expect(anyOver).toBeLessThanOrEqual(0.05);
    },
  );
});

describe('what is found', () => {
  const base: Omit<Cell, 'change' | 'allowance'> = {
    models: 1,
    sd: 0.005,
    noise: { kind: 'outliers', share: 0.1, times: 5 },
  };
  test.each([
    [0.05, 0.025, 'over'],
    [0.1, 0.05, 'over'],
    [0, 0.025, 'within'],
    [-0.1, 0.05, 'within'],
  ] as const)('%s where %s is allowed: %s', (change, allowance, wanted) => {
    const rates = trials({ ...base, change, allowance }, TRIALS, 13);
    expect(rates[wanted]).toBeGreaterThanOrEqual(0.98);
  });

  test('a slow-down among 20 models is still found', () => {
    const rates = trials({ ...base, models: 20, change: 0.05, allowance: 0.025 }, 1000, 14);
    expect(rates.over).toBeGreaterThanOrEqual(0.95);
  });
});

test('looking often costs nothing that is not paid for: a look after each round at 1 % would fail four times as often', () => {
  const random = seeded(15);
  let naive = 0;
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const seen: number[] = [];
    for (let round = 1; round <= 24; round += 1) {
      seen.push(0.01 * random.normal());
      const over = critical(round, 0.01);
      if (lookAt({ rounds: round, over, within: null, level: 0.01 }, seen, 0) === 'over') {
        naive += 1;
        break;
      }
    }
  }
  const { over } = trials({ models: 1, sd: 0.01, change: 0, allowance: 0, noise: { kind: 'normal' } }, TRIALS, 15);
  expect(naive / TRIALS).toBeGreaterThan(0.035);
  expect(over).toBeLessThanOrEqual(0.01);
});

describe('planned looks', () => {
  test.each([1, 2, 5, 20, 500, 100_000])(
    'for %i models the levels of all looks sum to at most .01 and .05',
    (models) => {
      const looks = planLooks(models);
      const sum = (of: 'over' | 'within'): number =>
        looks.reduce((total, look) => total + (look[of] === null ? 0 : tail(look.rounds, look[of])), 0);
      expect(models * sum('over')).toBeLessThanOrEqual(0.01 + 1e-12);
      expect(sum('within')).toBeLessThanOrEqual(0.05);
      // However many models there are, a failure can be told in the end.
      expect(looks.some(({ over }) => over !== null)).toBe(true);
    },
  );

  test('the first failure can be told after 8 rounds for one model, later for more', () => {
    const first = [1, 5, 20].map((models) => planLooks(models).find(({ over }) => over !== null)?.rounds);
    expect(first).toEqual([8, 12, 12]);
  });
});

describe('the exact signed-rank distribution', () => {
  // Wilcoxon's tables: one-sided probabilities of the statistic for small samples.
  test.each([
    [5, 15, 1 / 32],
    [6, 21, 1 / 64],
    [8, 33, 5 / 256],
    [10, 47, 25 / 1024],
  ])('n = %i: P(W ≥ %i) = %f', (n, w, p) => {
    expect(tail(n, w)).toBeCloseTo(p, 12);
  });

  test('equals the share of all sign patterns, counted one by one', () => {
    const n = 9;
    const counts = new Map<number, number>();
    for (let signs = 0; signs < 2 ** n; signs += 1) {
      let w = 0;
      for (let i = 0; i < n; i += 1) if ((signs >> i) & 1) w += i + 1;
      counts.set(w, (counts.get(w) ?? 0) + 1);
    }
    for (let w = 0; w <= (n * (n + 1)) / 2; w += 1) {
      const above = [...counts].reduce((sum, [sum_, count]) => sum + (sum_ >= w ? count : 0), 0);
      expect(tail(n, w)).toBeCloseTo(above / 2 ** n, 12);
    }
  });

  test('interval and test agree, and the interval covers as it says', () => {
    const random = seeded(16);
    let missed = 0;
    const count = 4000;
    for (let i = 0; i < count; i += 1) {
      const sample = Array.from({ length: 12 }, () => 0.3 + random.normal());
      const around = interval(sample, 0.025);
      if (around === null || around.lower > 0.3 || around.upper < 0.3) missed += 1;
      const limit = Math.log1p(0.2);
      const over = critical(12, 0.025);
      const said = lookAt({ rounds: 12, over, within: null, level: 0.025 }, sample, 0.2) === 'over';
      expect(said).toBe((around?.lower ?? 0) > limit);
    }
    expect(missed / count).toBeLessThan(0.055);
    expect(missed / count).toBeGreaterThan(0.035);
  });
});

describe('edges', () => {
  test('no two rounds, no interval; one round far off moves the estimate little', () => {
    expect(estimate([], 0.02, 0.05)).toBeNull();
    expect(estimate([0.1], 0.02, 0.05)).toBeNull();
    expect(hodgesLehmann([0, 0.001, -0.001, 0.002, 5])).toBeLessThan(0.01);
  });

  test('nothing but ties says nothing', () => {
    const ties = Array.from({ length: 24 }, () => Math.log1p(0.05));
    expect(planLooks(1).map((look) => lookAt(look, ties.slice(0, look.rounds), 0.05))).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });

  test.each([
    [[0.1, 0.1, 0.1, 0.1], null],
    [[0.1, 0.11, 0.12, 0.1, 0.1], true],
    [[0.1, 0.1, 0.1, 0.1, 0], null],
    [[0.1, 0, 0.1, 0, 0.1, 0, 0.1, 0], null],
    [[0.1, 0, 0.1, 0, 0.1, 0, 0.1, 0, 0.1, 0, 0.1, 0], false],
  ])('fresh rounds %j confirm +5 %%: %s', (fresh, wanted) => {
    expect(confirms(fresh, 0.05)).toBe(wanted);
  });
});
