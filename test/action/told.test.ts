import { describe, expect, test } from 'vitest';
import { annotationsOf } from '#action/annotations.ts';
import { failureJson, failureMarkdown, readFailure } from '#action/failure.ts';
import { artifactName, noCheckRunNotice, noCommentNotice } from '#action/notices.ts';
import { outputsOf } from '#action/outputs.ts';
import type { LatencyOutcome } from '#judge/types.ts';
import { Fault } from '#graph/fault.ts';
import { readEvent } from '#host/actions/event.ts';
import { pullRequestPayload } from '../support/events.ts';
import { net } from '../support/models.ts';
import { gateOf, outcomeOf, policyOf } from '../support/outcomes.ts';

const tight = policyOf('version: 1\ndefaults: { budgets: { macs: { fail: +1%, warn: +0% } } }\n');
/** MACs of a net by test/support/models.ts's own formula: convolutions, then the linear layer. */
const macsOf = (depth: number): bigint => BigInt(16 * 16 * 9 * 8 * (3 + (depth - 1) * 8) + 80);
const grown = (path: string) => outcomeOf({ base: net(), head: net({ depth: 3 }), path }, tight);

const latency = (ratio: number): LatencyOutcome => ({
  verdict: 'within',
  ratio,
  interval: null,
  confidence: 0.95,
  detectable: null,
  baseMs: 1,
  headMs: ratio,
  rounds: 10,
  clock: 'cpu',
  provider: 'cpu',
  threads: 1,
  load: null,
  peakBytes: null,
  reason: null,
});

describe('outputs', () => {
  test('of models that grew, came and went', () => {
    const report = gateOf([
      grown('a.onnx'),
      outcomeOf({ head: net(), path: 'new.onnx' }, tight),
      outcomeOf({ base: net({ depth: 4 }), path: 'gone.onnx' }, tight),
    ]);
    expect(outputsOf(report)).toEqual({
      verdict: 'fail',
      changed: '3',
      failed: '1',
      'macs-delta': String(macsOf(3) - macsOf(2) + macsOf(2) - macsOf(4)),
      'latency-delta': '',
      'base-sha': report.base?.sha,
      'head-sha': report.head.sha,
    });
  });

  test.each([
    ['an unbound size', net({ batch: 'N' })],
    ['an operator without a cost', net({ tail: { op: 'Mystery', domain: 'x' } })],
    ['a file that can’t be read', Buffer.from('no model')],
  ])('the sum is unknown where one part is: %s', (_, head) => {
    for (const sides of [
      { base: net(), head },
      { base: head, head: net() },
    ]) {
      const report = gateOf([grown('a.onnx'), outcomeOf({ ...sides, path: 'b.onnx' }, tight)]);
      expect(outputsOf(report)['macs-delta']).toBe('');
    }
  });

  test('a model in several cases counts once, at its first', () => {
    const policy = policyOf(
      'version: 1\nmodels: [{ path: m.onnx, dims: { N: 1 }, cases: [{ name: b8, dims: { N: 8 } }] }]\n',
    );
    const sides = { base: net({ batch: 'N' }), head: net({ batch: 'N', depth: 3 }), path: 'm.onnx' };
    const outputs = outputsOf(gateOf([outcomeOf(sides, policy, ''), outcomeOf(sides, policy, 'b8')]));
    expect(outputs).toMatchObject({ changed: '1', 'macs-delta': String(macsOf(3) - macsOf(2)) });
  });

  test('the latency that changed most', () => {
    const models = [0.9, 1.28123].map((ratio, i) =>
      outcomeOf({ base: net(), head: net(), path: `${i}.onnx`, change: 'changed', latency: latency(ratio) }, tight),
    );
    expect(outputsOf(gateOf(models))['latency-delta']).toBe('0.2812');
  });
});

