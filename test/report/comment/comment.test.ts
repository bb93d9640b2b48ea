import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportJson } from '#report/json.ts';
import { marked } from '#text/safe.ts';
import { parseReport } from '#judge/report-json.ts';
import type { GateReport } from '#judge/types.ts';
import { markerLine, maxComment, maxSummary, renderComment, renderSummary } from '#report/comment/comment.ts';
import { gfmToHtml, proseOf, tableCells, tagsAndLinks } from '../../support/gfm.ts';
import { attacks, hostileText } from '../../support/hostile-text.ts';
import {
  accepted,
  failing,
  hostile,
  hostileOutcome,
  many,
  nothing,
  passing,
  threeOver,
  undecided,
  unruled,
} from '../../support/scenes.ts';
import { gateOf } from '../../support/outcomes.ts';

const golden = (name: string): string => resolve(import.meta.dirname, '../../golden', name);
const marker = { key: 'default', run: '123', attempt: '1', head: 'abc1234' };
const runUrl = 'https://github.example/o/r/actions/runs/123';
const filesUrl = 'https://github.example/o/r/blob';
const docsUrl = 'https://github.example/octo/gate/blob/v1/docs';
const context = { runUrl, filesUrl, docsUrl };
const comment = (report: GateReport): string => renderComment(report, marker, context);
/** Addresses of the host's own, and of the policy within its repository. */
const isOurs = (target: string): boolean =>
  target === runUrl ||
  target.startsWith(`${docsUrl}/`) ||
  (new URL(target).href === target && /^https:\/\/github\.example\/o\/r\/blob\/[0-9a-f]+\/[^?]+$/.test(target));

describe('the comment', () => {
  test.each([
    ['pass', passing],
    ['fail', failing],
    ['undecided', undecided],
    ['accepted', accepted],
    ['three', threeOver],
    ['nothing', nothing],
    ['no-policy', unruled],
    ['many', () => many(60)],
    ['hostile', hostile],
  ] as const)('%s', async (name, scene) => {
    await expect(comment(scene())).toMatchFileSnapshot(golden(`comment-${name}.md`));
  });

  test('the title tells the verdict in words', () => {
    const titles = [passing, failing, undecided, accepted, nothing, unruled].map(
      (scene) => comment(scene()).split('\n')[1],
    );
    expect(titles).toEqual([
      '## ✅ Flopgate: 2 models within budget',
      "## ❌ Flopgate: 3 of 7 models over budget, 1 can't be judged",
      '## ❔ Flopgate: 2 of 2 models undecided',
      '## ⚠️ Flopgate: 1 of 1 model over budget, but accepted',
      '## ➖ Flopgate: no model changed (14 are the same as at base)',
      '## ⚠️ Flopgate: 1 of 1 model worth a look',
    ]);
  });
});

test('the job summary', async () => {
  const notes = [marked`No comment: the token may not write. Add \`pull-requests: write\`.`];
  await expect(renderSummary(failing(), { ...context, notes })).toMatchFileSnapshot(golden('summary.md'));
});

describe('the marker', () => {
  test('is the first line, and nothing in it ends it', () => {
    expect(comment(nothing()).split('\n')[0]).toBe('<!-- flopgate:1 key=default run=123 attempt=1 head=abc1234 -->');
    expect(markerLine({ key: 'a --> b\n key=x', run: '1', attempt: '1', head: 'h' })).toBe(
      '<!-- flopgate:1 key=a_-__b__key_x run=1 attempt=1 head=h -->',
    );
  });

  test('no hostile name makes a second one', () => {
    const page = gfmToHtml(comment(hostile()));
    expect(page.match(/<!--/g)).toHaveLength(1);
  });
});

/** Tags of our own making. */
const ours = [
  'a',
  'br',
  'code',
  'details',
  'h2',
  'li',
  'pre',
  'p',
  'strong',
  'summary',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
  'ul',
];
const linking = /@[a-z0-9]|#\d|GH-\d|\$[^\u200b]|:[a-z0-9_+-]+:|:\/\/|www\.[a-z]/i;

