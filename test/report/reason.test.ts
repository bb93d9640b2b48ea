import { describe, expect, test } from 'vitest';
import { parseReport } from '#judge/report-json.ts';
import type { Reason } from '#judge/reason.ts';
import type { Edge } from '#judge/region.ts';
import type { Judgement, ModelOutcome } from '#judge/types.ts';
import { reportJson } from '#report/json.ts';
import { judgementText } from '#report/reason.ts';
import { renderComment } from '#report/comment/comment.ts';
import { renderCheck } from '#report/terminal/check.ts';
import { gateOf, outcomeOf } from '../support/outcomes.ts';
import { residualNet } from '../support/residual-net.ts';

const outcome = outcomeOf({ base: residualNet(), head: residualNet({ widths: [16, 34, 64] }) });
const figure = 'MACs 78.6 M → 81.4 M (+3.6 %)';
const two = { first: ['a', 'b'], count: 2 };
const five = { first: ['a', 'b', 'c', 'd'], count: 5 };

const from: Edge = { of: ['n'], side: 'from', size: 5, where: [] };
const upTo: Edge = { of: ['H', 'W'], side: 'up-to', size: 1200, where: [{ symbol: 'n', size: 1 }] };

const judged = (metric: Judgement['metric'], reasons: readonly Reason[]): Judgement => ({
  metric,
  verdict: 'undecided',
  broke: null,
  limit: null,
  reasons,
  accepted: null,
  undecidedFails: false,
});

/** One row for each kind of reason: what a reader is shown. */
const rows: readonly (readonly [Judgement['metric'], readonly Reason[], string])[] = [
  ['macs', [], figure],
  ['macs', [{ kind: 'words', text: 'as `another` said' }], 'as `another` said'],
  ['macs', [{ kind: 'above-max', limit: '80M', by: 0.018 }], `${figure}: above the ceiling of 80M by 1.8 %`],
  ['macs', [{ kind: 'above-max', limit: '0', by: null }], `${figure}: above the ceiling of 0`],
  [
    'macs',
    [{ kind: 'above-increase', of: 'fail', limit: '+2%', anySize: true }],
    `${figure}: more than the +2% that is allowed, whatever the sizes`,
  ],
  [
    'macs',
    [{ kind: 'above-increase', of: 'warn', limit: '+2%', anySize: false }],
    `${figure}: more than +2%, which is worth a look`,
  ],
  [
    'macs',
    [{ kind: 'above-increase', of: 'fail', limit: '+2%', anySize: false, tried: { edge: from } }],
    `${figure}: more than the +2% that is allowed, at all usual sizes (it breaks from \`n\` = 5 on)`,
  ],
  [
    'macs',
    [{ kind: 'fixed-at-base', symbol: 'n' }],
    `${figure}: base fixes \`n\`, so there is no growth to compare with`,
  ],
  [
    'macs',
    [{ kind: 'above-max', limit: '80M', by: null, tried: { edge: null } }],
    `${figure}: above the ceiling of 80M, at all usual sizes`,
  ],
  [
    'macs',
    [{ kind: 'kept', of: 'fail', limit: '+2%', tried: { edge: upTo } }],
    `${figure}: within +2%, at all usual sizes (it breaks up to \`H·W\` = 1,200 (at \`n\` = 1))`,
  ],
  [
    'macs',
    [
      {
        kind: 'open',
        of: 'max',
        limit: '80M',
        symbol: null,
        because: { kind: 'unbound', symbols: two, tried: { edge: from } },
      },
    ],
    `${figure}: the ceiling of 80M can't be checked: the figure depends on \`a\`, \`b\`, and it breaks from \`n\` = 5 on; give sizes under dims in flopgate.yml`,
  ],
  [
    'macs',
    [{ kind: 'growth', symbol: 'n', growth: 'quadratic', allowed: 'linear', as: 'at-base' }],
    `${figure}: they grow quadratically in \`n\`; at base they grow linearly`,
  ],
  [
    'macs',
    [{ kind: 'growth', symbol: 'n', growth: 'cubic', allowed: 'linear', as: 'written' }],
    `${figure}: they grow cubically in \`n\`; linear is allowed`,
  ],
  [
    'macs',
    [
      { kind: 'open', of: 'max', limit: '80M', symbol: null, because: { kind: 'unbound', symbols: five } },
      { kind: 'open', of: 'fail', limit: '+2%', symbol: null, because: { kind: 'unbound', symbols: five } },
      { kind: 'open', of: 'growth', limit: 'n: same', symbol: 'n', because: { kind: 'no-such-size' } },
      { kind: 'above-increase', of: 'warn', limit: '+1%', anySize: false },
    ],
    `${figure}: more than +1%, which is worth a look; the ceiling of 80M and +2% can't be checked: the figure depends on \`a\`, \`b\`, \`c\`, \`d\` and 1 more; give sizes under dims in flopgate.yml; growth in \`n\` can't be checked: base has no such size`,
  ],
  ['macs', [{ kind: 'no-base' }], `${figure}: there is no base to compare with`],
  [
    'macs',
    [{ kind: 'no-base' }, { kind: 'fork-closed' }],
    `${figure}: there is no base to compare with (a pull request from a fork must leave what the base branch judges decidable)`,
  ],
  ['latency', [{ kind: 'not-measured' }], 'latency was not measured'],
  ['latency', [{ kind: 'noise' }], 'latency was not measured'],
  ['model', [{ kind: 'removed' }], 'the model is removed: there is nothing to judge'],
  ['model', [{ kind: 'new' }], 'new: there is no base to compare with, only a max applies'],
  ['model', [{ kind: 'unreadable', message: 'it is empty' }], "the model can't be judged: it is empty"],
  ['model', [{ kind: 'base-unreadable', message: 'it is empty' }], "the model at base can't be read: it is empty"],
  [
    'model',
    [{ kind: 'unknown-cost', layers: 2, ops: two }],
    '2 layers without a known cost (`a`, `b`): totals are lower bounds',
  ],
  [
    'model',
    [{ kind: 'declared-shapes', contradictions: 1, first: 'act' }],
    'the file declares other shapes than its inputs make (1 contradiction; first in `act`): counted by its inputs',
  ],
  [
    'model',
    [{ kind: 'out-of-reach', path: 'm.onnx', how: { kind: 'replaced', by: two } }],
    "`m.onnx` is gone at head, where `a`, `b` stand in its place: it can't be held to the budgets of the base branch",
  ],
];

