import { describe, expect, test } from 'vitest';
import { exitCodeOf, judgeModel, judgeTimes } from '#judge/judge.ts';
import { judgementText } from '#report/reason.ts';
import type { LatencyOutcome, ModelOutcome } from '#judge/types.ts';
import { model, node, value } from '../support/onnx-writer.ts';
import { comparisonOf, gateOf, policyOf } from '../support/outcomes.ts';
import type { Sides } from '../support/outcomes.ts';
import { residualNet, sequenceNet } from '../support/residual-net.ts';

const [narrow, wide] = [residualNet(), residualNet({ widths: [16, 34, 64] })];
const path = 'models/net.onnx';

/** Judged at one go, and with the times later, as the gate does: both must come to the same. */
function judged(budgets: string, sides: Sides, rest = ''): ModelOutcome {
  const comparison = comparisonOf(
    { path, ...sides },
    policyOf(`version: 1\ndefaults: { budgets: { ${budgets} } ${rest} }`),
  );
  const outcome = judgeModel(comparison);
  const { latency } = comparison;
  const untimed = judgeModel({ ...comparison, latency: null });
  const later = latency === null ? untimed : judgeTimes(untimed, { ...comparison, latency });
  expect(later).toEqual(outcome);
  return outcome;
}

const told = ({ judgements }: ModelOutcome, metric: string) => judgements.find((one) => one.metric === metric);

/** What people read of it. */
function words(outcome: ModelOutcome, metric: string): string | undefined {
  const judgement = told(outcome, metric);
  return judgement === undefined ? undefined : judgementText(judgement, outcome);
}

describe('a counted metric', () => {
  test.each<[string, string, Sides, string, string | null]>([
    ['within', 'macs: { fail: +9% }', { base: narrow, head: wide }, 'pass', null],
    ['more than warn', 'macs: { fail: +9%, warn: +1% }', { base: narrow, head: wide }, 'warn', 'warn'],
    ['more than fail', 'macs: { fail: +2%, warn: +1% }', { base: narrow, head: wide }, 'fail', 'fail'],
    ['above max', 'macs: { max: 80M, fail: +9% }', { base: narrow, head: wide }, 'fail', 'max'],
    ['above both', 'macs: { max: 80M, fail: +2% }', { base: narrow, head: wide }, 'fail', 'max'],
    ['less than base', 'macs: { fail: +0% }', { base: wide, head: narrow }, 'pass', null],
    ['no more than base', 'macs: { fail: +0% }', { base: narrow, head: narrow }, 'pass', null],
    ['new, below max', 'macs: { max: 80M, fail: +2% }', { head: narrow }, 'pass', null],
    ['new, above max', 'macs: { max: 70M, fail: +2% }', { head: narrow }, 'fail', 'max'],
    ['new, no max', 'macs: { fail: +2% }', { head: narrow }, 'skipped', null],
    ['base unreadable, below max', 'macs: { max: 80M }', { base: new Uint8Array(0), head: narrow }, 'pass', null],
    [
      'base unreadable, relative',
      'macs: { max: 80M, fail: +2% }',
      { base: new Uint8Array(0), head: narrow },
      'undecided',
      'fail',
    ],
    [
      'base unreadable, above max',
      'macs: { max: 70M, fail: +2% }',
      { base: new Uint8Array(0), head: narrow },
      'fail',
      'max',
    ],
  ])('%s', (_, budgets, sides, verdict, broke) => {
    expect(told(judged(budgets, sides), 'macs')).toMatchObject({ verdict, broke });
  });

  test('the message says which limit broke, by how much, and names both where both did', () => {
    expect(words(judged('macs: { max: 80M, fail: +2% }', { base: narrow, head: wide }), 'macs')).toMatchInlineSnapshot(
      `"MACs 78.6 M → 81.4 M (+3.6 %): above the ceiling of 80M by 1.8 %; more than the +2% that is allowed"`,
    );
    expect(words(judged('macs: { max: 1G, fail: +2% }', { base: narrow, head: wide }), 'macs')).toMatchInlineSnapshot(
      `"MACs 78.6 M → 81.4 M (+3.6 %): more than the +2% that is allowed"`,
    );
    expect(words(judged('macs: { fail: +9%, warn: +1% }', { base: narrow, head: wide }), 'macs')).toMatchInlineSnapshot(
      `"MACs 78.6 M → 81.4 M (+3.6 %): more than +1%, which is worth a look"`,
    );
    expect(words(judged('size: { fail: +9% }', { base: narrow, head: wide }), 'size')).toMatchInlineSnapshot(
      `"file size 305 KiB → 316 KiB (+3.6 %)"`,
    );
  });
});