/** Whatever in a comment is more than words, code, tables, folds and our own link. */
function faultsOf(markdown: string): readonly string[] {
  const page = gfmToHtml(markdown).replace(/^<!--.*?-->/, '');
  const { tags, links } = tagsAndLinks(page);
  const link = linking.exec(proseOf(page).replaceAll(runUrl, ''));
  const [opened, closed] = [/<details>/g, /<\/details>/g].map((tag) => page.match(tag)?.length ?? 0);
  return [
    ...tags.filter((tag) => !ours.includes(tag)).map((tag) => `tag ${tag}`),
    ...links.filter((target) => !isOurs(target)).map((target) => `link ${target}`),
    ...(link === null ? [] : [`mention, reference or emoji ${link[0]}`]),
    ...(opened === closed ? [] : ['a fold that stays open']),
    ...tableCells(page).flatMap((rows) =>
      new Set(rows).size === 1 ? [] : [`rows of ${[...new Set(rows)].join(' and ')} cells`],
    ),
  ];
}

/** The report with texts put, one after the other, wherever a text may come from outside. */
function poisoned(report: GateReport, texts: readonly string[]): GateReport {
  let at = 0;
  const next = (): string => texts[at++ % texts.length] ?? '';
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return free.has(key) ? next() : value;
    if (Array.isArray(value)) return value.map((item) => (listed.has(key) ? next() : visit(item, key)));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, visit(item, name)]));
  };
  return visit(report, '') as GateReport;
}

const free = new Set(
  'id case path basePath name baseName op baseOp text detail message hint where layer how by reason symbol limit baseFormula headFormula provider code trailer label model first to problem'.split(
    ' ',
  ),
);
const listed = new Set(['why', 'causes', 'first', 'unbound']);

describe('hostile text comes out inert', () => {
  const scenes = [failing(), undecided(), accepted()];

  test('names in real files', () => expect(faultsOf(comment(hostile()))).toEqual([]));

  test.each(attacks.map((text, i) => [text, i]))('%j in every place', (text, i) => {
    expect(faultsOf(comment(poisoned(scenes[i % scenes.length] ?? failing(), [text])))).toEqual([]);
  });

  test('any texts in all places', () => {
    const texts = fc.array(hostileText, { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.constantFrom(...scenes), (list, report) => {
        expect(faultsOf(comment(poisoned(report, list)))).toEqual([]);
        expect(faultsOf(renderSummary(poisoned(report, list.toReversed()), context))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  test('also once it went through a report file', () => {
    const report = gateOf([hostileOutcome()]);
    expect(comment(parseReport(reportJson(report), 'report.json'))).toBe(comment(report));
  });
});

describe('within GitHub’s limits', () => {
  const long = 'a|`@x`'.repeat(60);
  test.each<[string, () => GateReport]>([
    ['500 models', () => many(500)],
    ['500 models with names of 300 hostile characters', () => many(500, (i) => `${long.slice(0, 300)}${i}`)],
    [
      '500 models and 200 rows wanted',
      () => ({ ...many(500, (i) => `${long}${i}`), comment: { mode: 'always', rows: 200 } }),
    ],
    ['one model with sentences without end', () => poisoned(many(200), ['x '.repeat(1900)])],
    ['one model with pipes without end', () => poisoned(many(200), ['|`'.repeat(1900)])],
  ])('%s', (_, scene) => {
    const report = scene();
    const text = comment(report);
    expect(text.length).toBeLessThanOrEqual(maxComment);
    expect(faultsOf(text)).toEqual([]);
    const summary = renderSummary(report, context);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(maxSummary);
    expect(summary.length).toBeGreaterThan(1000);
  });

  test('what isn’t shown is counted, and where it is to be found is told', () => {
    expect(comment(many(500))).toContain(
      `… and 485 more models not shown here: [the job summary](${runUrl}) has them all.`,
    );
    expect(renderSummary(many(500))).toContain('net-499.onnx');
  });
});
