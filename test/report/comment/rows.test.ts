import { describe, expect, test } from 'vitest';
import type { GateReport } from '#judge/types.ts';
import { renderComment } from '#report/comment/comment.ts';
import { blocksOf, gfmToHtml, proseOf } from '../../support/gfm.ts';
import { accepted, failing, many, passing, threeOver, undecided } from '../../support/scenes.ts';

const marker = { key: 'default', run: '123', attempt: '1', head: 'abc1234' };
const context = {
  runUrl: 'https://github.example/o/r/actions/runs/123',
  historyUrl: 'https://github.example/o/r/history',
  filesUrl: 'https://github.example/o/r/blob',
  docsUrl: 'https://github.example/octo/gate/blob/v1/docs',
};

const page = (report: GateReport): string => gfmToHtml(renderComment(report, marker, context));

/** Lines of what is read without unfolding anything: headings, paragraphs, rows of tables, items, lines of code. */
const beforeTheFold = (report: GateReport): readonly string[] => blocksOf(page(report).split('<details>')[0] ?? '');

/** A figure and its unit, which a no-break space joins, are one word. */
const words = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => line.split(/[ \n]+/)).filter((word) => /[\p{L}\d]/u.test(word));

describe('before the first fold', () => {
  test('three models over budget take at most 12 lines and 120 words', () => {
    const lines = beforeTheFold(threeOver());
    expect(lines.length).toBeLessThanOrEqual(12);
    expect(words(lines).length).toBeLessThanOrEqual(120);
  });

  test('sixty take 15 rows and no more words each', () => {
    const lines = beforeTheFold(many(60));
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(words(lines).length).toBeLessThanOrEqual(450);
  });

  test('each row begins with its sign, and says in words what it means', () => {
    const rows = beforeTheFold(failing()).filter((line) => line.includes(' | ') && /^(?:❌|✅|⚠️|❔|➖) /u.test(line));
    expect(rows).toEqual([
      expect.stringMatching(/^❌ over budget \| detector: MACs/),
      "❌ can't be judged | models/broken.onnx",
      expect.stringMatching(/^❌ over budget \| models\/segment.onnx renamed: MACs/),
      expect.stringMatching(/^❌ over budget \| text: MACs quadratic in sequence, linear at base/),
      expect.stringMatching(/^✅ within budget \| models\/new.onnx new: MACs/),
      expect.stringMatching(/^✅ within budget \| ranker \(long\): MACs/),
      '➖ removed | models/gone.onnx',
    ]);
  });
});

const scenes = [failing, threeOver, undecided, accepted, passing];

describe('what a comment never holds', () => {
  test.each(scenes.map((scene) => [scene.name, scene]))('%s', (_, scene) => {
    const text = page(scene()).replaceAll(/<[^>]*>/g, ' ');
    expect(text).not.toMatch(/[0-9a-f]{12}/);
    expect(text).not.toContain('--dim');
    expect(text).not.toMatch(/unbound-size|unknown-op|unknown-shape/);
    // A figure keeps its unit on its line.
    expect(text).not.toMatch(/\d (?:%|[kMGT]\b|[KMG]iB|ms)/);
  });
});

const linksOf = (report: GateReport): readonly string[] =>
  [...page(report).matchAll(/href="([^"]*)"/g)].map(([, target = '']) => target);

describe('links', () => {
  const base = { sha: 'b'.repeat(40), how: 'merge base' };

  test('the limit leads to its line in the policy that judged, the metric to its page', () => {
    const report = threeOver();
    const [first] = report.models;
    const models = [{ ...first, judgements: first?.judgements.map((one) => ({ ...one, line: 7 })) }];
    const links = linksOf({ ...report, models } as GateReport);
    expect(links).toContain(`${context.filesUrl}/${report.head.sha}/flopgate.yml#L7`);
    expect(links).toContain(`${context.docsUrl}/counting.md`);
    const ofBase = linksOf({ ...report, base, models, policy: { ...report.policy, from: 'base' } } as GateReport);
    expect(ofBase).toContain(`${context.filesUrl}/${base.sha}/flopgate.yml#L7`);
  });

  test.each(['../../evil/x', 'a/../../b', './x', 'a//b', ''])('a policy at %j has no address', (path) => {
    const report = threeOver();
    const links = linksOf({ ...report, policy: { ...report.policy, path } });
    expect(links.filter((link) => link.startsWith(context.filesUrl))).toEqual([]);
  });

  test('a hostile path stays one path', () => {
    const report = threeOver();
    const links = linksOf({
      ...report,
      policy: { ...report.policy, path: 'a) [x](http:evil.example) <b>#L1?q/ü.yml' },
    });
    const own = links.filter((link) => link.startsWith(context.filesUrl));
    expect(own.length).toBeGreaterThan(0);
    for (const link of own) expect(new URL(link).pathname.split('/')).toHaveLength(7);
    expect(links.filter((link) => !link.startsWith('https://github.example/o'))).toEqual([]);
  });
});

test('names are read as text', () => {
  expect(proseOf(page(failing()))).not.toContain('@');
});
