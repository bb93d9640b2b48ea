import { describe, expect, test } from 'vitest';
import { labelAcceptance, readTrailers } from '#judge/accept.ts';
import { boundText, trailerProblemText } from '#report/reason.ts';
import type { Acceptance } from '#judge/types.ts';
import { outcomeOf, policyOf } from '../support/outcomes.ts';
import { residualNet, sequenceNet } from '../support/residual-net.ts';

const read = (message: string) => readTrailers(message, 'Flopgate-Accept', 'abc1234');
const one = (line: string): Acceptance | undefined => read(`Wider net\n\nFlopgate-Accept: ${line}`).acceptances[0];

describe('trailers', () => {
  test.each<[string, { model: string; metric: string; bound: string; reason: string }]>([
    [
      'detector.latency +9% a better backbone',
      { model: 'detector', metric: 'latency', bound: '+9%', reason: 'a better backbone' },
    ],
    ['models/v1.2/net.onnx.macs +0.5%', { model: 'models/v1.2/net.onnx', metric: 'macs', bound: '+0.5%', reason: '' }],
    ['detector.macs 4.5G new head', { model: 'detector', metric: 'macs', bound: 'up to 4.5G', reason: 'new head' }],
    ['detector.size +3MiB', { model: 'detector', metric: 'size', bound: '+3MiB', reason: '' }],
    ['detector.latency 20ms', { model: 'detector', metric: 'latency', bound: 'up to 20ms', reason: '' }],
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
    ['detector.latency lots', 'is not of the form'],
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
      'Subject Flopgate-Accept: no.macs +1%\n\nflopgate-accept: a.macs +1%\r\nFLOPGATE-ACCEPT: b.params +2%\nOther: c.macs +3%\n',
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
    expect(verdict(labelAcceptance('octocat'))).toBe('warn');
    expect(verdict(labelAcceptance('octocat'), new Uint8Array(0))).toBe('fail');
  });

  test('the judgement records who accepted what', () => {
    const { judgements } = outcomeOf(
      { base: narrow, head: wide, path: 'net.onnx', acceptances: [labelAcceptance('octocat')] },
      policy,
    );
    expect(judgements[0]).toMatchObject({ verdict: 'warn', broke: 'max', accepted: { by: 'octocat', via: 'label' } });
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
    expect([grown(one('net.onnx.macs +900% reason')), grown(labelAcceptance('octocat'))]).toEqual(['fail', 'warn']);
  });
});