describe('symbols', () => {
  const [linear, quadratic] = [sequenceNet(false), sequenceNet(true)];

  test.each<[string, string, Sides, string]>([
    ['a ceiling above all usual sizes', 'macs: { max: 1G }', { base: linear, head: linear }, 'pass'],
    ['a ceiling below all usual sizes', 'macs: { max: 10k }', { base: linear, head: linear }, 'fail'],
    ['a ceiling that the size decides', 'macs: { max: 1M }', { base: linear, head: linear }, 'undecided'],
    ['the same formula is no increase', 'macs: { fail: +1% }', { base: linear, head: linear }, 'pass'],
    ['less at all usual sizes', 'macs: { fail: +1% }', { base: quadratic, head: linear }, 'pass'],
    ['more from a size on that is usual', 'macs: { fail: +100% }', { base: linear, head: quadratic }, 'undecided'],
    ['quadratic where linear is allowed', 'macs: { growth: linear }', { base: linear, head: quadratic }, 'fail'],
    ['quadratic where that is allowed', 'macs: { growth: quadratic }', { base: linear, head: quadratic }, 'pass'],
    ['steeper than base', 'macs: { growth: same }', { base: linear, head: quadratic }, 'fail'],
    ['as steep as base', 'macs: { growth: same }', { base: quadratic, head: quadratic }, 'pass'],
    [
      'as steep as base in a renamed symbol',
      'macs: { growth: same }',
      { base: sequenceNet(true, 's0'), head: quadratic },
      'pass',
    ],
    [
      'steeper in a renamed symbol',
      'macs: { growth: same }',
      { base: sequenceNet(false, 's0'), head: quadratic },
      'fail',
    ],
    ['another symbol is meant', 'macs: { growth: { batch: constant } }', { base: linear, head: quadratic }, 'skipped'],
    ['new, with a limit in words', 'macs: { growth: linear }', { head: quadratic }, 'fail'],
    ['new, as at base', 'macs: { growth: same }', { head: quadratic }, 'skipped'],
    ['parameters have no symbol', 'params: { growth: constant, fail: +0% }', { base: linear, head: quadratic }, 'pass'],
  ])('%s', (_, budgets, sides, verdict) => {
    const { judgements } = judged(budgets, sides);
    expect(judgements.find(({ metric }) => metric !== 'model')?.verdict).toBe(verdict);
  });

  test('growth that changed is told, budget or not', () => {
    expect(judged('', { base: linear, head: quadratic }).growth).toContainEqual({
      metric: 'macs',
      symbol: 'sequence',
      base: 'linear',
      head: 'quadratic',
    });
  });
});

const odd = (op: string, width: number): Uint8Array =>
  model({
    nodes: [
      node(op, ['x'], ['y'], {}, { name: 'odd', domain: 'com.example' }),
      node('Softmax', ['z'], ['o'], {}, { name: 'known' }),
    ],
    inputs: [value('x', 'f32', [1, 8]), value('z', 'f32', [1, width])],
    outputs: [value('y', 'f32', null), value('o', 'f32', null)],
    opset: { '': 17, 'com.example': 1 },
  });

