import { describe, expect, test } from 'vitest';
import { labelAcceptance, readTrailers } from '#judge/accept.ts';
import { reportJson } from '#report/json.ts';
import { maxReportBytes, parseReport } from '#judge/report-json.ts';
import { judgementText } from '#report/reason.ts';
import type { GateReport } from '#judge/types.ts';
import { gateOf, outcomeOf } from '../support/outcomes.ts';
import { residualNet, sequenceNet } from '../support/residual-net.ts';

const report = gateOf(
  [
    outcomeOf({
      base: residualNet(),
      head: residualNet({ widths: [16, 34, 64], extraBefore: 2 }),
      acceptances: [
        ...readTrailers('Flopgate-Accept: models/net.onnx.macs +9% wider', 'Flopgate-Accept', 'abc').acceptances,
        labelAcceptance('octocat'),
      ],
      latency: {
        verdict: 'over',
        ratio: 1.28,
        interval: [1.24, 1.31],
        confidence: 0.95,
        detectable: 0.06,
        baseMs: 9.4,
        headMs: 12.1,
        rounds: 12,
        clock: 'cpu',
        provider: 'cpu',
        threads: 1,
        load: { baseMs: 1, headMs: 2, ratio: 2, interval: null },
        peakBytes: { base: 10n ** 9n, head: 10n ** 9n },
        reason: null,
      },
    }),
    outcomeOf({ base: sequenceNet(false), head: sequenceNet(true), path: 'b.onnx' }),
    outcomeOf({ base: residualNet(), head: new Uint8Array(0), path: 'c.onnx' }),
    outcomeOf({ base: residualNet(), path: 'd.onnx' }),
  ],
  {
    policy: {
      path: null,
      from: 'defaults',
      changes: [{ kind: 'loosened', where: 'x', text: 'y' }],
      accept: { label: 'l', trailer: 'T' },
    },
    findings: [
      { code: 'c', detail: 'd', level: 'warning' },
      { code: 'c', detail: 'd', layer: 'l', level: 'info' },
    ],
    incomplete: [{ kind: 'words', text: 'shard 2' }],
    environment: { cpu: 'EPYC' },
    shard: { index: 1, of: 4, plan: 'abc' },
  },
);

test('a report comes back as it was', () => {
  expect(parseReport(reportJson(report), 'report.json')).toEqual(report);
});

/** The report as another version would write it. */
function rewritten(change: (plain: Record<string, unknown>, model: Record<string, unknown>) => void): string {
  const plain = JSON.parse(reportJson(report)) as Record<string, unknown>;
  change(plain, (plain['models'] as Record<string, unknown>[])[0] as Record<string, unknown>);
  return JSON.stringify(plain);
}

describe('a report of another version is read', () => {
  test('newer: what this one does not know is dropped', () => {
    const json = rewritten((plain, model) => {
      plain['html'] = '<script>';
      model['note'] = 'x';
      (model['figures'] as Record<string, unknown>)['cache'] = { base: '1', head: '2' };
      Object.assign((model['judgements'] as object[])[0] ?? {}, { metric: 'cache' });
    });
    const [read] = parseReport(json, 'report.json').models;
    const [own] = report.models;
    expect(json).toContain('"note"');
    expect(read).toEqual({
      ...own,
      judgements: own?.judgements.map((one, i) =>
        i === 0 ? { ...one, metric: 'model', reasons: [{ kind: 'words', text: judgementText(one, own) }] } : one,
      ),
    });
    expect(parseReport(json, 'report.json')).not.toHaveProperty('html');
  });

  test('older: what it lacks is null or empty', () => {
    const json = rewritten((plain, model) => {
      for (const key of ['environment', 'shard', 'acceptances']) delete plain[key];
      for (const key of ['growth', 'layers', 'latency']) delete model[key];
      delete (model['figures'] as Record<string, unknown>)['moved'];
    });
    const read = parseReport(json, 'report.json');
    expect(read).toMatchObject({ verdict: report.verdict, environment: null, shard: null, acceptances: [] });
    expect(read.models[0]).toMatchObject({
      growth: [],
      layers: null,
      latency: null,
      judgements: report.models[0]?.judgements,
    });
    expect(read.models[0]?.figures.moved).toEqual({
      base: null,
      head: null,
      delta: null,
      ratio: null,
      baseFormula: null,
      headFormula: null,
      deltaFormula: null,
    });
    expect(read.models[0]?.figures.macs).toEqual(report.models[0]?.figures.macs);
  });
});

