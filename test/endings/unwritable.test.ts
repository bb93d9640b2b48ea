import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtDist } from '../support/built.ts';
import { pullRequestPayload } from '../support/events.ts';
import { mergeCheckout, modelRepository, resnet18Again } from '../support/model-repository.ts';
import { net } from '../support/models.ts';
import { faultIn, shell, type Ended } from '../support/programs.ts';
import { removeScratch, scratchFolder, testRepository, type TestRepository } from '../support/repository.ts';

/** A device that is always full. */
const full = existsSync('/dev/full');

let repo: TestRepository;
beforeAll(() => {
  builtDist();
  repo = testRepository();
  const bare = testRepository();
  bare.git('init', '-q', '--bare', join(bare.root, 'origin.git'));
  repo.git('remote', 'add', 'origin', join(bare.root, 'origin.git'));
  repo.write('flopgate.yml', 'version: 1\nmodels: [{ id: net, path: net.onnx }]\n');
  repo.write('net.onnx', net());
  repo.commit('one');
  repo.write('net.onnx', net({ channels: 9 }));
  repo.commit('two');
  inRepo('$flopgate history record && $flopgate check --shard 1/1 --base HEAD~1 --json > report.json');
});
afterAll(removeScratch);

const inRepo = (line: string, env: Readonly<Record<string, string>> = {}): Ended =>
  shell(line, { cwd: repo.root, env });

const runtime = resolve('node_modules');
const commands = [
  '--help',
  '--version',
  'count --help',
  'count net.onnx',
  'count net.onnx --json',
  'count net.onnx --md',
  'explain net.onnx',
  'explain net.onnx --json',
  'compare net.onnx net.onnx',
  'compare net.onnx net.onnx --json',
  'diff HEAD~1 HEAD',
  'diff HEAD~1:net.onnx net.onnx --json',
  'check --base HEAD~1',
  'check --base HEAD~1 --json',
  'plan --base HEAD~1 --shards 2',
  'policy',
  'policy --json',
  'schema',
  'merge report.json',
  'merge report.json --md',
  'merge report.json --json',
  'history record',
  'history record --json',
  'history show',
  'history show net --json',
  'history export',
  'badge net',
  'dashboard --out -',
  'dashboard --out page.html',
  'init --dry-run',
  'doctor',
  'doctor --json',
  `bench net.onnx --time 5s --runtime-path ${runtime}`,
];

