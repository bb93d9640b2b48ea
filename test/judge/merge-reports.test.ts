import { assert, array, constantFrom, integer, property, shuffledSubarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeReports, type ShardReport } from '#judge/merge-reports.ts';
import type { GateReport, ModelOutcome } from '#judge/types.ts';
import { net } from '../support/models.ts';
import { gateOf, outcomeOf, policyOf } from '../support/outcomes.ts';

const policy = policyOf('version: 1\ndefaults: { budgets: { macs: { fail: +5% } } }');
const [small, large] = [net(), net({ channels: 16 })];
/** One of each verdict. */
const outcomes: readonly ModelOutcome[] = [
  outcomeOf({ path: 'a/fails.onnx', base: small, head: large }, policy),
  outcomeOf({ path: 'b/passes.onnx', base: small, head: small }, policy),
  outcomeOf({ path: 'c/new.onnx', head: small }, policy),
  outcomeOf({ path: 'd/gone.onnx', base: small }, policy),
  outcomeOf({ path: 'e/broken.onnx', base: small, head: new Uint8Array(3) }, policy),
];

function shard(
  index: number,
  of: number,
  models: readonly ModelOutcome[],
  more: Partial<GateReport> = {},
): ShardReport {
  return { name: `${index}.json`, report: { ...gateOf(models, { shard: { index, of, plan: 'p' } }, 0), ...more } };
}

describe('reports of all shards', () => {
  test('are what one run would have given, however the models were spread and in whatever order they come', () => {
    const whole = gateOf(outcomes, {}, 7);
    const places = array(integer({ min: 1, max: 4 }), { minLength: outcomes.length, maxLength: outcomes.length });
    assert(
      property(places, shuffledSubarray([1, 2, 3, 4], { minLength: 4 }), (at, order) => {
        const shards = order.map((index) =>
          shard(
            index,
            4,
            outcomes.filter((_, i) => at[i] === index),
            { unchanged: index === 1 ? 7 : 0 },
          ),
        );
        expect(mergeReports(shards, [])).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  test('with one missing are incomplete: undecided at best, and say which', () => {
    const passes = outcomes.slice(1, 2);
    const merged = mergeReports([shard(1, 3, passes), shard(3, 3, [])], []);
    expect(merged).toMatchObject({
      verdict: 'undecided',
      incomplete: [{ kind: 'shard', index: 2, of: 3 }],
      shard: null,
    });
    expect(merged.exitCode).not.toBe(0);
    const failing = mergeReports([shard(1, 2, outcomes.slice(0, 1))], [{ kind: 'words', text: 'job lost' }]);
    expect(failing).toMatchObject({ verdict: 'fail', exitCode: 1 });
    expect(failing.incomplete).toHaveLength(2);
  });

  test('say each thing once, bear the latest time, and list every machine', () => {
    const finding = { code: 'x', level: 'warning', detail: 'same' } as const;
    const merged = mergeReports(
      [
        shard(2, 2, [], {
          findings: [finding, { ...finding, detail: 'other' }],
          createdAt: '2026-01-02T00:00:09.000Z',
          environment: { cpu: 'B', os: 'linux' },
          unchanged: 3,
        }),
        shard(1, 2, [], {
          findings: [finding],
          createdAt: '2026-01-02T00:00:01.000Z',
          environment: { cpu: 'A', os: 'linux' },
          unchanged: 4,
        }),
      ],
      [],
    );
    expect(merged).toMatchObject({
      createdAt: '2026-01-02T00:00:09.000Z',
      findings: [finding, { ...finding, detail: 'other' }],
      environment: { cpu: 'A · B', os: 'linux' },
      unchanged: 7,
    });
  });
});

describe('reports that don’t go together are a Fault, which names both files', () => {
  const first = shard(1, 2, []);
  const { base, head, policy: ruled, comment } = first.report;
  test.each<[string, Partial<GateReport>, RegExp]>([
    ['another version', { version: '9.9.9' }, /2\.json is of version 9\.9\.9, 1\.json is of version/],
    ['another base', { base: { sha: 'f'.repeat(40), how: '' } }, /compares with base f+/],
    ['no base', { base: null }, /compares with base none/],
    ['another head', { head: { ...head, sha: 'e'.repeat(40) } }, /judges head e+/],
    ['another policy', { policy: { ...ruled, path: null } }, /judged by the policy built-in/],
    ['a policy of another side', { policy: { ...ruled, from: 'base' } }, /judged by the policy/],
    ['another comment', { comment: { ...comment, rows: comment.rows + 1 } }, /judged by the policy/],
    ['another number of shards', { shard: { index: 2, of: 5, plan: 'p' } }, /is a shard of 5/],
    ['another plan', { shard: { index: 2, of: 2, plan: 'q' } }, /follows the plan q/],
    ['a whole report', { shard: null }, /is a shard of none/],
    ['a shard beyond the last', { shard: { index: 3, of: 2, plan: 'p' } }, /is shard 3 of 2/],
    ['the same shard', { shard: { index: 1, of: 2, plan: 'p' } }, /are both shard 1/],
  ])('%s', (_, more, message) => {
    expect(base).not.toBeNull();
    expect(() => mergeReports([first, shard(2, 2, [], more)], [])).toThrow(
      expect.objectContaining({ code: 'bad-merge', message: expect.stringMatching(message) as string }),
    );
  });

  test('two that judge one model, but not two cases of it', () => {
    const one = outcomes.slice(0, 1);
    expect(() => mergeReports([shard(1, 2, one), shard(2, 2, one)], [])).toThrow(/both judge a\/fails\.onnx/);
    const other = one.map((outcome) => ({ ...outcome, case: 'large' }));
    expect(mergeReports([shard(1, 2, one), shard(2, 2, other)], []).models).toHaveLength(2);
  });

  test.each([[[]], [[{ name: 'a', report: gateOf([]) }]]])('none, or a whole one alone: %#', (shards) => {
    expect(() => mergeReports(shards, [])).toThrow(expect.objectContaining({ code: 'bad-merge' }));
  });

  test('the verdict is the worst of all, never better than one run’s', () => {
    assert(
      property(constantFrom(...outcomes), constantFrom(...outcomes), (a, b) => {
        if (a.path === b.path) return;
        const merged = mergeReports([shard(1, 2, [a]), shard(2, 2, [b])], []);
        expect(merged.verdict).toBe(gateOf([a, b]).verdict);
      }),
    );
  });
});