test('a report without anything does too', () => {
  const empty = gateOf([], { base: null, head: { sha: 'worktree', how: '--head' } });
  expect(parseReport(reportJson(empty), 'report.json')).toEqual(empty);
});

const changed = (change: (plain: Record<string, unknown>) => void): string => {
  const plain = JSON.parse(reportJson(report)) as Record<string, unknown>;
  change(plain);
  return JSON.stringify(plain);
};

const firstModel = (plain: Record<string, unknown>): Record<string, unknown> =>
  (plain['models'] as Record<string, unknown>[])[0] as Record<string, unknown>;

describe('what is no report is refused', () => {
  test.each<[string, string]>([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['another schema', changed((plain) => (plain['schema'] = 'flopgate/report/2'))],
    ['a key less', changed((plain) => delete plain['models'])],
    ['another verdict', changed((plain) => (plain['verdict'] = 'great'))],
    ['another exit code', changed((plain) => (plain['exitCode'] = 4))],
    [
      'a count that is a number',
      changed(
        (plain) => ((firstModel(plain)['figures'] as Record<string, Record<string, unknown>>)['macs'] = { base: 1 }),
      ),
    ],
    [
      'a count of a million digits',
      changed(
        (plain) =>
          ((firstModel(plain)['figures'] as Record<string, Record<string, unknown>>)['macs'] = {
            ...(firstModel(plain)['figures'] as Record<string, object>)['macs'],
            head: '9'.repeat(1_000_000),
          }),
      ),
    ],
    ['a name of a megabyte', changed((plain) => (firstModel(plain)['path'] = 'a'.repeat(1_000_000)))],
    ['a commit that is none', changed((plain) => (plain['head'] = { sha: 'main"><img>', how: 'x' }))],
    ['a million models', changed((plain) => (plain['models'] = Array.from({ length: 100_000 }, () => 1)))],
    ['more bytes than allowed', reportJson(report) + ' '.repeat(maxReportBytes)],
  ])('%s', (_, text) => {
    expect(() => parseReport(text, 'report.json')).toThrow(
      expect.objectContaining({ code: 'bad-report', message: expect.stringContaining('report.json') }),
    );
  });

  test('keys of JavaScript objects poison nothing', () => {
    const text = reportJson(report).replace('"environment": {', '"environment": {"__proto__":"x","constructor":"y",');
    const { environment } = parseReport(text, 'report.json') as GateReport & { environment: Record<string, string> };
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    expect(Object.hasOwn(environment, 'constructor')).toBe(true);
  });
});

test('names without end are cut, so that a report always reads back', () => {
  const long = 'n'.repeat(50_000);
  const told = gateOf(
    [
      outcomeOf({
        base: residualNet(),
        head: residualNet({ name: (op, i) => `${long}${op}${i}`, widths: [16, 34, 64] }),
        path: `${long}.onnx`,
      }),
    ],
    { incomplete: [{ kind: 'words', text: long }] },
  );
  expect(() => parseReport(reportJson(told), 'report.json')).not.toThrow();
});

test('very many changed layers are cut to a report that can be sent around', () => {
  const one = outcomeOf({ base: residualNet(), head: residualNet({ stride: 1 }) });
  const many = gateOf(Array.from({ length: 1500 }, (_, i) => ({ ...one, id: `m${i}` })));
  const kept = many.models.reduce((sum, { layers }) => sum + (layers?.changes.length ?? 0), 0);
  expect(kept).toBeLessThanOrEqual(10_000);
  const [first] = many.models;
  expect((first?.layers?.changes.length ?? 0) + (first?.layers?.omitted ?? 0)).toBe(one.layers?.changes.length);
});