describe.skipIf(!full)('stdout is full', () => {
  test.each(commands)('flopgate %s', (command) => {
    const ended = inRepo(`$flopgate ${command} > /dev/full`);
    expect(faultIn(ended)).toMatch(/^flopgate: unwritable-output: stdout can't be written: ENOSPC/m);
  });

  test('a failure that can only be told on stderr is told once', () => {
    expect(faultIn(inRepo('$flopgate count --nonsense --json > /dev/full'))).toMatch(/^flopgate: usage: /m);
  });
});

describe('nobody listens', () => {
  test.skipIf(!full)('on stderr, which is full: the exit code tells', () => {
    expect(inRepo('$flopgate count none.onnx 2> /dev/full').code).toBe(2);
    expect(inRepo('$flopgate check --base HEAD~1 2> /dev/full').code).toBe(0);
  });

  test.each(['2>&-', '>&- 2>&-'])('with %s: the exit code tells', (closed) => {
    expect(inRepo(`$flopgate count none.onnx ${closed}`).code).toBe(2);
    expect(inRepo(`$flopgate count net.onnx ${closed}`).code).toBe(0);
  });

  test.each(['count net.onnx --json', 'schema', 'check --base HEAD~1 --json', 'history export', 'dashboard --out -'])(
    'any more: flopgate %s | true ends in silence, with the code of its answer',
    (command) => {
      const { code, stderr } = inRepo(`$flopgate ${command} | true`);
      expect(code).toBe(0);
      expect(stderr).not.toMatch(/EPIPE|internal|\bat /);
    },
  );

  test('any more: a breach stays one, a failure too', () => {
    const policy = 'version: 1\nmodels: [{ id: net, path: net.onnx, budgets: { macs: { max: 1 } } }]\n';
    writeFileSync(join(repo.root, 'strict.yml'), policy);
    expect(inRepo('$flopgate count none.onnx | true').code).toBe(2);
    const { code } = inRepo('git add strict.yml; $flopgate check --base HEAD~1 --config strict.yml | true');
    expect(code).toBe(1);
  });
});

/** What goes wrong outside of all that the program awaits: planted by Node before it starts. */
const planted = (what: string): Readonly<Record<string, string>> => {
  const file = join(scratchFolder(), 'plant.cjs');
  writeFileSync(file, `if (process.argv[1]?.endsWith('.js')) setImmediate(() => { ${what} });`);
  return { NODE_OPTIONS: `--require ${file}` };
};

describe('what nobody catches', () => {
  test.each([
    ["throw new Error('out of place')", /^flopgate: internal: out of place$/m],
    ["throw 'a word'", /^flopgate: internal: a word$/m],
    ["void Promise.reject(new Error('out of place'))", /^flopgate: internal: out of place$/m],
    ["require('node:fs').writeSync(99, 'x')", /^flopgate: system-error: EBADF/m],
    ["process.stderr.emit('error', new Error('gone'))", /^flopgate: internal: gone$/m],
  ])('%s: exit code 2 in two lines', (what, told) => {
    expect(faultIn(inRepo('$flopgate policy', planted(what)))).toMatch(told);
    const { stderr } = inRepo('$flopgate policy --debug', planted(what));
    expect(/^ {4}at /m.test(stderr)).toBe(true);
  });

  test('in the action, too', () => {
    const action = join(builtDist(), 'action.js');
    const ended = inRepo(`'${process.execPath}' '${action}'`, planted("throw new Error('out of place')"));
    expect(faultIn(ended)).toMatch(/^flopgate: internal: out of place$/m);
  });
});

const mounted: string[] = [];
afterAll(() => {
  for (const folder of mounted) execFileSync('umount', [folder]);
});

/** A file system of 64 KiB; null where none can be mounted, as without root's rights. */
function tinyFolder(...more: readonly string[]): string | null {
  const folder = scratchFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', ['size=64k', ...more].join(','), 'flopgate-test', folder], {
      stdio: 'ignore',
    });
  } catch {
    return null;
  }
  mounted.push(folder);
  return folder;
}
const tiny = tinyFolder();
const readOnly = tinyFolder('ro');

const temporary = [
  'history record',
  'history show',
  'dashboard --out page.html',
  'badge net',
  `bench net.onnx --time 5s --runtime-path ${runtime}`,
  `bench HEAD~1:net.onnx net.onnx --time 5s --runtime-path ${runtime}`,
];

describe('temporary files', () => {
  test.each(temporary)('have no place: flopgate %s', (command) => {
    const gone = join(scratchFolder(), 'gone');
    const ended = inRepo(`$flopgate ${command}`, { TMPDIR: gone });
    expect(faultIn(ended)).toMatch(
      /^flopgate: unwritable-temp: \S+gone can't hold temporary files: ENOENT.*\nhint: .*TMPDIR/m,
    );
  });

  test.each(temporary)('have a place below a file: flopgate %s', (command) => {
    const ended = inRepo(`$flopgate ${command}`, { TMPDIR: join(repo.root, 'net.onnx') });
    expect(faultIn(ended)).toMatch(/^flopgate: unwritable-temp: .*ENOTDIR/m);
  });

  test.skipIf(readOnly === null).each(temporary)('can’t be written: flopgate %s', (command) => {
    const ended = inRepo(`$flopgate ${command}`, { TMPDIR: readOnly ?? '' });
    expect(faultIn(ended)).toMatch(/^flopgate: unwritable-temp: .*EROFS/m);
  });

  test
    .skipIf(tiny === null)
    .each([
      'history export',
      `bench large.onnx --dim n=2 --time 5s --runtime-path ${runtime}`,
      `bench HEAD:large.onnx --dim n=2 --time 5s --runtime-path ${runtime}`,
    ])('fill the disk: flopgate %s', (command) => {
    repo.write('large.onnx', net({ channels: 200, depth: 3, batch: 'n', size: 64 }));
    if (repo.git('status', '--porcelain', 'large.onnx') !== '') repo.commit('large');
    const ended = inRepo(`$flopgate ${command}`, { TMPDIR: tiny ?? '' });
    expect(faultIn(ended)).toMatch(/^flopgate: no-space: .*no space left on device/im);
    expect(readdirSync(tiny ?? '').filter((name) => name.startsWith('flopgate-'))).toEqual([]);
    for (const name of readdirSync(tiny ?? '')) rmSync(join(tiny ?? '', name), { recursive: true });
  });
});

