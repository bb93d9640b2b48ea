/**
 * What hostile files cost: each file in the folders named × every command of the command line, in processes of their own and real git
 * repositories. Prints CPU, wall time, peak memory and exit code of each run, and fails where one takes more than 2 s of CPU or 500 MB, doesn't
 * end, ends by another code than 0 to 3, or by an exception that nobody caught.
 *
 *   node benchmarks/hostile.ts [FILE|FOLDER]… [--cli PATH] [--only count,diff] [--slowest N] [--bombs] [--bench]
 *
 * Without folders: ../shared/hostile and ../shared/repro. --cli: another command line than dist/cli.js. --only: command lines that begin so.
 * --bombs: files made for it, too (test/support/bombs.ts). --bench: measure latency too, where onnxruntime-node is installed; its time isn't limited.
 */
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bombs } from '../test/support/bombs.ts';
import { net } from '../test/support/models.ts';
import { gitEnv, removeScratch, testRepository } from '../test/support/repository.ts';
import type { TestRepository } from '../test/support/repository.ts';

const MAX_CPU_SECONDS = 2;
const MAX_MEMORY = 500 * 1024 ** 2;
const TIMEOUT_MS = 60_000;
const PARALLEL = 2;

/** What one command did with one file. */
interface Run {
  readonly file: string;
  readonly command: string;
  /** Of the command's own process; null where it didn't live to say. */
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly wall: number;
  readonly code: number | null;
  readonly problems: readonly string[];
}

/** A command line that is tried with a file, in a repository that holds it. */
interface Trial {
  readonly args: readonly string[];
  /** Where it measures, it may take longer. */
  readonly isBench?: true;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cli: { type: 'string', default: join(import.meta.dirname, '../dist/cli.js') },
    only: { type: 'string' },
    slowest: { type: 'string', default: '0' },
    bench: { type: 'boolean', default: false },
    bombs: { type: 'boolean', default: false },
  },
});
const cli = resolve(values.cli);
const scratch = mkdtempSync(join(tmpdir(), 'flopgate-hostile-'));
const good = net();

/** Writes what a process took into the file that its environment names, when it ends. */
const meter = join(scratch, 'meter.cjs');
writeFileSync(
  meter,
  `process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    require('node:fs').writeFileSync(process.env.FLOPGATE_METER, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS * 1024 }));
  });\n`,
);

const policy =
  'version: 1\nmodels:\n  - id: hostile\n    path: PATH\ndefaults: { budgets: { macs: { fail: +5% }, memory: { fail: +5% } } }\n';

function main(): Promise<readonly Run[]> {
  const shared = join(import.meta.dirname, '../../shared');
  const made = join(scratch, 'bombs');
  if (values.bombs) {
    mkdirSync(made);
    for (const [name, bomb] of Object.entries(bombs)) writeFileSync(join(made, `${name}.onnx`), bomb());
  }
  const usual = [join(shared, 'hostile'), join(shared, 'repro')];
  const places = [...(positionals.length > 0 ? positionals : usual), ...(values.bombs ? [made] : [])];
  const files = places.flatMap((place) =>
    filesIn(resolve(place)).map((file) => ({ file, name: relative(resolve(place, '..'), file) })),
  );
  console.log(`${files.length} files, ${cli}`);
  return inParallel(files, ({ file, name }) => tried(file, name));
}

const ignored = new Set(['README.md', 'index.json']);