describe('lower bounds and unknown operators', () => {
  test.each<[string, string, string, Sides, string]>([
    ['below a ceiling', 'elementwise', 'max: 1M', { base: odd('Odd', 8), head: odd('Odd', 8) }, 'undecided'],
    ['above it already', 'elementwise', 'max: 10', { base: odd('Odd', 8), head: odd('Odd', 8) }, 'fail'],
    ['the unknown is the same', 'elementwise', 'fail: +9%', { base: odd('Odd', 8), head: odd('Odd', 8) }, 'pass'],
    ['the unknown is another', 'elementwise', 'fail: +9%', { base: odd('Odd', 8), head: odd('Even', 8) }, 'undecided'],
    [
      'the known part is larger',
      'elementwise',
      'fail: +9%',
      { base: odd('Odd', 8), head: odd('Odd', 80) },
      'undecided',
    ],
    ['sizes of files are no bounds', 'size', 'max: 1M', { base: odd('Odd', 8), head: odd('Odd', 8) }, 'pass'],
  ])('%s', (_, metric, limits, sides, verdict) => {
    expect(told(judged(`${metric}: { ${limits} }`, sides), metric)?.verdict).toBe(verdict);
  });

  test.each([
    ['off', 'pass', 0],
    ['warn', 'warn', 0],
    ['fail', 'fail', 1],
  ] as const)('unsupported_ops: %s', (rule, verdict, code) => {
    const outcome = judged(
      'size: { max: 1M }',
      { base: odd('Odd', 8), head: odd('Odd', 8) },
      `, unsupported_ops: ${rule}`,
    );
    expect(outcome.verdict).toBe(verdict);
    expect(exitCodeOf([outcome])).toBe(code);
    expect(words(outcome, 'model') ?? '').toBe(
      rule === 'off' ? '' : '1 layer without a known cost (`Odd`): totals are lower bounds',
    );
  });

  test('undecided is exit code 3 only where the policy says so, and never a pass', () => {
    const sides = { base: odd('Odd', 8), head: odd('Even', 8) };
    const [lenient, strict] = ['warn', 'fail'].map((rule) =>
      judged(`elementwise: { fail: +9%, on_inconclusive: ${rule} }`, sides),
    ) as [ModelOutcome, ModelOutcome];
    expect([lenient.verdict, strict.verdict]).toEqual(['undecided', 'undecided']);
    expect([exitCodeOf([lenient]), exitCodeOf([strict])]).toEqual([0, 3]);
  });
});

test('a model that lies about its shapes is warned of', () => {
  const liar = model({
    nodes: [node('Relu', ['x'], ['y'], {}, { name: 'act' })],
    inputs: [value('x', 'f32', [1, 8])],
    outputs: [value('y', 'f32', [1, 2])],
  });
  const outcome = judged('macs: { max: 1G }', { base: liar, head: liar });
  expect(outcome.verdict).toBe('warn');
  expect(words(outcome, 'model')).toContain('declares other shapes');
});

describe('a side that is missing', () => {
  test('an unreadable head fails with exit code 2', () => {
    const outcome = judged('macs: { max: 1G }', { base: narrow, head: new Uint8Array(0) });
    expect(outcome).toMatchObject({ verdict: 'fail', head: { kind: 'failed', failure: { code: 'empty-file' } } });
    expect(told(outcome, 'model')).toMatchObject({ broke: 'unreadable' });
    expect(words(outcome, 'model')).toContain('is empty');
    expect(exitCodeOf([outcome])).toBe(2);
  });

  test('a breach elsewhere is exit code 1 all the same', () => {
    const both = [
      judged('macs: { max: 1G }', { base: narrow, head: new Uint8Array(0) }),
      judged('macs: { max: 1M }', { base: narrow, head: wide }),
    ];
    expect(exitCodeOf(both)).toBe(1);
  });

  test('a removed model is a row without judgement', () => {
    expect(judged('macs: { max: 1M }', { base: narrow })).toMatchObject({ change: 'removed', verdict: 'skipped' });
  });

  test('a new one says that there is nothing to compare with', () => {
    const outcome = judged('macs: { fail: +2% }', { head: narrow });
    expect(outcome.verdict).toBe('skipped');
    expect(words(outcome, 'model')).toBe('new: there is no base to compare with, only a max applies');
  });
});

/** A run that found nothing, but for what is told. */
const measured = (over: Partial<LatencyOutcome>): LatencyOutcome => ({
  verdict: 'within',
  ratio: 1.01,
  interval: [1, 1.02],
  confidence: 0.95,
  detectable: 0.03,
  baseMs: 10,
  headMs: 10.1,
  rounds: 6,
  clock: 'cpu',
  provider: 'cpu',
  threads: 1,
  load: null,
  peakBytes: null,
  reason: null,
  ...over,
});

