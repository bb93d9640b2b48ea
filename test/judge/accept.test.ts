import { describe, expect, test } from 'vitest';
import { labelAcceptance, readTrailers, type AcceptLimits } from '#judge/accept.ts';
import { parseIncrease } from '#policy/quantity.ts';
import { boundText, trailerProblemText } from '#report/reason.ts';
import type { Acceptance } from '#judge/types.ts';
import { outcomeOf, policyOf } from '../support/outcomes.ts';
import { residualNet, sequenceNet } from '../support/residual-net.ts';

const free: AcceptLimits = { most: null, max: true };
const read = (message: string, limits = free) => readTrailers(message, 'Flopgate-Accept', 'abc1234', limits);
const one = (line: string, limits = free): Acceptance | undefined =>
  read(`Wider net\n\nFlopgate-Accept: ${line}`, limits).acceptances[0];
const label = (limits = free): Acceptance => labelAcceptance('octocat', 'for #12 at abc1234', limits);
const most = (text: string): AcceptLimits => ({ most: parseIncrease(text, 'time') ?? null, max: true });

describe('trailers', () => {
  test.each<[string, { model: string; metric: string; bound: string; reason: string }]>([
    [
      'detector.latency +9% a better backbone',
      { model: 'detector', metric: 'latency', bound: '+9%', reason: 'a better backbone' },
    ],
    [
      'models/v1.2/net.onnx.macs +0.5% ok',
      { model: 'models/v1.2/net.onnx', metric: 'macs', bound: '+0.5%', reason: 'ok' },
    ],
    ['detector.macs 4.5G new head', { model: 'detector', metric: 'macs', bound: 'up to 4.5G', reason: 'new head' }],
    ['detector.size +3MiB ok', { model: 'detector', metric: 'size', bound: '+3MiB', reason: 'ok' }],
    ['detector.latency 20ms ok', { model: 'detector', metric: 'latency', bound: 'up to 20ms', reason: 'ok' }],
    ['detector.macs quadratic ok', { model: 'detector', metric: 'macs', bound: 'quadratic growth', reason: 'ok' }],
    ['*.macs +9% all wider', { model: '*', metric: 'macs', bound: '+9%', reason: 'all wider' }],
    ['detector.* +9% wider', { model: 'detector', metric: '*', bound: '+9%', reason: 'wider' }],
    [
      'detector.macs 4_310_000_000 why',
      { model: 'detector', metric: 'macs', bound: 'up to 4_310_000_000', reason: 'why' },
    ],
  ])('%s', (line, { model, metric, bound, reason }) => {
    const acceptance = one(line);
    expect(acceptance).toMatchObject({ model, metric, reason, via: 'trailer', by: 'abc1234' });
    expect(acceptance === undefined ? '' : boundText(acceptance)).toBe(bound);
  });

  test.each([
    ['detector +9%', 'is not of the form'],
    ['detector.latency', 'is not of the form'],
    ['detector.latency lots', 'is no bound for latency'],
    ['detector.* +9M why', 'is no bound for every metric'],
    ['detector.macs +9%', 'names no reason'],
    ['detector.macs +9% <why this is worth it>', 'names no reason'],
    ['detector.latenzy +9%', 'did you mean latency?'],
    ['detector.latency 9MiB', 'is no bound for latency'],
    ['.macs +9%', 'is not of the form'],
    ['detector.macs -9%', 'is not of the form'],
  ])('%s is told as a problem, not dropped', (line, problem) => {
    const { acceptances, problems } = read(`x\n\nFlopgate-Accept: ${line}`);
    expect(acceptances).toEqual([]);
    expect(problems.map(trailerProblemText)[0]).toContain(problem);
  });

  test('of any case, in any line, many of them; other lines are none', () => {
    const { acceptances } = read(
      'Subject Flopgate-Accept: no.macs +1% x\n\nflopgate-accept: a.macs +1% x\r\nFLOPGATE-ACCEPT: b.params +2% x\nOther: c.macs +3% x\n',
    );
    expect(acceptances.map(({ model }) => model)).toEqual(['a', 'b']);
  });
});