/** A character device in a folder of our own; null where none can be made there, as without root's rights. */
function deviceLike(name: string, minor: number): string | null {
  const path = join(scratchFolder(), name);
  try {
    execFileSync('mknod', [path, 'c', '1', String(minor)], { stdio: 'ignore' });
    closeSync(openSync(path, 'r'));
    return path;
  } catch {
    return null;
  }
}

describe('files that are written', () => {
  const outs = ['merge report.json --out', 'dashboard --out'];

  test.each(outs)('flopgate %s: a folder that is a file, a folder, no rights', (command) => {
    writeFileSync(join(repo.root, 'file'), '');
    mkdirSync(join(repo.root, 'folder'), { recursive: true });
    for (const path of ['file/out', 'folder', ...(readOnly === null ? [] : [join(readOnly, 'out')])])
      expect(faultIn(inRepo(`$flopgate ${command} ${path}`))).toMatch(
        /^flopgate: unwritable-file: \S+ can't be written: /m,
      );
    for (const name of ['file', 'folder']) rmSync(join(repo.root, name), { recursive: true });
  });

  // Devices of our own: a program that replaced /dev/null would take it from the whole machine.
  const [nothing, brim] = [deviceLike('null', 3), deviceLike('full', 7)];

  test.skipIf(brim === null).each(outs)(
    'flopgate %s a device that is full: a fault, and it stays a device',
    (command) => {
      expect(faultIn(inRepo(`$flopgate ${command} ${brim}`))).toMatch(
        /^flopgate: unwritable-file: \S+full can't be written: /m,
      );
      expect(statSync(brim ?? '').isCharacterDevice()).toBe(true);
    },
  );

  test.skipIf(nothing === null).each(outs)('flopgate %s a device that takes all: it stays a device', (command) => {
    expect(inRepo(`$flopgate ${command} ${nothing}`).code).toBe(0);
    expect(statSync(nothing ?? '').isCharacterDevice()).toBe(true);
  });

  test.each(outs)('flopgate %s a pipe with a reader: it gets all', (command) => {
    const piped = inRepo(
      `mkfifo p; (cat p > got &) ; sleep 0.3; $flopgate ${command} p > out.txt; sleep 0.2; wc -c < got; rm p got out.txt`,
    );
    expect({ code: piped.code, bytes: Number(piped.stdout) > 1000 }).toEqual({ code: 0, bytes: true });
  });

  test.skipIf(tiny === null).each(outs)(
    'flopgate %s on a full disk: the old text stays, and nothing beside it',
    (command) => {
      const folder = tiny ?? '';
      writeFileSync(join(folder, 'out'), 'the old text');
      writeFileSync(join(folder, 'filler'), Buffer.alloc(56 * 1024));
      const ended = inRepo(`$flopgate ${command} ${join(folder, 'out')}`);
      const left = readdirSync(folder).toSorted();
      const text = readFileSync(join(folder, 'out'), 'utf8');
      for (const name of left) rmSync(join(folder, name));
      expect(faultIn(ended)).toMatch(/^flopgate: unwritable-file: .*ENOSPC/m);
      expect({ left, text }).toEqual({ left: ['filler', 'out'], text: 'the old text' });
    },
  );
});