describe('latency', () => {
  const both = { base: narrow, head: wide };

  test.each<[string, string, Partial<LatencyOutcome> | null, string, string | null]>([
    ['within', 'fail: +5%', {}, 'pass', null],
    ['over', 'fail: +5%', { verdict: 'over', ratio: 1.28 }, 'fail', 'fail'],
    ['over without fail', 'warn: +5%', { verdict: 'over', ratio: 1.28 }, 'warn', 'warn'],
    ['warn', 'fail: +9%, warn: +5%', { verdict: 'warn' }, 'warn', 'warn'],
    ['improved', 'fail: +5%', { verdict: 'improved', ratio: 0.8 }, 'pass', null],
    ['undecided', 'fail: +5%', { verdict: 'undecided', reason: 'out of time' }, 'undecided', 'fail'],
    [
      'the worker crashed',
      'fail: +5%',
      { verdict: 'failed', ratio: null, interval: null, headMs: null, reason: 'the runtime crashed' },
      'undecided',
      'fail',
    ],
    ['above max', 'max: 5ms', {}, 'fail', 'max'],
    ['alone, no max', 'fail: +5%', { verdict: 'alone', ratio: null, interval: null, baseMs: null }, 'skipped', null],
    [
      'alone, below max',
      'max: 20ms, fail: +5%',
      { verdict: 'alone', ratio: null, interval: null, baseMs: null },
      'pass',
      null,
    ],
    ['not measured', 'fail: +5%', null, 'skipped', null],
  ])('%s', (_, limits, latency, verdict, broke) => {
    const outcome = judged(
      `latency: { ${limits} }, macs: { fail: +1% }, load: { fail: +5% }`,
      latency === null ? both : { ...both, latency: measured(latency) },
    );
    expect(told(outcome, 'latency')).toMatchObject({ verdict, broke });
  });

  test('an undecided run says why, and the detectable change', () => {
    const outcome = judged('latency: { fail: +5%, on_inconclusive: fail }', {
      ...both,
      latency: measured({ verdict: 'undecided', reason: 'out of time' }),
    });
    expect(words(outcome, 'latency')).toBe(
      'latency 10 ms → 10.1 ms (+1 % [0 %, +2 %]) is undecided: out of time; detectable change: +3 %',
    );
    expect(exitCodeOf([outcome])).toBe(3);
  });

  test.each<[string, [number, number] | null, string]>([
    ['beyond', [1.1, 1.3], 'fail'],
    ['across', [1, 1.3], 'undecided'],
    ['below', [0.9, 1.02], 'pass'],
    ['not in pairs', null, 'skipped'],
  ])('load time %s the limit', (_, interval, verdict) => {
    const load = { baseMs: 100, headMs: 120, ratio: 1.2, interval };
    expect(told(judged('load: { fail: +5% }', { ...both, latency: measured({ load }) }), 'load')?.verdict).toBe(
      verdict,
    );
  });
});

describe('the whole run', () => {
  const pass = judged('macs: { fail: +9% }', { base: narrow, head: wide });
  const fail = judged('macs: { fail: +1% }', { base: narrow, head: wide, path: 'z.onnx' });
  const warn = judged('macs: { warn: +1% }', { base: narrow, head: wide, path: 'b.onnx' });
  const gone = judged('macs: { warn: +1% }', { base: narrow, path: 'a.onnx' });

  test('worst first', () => {
    const report = gateOf([pass, gone, warn, fail]);
    expect(report.models.map(({ path: at }) => at)).toEqual(['z.onnx', 'b.onnx', 'models/net.onnx', 'a.onnx']);
    expect(report).toMatchObject({ verdict: 'fail', exitCode: 1 });
  });

  test.each<[string, readonly ModelOutcome[], string, number]>([
    ['nothing changed', [], 'skipped', 0],
    ['a model went', [gone], 'skipped', 0],
    ['all within', [pass, gone], 'pass', 0],
    ['a warning', [pass, warn], 'warn', 0],
  ])('%s', (_, models, verdict, exitCode) => expect(gateOf(models)).toMatchObject({ verdict, exitCode }));

  test('what is missing is never a pass', () => {
    expect(gateOf([pass], { incomplete: [{ kind: 'shard', index: 2, of: 4 }] })).toMatchObject({
      verdict: 'undecided',
      exitCode: 3,
    });
    expect(gateOf([fail], { incomplete: [{ kind: 'shard', index: 2, of: 4 }] })).toMatchObject({
      verdict: 'fail',
      exitCode: 1,
    });
  });

  test('an unchanged model is left out unless something is to be said of it', () => {
    const same = judged('macs: { max: 1G }', { base: narrow, head: narrow, change: 'unchanged' });
    const broken = judged('macs: { max: 1M }', { base: narrow, head: narrow, change: 'unchanged' });
    expect(gateOf([same, broken], {}, 3)).toMatchObject({ models: [{ verdict: 'fail' }], unchanged: 4 });
  });
});