describe('annotations', () => {
  test('ten of each level at most, beside the file, with nothing unseen', () => {
    const models = Array.from({ length: 15 }, (_, i) => grown(`m${i}\u202e\n.onnx`));
    const annotations = annotationsOf(gateOf(models));
    expect(annotations.map(({ level }) => level)).toEqual(Array.from({ length: 10 }, () => 'error'));
    expect(annotations[0]).toMatchObject({
      file: 'm0\\u{202e}\\n.onnx',
      title: expect.stringContaining('Flopgate: ') as string,
    });
  });

  test('none of what passes', () => {
    expect(annotationsOf(gateOf([outcomeOf({ base: net(), head: net({ names: 'x' }) }, tight)]))).toEqual([]);
  });
});

describe('notices', () => {
  const own = readEvent('pull_request', pullRequestPayload({ headSha: 'a'.repeat(40) }));
  const fork = readEvent('pull_request', pullRequestPayload({ headSha: 'a'.repeat(40), headRepo: 'eve/models' }));
  const forbidden = new Fault('github-forbidden', 'no', 'hint');

  test('a fork’s workflow names only what is plain', () => {
    const evil = { GITHUB_WORKFLOW: 'x"]\n```\n# @octo', GITHUB_ACTION_REPOSITORY: '`x`/y', GITHUB_ACTION_REF: 'v1' };
    const notice = noCommentNotice(forbidden, fork, 'vision', evil);
    expect(notice).toContain('workflows: ["NAME OF THIS WORKFLOW"]');
    expect(notice).toContain('uses: flopgate/flopgate@v1');
    expect(notice).toContain('name: flopgate-report-vision');
    expect(notice).toContain('comment-key: vision');
    expect(notice).not.toContain('@octo');
  });

  test('Dependabot is told as forks are', () => {
    const payload = pullRequestPayload({ headSha: 'a'.repeat(40), login: 'dependabot[bot]' });
    const notice = noCommentNotice(forbidden, readEvent('pull_request', payload), 'default', {});
    expect(notice).toContain('from Dependabot are read-only');
    expect(notice).toContain('workflow_run:');
  });

  test('where the token could write, also under pull_request_target, the permission is what lacks', () => {
    const target = readEvent(
      'pull_request_target',
      pullRequestPayload({ headSha: 'a'.repeat(40), headRepo: 'eve/models' }),
    );
    for (const event of [own, target])
      expect(noCommentNotice(forbidden, event, 'default', {})).toContain('pull-requests: write');
  });

  test('another reason is said as it is, and made harmless', () => {
    const fault = new Fault('github-unavailable', 'down @octo <b>', 'again');
    const notice = noCommentNotice(fault, fork, 'default', {});
    expect(notice).not.toMatch(/@octo|<b>|workflow_run/);
    expect(noCheckRunNotice(forbidden)).toContain('checks: write');
    expect(noCheckRunNotice(fault)).not.toContain('checks: write');
  });

  test('artifacts by key', () => {
    expect([artifactName('default'), artifactName('a')]).toEqual(['flopgate-report', 'flopgate-report-a']);
  });
});

describe('a failure', () => {
  const fault = new Fault('bad-policy', 'flopgate.yml:3:1: <b>@octo', 'mend it');

  test('is read back as it was written', () => {
    const { code, message, hint } = fault;
    expect(readFailure(failureJson(fault))).toEqual({ code, message, hint });
  });

  test.each([
    '',
    '{}',
    '[]',
    'null',
    '{"schema":"flopgate/error/1"}',
    '{"schema":"flopgate/error/1","error":{"code":1}}',
    '{"schema":"flopgate/report/1","error":{"code":"a","message":"b","hint":"c"}}',
  ])('%s is none', (json) => {
    expect(readFailure(json)).toBeNull();
  });

  test('is no longer than it must be', () => {
    const long = failureJson(new Fault('c', 'x'.repeat(50_000), 'h'));
    expect(readFailure(long)?.message).toHaveLength(2000);
    expect(readFailure(failureJson(new Fault('c', 'x'.repeat(70_000), 'h')))).toBeNull();
  });

  test('is told without acting', () => {
    const text = failureMarkdown(fault, { headSha: 'a'.repeat(40), runUrl: 'https://x' });
    expect(text).toContain('`aaaaaaa` · [run](https://x)');
    expect(text).toContain('mend it');
    expect(text).not.toMatch(/<b>|@octo/);
  });
});