describe('the action', () => {
  const models = modelRepository((one) => one.write('models/classifier.onnx', resnet18Again.file));
  const { headSha, ...origin } = models.origin();

  /** Without a server: nothing is asked of GitHub, for there is no token. */
  function action(env: Readonly<Record<string, string>>, redirect = ''): Ended & { readonly temp: string } {
    const temp = scratchFolder();
    const { root } = mergeCheckout(`file://${models.repository.root}`, { headSha, ...origin });
    writeFileSync(join(temp, 'event.json'), JSON.stringify(pullRequestPayload({ headSha })));
    for (const name of ['output', 'summary']) writeFileSync(join(temp, name), '');
    const line = `exec env -i "\${vars[@]}" '${process.execPath}' '${join(builtDist(), 'action.js')}' ${redirect}`;
    const all = {
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: temp,
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: join(temp, 'event.json'),
      GITHUB_REPOSITORY: 'octo/models',
      GITHUB_RUN_ID: '1',
      GITHUB_WORKSPACE: root,
      GITHUB_STEP_SUMMARY: join(temp, 'summary'),
      GITHUB_OUTPUT: join(temp, 'output'),
      RUNNER_TEMP: temp,
      ...env,
    };
    const vars = Object.entries(all).map(([name, value]) => `'${name}=${value}'`);
    return { ...shell(`vars=(${vars.join(' ')}); ${line}`, { cwd: root }), temp };
  }

  test('passes where all can be written', () => {
    expect(action({})).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    ['GITHUB_OUTPUT', '/dev/full', 'GITHUB_OUTPUT'],
    ['GITHUB_OUTPUT', '/nowhere/output', 'GITHUB_OUTPUT'],
    ['GITHUB_OUTPUT', '/', 'GITHUB_OUTPUT'],
    ['GITHUB_STEP_SUMMARY', '/dev/full', 'GITHUB_STEP_SUMMARY'],
    ['GITHUB_STEP_SUMMARY', '/nowhere/summary', 'GITHUB_STEP_SUMMARY'],
    ['RUNNER_TEMP', '/dev/full', 'the report file'],
    ...(readOnly === null ? [] : [['RUNNER_TEMP', readOnly, 'the report file'] as const]),
    ...(tiny === null ? [] : [['GITHUB_OUTPUT', join(tiny, 'full'), 'GITHUB_OUTPUT'] as const]),
  ] as const)('%s is %s', (name, path, told) => {
    if (path === join(tiny ?? '', 'full')) writeFileSync(path, Buffer.alloc(64 * 1024));
    const ended = action({ [name]: path });
    if (path === join(tiny ?? '', 'full')) rmSync(path);
    expect(faultIn(ended)).toMatch(
      new RegExp(`^flopgate: unwritable-(?:output|file): ${told} can't be written: `, 'm'),
    );
    expect(ended.stderr.split('\n')).toHaveLength(3);
    expect(ended.stdout).toMatch(/^::error title=Flopgate%3A unwritable-/m);
    // All else is handed on.
    const other = name === 'GITHUB_OUTPUT' ? 'summary' : 'output';
    expect(readFileSync(join(ended.temp, other), 'utf8')).toMatch(/verdict|Flopgate/);
  });

  test.skipIf(!full)('its log is full', () => {
    expect(faultIn(action({}, '> /dev/full'))).toMatch(
      /^flopgate: unwritable-output: the log can't be written: ENOSPC/m,
    );
    expect(action({}, '2> /dev/full').code).toBe(0);
  });

  test('nobody reads its log any more: the verdict stands', () => {
    const { code, stderr } = action({}, '> >(true)');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
