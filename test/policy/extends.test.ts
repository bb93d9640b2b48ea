import { describe, expect, test } from 'vitest';
import { readPolicies, type Policies } from '#gate/find/policies.ts';
import { planFor } from '#policy/model-plan.ts';
import type { Policy } from '#policy/policy.ts';
import { readPolicy } from '#policy/read-policy.ts';

const tree = { kind: 'commit', sha: 'a' } as const;

/** The policies of a repository that holds these files; `remote` those of others. */
const read = async (
  files: Readonly<Record<string, string>>,
  config?: string,
  remote?: Readonly<Record<string, string>>,
): Promise<Policies> =>
  readPolicies({
    base: null,
    head: tree,
    from: 'head',
    text: async (_, path) => files[path] ?? null,
    ...(config === undefined ? {} : { config }),
    ...(remote === undefined
      ? {}
      : { remote: async ({ repository, path, ref }) => remote[`${repository}/${path}@${ref}`] ?? null }),
  });

const max = (policy: Policy, path: string): string | undefined =>
  planFor(policy, path)?.cases[0]?.budgets.get('macs')?.max?.text;

describe('extends', () => {
  const company = `version: 1
defaults: { budgets: { macs: { max: 1G, fail: +2% }, params: { fail: +5% } } }
models: [{ id: shared, path: shared.onnx, budgets: { macs: { max: 3G } } }, { id: own, path: other.onnx }]
ignore: [legacy/**]
opset: { max: 18 }
`;
  const own = `version: 1
extends: policies/company.yml
models: [{ id: own, path: own.onnx, budgets: { macs: { max: 9G } } }]
defaults: { budgets: { macs: { fail: +1% } } }
`;

  test('what it says stands, the rest comes from the other', async () => {
    const { judge } = await read({ 'flopgate.yml': own, 'policies/company.yml': company });
    expect([max(judge, 'own.onnx'), max(judge, 'shared.onnx'), max(judge, 'any.onnx')]).toEqual(['9G', '3G', '1G']);
    const budgets = planFor(judge, 'any.onnx')?.cases[0]?.budgets;
    expect([budgets?.get('macs')?.fail?.text, budgets?.get('params')?.fail?.text]).toEqual(['+1%', '+5%']);
    expect(planFor(judge, 'legacy/x.onnx')).toBeNull();
    expect(planFor(judge, 'any.onnx')?.contract.opset).toEqual({ max: 18, min: null });
    expect(judge.models.map(({ path }) => path)).toEqual(['own.onnx', 'shared.onnx']);
  });

  test('a change of the other is a change of the policy', async () => {
    const texts = new Map([
      ['base', company],
      ['head', company.replace('max: 1G', 'max: 2G')],
    ]);
    const policies = await readPolicies({
      base: { kind: 'commit', sha: 'base' },
      head: { kind: 'commit', sha: 'head' },
      from: 'head',
      text: async (at, path) =>
        path === 'flopgate.yml'
          ? own
          : path === 'policies/company.yml' && at.kind === 'commit'
            ? (texts.get(at.sha) ?? null)
            : null,
    });
    expect(policies.changed).toBe(true);
  });

  test('of another repository, at a tag', async () => {
    const files = { 'flopgate.yml': 'version: 1\nextends: octo/policies/ml.yml@v1.2\n' };
    const { judge } = await read(files, undefined, { 'octo/policies/ml.yml@v1.2': company });
    expect(max(judge, 'any.onnx')).toBe('1G');
    const short = { 'flopgate.yml': 'version: 1\nextends: octo/policies@v1.2\n' };
    expect(max((await read(short, undefined, { 'octo/policies/flopgate.yml@v1.2': company })).judge, 'a.onnx')).toBe(
      '1G',
    );
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['gone.yml', {}, "flopgate.yml extends `gone.yml`, which isn't there"],
    ['../x.yml', {}, 'outside of the repository'],
    ['/etc/passwd', {}, 'outside of the repository'],
    ['flopgate.yml', {}, 'which extends it'],
    ['b.yml', { 'b.yml': 'version: 1\nextends: flopgate.yml\n' }, 'which extends it'],
    ['b.yml', { 'b.yml': 'version: 1\ndefault: {}\n' }, 'b.yml:2:1: "default" is no key here: did you mean defaults?'],
    ['octo/policies@main', {}, 'may change at any time'],
    ['octo/policies@v1', {}, 'which only the action can read'],
    [
      '1.yml',
      Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`${i}.yml`, `version: 1\nextends: ${i + 1}.yml\n`])),
      'more than 4 policies',
    ],
  ])('%s is refused', async (path, more, message) => {
    const files = { 'flopgate.yml': `version: 1\nextends: ${path}\n`, ...more };
    await expect(read(files)).rejects.toMatchObject({
      code: 'bad-policy',
      message: expect.stringContaining(message) as string,
    });
  });

  test('a policy of another repository extends none of its files', async () => {
    const files = { 'flopgate.yml': 'version: 1\nextends: octo/policies@v1\n' };
    const remote = { 'octo/policies/flopgate.yml@v1': 'version: 1\nextends: x.yml\n' };
    await expect(read(files, undefined, remote)).rejects.toThrow(/extends none of its files/);
  });
});