test.each(rows)('%s %j', (metric, reasons, text) => {
  expect(judgementText(judged(metric, reasons), outcome)).toBe(text);
});

test.each(rows)('through a report file: %s %j', (metric, reasons) => {
  const model: ModelOutcome = { ...outcome, judgements: [judged(metric, reasons)] };
  const json = reportJson(gateOf([model]));
  expect(parseReport(json, 'report.json').models[0]?.judgements).toEqual(model.judgements);
});

describe('a report of another version shows the sentence that it holds', () => {
  const sentence = 'as `another` version said it';
  const report = gateOf([{ ...outcome, verdict: 'fail', judgements: [{ ...judged('macs', []), verdict: 'fail' }] }]);
  const written = JSON.parse(reportJson(report)) as {
    readonly models: readonly { readonly judgements: readonly Record<string, unknown>[] }[];
  };

  test.each<[string, object]>([
    ['older: no reasons', { reasons: undefined }],
    [
      'newer: a reason that is unknown here',
      { reasons: [{ kind: 'above-max', limit: '1M', by: 0.5 }, { kind: 'tides' }] },
    ],
    ['newer: a reason with another field', { reasons: [{ kind: 'above-max', ceiling: '1M' }] }],
    [
      'newer: a metric that is unknown here',
      { metric: 'joules', reasons: [{ kind: 'above-max', limit: '1M', by: null }] },
    ],
  ])('%s', (_, change) => {
    const json = structuredClone(written);
    Object.assign(json.models[0]?.judgements[0] ?? {}, { text: sentence }, change);
    const read = parseReport(JSON.stringify(json), 'report.json');
    expect(renderCheck(read, { color: false, width: 100 })).toContain(`✖ ${sentence}`);
    expect(renderComment(read, { key: 'default', run: '1', attempt: '1', head: 'abc' })).toContain(`- ${sentence}`);
    expect(reportJson(read)).toContain(`"text": "${sentence}"`);
  });
});
