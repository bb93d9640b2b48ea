import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && !file.startsWith('test/fixtures/'));
const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const named = (name: RegExp): string[] => tracked.filter((file) => name.test(file));

interface Lock {
  readonly packages: Record<string, { resolved?: string; link?: boolean; integrity?: string }>;
}

/** What is wrong with a lock file of npm's. */
function npmFaults(json: string): string[] {
  const outside = Object.entries((JSON.parse(json) as Lock).packages).filter(
    ([key, { link }]) => key.includes('node_modules/') && link !== true,
  );
  if (outside.length === 0) return ['no package'];
  return outside.flatMap(([key, { integrity = '', resolved }]) => [
    ...(/^sha512-[\w+/]{86}==$/.test(integrity) ? [] : [`${key}: no hash`]),
    ...(resolved === undefined ? [] : [`${key}: an address`]),
  ]);
}

/** What is wrong with a requirements file of pip's. */
function pipFaults(requirements: string): string[] {
  const entries = requirements
    .replaceAll(/^#.*$/gm, '')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (entries.length === 0) return ['no package'];
  return entries.filter((line) => !/^[\w.-]+==[\w.]+(?:\s+--hash=sha256:[0-9a-f]{64})+\s*$/.test(line));
}

/** What is wrong with a go.sum beside its go.mod. */
function goFaults(sums: string, mod: string): string[] {
  const lines = sums.split('\n').filter((line) => line !== '');
  const wanted = [...mod.matchAll(/^\s+(\S+) (v\S+)/gm)].map(([, name, version]) => `${name} ${version} h1:`);
  return [
    ...lines.filter((line) => !/^\S+ v\S+ h1:[\w+/]{43}=$/.test(line)),
    ...wanted.filter((start) => !lines.some((line) => line.startsWith(start))),
    ...(wanted.length === 0 ? ['no module'] : []),
  ];
}

describe('every package comes by a hash', () => {
  test.each(named(/(?:^|\/)package\.json$/).filter((file) => !/^(?:dist|tools\/node24)\//.test(file)))(
    '%s has a lock file beside it',
    (file) => {
      expect(tracked).toContain(join(dirname(file), 'package-lock.json'));
    },
  );

  test.each(named(/(?:^|\/)package-lock\.json$/))('%s', (file) => expect(npmFaults(text(file))).toEqual([]));
  test.each(named(/(?:^|\/)requirements[^/]*\.txt$/))('%s', (file) => expect(pipFaults(text(file))).toEqual([]));
  test.each(named(/(?:^|\/)go\.mod$/))('%s', (file) =>
    expect(goFaults(text(join(dirname(file), 'go.sum')), text(file))).toEqual([]),
  );

  test('there are lock files of every kind', () => {
    expect(named(/(?:package-lock\.json|requirements\.txt|go\.sum)$/).toSorted()).toEqual([
      'package-lock.json',
      'runtimes/onnxruntime-node/package-lock.json',
      'tools/actionlint/go.sum',
      'tools/cyclonedx/package-lock.json',
      'tools/openapi/package-lock.json',
      'tools/python/requirements.txt',
    ]);
    expect(
      named(/(?:pnpm-lock|yarn\.lock|npm-shrinkwrap|Pipfile|poetry\.lock|uv\.lock|Gemfile|Cargo\.toml|Dockerfile)/),
    ).toEqual([]);
  });

  test.each([
    [
      'npm, none',
      () => npmFaults('{"packages":{"":{},"node_modules/a":{"version":"1.0.0"}}}'),
      'node_modules/a: no hash',
    ],
    [
      'npm, a weak one',
      () => npmFaults('{"packages":{"node_modules/a":{"integrity":"sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk="}}}'),
      'node_modules/a: no hash',
    ],
    [
      'npm, an address',
      () => npmFaults('{"packages":{"node_modules/a":{"resolved":"https://x.example/a.tgz"}}}'),
      'node_modules/a: an address',
    ],
    ['npm, nothing', () => npmFaults('{"packages":{"":{}}}'), 'no package'],
    ['pip, none', () => pipFaults('zizmor==1.32.0\n'), 'zizmor==1.32.0'],
    ['pip, a range', () => pipFaults(`zizmor>=1 --hash=sha256:${'a'.repeat(64)}\n`), 'zizmor>=1'],
    ['pip, an index', () => pipFaults('--index-url https://x.example\n'), '--index-url'],
    ['Go, none', () => goFaults('', 'require (\n\tgithub.com/a/b v1.0.0\n)\n'), 'github.com/a/b v1.0.0'],
  ])('and where it does not, that is seen: %s', (_, faults, expected) =>
    expect(faults().join('\n')).toContain(expected),
  );
});

/** Commands that bring code, where they bring it otherwise than by a lock file. */
function looseInstalls(script: string): string[] {
  return script
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('#'))
    .filter((whole) => {
      // Words for people, not commands.
      const line = whole.replaceAll(/'[^']*'/g, "''");
      return (
        /\bnpm (?:install|i|add|exec)\b|\bnpx\b|\bpnpm\b|\byarn\b/.test(line) ||
        (/\bpip3?"? install\b/.test(line) && !line.includes('--require-hashes')) ||
        (/\bgo\b.*\b(?:install|run|get)\b/.test(line) && (/@/.test(line) || !/-mod=readonly/.test(line))) ||
        /\b(?:curl|wget)\b/.test(line) ||
        /\bdocker (?:pull|run)\b/.test(line)
      );
    });
}

const scripts = named(/(?:^\.ci\/|^\.github\/workflows\/|\.sh$)/);

test.each(scripts)('%s brings code by lock files alone', (file) => expect(looseInstalls(text(file))).toEqual([]));

test.each([
  'npm install left-pad',
  'run: npx cowsay',
  'pip install zizmor==1.32.0',
  '"$bin/pip" install -r requirements.txt',
  'go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
  'curl -sSf https://x.example/install.sh | sh',
])('%s is seen', (line) => expect(looseInstalls(line)).toEqual([line]));

/** `uses:` of a workflow that aren't pinned to a commit, with the version beside it for people. */
const looseActions = (workflow: string): string[] =>
  [...workflow.matchAll(/^\s*-?\s*uses: (.*)$/gm)]
    .map(([, used = '']) => used)
    .filter((used) => !used.startsWith('./') && !/^[\w./-]+@[0-9a-f]{40} # v\d+(?:\.\d+)*$/.test(used));

const workflows = named(/^\.github\/workflows\/.*\.ya?ml$/);

test.each(workflows)('%s: actions by commit, no permission by default, none of an untrusted trigger', (file) => {
  const workflow = parse(text(file)) as Record<string, unknown> & { jobs: Record<string, { permissions?: unknown }> };
  expect(looseActions(text(file))).toEqual([]);
  expect(workflow['permissions']).toEqual({});
  expect(Object.values(workflow.jobs).filter(({ permissions }) => typeof permissions !== 'object')).toEqual([]);
  expect(Object.keys(workflow['on'] as object)).not.toEqual(expect.arrayContaining(['pull_request_target']));
  expect(Object.keys(workflow['on'] as object)).not.toEqual(expect.arrayContaining(['workflow_run']));
});

test('an action by its tag is seen', () => {
  expect(looseActions('steps:\n  - uses: actions/checkout@v7\n')).toEqual(['actions/checkout@v7']);
});

/** Folders of the files of that name, '' for the root. */
const foldersOf = (name: RegExp): string[] =>
  named(name)
    .map((file) => dirname(file).replace(/^\.$/, ''))
    .toSorted();

describe('Dependabot', () => {
  interface Update {
    readonly 'package-ecosystem': string;
    readonly directory?: string;
    readonly directories?: readonly string[];
    readonly cooldown?: Readonly<Record<string, number>>;
    readonly groups?: object;
  }
  const updates = (): readonly Update[] =>
    (parse(text('.github/dependabot.yml')) as { updates: readonly Update[] }).updates;
  const folders = (ecosystem: string): string[] =>
    updates()
      .filter((one) => one['package-ecosystem'] === ecosystem)
      .flatMap(({ directory, directories = [] }) => [...directories, ...(directory === undefined ? [] : [directory])])
      .map((folder) => folder.slice(1))
      .toSorted();
  test('looks at every lock file and at the workflows', () => {
    expect(folders('npm')).toEqual(foldersOf(/(?:^|\/)package-lock\.json$/));
    expect(folders('gomod')).toEqual(foldersOf(/(?:^|\/)go\.mod$/));
    expect(folders('pip')).toEqual(foldersOf(/(?:^|\/)requirements\.txt$/));
    expect(folders('github-actions')).toEqual(['']);
  });

  test('waits for a version to ripen, and groups what belongs together', () => {
    expect(
      updates().filter(({ cooldown, groups }) => (cooldown?.['default-days'] ?? 0) < 7 || groups === undefined),
    ).toEqual([]);
  });
});
