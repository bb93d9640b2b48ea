/**
 * Shows that SECURITY.md's tests can fail: `node tools/since.ts COMMIT [WORDS]`. Lays the commit's sources out as today's are, with today's tests,
 * and runs the test of every row that is marked newer than the commit (with WORDS: those whose title holds them): each must be red there. Each has a
 * process of its own and LIMIT_S seconds: what the old code makes hang is a verdict of its own. As root, tests run as nobody, and in
 * namespaces of their own: old code has replaced devices by files. A test that can't be loaded proves nothing, and counts as a failure of this script.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { layOut } from './old-layout.ts';
import { isNewer, type NamedTest, type ThreatRow, threatRows } from './security-table.ts';
import type { TestVerdict } from './verdict-reporter.ts';

const root = resolve(import.meta.dirname, '..');
/** Wall seconds for one row's test: a few times what the slowest takes on today's sources. */
const LIMIT_S = 180;
/** Rows that are tried at the same time. */
const AT_ONCE = 2;
/** User and group `nobody`. */
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

/** A test, the rows that name it, and what it came to. */
interface Proof {
  readonly test: NamedTest;
  readonly rows: readonly ThreatRow[];
}

type Verdict = 'red' | 'hangs' | 'GREEN' | 'UNPROVEN';

interface Outcome {
  readonly proof: Proof;
  readonly verdict: Verdict;
  /** Tests that failed on a value, that hung, and that ran to an end. */
  readonly red: number;
  readonly hung: number;
  readonly all: number;
  readonly seconds: number;
  /** What the first red one said, or why there is none: whoever reads it sees whether it is red for the right reason. */
  readonly said: string;
}

const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/** Each test once, in the table's order. */
function proofsOf(rows: readonly ThreatRow[]): readonly Proof[] {
  const proofs = new Map<string, { test: NamedTest; rows: ThreatRow[] }>();
  for (const row of rows)
    for (const test of row.tests) {
      const known = proofs.get(titleOf(test));
      if (known === undefined) proofs.set(titleOf(test), { test, rows: [row] });
      else known.rows.push(row);
    }
  return [...proofs.values()];
}

const titleOf = ({ file, name }: NamedTest): string => (name === null ? file : `${file} › ${name}`);
const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** The command that runs a test; as root in a process namespace that ends with it, as a user who can change nothing but the tree. */
function commandOf({ file, name }: NamedTest): readonly string[] {
  const vitest = [process.execPath, 'node_modules/vitest/vitest.mjs', 'run', '--retry=0', '--cache=false'];
  const which = [`test/${file}.test.ts`, ...(name === null ? [] : ['-t', escaped(name)])];
  const run = [...vitest, '--reporter=./tools/verdict-reporter.ts', ...which];
  if (!isRoot) return run;
  const user = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--no-new-privs'];
  return ['unshare', '--mount', '--pid', '--fork', '--kill-child=KILL', '--mount-proc', ...user, ...run];
}

const kill = ({ pid }: ChildProcess): void => {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};

const running = new Set<ChildProcess>();

/** Runs a command for LIMIT_S seconds at most. @returns what it printed last, and whether it had to be killed */
async function runFor(
  [program = '', ...args]: readonly string[],
  old: string,
  verdicts: string,
): Promise<{ readonly printed: string; readonly isKilled: boolean }> {
  const own = { HOME: join(old, '.cache/home'), CI: '', FLOPGATE_VERDICTS: verdicts };
  const child = spawn(program, args, { cwd: old, detached: true, env: { ...process.env, ...own } });
  running.add(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (printed = (printed + chunk.toString()).slice(-4000)));
  let isKilled = false;
  const timer = setTimeout(() => ((isKilled = true), kill(child)), LIMIT_S * 1000);
  await new Promise((done) => child.on('close', done));
  clearTimeout(timer);
  running.delete(child);
  return { printed, isKilled };
}

async function tried(proof: Proof, old: string): Promise<Outcome> {
  const verdicts = join(mkdtempSync(join(old, '.cache/verdicts-')), 'verdicts');
  if (isRoot) execFileSync('chown', [`${NOBODY}:${NOBODY}`, join(verdicts, '..')]);
  const start = performance.now();
  const { printed, isKilled } = await runFor(commandOf(proof.test), old, verdicts);
  const seconds = (performance.now() - start) / 1000;
  const lines = existsSync(verdicts) ? readFileSync(verdicts, 'utf8').trimEnd().split('\n') : [];
  const noted = lines.map((line) => JSON.parse(line) as TestVerdict);
  return { proof, seconds, ...judged(noted, isKilled, printed) };
}

/** Words of a failure that is the test's own: a name that the old sources don't export. */
const foreign = /is not a (?:function|constructor)$|Cannot find (?:module|package)|Failed to (?:load|resolve)/;
/** Words of a failure that waited in vain: vitest's, or those of a test that ended the program itself. */
const waited = /^(?:Test|Hook) timed out|^expected 'killed after \d+ s'/;

type Kind = 'value' | 'wait' | 'none';

function kindOf({ name, said }: TestVerdict): Kind {
  if (waited.test(said)) return 'wait';
  return name === null || foreign.test(lineOf(said)) ? 'none' : 'value';
}

