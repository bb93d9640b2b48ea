import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtDist } from '../support/built.ts';
import { net } from '../support/models.ts';
import { faultIn, shell, type Ended } from '../support/programs.ts';
import { removeScratch, scratchFolder, testRepository, type TestRepository } from '../support/repository.ts';

let repo: TestRepository;
let listening: Server;
beforeAll(async () => {
  builtDist();
  repo = testRepository();
  repo.write('flopgate.yml', 'version: 1\nmodels: [{ id: net, path: net.onnx }]\n');
  repo.write('net.onnx', net());
  repo.commit('one');
  repo.write('net.onnx', net({ channels: 9 }));
  repo.commit('two');
  listening = createServer();
  await new Promise<void>((done) => listening.listen(join(repo.root, 'socket'), done));
});
afterAll(() => {
  listening.close();
  removeScratch();
});

const inRepo = (line: string, env: Readonly<Record<string, string>> = {}): Ended =>
  shell(line, { cwd: repo.root, env });

/** A pipe that nobody writes to: whoever opens it as a file waits for ever. */
const pipeAt = (path: string): void => void execFileSync('mkfifo', [path]);

describe.skipIf(process.platform === 'win32')('what is no file is refused at once', () => {
  test.each([
    ['count $IT', /not-a-file/],
    ['explain $IT', /not-a-file/],
    ['compare $IT net.onnx', /not-a-file/],
    ['diff $IT net.onnx --json', /not a regular file/],
    ['diff net.onnx $IT --json', /not a regular file/],
    ['merge $IT', /unreadable-file: \S+ can't be read: it is a (?:named pipe|socket|device)/],
    ['bench $IT --time 5s', /not-a-file|not a regular file/],
    ['bench net.onnx --time 5s --input-file image=$IT.npy', /bad-input-file: \S+ is a (?:named pipe|socket|device)/],
  ])('a model, a report, an input: flopgate %s', (command, told) => {
    const folder = scratchFolder();
    for (const path of ['pipe', 'pipe.npy']) pipeAt(join(folder, path));
    expect(faultIn(inRepo(`$flopgate ${command.replace('$IT', join(folder, 'pipe'))}`))).toMatch(told);
    if (command.includes('.npy')) return;
    expect(faultIn(inRepo(`$flopgate ${command.replace('$IT', '/dev/zero')}`))).toMatch(told);
    // Node opens no socket, whatever is asked of it.
    expect(faultIn(inRepo(`$flopgate ${command.replace('$IT', 'socket')}`))).toMatch(
      /not-a-file|unreadable-file|regular file|socket/,
    );
  });

  test.each(['check', 'check --base HEAD~1', 'policy', 'plan --base HEAD~1 --shards 2'])(
    'a policy: flopgate %s',
    (command) => {
      for (const kind of ['pipe', 'socket', 'device'] as const) {
        rmSync(join(repo.root, 'flopgate.yml'), { force: true });
        if (kind === 'pipe') pipeAt(join(repo.root, 'flopgate.yml'));
        else execFileSync('ln', ['-sf', kind === 'socket' ? 'socket' : '/dev/zero', join(repo.root, 'flopgate.yml')]);
        const ended = inRepo(`$flopgate ${command}`);
        repo.remove('flopgate.yml');
        repo.git('checkout', '-q', '--', 'flopgate.yml');
        expect(faultIn(ended)).toMatch(
          /unreadable-file: flopgate\.yml can't be read: it is a (?:named pipe|socket|device)/,
        );
      }
    },
  );

  test.each(['check --config own.yml', 'policy --config own.yml'])('a policy by --config: flopgate %s', (command) => {
    pipeAt(join(repo.root, 'own.yml'));
    const ended = inRepo(`$flopgate ${command}`);
    repo.remove('own.yml');
    expect(faultIn(ended)).toMatch(/unreadable-file: own\.yml can't be read: it is a named pipe/);
  });

  test.each(['init --dry-run', 'init --yes', 'doctor', 'doctor --json'])(
    'a policy, a workflow, a model: flopgate %s ends',
    (command) => {
      const own = testRepository();
      own.write('net.onnx', net());
      own.commit('one');
      mkdirSync(join(own.root, '.github/workflows'), { recursive: true });
      for (const path of ['flopgate.yml', '.github/workflows/flopgate.yml', 'pipe.onnx']) pipeAt(join(own.root, path));
      const { code, stderr } = shell(`$flopgate ${command}`, { cwd: own.root });
      expect({ code: code !== null && code !== 1, stderr }).toEqual({
        code: true,
        stderr: expect.not.stringContaining('internal') as string,
      });
    },
  );

  test('reports: a folder’s pipes are no reports', () => {
    const folder = scratchFolder();
    pipeAt(join(folder, 'flopgate-report.json'));
    expect(faultIn(inRepo(`$flopgate merge ${folder}`))).toMatch(/flopgate: [a-z-]+: /);
  });

  test('a runtime whose manifest is a pipe is none', () => {
    const folder = join(scratchFolder(), 'onnxruntime-node');
    mkdirSync(folder);
    pipeAt(join(folder, 'package.json'));
    expect(faultIn(inRepo(`$flopgate bench net.onnx --runtime-path ${folder}`))).toMatch(/runtime-missing/);
  });

  test.each(['merge report.json --out', 'dashboard --out'])(
    'an output: flopgate %s a pipe without a reader',
    (command) => {
      const folder = scratchFolder();
      pipeAt(join(folder, 'pipe'));
      expect(inRepo('$flopgate check --shard 1/1 --base HEAD~1 --json > report.json').code).toBe(0);
      expect(faultIn(inRepo(`$flopgate ${command} ${join(folder, 'pipe')}`))).toMatch(
        /unwritable-file: \S+ can't be written: ENXIO/,
      );
      expect(existsSync(join(folder, 'pipe'))).toBe(true);
    },
  );

  test('an event of the action', () => {
    const folder = scratchFolder();
    pipeAt(join(folder, 'event.json'));
    writeFileSync(join(folder, 'output'), '');
    const vars = {
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_REPOSITORY: 'octo/models',
      GITHUB_RUN_ID: '1',
      GITHUB_WORKSPACE: repo.root,
      GITHUB_OUTPUT: join(folder, 'output'),
      RUNNER_TEMP: folder,
    };
    const { code, stdout } = inRepo(`'${process.execPath}' '${resolve(builtDist(), 'action.js')}'`, vars);
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: expect.stringMatching(/::error title=Flopgate%3A unreadable-file::.*named pipe/) as string,
    });
  });
});
