/**
 * Shows that SECURITY.md's tests can fail: `node tools/since.ts COMMIT`. Checks the commit out beside, lays today's tests (and the benches and
 * scripts that they import) over it, and runs the test of every row that is marked newer than the commit: each must be red there. A test that
 * can't even be loaded proves nothing, and counts as a failure of this script.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { isNewer, type NamedTest, type ThreatRow, threatRows } from './security-table.ts';

const root = resolve(import.meta.dirname, '..');

interface Outcome {
  readonly row: ThreatRow;
  readonly test: NamedTest;
  readonly red: number;
  readonly all: number;
  /** Why nothing was run; '' where something was. */
  readonly problem: string;
  /** What the first red one said: whoever reads it sees whether it is red for the right reason. */
  readonly said: string;
}

interface Results {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/** The commit's tree with today's tests in it. */
function layOut(commit: string, folder: string): string {
  const old = join(folder, 'old');
  git('worktree', 'add', '--detach', '--quiet', old, commit);
  for (const name of ['test', 'bench']) {
    rmSync(join(old, name), { recursive: true, force: true });
    cpSync(join(root, name), join(old, name), { recursive: true });
  }
  for (const file of globSync('tools/*.ts', { cwd: root })) cpSync(join(root, file), join(old, file));
  // Hard links: through one symbolic link the bundler would see packages outside of the tree, and tests be red for that.
  execFileSync('cp', ['-al', join(root, 'node_modules'), old]);
  // Collections of models that some tests look for beside the checkout.
  const shared = resolve(root, '../shared');
  if (existsSync(shared)) symlinkSync(shared, join(folder, 'shared'));
  return old;
}

function results(old: string, files: readonly string[]): Results {
  const report = join(old, '.cache-since.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--retry=0', '--reporter=json', `--outputFile=${report}`, ...files];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: old, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!existsSync(report)) throw new Error(`vitest gave no report (exit code ${status}): ${stderr.slice(-2000)}`);
  return JSON.parse(readFileSync(report, 'utf8')) as Results;
}

function outcomeOf(row: ThreatRow, test: NamedTest, { testResults }: Results): Outcome {
  const file = testResults.find(({ name }) => name.replaceAll('\\', '/').endsWith(`/test/${test.file}.test.ts`));
  const wanted = (file?.assertionResults ?? []).filter(
    ({ fullName, status }) => status !== 'skipped' && (test.name === null || fullName.includes(test.name)),
  );
  const failed = wanted.filter(({ status }) => status === 'failed');
  const said = lineOf(failed[0]?.failureMessages[0] ?? '');
  const why = file === undefined ? 'there is no such file' : lineOf(file.message);
  const problem = wanted.length === 0 ? `no test ran: ${why}` : '';
  return { row, test, red: failed.length, all: wanted.length, problem, said };
}

const lineOf = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 110);
const titleOf = ({ file, name }: NamedTest): string => (name === null ? file : `${file} › ${name}`);

function print(outcomes: readonly Outcome[]): void {
  for (const { row, test, red, all, problem, said } of outcomes) {
    const verdict = problem === '' ? `${red > 0 ? 'red' : 'GREEN'} ${red}/${all}` : `UNPROVEN (${problem})`;
    console.log(
      `${verdict.padEnd(12)}  ${row.since}  ${titleOf(test)}\n${' '.repeat(14)}${row.threat}\n${' '.repeat(14)}${said}`,
    );
  }
}

const [commit] = process.argv.slice(2);
if (commit === undefined) {
  console.error('usage: node tools/since.ts COMMIT');
  process.exitCode = 2;
} else {
  const sha = git('rev-parse', '--verify', `${commit}^{commit}`);
  const { version } = JSON.parse(git('show', `${sha}:package.json`)) as { version: string };
  const day = git('show', '--no-patch', '--format=%cs', sha);
  const rows = threatRows(readFileSync(join(root, 'SECURITY.md'), 'utf8')).filter(({ since }) =>
    isNewer(since, { version, day }),
  );
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/since-'));
  const end = (): void => {
    spawnSync('git', ['worktree', 'remove', '--force', join(folder, 'old')], { cwd: root });
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (end(), process.exit(130)));
  try {
    const old = layOut(sha, folder);
    const files = [...new Set(rows.flatMap(({ tests }) => tests.map(({ file }) => `test/${file}.test.ts`)))];
    const told = files.length === 0 ? { testResults: [] } : results(old, files);
    const outcomes = rows.flatMap((row) => row.tests.map((test) => outcomeOf(row, test, told)));
    print(outcomes);
    const unproven = outcomes.filter(({ red }) => red === 0);
    console.log(
      `${rows.length} rows of ${basename('SECURITY.md')} are newer than ${sha.slice(0, 12)} (${version}, ${day}): ` +
        `${outcomes.length - unproven.length} of ${outcomes.length} tests fail there`,
    );
    process.exitCode = unproven.length > 0 ? 1 : 0;
  } finally {
    end();
  }
}