/** What a row's test came to: red by what it expected of a value, if any did; else what made it hang, else why nothing was shown. */
function judged(noted: readonly TestVerdict[], isKilled: boolean, printed: string): Omit<Outcome, 'proof' | 'seconds'> {
  const all = noted.filter(({ name, state }) => name !== null && state !== 'skipped').length;
  const failed = noted.filter(({ state }) => state === 'failed');
  const of = (kind: Kind): readonly TestVerdict[] => failed.filter((one) => kindOf(one) === kind);
  const [values, waits] = [of('value'), of('wait')];
  const counts = { all, red: values.length, hung: waits.length + (isKilled ? 1 : 0) };
  const expected = values.find(({ said }) => /^(?:expected|promise)/.test(said)) ?? values[0];
  if (expected !== undefined) return { verdict: 'red', ...counts, said: lineOf(expected.said) };
  if (waits[0] !== undefined) return { verdict: 'hangs', ...counts, said: lineOf(waits[0].said) };
  if (isKilled) return { verdict: 'hangs', ...counts, said: `killed after ${LIMIT_S} s` };
  if (failed[0] !== undefined) return { verdict: 'UNPROVEN', ...counts, said: lineOf(failed[0].said) };
  if (all > 0) return { verdict: 'GREEN', ...counts, said: 'nothing failed' };
  const why = /^.*Error: .*$/m.exec(printed)?.[0] ?? printed;
  return { verdict: 'UNPROVEN', ...counts, said: `no test ran: ${lineOf(why.trim())}` };
}

const lineOf = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 150);

function print({ proof, verdict, red, hung, all, seconds, said }: Outcome): void {
  const since = proof.rows[0]?.since ?? '';
  const counts = `${verdict} ${red}/${all}${hung > 0 ? ` +${hung} hung` : ''}`;
  console.log(
    `${counts.padEnd(18)} ${`${seconds.toFixed(0)} s`.padStart(5)}  ${since}  ${titleOf(proof.test)}: ${said}`,
  );
}

/** Tries all, a few at a time, and prints each as it ends. */
async function tryAll(proofs: readonly Proof[], old: string): Promise<readonly Outcome[]> {
  const open = [...proofs];
  const outcomes: Outcome[] = [];
  const worker = async (): Promise<void> => {
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      // oxlint-disable-next-line no-await-in-loop
      const outcome = await tried(next, old);
      print(outcome);
      outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return outcomes;
}

/** The devices that old code could have replaced, as they are. */
const devices = (): string =>
  ['/dev/null', '/dev/full', '/dev/zero']
    .map((path) => statSync(path, { throwIfNoEntry: false }))
    .map((stat) => (stat === undefined ? 'none' : `${stat.isCharacterDevice()} ${stat.rdev} ${stat.mode}`))
    .join('; ');

/** Builds the old program once, for tests would do it at the same time; and gives the tree away, but for the packages' own files. */
function prepare(old: string): void {
  mkdirSync(join(old, '.cache/home'), { recursive: true });
  const warm = "import('./test/support/built.ts').then((built) => built.builtDist())";
  execFileSync(process.execPath, ['-e', warm], { cwd: old, stdio: ['ignore', 'ignore', 'inherit'] });
  if (!isRoot) return;
  const [packages, owner] = [join(old, 'node_modules'), `${NOBODY}:${NOBODY}`];
  execFileSync('find', [old, '-path', `${packages}/*`, '-prune', '-o', '-exec', 'chown', '-h', owner, '{}', '+']);
}

async function main(commit: string, words: string): Promise<void> {
  const sha = git('rev-parse', '--verify', `${commit}^{commit}`);
  const { version } = JSON.parse(git('show', `${sha}:package.json`)) as { version: string };
  const day = git('show', '--no-patch', '--format=%cs', sha);
  const rows = threatRows(readFileSync(join(root, 'SECURITY.md'), 'utf8')).filter(({ since }) =>
    isNewer(since, { version, day }),
  );
  const proofs = proofsOf(rows).filter(({ test }) => titleOf(test).includes(words));
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/since-'));
  execFileSync('chmod', ['755', folder]);
  const end = (): void => {
    for (const child of running) kill(child);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (end(), process.exit(130)));
  const devicesBefore = devices();
  try {
    const old = join(folder, 'old');
    const added = layOut(root, sha, old);
    console.log(`${sha.slice(0, 12)} (${version}, ${day}), laid out as today; of today's sources: ${added.join(', ')}`);
    prepare(old);
    const outcomes = await tryAll(proofs, old);
    const of = (verdict: Verdict): number => outcomes.filter((one) => one.verdict === verdict).length;
    console.log(
      `${rows.length} rows of SECURITY.md are newer, by ${proofs.length} tests: ` +
        `${of('red')} red, ${of('hangs')} hang (limit ${LIMIT_S} s), ${of('GREEN')} green, ${of('UNPROVEN')} unproven`,
    );
    process.exitCode = of('GREEN') + of('UNPROVEN') > 0 ? 1 : 0;
  } finally {
    end();
  }
  if (devices() !== devicesBefore) throw new Error(`devices were ${devicesBefore} and are ${devices()}`);
}

const [commit, words = ''] = process.argv.slice(2);
if (commit === undefined) {
  console.error('usage: node tools/since.ts COMMIT [WORDS]');
  process.exitCode = 2;
} else await main(commit, words);
