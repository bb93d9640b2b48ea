import { array, assert, integer, property, string, uniqueArray, record } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GateReport } from '#judge/types.ts';
import { planGate } from '#gate';
import { mergeFiles } from '#gate/merge.ts';
import { fingerprint, planOf, spread, type Load } from '#gate/find/shards.ts';
import { openRepository } from '#host/git/repository.ts';
import { missingText } from '#report/reason.ts';
import { reportJson } from '#report/json.ts';
import { commitSide, gate } from '../../support/gate.ts';
import { net } from '../../support/models.ts';
import { removeScratch, testRepository, type TestRepository } from '../../support/repository.ts';

afterAll(removeScratch);

const loads = uniqueArray(record({ path: string(), cost: integer({ min: 1, max: 1000 }) }), {
  selector: ({ path }) => path,
  maxLength: 40,
});

describe('spreading', () => {
  test('every model is in one shard, whatever the order that they are found in', () => {
    assert(
      property(loads, integer({ min: 1, max: 9 }), integer(), (list, of, seed) => {
        const shards = spread(list, of);
        const turned = list.toSorted((a, b) => ((a.cost * 31 + seed) % 7) - ((b.cost * 31 + seed) % 7));
        const again = spread(turned, of);
        expect(shards.every((shard) => shard >= 1 && shard <= of)).toBe(true);
        expect(turned.map((load) => shards[list.indexOf(load)])).toEqual(again);
        expect(fingerprint(turned, again)).toBe(fingerprint(list, shards));
      }),
    );
  });

  test('evenly: no shard has more than 4/3 of the best that is possible, and one more model', () => {
    assert(
      property(
        array(integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 60 }),
        integer({ min: 1, max: 8 }),
        (costs, of) => {
          const list = costs.map((cost, i): Load => ({ path: `${i}`, cost }));
          const { shards } = planOf(list, of, true);
          const least = Math.max(costs.reduce((a, b) => a + b, 0) / of, ...costs);
          expect(Math.max(...shards.map(({ cost }) => cost))).toBeLessThanOrEqual(
            (least * 4) / 3 + Math.max(...costs) / 3,
          );
        },
      ),
    );
  });

  test.each([
    [0, 8, false, 1],
    [3, 8, false, 3],
    [30, 8, false, 8],
    [0, 8, true, 8],
  ])('%i models over at most %i jobs (more may be built: %s): %i', (models, most, isOpen, jobs) => {
    const list = Array.from({ length: models }, (_, i): Load => ({ path: `${i}`, cost: 1 }));
    const { shards } = planOf(list, most, isOpen);
    expect(shards.map(({ shard }) => shard)).toEqual(Array.from({ length: jobs }, (_, i) => `${i + 1}/${jobs}`));
    expect(shards.reduce((sum, shard) => sum + shard.models, 0)).toBe(models);
  });
});