describe('what is accepted', () => {
  const [narrow, wide] = [residualNet(), residualNet({ widths: [16, 34, 64] })];
  const policy = policyOf(
    'version: 1\nmodels: [{ id: net, path: net.onnx }]\ndefaults: { budgets: { macs: { max: 79M, fail: +1% } } }',
  );
  const verdict = (acceptance: Acceptance | undefined, head: Uint8Array = wide): string =>
    outcomeOf(
      { base: narrow, head, path: 'net.onnx', acceptances: acceptance === undefined ? [] : [acceptance] },
      policy,
    ).verdict;

  test.each([
    ['net.macs +9% reason', 'warn'],
    ['net.macs +2% reason', 'fail'],
    ['net.macs 90M reason', 'warn'],
    ['net.macs 80M reason', 'fail'],
    ['net.params +9% reason', 'fail'],
    ['other.macs +9% reason', 'fail'],
  ])('%s: %s', (line, expected) => expect(verdict(one(line))).toBe(expected));

  test('a label accepts whatever is, but no model that can’t be read', () => {
    expect(verdict(label())).toBe('warn');
    expect(verdict(label(), new Uint8Array(0))).toBe('fail');
  });

  test('the judgement records who accepted what', () => {
    const { judgements } = outcomeOf({ base: narrow, head: wide, path: 'net.onnx', acceptances: [label()] }, policy);
    expect(judgements[0]).toMatchObject({ verdict: 'warn', broke: 'max', accepted: { by: 'octocat', via: 'label' } });
  });

  test.each<[string, AcceptLimits, string]>([
    ['net.macs +9% reason', { most: null, max: false }, 'fail'],
    ['net.macs 90M reason', { most: null, max: false }, 'fail'],
  ])('a ceiling gives way to %s only where the policy says so', (line, limits, expected) =>
    expect([verdict(one(line, limits)), verdict(label(limits))]).toEqual([expected, 'fail']),
  );

  const increaseOnly = policyOf(
    'version: 1\nmodels: [{ id: net, path: net.onnx }]\ndefaults: { budgets: { macs: { fail: +1% } } }',
  );
  test.each<[string, string, string]>([
    ['+20%', 'net.macs +9% reason', 'warn'],
    ['+1.5%', 'net.macs 90M reason', 'fail'],
    ['+20%', 'net.macs 90M reason', 'warn'],
  ])('with most: %s, %s: %s', (bound, line, expected) => {
    const acceptances = [one(line, most(bound))].filter((item) => item !== undefined);
    expect(outcomeOf({ base: narrow, head: wide, path: 'net.onnx', acceptances }, increaseOnly).verdict).toBe(expected);
  });

  test('a label accepts up to most, a trailer that wants more nothing', () => {
    const by = (bound: string): string =>
      outcomeOf({ base: narrow, head: wide, path: 'net.onnx', acceptances: [label(most(bound))] }, increaseOnly)
        .verdict;
    expect([by('+20%'), by('+1.5%')]).toEqual(['warn', 'fail']);
    const { problems } = read('x\n\nFlopgate-Accept: net.macs +30% why', most('+20%'));
    expect(problems.map(trailerProblemText)[0]).toContain('more than the +20%');
  });

  test('growth is accepted by no percentage', () => {
    const strict = policyOf(
      'version: 1\nmodels: [{ path: net.onnx, dims: { sequence: 8 } }]\ndefaults: { budgets: { macs: { growth: linear } } }',
    );
    const grown = (acceptance: Acceptance | undefined): string =>
      outcomeOf(
        {
          base: sequenceNet(false),
          head: sequenceNet(true),
          path: 'net.onnx',
          acceptances: acceptance === undefined ? [] : [acceptance],
        },
        strict,
      ).verdict;
    const lines = ['+900% reason', 'linear reason', 'quadratic reason'].map((rest) => one(`net.onnx.macs ${rest}`));
    expect([...lines, label()].map(grown)).toEqual(['fail', 'fail', 'warn', 'warn']);
  });
});
