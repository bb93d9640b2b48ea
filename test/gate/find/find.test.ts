import { afterAll, describe, expect, test } from 'vitest';
import { catalogOf } from '#gate/find/catalog.ts';
import { findModels, type FoundModels } from '#gate/find/find.ts';
import type { PlannedChange } from '#gate/find/planned.ts';
import { openRepository } from '#host/git/repository.ts';
import { readPolicy } from '#policy/read-policy.ts';
import { net } from '../../support/models.ts';
import { removeScratch, testRepository } from '../../support/repository.ts';

afterAll(removeScratch);

type Files = Readonly<Record<string, string | Uint8Array | null>>;

/** What is found between two commits of a real repository; null takes a file away. */
async function found(
  before: Files,
  after: Files,
  {
    policy = 'version: 1',
    basePolicy,
    include = [],
  }: { readonly policy?: string; readonly basePolicy?: string; readonly include?: readonly string[] } = {},
): Promise<FoundModels & { readonly opened: readonly string[] }> {
  const repo = testRepository();
  const commit = (files: Files): string => {
    for (const [path, content] of Object.entries(files)) {
      if (content === null) repo.remove(path);
      else repo.write(path, content);
    }
    return repo.commit('files');
  };
  const [base, head] = [commit(before), commit(after)];
  const host = await openRepository(repo.root);
  const opened: string[] = [];
  const answer = await findModels({
    base: { kind: 'commit', sha: base },
    head: { kind: 'commit', sha: head },
    catalog: catalogOf(readPolicy(policy, 'flopgate.yml')),
    watched: catalogOf(readPolicy(basePolicy ?? policy, 'flopgate.yml')),
    start: async (file, length) => host.start(file, length),
    include: (path) => include.includes(path),
    diff: async (a, b, wanted) => host.diff(a, b, wanted),
    list: async (tree, wanted) => host.list(tree, wanted),
    open: async (file) => {
      opened.push(file.path);
      return host.open(file);
    },
  });
  return { ...answer, opened };
}

const text = ({ change, base, head, baseExternal, headExternal }: PlannedChange): string =>
  [
    change,
    base?.path ?? '-',
    head?.path ?? '-',
    ...(baseExternal.length + headExternal.length === 0
      ? []
      : [[baseExternal, headExternal].map((files) => files.map(({ path }) => path).join('+')).join('→')]),
  ].join(' ');
const lines = ({ changes }: FoundModels): readonly string[] => changes.map(text).toSorted();

const [one, two, other] = [net(), net({ channels: 16 }), net({ depth: 5, channels: 4 })];
const external = 'version: 1\nmodels: [{ path: a.onnx, external: [weights/**] }, { path: "b*.onnx" }]';

const named = (path: string): string => `version: 1\nmodels: [{ id: net, path: ${path} }]`;

