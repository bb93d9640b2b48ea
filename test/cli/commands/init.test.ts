import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPolicy } from '#policy/read-policy.ts';
import { buildCli, runCli, type Cli } from '../../support/cli.ts';
import { attacks } from '../../support/hostile-text.ts';
import { net } from '../../support/models.ts';
import { removeScratch, testRepository, type TestRepository } from '../../support/repository.ts';

let entry: string;
let cli: Cli;
beforeAll(async () => {
  entry = await buildCli();
  cli = runCli(entry);
});
afterAll(removeScratch);

const root = resolve(import.meta.dirname, '../../..');
const workflow = '.github/workflows/flopgate.yml';

function withModels(): TestRepository {
  const repo = testRepository();
  repo.write('models/detector.onnx', net());
  repo.write('models/open: size [x].onnx', net({ batch: 'batch', size: 'side' }));
  repo.write('models/odd.onnx', net({ tail: { op: 'Mystery', domain: 'acme' } }));
  repo.write('broken.onnx', 'no model');
  repo.commit('models');
  return repo;
}
const read = ({ root: folder }: TestRepository, path: string): string => readFileSync(join(folder, path), 'utf8');

describe('init', () => {
  test('today’s models pass what it writes, and the workflow is the README’s', async () => {
    const repo = withModels();
    const { code, stdout } = cli(['init'], { cwd: repo.root });
    expect([code, stdout]).toEqual([
      0,
      [
        'flopgate.yml: created',
        `${workflow}: created`,
        "4 models found, 1 can't be read",
        "broken.onnx: no ceilings: it can't be read: broken.onnx is not an ONNX model",
        'models/odd.onnx: no ceiling on MACs, peak activation memory: 1 layer has no exact cost',
        'next: flopgate doctor, then commit the files\n',
      ].join('\n'),
    ]);
    await expect(read(repo, 'flopgate.yml')).toMatchFileSnapshot('../../golden/cli/init-policy.yml');
    const readme =
      /```yaml\n( *name: Flopgate\n.*?)```/s.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? '';
    expect(read(repo, workflow).trim()).toBe(readme.replaceAll(/^ {3}/gm, '').trim());
    repo.remove('broken.onnx');
    // A strict policy fails for an entry without its model, and for a model that goes.
    repo.write('flopgate.yml', read(repo, 'flopgate.yml').replace(/ {2}- path: broken.onnx\n(?: {4}.*\n)*/, ''));
    repo.commit('set up');
    const check = cli(['check', '--base', 'HEAD', '--all', '--json'], { cwd: repo.root });
    expect(JSON.parse(check.stdout)).toMatchObject({ exitCode: 0 });
    repo.write('models/detector.onnx', net({ channels: 16 }));
    expect(cli(['check'], { cwd: repo.root }).code).toBe(1);
  });

  test('files that no reader counts are listed, by all who list models, and never all green', () => {
    const repo = testRepository();
    repo.write('app/net.mnn', 'MNN');
    repo.write('net.param', '7767517\n1 1\n');
    repo.commit('no model that is counted');
    const { stdout } = cli(['init'], { cwd: repo.root });
    expect(stdout).toContain(
      "2 of them in formats that aren't counted, so that only their size is judged: app/net.mnn, net.param",
    );
    const doctor = cli(['doctor'], { cwd: repo.root }).stdout;
    expect(doctor).toMatch(/warn {2}2 model files of formats that aren't counted: app\/net.mnn, net.param/);
    expect(doctor).toMatch(/warn {2}no model that is counted was found/);
    expect(cli(['policy'], { cwd: repo.root }).stdout).toMatch(/app\/net.mnn +not counted, only its size is judged/);
    repo.commit('set up');
    repo.write('app/net.mnn', 'MNN'.repeat(99));
    expect(JSON.parse(cli(['plan', '--shards', '3', '--json'], { cwd: repo.root }).stdout)).toMatchObject({
      models: 1,
    });
    const check = cli(['check'], { cwd: repo.root });
    expect(check).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("is an MNN model, which isn't counted") as string,
    });
    expect(cli(['init'], { cwd: testRepository().root }).stdout).toContain('warning: nothing is guarded yet');
  });

  test('every path and every symbol, however it is named, is one entry of a valid policy', () => {
    const repo = testRepository();
    const names = attacks.flatMap((text) => {
      const name = text.replaceAll(/[/\0]/g, '').slice(0, 40);
      return /[\ud800-\udfff]/.test(name) || name.trim() === '' ? [] : [name];
    });
    for (const name of new Set(names)) repo.write(`m/${name}.onnx`, net({ batch: name, size: 'x' }));
    expect(cli(['init'], { cwd: repo.root }).code).toBe(0);
    const policy = readPolicy(read(repo, 'flopgate.yml'), 'flopgate.yml');
    expect(new Set(policy.models.map(({ path }) => path))).toEqual(
      new Set([...new Set(names)].map((name) => `m/${name}.onnx`)),
    );
  });

  test('nothing is overwritten without a word: neither file is touched', () => {
    const repo = withModels();
    repo.write('.github/flopgate.yml', 'version: 1\n');
    const { code, stderr } = cli(['init'], { cwd: repo.root });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^flopgate: would-overwrite: \.github\/flopgate\.yml would be .+\nhint: --dry-run .+$/m);
    expect(existsSync(join(repo.root, workflow))).toBe(false);
    expect(cli(['init', '--yes'], { cwd: repo.root }).stdout).toContain('.github/flopgate.yml: overwritten');
    expect(existsSync(join(repo.root, 'flopgate.yml'))).toBe(false);
    expect(read(repo, '.github/flopgate.yml')).toContain('detector');
    expect(cli(['init'], { cwd: repo.root }).stdout).toContain('.github/flopgate.yml: same');
  });

  test.skipIf(process.platform !== 'linux').each([
    ['y', 'overwritten'],
    ['', 'kept'],
  ])('on a terminal it asks: %j', (answer, action) => {
    const repo = withModels();
    repo.write('flopgate.yml', 'version: 1\n');
    const command = `'${process.execPath}' '${entry}' init`;
    const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
      cwd: repo.root,
      input: `${answer}\n`,
      encoding: 'utf8',
    });
    expect(stdout).toContain('flopgate.yml is there already: overwrite it? [y/N]');
    expect(stdout).toContain(`flopgate.yml: ${action}`);
    expect(read(repo, 'flopgate.yml') === 'version: 1\n').toBe(action === 'kept');
  });

  test('--dry-run writes nothing; --json is one document', () => {
    const repo = withModels();
    const { code, stdout } = cli(['init', '--dry-run', '--json'], { cwd: repo.root });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'flopgate/init/1',
      models: 4,
      unreadable: ['broken.onnx'],
      files: [{ path: 'flopgate.yml', action: 'would be created' }, { path: workflow }],
    });
    expect(existsSync(join(repo.root, 'flopgate.yml'))).toBe(false);
  });

  test('a workflow that runs Flopgate already is enough', () => {
    const repo = withModels();
    repo.write('.github/workflows/ci.yml', 'on: push\njobs:\n  a:\n    steps:\n      - uses: flopgate/flopgate@v1\n');
    expect(cli(['init'], { cwd: repo.root }).stdout).toContain('.github/workflows/ci.yml runs Flopgate already');
    expect(existsSync(join(repo.root, workflow))).toBe(false);
  });
});