describe('a policy beside its models', () => {
  const text = `version: 1
models: [{ path: nets/*.onnx, external: ./w.bin, input_files: x=x.npy, budgets: { macs: { max: 2G } } }]
ignore: [old/**]
groups: [{ id: all, paths: 'nets/**', budgets: { macs: { fail: +1% } } }]
`;

  test('paths are from its folder, and nothing else is its own', async () => {
    const { judge } = await read({ 'teams/vision/flopgate.yml': text }, 'teams/vision/flopgate.yml');
    expect(planFor(judge, 'teams/vision/nets/a.onnx')).toMatchObject({
      id: 'teams/vision/nets/a.onnx',
      external: ['teams/vision/w.bin'],
      inputFiles: ['x=teams/vision/x.npy'],
    });
    expect([max(judge, 'teams/vision/nets/a.onnx'), planFor(judge, 'teams/vision/old/a.onnx')]).toEqual(['2G', null]);
    expect([planFor(judge, 'nets/a.onnx'), planFor(judge, 'teams/visionary/a.onnx')]).toEqual([null, null]);
    expect(judge.groups[0]?.paths).toEqual(['teams/vision/nets/**']);
  });

  test.each(['.github/flopgate.yml', 'flopgate.yml', '.ci/policies/flopgate.yml'])('%s is about all', async (path) => {
    const { judge } = await read({ [path]: text }, path);
    expect([max(judge, 'nets/a.onnx'), judge.root]).toEqual(['2G', '']);
  });
});

const budgets = (yaml: string): string[] => {
  const plan = planFor(readPolicy(`version: 1\n${yaml}`, 'flopgate.yml'), 'a.onnx');
  return [...(plan?.cases[0]?.budgets ?? [])].map(
    ([metric, { max: top, fail }]) => `${metric} ${top?.text} ${fail?.text}`,
  );
};

describe('merge keys', () => {
  test.each<[string, string[]]>([
    [
      'defaults: { budgets: &all { macs: { max: 1G } } }\nmodels: [{ path: a.onnx, budgets: { <<: *all, params: { max: 2M } } }]',
      ['macs 1G undefined', 'params 2M undefined'],
    ],
    [
      'defaults: { budgets: { macs: &m { max: 1G, fail: +1% } } }\nmodels: [{ path: a.onnx, budgets: { macs: { max: 3G, <<: *m } } }]',
      ['macs 3G +1%'],
    ],
    [
      'models:\n  - &a { path: b.onnx, budgets: { macs: { max: 1G } } }\n  - &b { path: c.onnx, budgets: { macs: { max: 2G } }, bench: false }\n  - { <<: [*a, *b], path: a.onnx }\ndefaults: { budgets: {} }',
      ['macs 1G undefined'],
    ],
  ])('%s', (yaml, expected) => expect(budgets(yaml)).toEqual(expected));

  test.each([
    ['defaults: { <<: 5 }', 'flopgate.yml:2:13: `<<` takes an alias of a mapping'],
    ['defaults: { "<<": {} }', '"<<" is no key here'],
    ['ignore: &i [a]\ndefaults: { <<: *i }', '`<<` takes an alias of a mapping'],
  ])('%s is refused', (yaml, message) => expect(() => budgets(yaml)).toThrow(message));
});
