import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  Broken,
  inertLine,
  inertMarkdown,
  inertTerminal,
  orFault,
  same,
  unpolluted,
} from '../../benchmarks/inputs/property.ts';
import { policy } from '../../benchmarks/inputs/policy.ts';
import { report } from '../../benchmarks/inputs/report.ts';
import { historyRecord } from '../../benchmarks/inputs/record.ts';
import { event } from '../../benchmarks/inputs/event.ts';
import { formula } from '../../benchmarks/inputs/formula.ts';
import { glob } from '../../benchmarks/inputs/glob.ts';
import { randomFrom } from '../support/mutate.ts';

const kinds = { policy, report, record: historyRecord, event, formula, glob };

test.each(Object.entries(kinds))(
  '%s: an input is of its seed alone, and both what is read and what is refused come up',
  (_, kind) => {
    const seeds = Array.from({ length: 60 }, (__, i) => i + 1);
    const texts = seeds.map((seed) => kind.input(randomFrom(seed)));
    expect(seeds.map((seed) => kind.input(randomFrom(seed)))).toEqual(texts);
    const verdicts = new Set(texts.map((text, i) => kind.check(text, randomFrom(i))));
    expect(verdicts.size).toBeGreaterThan(1);
  },
);

test.each<[string, () => void]>([
  ['an escape sequence', () => inertTerminal('a\u001b[31m', 'x')],
  ['a mark of direction', () => inertTerminal('\u202egnp', 'x')],
  ['a workflow command', () => inertTerminal('a\n ::error::x', 'x')],
  ['an old workflow command', () => inertTerminal('a ##[error]x', 'x')],
  ['a second line', () => inertLine('a\nb', 'x')],
  ['an image', () => inertMarkdown('![x](https://evil.example/x.png)', 'x')],
  ['a form', () => inertMarkdown('<form action=x>', 'x')],
  ['a mention', () => inertMarkdown('cc @octocat', 'x')],
  ['a difference', () => orFault(() => same(1, 2, 'differ'))],
])('a property that is broken is seen: %s', (_, run) => expect(run).toThrow(Broken));

test('a prototype with a key more is seen', () => {
  // oxlint-disable-next-line no-extend-native
  Object.defineProperty(Object.prototype, 'planted', { value: 1, configurable: true });
  try {
    expect(unpolluted).toThrow(Broken);
  } finally {
    Reflect.deleteProperty(Object.prototype, 'planted');
  }
  expect(unpolluted).not.toThrow();
});

test('what is no Fault is no answer', () => {
  expect(() =>
    orFault(() => {
      throw new RangeError('x');
    }),
  ).toThrow(RangeError);
});

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [resolve('benchmarks/fuzz-inputs.ts'), ...args], { encoding: 'utf8' });
const lines = (text: string): string[] => text.split('\n').slice(1).toSorted();

test('the script: the same seeds give the same tally, an unknown kind is refused', { timeout: 120_000 }, () => {
  const [one, two] = [run('event', '500', '--seed', '7'), run('event', '500', '--seed', '7')];
  expect(one.status).toBe(0);
  expect(one.stdout).toMatch(/^event: 500 inputs from seed 7 in .*, 0 failures$/m);
  expect(lines(one.stdout)).toEqual(lines(two.stdout));
  expect(run('no-kind', '5').status).toBe(2);
});