function filesIn(place: string): readonly string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !ignored.has(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** All that is tried with a file: as a policy, a report or a model, as its name says. */
async function tried(file: string, name: string): Promise<readonly Run[]> {
  const extension = extname(file);
  const repository = testRepository();
  const runs: Run[] = [];
  const stages =
    extension === '.yml' || extension === '.yaml'
      ? policyStages(repository, file)
      : extension === '.json'
        ? reportStages(repository, file)
        : modelStages(repository, file);
  for (const { prepare, trials } of stages) {
    const wanted = trials.filter(({ args, isBench }) => isWanted(args) && (isBench !== true || values.bench));
    if (wanted.length === 0) continue;
    prepare();
    // Some write into the repository: one after another.
    // oxlint-disable-next-line no-await-in-loop
    for (const trial of wanted) runs.push(await run(repository, name, trial));
  }
  rmSync(repository.root, { recursive: true, force: true });
  return runs;
}

const isWanted = (args: readonly string[]): boolean =>
  values.only === undefined || values.only.split(',').some((start) => args.join(' ').startsWith(start.trim()));

interface Stage {
  readonly prepare: () => void;
  readonly trials: readonly Trial[];
}

const trials = (...lines: readonly string[]): readonly Trial[] => lines.map((line) => ({ args: line.split(' ') }));

function policyStages(repository: TestRepository, file: string): readonly Stage[] {
  const prepare = (): void => {
    // A name that patterns with many stars are slow to refuse.
    const path = `models/${'a'.repeat(60)}.onnx`;
    repository.write('models/a.onnx', good);
    repository.write(path, good);
    repository.commit('base');
    repository.write('flopgate.yml', readFileSync(file));
    repository.write(path, net({ depth: 3 }));
    repository.commit('head');
  };
  return [
    {
      prepare,
      trials: trials(
        'check',
        'check --json',
        'policy',
        'policy --explain models/a.onnx',
        'plan --shards 2',
        'doctor',
        'init --dry-run',
        'badge a',
        'schema',
      ),
    },
  ];
}

function reportStages(repository: TestRepository, file: string): readonly Stage[] {
  const prepare = (): void => {
    copyFileSync(file, join(repository.root, 'report.json'));
    repository.write('models/a.onnx', good);
    repository.commit('base');
  };
  return [
    {
      prepare,
      trials: trials(
        'merge report.json',
        'merge report.json --json',
        'merge report.json --md',
        'merge report.json report.json',
        'count report.json',
      ),
    },
  ];
}

/** The file alone; against a good one; then in the place of a good one in a repository, at head and at base. */
function modelStages(repository: TestRepository, file: string): readonly Stage[] {
  const path = `models/${basename(file)}`;
  const place = (): void => {
    repository.write('models/a.onnx', good);
    repository.write('flopgate.yml', policy.replace('PATH', JSON.stringify(path)));
    repository.write(path, good);
    repository.commit('base');
    repository.git('tag', 'base');
    repository.write(path, readFileSync(file));
    repository.commit('head');
    repository.git('tag', 'head');
    const origin = `${repository.root}/.git/origin`;
    repository.git('init', '-q', '--bare', origin);
    repository.git('remote', 'add', 'origin', origin);
  };
  const sized = sizesOf(file);
  return [
    {
      prepare: place,
      trials: [
        ...trials(
          `count ${path}`,
          `count ${path} --json`,
          `count ${path} --per-layer`,
          `count ${path} --md`,
          `count ${path} --md --per-layer`,
          `count ${path} --convention onnx-tool`,
          ...sized.map((sizes) => `count ${path} --json ${sizes}`),
          `diff models/a.onnx ${path}`,
          `diff ${path} models/a.onnx --json`,
          `diff ${path} ${path}`,
          `diff base..head`,
          `explain ${path}`,
          `explain ${path} --json --what-if --device A100`,
          ...sized.map((sizes) => `explain ${path} --what-if --device A100 ${sizes}`),
          `compare models/a.onnx ${path}`,
          `compare ${path} --json`,
          'check --base base --head head --no-bench',
          'check --base head --head base --no-bench',
          'check --base base --no-bench --json --shard 1/1',
          'plan --shards 2 --base base',
          'policy',
          'policy --explain hostile',
          'doctor',
          'init --dry-run',
          'history record --no-bench',
          'history show',
          'history show hostile',
          'history export --format json',
          'history export --format openmetrics',
          'dashboard --out page.html',
          'badge hostile',
          'schema',
        ),
        { args: ['merge', path] },
        { args: ['bench', path, '--time', '1s', '--no-fetch'], isBench: true },
      ],
    },
    {
      // The report that a check made of it, from a job of a matrix.
      prepare: () => reportOf(repository),
      trials: trials('merge report.json', 'merge report.json --md', 'merge report.json --json'),
    },
    {
      prepare: () => repository.write('flopgate.yml', readFileSync(file)),
      trials: trials('check --base base', 'policy'),
    },
  ];
}

/** Options that give all open sizes of a file, where it has some. */
function sizesOf(file: string): readonly string[] {
  const sizes: Readonly<Record<string, string>> = { 'dim_max_800.onnx': '', 'func_bomb_mut.onnx': '--dim %0A=7' };
  const known = sizes[basename(file)] ?? '--dim n=7';
  return known === '' ? [] : [known];
}

function reportOf(repository: TestRepository): void {
  const report = join(repository.root, '.git/report-made.json');
  if (existsSync(report)) copyFileSync(report, join(repository.root, 'report.json'));
  else repository.write('report.json', '{}');
}

async function run(repository: TestRepository, file: string, { args, isBench }: Trial): Promise<Run> {
  const took = join(scratch, `${Math.random().toString(36).slice(2)}.json`);
  const started = performance.now();
  const { code, problem, stdout } = await spawned(repository.root, args, took);
  const wall = (performance.now() - started) / 1000;
  const { cpu, memory } = existsSync(took)
    ? (JSON.parse(readFileSync(took, 'utf8')) as { cpu: number; memory: number })
    : { cpu: null, memory: null };
  rmSync(took, { force: true });
  if (args.join(' ') === 'check --base base --no-bench --json --shard 1/1')
    writeFileSync(join(repository.root, '.git/report-made.json'), stdout);
  const problems = [
    ...(isBench !== true && cpu !== null && cpu > MAX_CPU_SECONDS ? [`more than ${MAX_CPU_SECONDS} s`] : []),
    ...(memory !== null && memory > MAX_MEMORY ? ['more than 500 MB'] : []),
    ...(code === null || ![0, 1, 2, 3].includes(code) ? [`exit ${code ?? 'by signal'}`] : []),
    ...(problem === undefined ? [] : [problem]),
  ];
  return {
    file,
    command: args.join(' ').replaceAll(`models/${basename(file)}`, 'FILE'),
    cpu,
    memory,
    wall,
    code,
    problems,
  };
}

/** The last `most` bytes of what was written are enough to see what went wrong; all of a report is kept. */
async function spawned(
  cwd: string,
  args: readonly string[],
  took: string,
): Promise<{ code: number | null; problem: string | undefined; stdout: string }> {
  const child = spawn(process.execPath, ['--require', meter, cli, ...args], {
    cwd,
    env: { ...gitEnv, FLOPGATE_METER: took, NODE_OPTIONS: '', HOME: scratch, XDG_CACHE_HOME: scratch },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const keepsAll = args[0] === 'check';
  child.stdout.on('data', (chunk: Buffer) => keepsAll && out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, TIMEOUT_MS);
  const code = await new Promise<number | null>((done) => child.on('close', done));
  clearTimeout(timer);
  const said = Buffer.concat(err).toString();
  const isDefect = /^flopgate: internal|^\s+at .*\(|heap out of memory|Uncaught/m.test(said);
  const problem = isLate
    ? `no end in ${TIMEOUT_MS / 1000} s`
    : isDefect
      ? said.split('\n', 1)[0]?.slice(0, 80)
      : undefined;
  return { code, problem, stdout: Buffer.concat(out).toString() };
}

async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<readonly Run[]>,
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      // oxlint-disable-next-line no-await-in-loop
      const done = await work(item);
      runs.push(...done);
      for (const one of done) if (one.problems.length > 0) console.log(lineOf(one));
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return runs;
}

function lineOf({ file, command, cpu, wall, memory, code, problems }: Run): string {
  const columns = [
    cpu === null ? '      ?' : cpu.toFixed(2).padStart(7),
    wall.toFixed(2).padStart(7),
    (memory === null ? '?' : (memory / 1024 ** 2).toFixed(0)).padStart(6),
    String(code).padStart(5),
  ];
  return `${columns.join(' ')}  ${file}: ${command}${problems.length === 0 ? '' : `  ! ${problems.join(', ')}`}`;
}

const head = '  CPU s  wall s     MB  exit  file: command';

try {
  const runs = await main();
  const failed = runs.filter(({ problems }) => problems.length > 0);
  const slowest = Number(values.slowest);
  const ordered = runs.toSorted((a, b) => (b.cpu ?? Infinity) - (a.cpu ?? Infinity));
  console.log(head);
  for (const one of slowest > 0 ? ordered.slice(0, slowest) : runs) console.log(lineOf(one));
  const most = (of: (one: Run) => number | null): number => Math.max(0, ...runs.map((one) => of(one) ?? 0));
  console.log(
    `${runs.length} runs; at most ${most(({ cpu }) => cpu).toFixed(2)} s of CPU and ${(most(({ memory }) => memory) / 1024 ** 2).toFixed(0)} MB; ${failed.length} over the limits`,
  );
  if (failed.length > 0) {
    console.log(`${head}\n${failed.map(lineOf).join('\n')}`);
    process.exitCode = 1;
  }
} finally {
  removeScratch();
  rmSync(scratch, { recursive: true, force: true });
}