describe('merging', () => {
  let repo: TestRepository;
  let [base, head]: string[] = [];
  let whole: GateReport;
  let files: { readonly name: string; readonly text: string }[];
  const shards = 3;

  beforeAll(async () => {
    repo = testRepository();
    repo.write('flopgate.yml', 'version: 1\ndefaults: { budgets: { macs: { fail: +5% } } }\n');
    for (let i = 0; i < 7; i++) repo.write(`models/m${i}.onnx`, net({ depth: i + 1 }));
    repo.write('models/same.onnx', net({ depth: 9 }));
    base = repo.commit('base');
    for (let i = 0; i < 6; i++) repo.write(`models/m${i}.onnx`, net({ depth: i + (i % 2) + 1, names: 'new/' }));
    repo.git('mv', 'models/m6.onnx', 'models/moved.onnx');
    head = repo.commit('head\n\nFlopgate-Accept: nonsense');
    whole = await gate(repo, base, head);
    files = await Promise.all(
      Array.from({ length: shards }, async (_, i) => {
        const report = await gate(repo, base ?? '', head ?? '', { shard: { index: i + 1, of: shards } });
        return { name: `shard-${i + 1}.json`, text: reportJson(report) };
      }),
    );
  });

  test('the plan that the matrix is made from', async () => {
    const options = {
      base: commitSide(base ?? ''),
      head: commitSide(head ?? ''),
      policyFrom: 'head' as const,
      version: '0',
      now: new Date(0),
    };
    const plan = await planGate(await openRepository(repo.root), options, shards);
    expect(plan.models).toBe(7);
    expect(plan.shards.map(({ shard, models }) => [shard, models])).toEqual([
      ['1/3', 3],
      ['2/3', 2],
      ['3/3', 2],
    ]);
  });

  test('each job takes what the plan gives it: a model of many cases is worth many others', async () => {
    const cases = ['a', 'b', 'c', 'd', 'e'].map((name) => `{ name: ${name} }`).join(', ');
    repo.write('flopgate.yml', `version: 1\nmodels: [{ path: models/m1.onnx, cases: [${cases}] }]\n`);
    const sha = repo.commit('cases');
    const judged = await Promise.all(
      [1, 2, 3].map(async (index) => {
        const { models } = await gate(repo, base ?? '', sha, { shard: { index, of: 3 } });
        return [...new Set(models.map(({ path }) => path))];
      }),
    );
    expect(judged[0]).toEqual(['models/m1.onnx']);
    expect(judged.map(({ length }) => length)).toEqual([1, 3, 3]);
  });

  test('gives what one run would have given', () => {
    expect(mergeFiles(files.toReversed())).toEqual(whole);
    expect(whole).toMatchObject({ verdict: 'fail', exitCode: 1, unchanged: 1, shard: null });
    expect(whole.models).toHaveLength(7);
  });

  test('a lost shard is undecided, never a pass', () => {
    const passing = files.map(({ name, text }) => ({ name, text: text.replaceAll('"exitCode": 1', '"exitCode": 0') }));
    const tolerant = passing.map(({ name, text }) => ({
      name,
      text: text.replaceAll(/"verdict": "fail"/g, '"verdict": "pass"'),
    }));
    expect(mergeFiles(tolerant)).toMatchObject({ verdict: 'pass', exitCode: 0 });
    for (const lost of tolerant) {
      const report = mergeFiles(tolerant.filter((file) => file !== lost));
      expect(report).toMatchObject({ verdict: 'undecided', exitCode: 3 });
      expect(report.incomplete).toEqual([{ kind: 'shard', index: tolerant.indexOf(lost) + 1, of: 3 }]);
    }
  });

  test('a shard that failed says why', () => {
    const error = JSON.stringify({
      schema: 'flopgate/error/1',
      error: { code: 'missing-base', message: 'no base', hint: '' },
    });
    const report = mergeFiles([...files.slice(0, 2), { name: 'e.json', text: error }]);
    expect(report.incomplete.map(missingText)).toEqual([
      'shard 3 of 3 sent no report: its models are not judged',
      'a shard gave no answer: `missing-base` no base',
    ]);
    expect(report.exitCode).toBe(1);
    expect(() => mergeFiles([{ name: 'e.json', text: error }])).toThrow(/no report to merge: a shard gave no answer/);
  });

  const edit = (
    i: number,
    from: string | RegExp,
    to: string,
  ): readonly { readonly name: string; readonly text: string }[] =>
    files.map((file, k) => (k === i ? { ...file, text: file.text.replace(from, to) } : file));

  test.each<readonly [string, () => readonly { readonly name: string; readonly text: string }[], RegExp]>([
    [
      'one twice',
      () => [...files, { ...files[0], name: 'again.json' } as { name: string; text: string }],
      /both shard 1/,
    ],
    ['another head', () => edit(1, head ?? '', 'a'.repeat(40)), /shard-2\.json judges head a{40}/],
    ['another base', () => edit(1, base ?? '', 'b'.repeat(40)), /shard-2\.json compares with base b{40}/],
    ['another number of shards', () => edit(2, '"of": 3', '"of": 4'), /is a shard of 4/],
    ['another way of spreading', () => edit(2, /"plan": "[0-9a-f]+"/, '"plan": "0"'), /follows the plan 0/],
    ['another policy', () => edit(0, '"path": "flopgate.yml"', '"path": "x.yml"'), /judged by the policy/],
    ['a whole report', () => [{ name: 'w.json', text: reportJson(whole) }], /w\.json is a whole report/],
    ['an index beyond', () => edit(2, '"index": 3', '"index": 5'), /shard 5 of 3/],
    [
      'a model in two shards',
      () => edit(1, /"path": "models\/m\d\.onnx"/, '"path": "models/moved.onnx"'),
      /both judge models\/moved\.onnx/,
    ],
    ['no report', () => [{ name: 'x.json', text: '{}' }], /x\.json is no Flopgate report/],
    ['no JSON', () => [{ name: 'x.json', text: 'x' }], /x\.json is not JSON/],
    ['nothing', () => [], /no report/],
  ])('refused: %s', (_, make, message) => {
    expect(() => mergeFiles(make())).toThrow(message);
  });
});