describe('models that a pull request touches', () => {
  test('by their own file; the others are counted as unchanged', async () => {
    const at = await found(
      { 'a.onnx': one, 'b.onnx': one, 'c.txt': 'x', 'd.onnx': other },
      { 'a.onnx': two, 'c.txt': 'y', 'e.onnx': one },
    );
    expect(lines(at)).toEqual(['added - e.onnx', 'changed a.onnx a.onnx']);
    expect([at.unchanged, [...at.paths].toSorted()]).toEqual([2, ['a.onnx', 'b.onnx', 'd.onnx', 'e.onnx']]);
  });

  test('under another path, and those that went', async () => {
    const at = await found({ 'a.onnx': one, 'b.onnx': other }, { 'a.onnx': null, 'b.onnx': null, 'x/a.onnx': one });
    expect(lines(at)).toEqual(['moved a.onnx x/a.onnx', 'removed b.onnx -']);
    expect([...at.paths].toSorted()).toEqual(['a.onnx', 'b.onnx', 'x/a.onnx']);
  });

  test('by the id that each side’s own policy gives them', async () => {
    const at = await found(
      { 'a.onnx': one },
      { 'a.onnx': null, 'b.onnx': 'no model at all' },
      { policy: named('b.onnx'), basePolicy: named('a.onnx') },
    );
    expect(lines(at)).toEqual(['renamed a.onnx b.onnx']);
    const unnamed = await found({ 'a.onnx': one }, { 'a.onnx': null, 'b.onnx': 'no model at all' });
    expect(lines(unnamed)).toEqual(['added - b.onnx', 'removed a.onnx -']);
  });

  test('by weights beside them, of the model that they belong to only', async () => {
    const at = await found(
      { 'a.onnx': one, 'weights/1': 'x', 'weights/2': 'y', 'b.onnx': one, 'b.onnx.data': 'z', 'notes.bin': '1' },
      { 'weights/1': 'changed', 'notes.bin': '2' },
      { policy: external },
    );
    expect(lines(at)).toEqual(['changed a.onnx a.onnx weights/1+weights/2→weights/1+weights/2']);
    expect(at.unchanged).toBe(1);
  });

  test('by weights that came or went', async () => {
    const at = await found(
      { 'a.onnx': one, 'weights/1': 'x' },
      { 'weights/1': null, 'weights/2': 'x' },
      { policy: external },
    );
    expect(lines(at)).toEqual(['changed a.onnx a.onnx weights/1→weights/2']);
  });

  test('once, though both the file and its weights changed', async () => {
    const at = await found(
      { 'a.onnx': one, 'weights/1': 'x' },
      { 'a.onnx': two, 'weights/1': 'y' },
      { policy: external },
    );
    expect(lines(at)).toEqual(['changed a.onnx a.onnx weights/1→weights/1']);
  });

  test('unchanged ones that are asked for are compared with themselves', async () => {
    const at = await found({ 'a.onnx': one, 'b.onnx': one }, { 'c.txt': 'x' }, { include: ['b.onnx'] });
    expect(at.changes.map(text)).toEqual(['unchanged b.onnx b.onnx']);
    expect(at.changes[0]?.base?.id).toBe(at.changes[0]?.head?.id);
    expect(at.unchanged).toBe(1);
  });

  test('none that the policy leaves alone, or whose name is a model’s no more', async () => {
    const policy = 'version: 1\nignore: ["old/**"]';
    const at = await found({ 'old/a.onnx': one }, { 'old/a.onnx': two, 'b.onnx.txt': 'x' }, { policy });
    expect([lines(at), at.paths, at.unchanged]).toEqual([[], [], 0]);
  });
});

test('unchanged models aren’t opened, changed ones only as far as they must be told from others', async () => {
  const at = await found({ 'a.onnx': one, 'b.onnx': two, 'net.cfg': 'x', 'x.json': '{}' }, { 'a.onnx': two });
  expect(at.opened.filter((path) => path !== 'a.onnx')).toEqual([]);
});

test('a submodule that points elsewhere is said, and not looked into', async () => {
  const repo = testRepository();
  const commits = ['a', 'b'].map((digit) => {
    repo.git('update-index', '--add', '--cacheinfo', `160000,${digit.repeat(40)},models`);
    repo.git('commit', '-q', '-m', digit);
    return repo.git('rev-parse', 'HEAD');
  });
  const host = await openRepository(repo.root);
  const catalog = catalogOf(readPolicy('version: 1', 'flopgate.yml'));
  const at = await findModels({
    base: { kind: 'commit', sha: commits[0] ?? '' },
    head: { kind: 'commit', sha: commits[1] ?? '' },
    catalog,
    watched: catalog,
    start: async (file, length) => host.start(file, length),
    include: () => false,
    diff: async (a, b, wanted) => host.diff(a, b, wanted),
    list: async (tree, wanted) => host.list(tree, wanted),
    open: async (file) => host.open(file),
  });
  expect(at).toMatchObject({
    changes: [],
    submodules: ['models'],
    findings: [{ code: 'submodule-changed', level: 'warning' }],
  });
});
