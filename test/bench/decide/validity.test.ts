import { describe, expect, test } from 'vitest';
import { parseCoreList, rankCores, readCores, usesBetween } from '#bench/cores.ts';
import { differencesOf, readEnvironment } from '#bench/environment.ts';
import { seeded } from '#bench/decide/pseudo-random.ts';
import { fastestTenth, scheduleFor } from '#bench/round.ts';
import { autocorrelation, unfitness, type Evidence } from '#bench/decide/validity.ts';

const random = seeded(5);
const calm: Evidence = {
  ratios: Array.from({ length: 16 }, () => 0.05 + 0.004 * random.normal()),
  otherRatios: Array.from({ length: 16 }, () => 0.05 + 0.02 * random.normal()),
  uses: Array.from({ length: 16 }, () => [{ core: 0, idle: 0.1, steal: 0 }]),
  drifts: Array.from({ length: 16 }, () => 0.01 * random.normal()),
  clock: 'cpu',
  changed: [],
};

describe('what speaks against believing a failure', () => {
  test.each<readonly [string, Partial<Evidence>, readonly string[]]>([
    ['nothing', {}, []],
    ['another CPU', { changed: ['the CPU'] }, ['the CPU changed']],
    ['other guests', { uses: calm.uses.map(() => [{ core: 0, idle: 0, steal: 0.2 }]) }, ['steal time 20 %']],
    [
      'clocks that disagree',
      { otherRatios: calm.ratios.map((one) => one - 0.04) },
      ['CPU time and wall time disagree'],
    ],
    ['the same with threads', { otherRatios: calm.ratios.map((one) => one - 0.04), clock: 'wall' }, []],
    [
      'one model that slows down',
      { drifts: calm.drifts.map((one) => one + 0.1) },
      ['one of the models grows slower or faster while it runs'],
    ],
  ])('%s', (_, more, wanted) => {
    expect(unfitness({ ...calm, ...more })).toEqual(wanted);
  });

  test('rounds that lean on each other', () => {
    const ramp = Array.from({ length: 16 }, (_, i) => 0.05 + 0.01 * i);
    expect(unfitness({ ...calm, ratios: ramp, otherRatios: ramp }).join()).toMatch(/depend on one another/);
    expect(autocorrelation(ramp.slice(0, 5))).toBeNull();
    expect(autocorrelation(Array.from({ length: 10 }, (_, i) => i % 2))).toBeLessThan(-0.5);
  });
});

describe('cores', () => {
  test('the list of the kernel', () => {
    expect(parseCoreList('0-2,5')).toEqual([0, 1, 2, 5]);
    expect(parseCoreList('')).toEqual([]);
  });

  test('the idlest that nobody steals from, among those allowed', () => {
    const uses = [
      { core: 0, idle: 0.9, steal: 0.2 },
      { core: 1, idle: 0.7, steal: 0 },
      { core: 2, idle: 1, steal: 0 },
    ];
    expect(rankCores(uses, [0, 1]).map(({ core }) => core)).toEqual([1, 0]);
  });

  test.skipIf(process.platform !== 'linux')('their times go on', () => {
    const before = readCores();
    expect(before.length).toBeGreaterThan(0);
    for (const end = performance.now() + 60; performance.now() < end;);
    for (const { idle, steal } of usesBetween(before, readCores())) {
      expect(idle).toBeGreaterThanOrEqual(0);
      expect(idle + steal).toBeLessThanOrEqual(1);
    }
  });
});

describe('the environment', () => {
  const here = readEnvironment({ provider: 'cpu', threads: 1, runtimeVersion: '1.30.0' });

  test('is the same twice, and told', () => {
    expect(readEnvironment({ provider: 'cpu', threads: 1, runtimeVersion: '1.30.0' })).toEqual(here);
    expect(here['cpu']).not.toBe('');
    expect(here['fingerprint']).toMatch(/^[\da-f]{12}$/);
    expect(differencesOf(here, here)).toEqual([]);
  });

  test('of another runtime, or of more threads, is another', () => {
    const other = readEnvironment({ provider: 'cpu', threads: 2, runtimeVersion: '1.29.0' });
    expect(differencesOf(here, other)).toEqual(['runtime', 'threads']);
    expect(other['fingerprint']).not.toBe(here['fingerprint']);
  });
});

describe('how much is run', () => {
  test.each([
    [0.02, { runs: 50, units: 15, blocks: 3 }],
    [3, { runs: 1, units: 5, blocks: 3 }],
    [50, { runs: 1, units: 1, blocks: 1 }],
    [2000, { runs: 1, units: 1, blocks: 1 }],
  ])('%f ms an execution', (milliseconds, schedule) => {
    expect(scheduleFor(milliseconds, 2)).toEqual(schedule);
  });

  test('a disturbed unit does not count', () => {
    expect(fastestTenth([9, 1.2, 50])).toBe(1.2);
    expect(fastestTenth([...Array.from({ length: 18 }, () => 7), 1, 3])).toBe(2);
  });
});
