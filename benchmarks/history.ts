/**
 * What the history costs, against real bare repositories: one record more at 100 commits and at 100,000, and a backfill of 1,000
 * versions of a model. What runs beside it shows.
 * node benchmarks/history.ts [append|once|backfill]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backfill } from '../src/gate/history/story.ts';
import { openHistoryBranch } from '../src/host/data-branch/data-branch.ts';
import { olderText, type Volume } from '../src/host/data-branch/volumes.ts';
import { openRepository } from '../src/host/git/repository.ts';
import { walkCommits } from '../src/host/data-branch/walk.ts';
import { model, node, tensor, value } from '../test/support/onnx-writer.ts';

const scratch = mkdtempSync(join(tmpdir(), 'flopgate-bench-'));
const git = (folder: string, args: readonly string[], input?: string): string =>
  execFileSync('git', ['-C', folder, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 28 }).trim();

const shaOf = (name: string): string => createHash('sha1').update(name).digest('hex');
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const data = 'refs/heads/flopgate-data';
const FIRST = 1_600_000_000;
const HOUR = 3600;
const recordOf = (i: number): { readonly path: string; readonly text: string } => {
  const sha = shaOf(`commit ${i}`);
  const committedAt = new Date((FIRST + i * HOUR) * 1000).toISOString();
  const text = JSON.stringify({
    schema: 'flopgate/record/1',
    sha,
    committedAt,
    models: [{ figures: { macs: `${i}` } }],
  });
  return { path: `v1/${sha.slice(0, 2)}/${sha}.json`, text };
};

interface Remote {
  readonly origin: string;
  readonly clone: string;
  readonly tip: string;
}

/** A clone, without anything in it, of a bare repository. */
function cloned(name: string, origin: string): Remote {
  const clone = join(scratch, `clone-${name}`);
  execFileSync('git', ['init', '-q', clone]);
  git(clone, ['remote', 'add', 'origin', `file://${origin}`]);
  return { origin, clone, tip: git(origin, ['rev-parse', data]) };
}

function bare(name: string): string {
  const origin = join(scratch, `origin-${name}.git`);
  execFileSync('git', ['init', '-q', '--bare', origin]);
  git(origin, ['config', 'uploadpack.allowFilter', 'true']);
  return origin;
}

const inline = (path: string, text: string): string => `M 100644 inline ${path}\ndata ${text.length}\n${text}\n`;
const header = `commit ${data}\ncommitter a <a> ${FIRST} +0000\ndata 1\nx\n`;

/** As a server's maintenance packs what was pushed, and as git from 2.41 on does by itself: with an index from places to objects. */
function gathered(origin: string): void {
  git(origin, ['config', 'pack.writeReverseIndex', 'true']);
  git(origin, ['repack', '-adfq']);
}

/** One commit for each record, in volumes as openHistoryBranch closes them. */
function recorded(name: string, counts: readonly number[]): Remote {
  const origin = bare(name);
  const volumes: Volume[] = [];
  let first = 0;
  for (const count of counts) {
    const commits = Array.from({ length: count }, (_, i) => {
      const { path, text } = recordOf(first + i);
      if (i > 0) return `${header}${inline(path, text)}`;
      const from = first === 0 ? '' : `from ${data}^0\nD v1\n${inline('older.json', olderText(volumes))}`;
      return `${header}${from}${inline(path, text)}`;
    });
    git(origin, ['fast-import', '--quiet'], commits.join(''));
    const times = [[FIRST + first * HOUR, FIRST + (first + count - 1) * HOUR]] as const;
    volumes.push({ tip: git(origin, ['rev-parse', data]), times });
    first += count;
  }
  gathered(origin);
  return cloned(name, origin);
}

/** The same with the branch at an earlier commit. */
function earlier(name: string, { origin }: Remote, back: number): Remote {
  const copy = join(scratch, `origin-${name}.git`);
  cpSync(origin, copy, { recursive: true });
  git(copy, ['update-ref', data, git(copy, ['rev-parse', `${data}~${back}`])]);
  return cloned(name, copy);
}

/** Milliseconds of the clock, and of the processor over this process and all that it started, of one record more. */
async function append(
  { origin, clone, tip }: Remote,
  at: number,
  volume: number,
): Promise<readonly [wall: number, cpu: number]> {
  git(origin, ['update-ref', data, tip]);
  const [from, before] = [performance.now(), cpuOfAll()];
  const branch = await openHistoryBranch(clone, 'flopgate-data', { volume });
  const file = { ...recordOf(at), once: true, time: FIRST + at * HOUR };
  const { kind } = await branch.append('one more', async () => [file]);
  branch.close();
  if (kind !== 'written') throw new Error(`${file.path} was ${kind}`);
  return [performance.now() - from, cpuOfAll() - before];
}

/** Linux counts what children that have ended used. */
function cpuOfAll(): number {
  const { stdout } = spawnSync('cat', [`/proc/${process.pid}/stat`], { encoding: 'utf8' });
  const fields = stdout
    .slice(stdout.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return [11, 12, 13, 14].reduce((sum, i) => sum + (fields[i] ?? 0) * 10, 0);
}

const VOLUME = 1000;
/** The number of files is told by a sample: a volume is closed at 1,000 give or take a hundred and more. */
const LAST = 1250;
/** Files of a volume that is never closed. */
const NEVER = 1e9;
const ROUNDS = 16;
const REPETITIONS = 3;

async function appends(): Promise<void> {
  const few = recorded('100', [100]);
  const last = recorded('last', [...Array.from({ length: 99 }, () => VOLUME), LAST]);
  const cases = [
    { name: '100', remote: few },
    { name: '100, again', remote: earlier('100-again', few, 0) },
    { name: '100,000, half a volume', remote: earlier('half', last, LAST - VOLUME / 2) },
    { name: '100,000, the last before a volume is closed', remote: last },
  ];
  let serial = 200_000;
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const clock = cases.map(() => [] as number[]);
    const processor = cases.map(() => [] as number[]);
    for (let round = 0; round <= ROUNDS; round += 1, serial += 1)
      for (let turn = 0; turn < cases.length; turn += 1) {
        // They take turns, each first as often as the others, so that whatever else runs meets all.
        const i = (turn + round) % cases.length;
        const one = cases[i];
        if (one === undefined) continue;
        // oxlint-disable-next-line no-await-in-loop
        const [wall, cpu] = await append(one.remote, serial, NEVER);
        if (round === 0) continue;
        clock[i]?.push(wall);
        processor[i]?.push(cpu);
      }
    const told = cases.map(({ name }, i) => ({ name, wall: median(clock[i] ?? []), cpu: mean(processor[i] ?? []) }));
    const base = told[0] ?? { wall: 1, cpu: 1 };
    for (const { name, wall, cpu } of told)
      console.log(
        `one record more at ${name}: ${wall.toFixed(1)} ms (${(wall / base.wall).toFixed(2)}), ${cpu.toFixed(1)} ms of the processor (${(cpu / base.cpu).toFixed(2)})`,
      );
  }
}

/** What happens once in a while. */
async function onces(): Promise<void> {
  const volumes = recorded(
    'once',
    Array.from({ length: 100 }, () => VOLUME),
  );
  const [close] = await append(volumes, 200_000, 100);
  console.log(`the record that closes a volume of 1,000: ${close.toFixed(0)} ms`);
  const [late] = await append(earlier('late', volumes, VOLUME / 2), 50_000.5, NEVER);
  console.log(`a record of a commit from the midst of the history: ${late.toFixed(0)} ms`);
  const origin = bare('old');
  const files = Array.from({ length: 100_000 }, (_, i) => recordOf(i));
  git(origin, ['fast-import', '--quiet'], header + files.map(({ path, text }) => inline(path, text)).join(''));
  const old = cloned('old', origin);
  const [first] = await append(old, 200_000, VOLUME);
  console.log(`the first record on a branch of 100,000 from before there were volumes: ${first.toFixed(0)} ms`);
  const branch = await openHistoryBranch(volumes.clone, 'flopgate-data');
  const from = performance.now();
  let read = 0;
  for await (const { path } of (await branch.whole()).files()) read += path.startsWith('v1/') ? 1 : 0;
  branch.close();
  console.log(`all ${read} records of 101 volumes: ${(performance.now() - from).toFixed(0)} ms`);
}

/** A net of some sixty layers; version i has another width. */
function net(version: number): Uint8Array {
  const width = 16 + version;
  const names = Array.from({ length: 60 }, (_, i) => `h${i}`);
  return model({
    opset: { '': 17 },
    nodes: names.map((name, i) =>
      node('Gemm', [i === 0 ? 'x' : (names[i - 1] ?? ''), `w${i}`], [name], {}, { name: `/fc${i}` }),
    ),
    initializers: names.map((_, i) =>
      tensor(`w${i}`, 'f32', [width, width], undefined, { external: { location: 'w', offset: '0', length: '4' } }),
    ),
    inputs: [value('x', 'f32', [1, width])],
    outputs: [value(names.at(-1) ?? '', 'f32', [1, width])],
  });
}

async function backfills(): Promise<void> {
  const versions = 1000;
  const [origin, clone] = [join(scratch, 'models.git'), join(scratch, 'models')];
  execFileSync('git', ['init', '-q', '--bare', origin]);
  execFileSync('git', ['init', '-q', '-b', 'main', clone]);
  git(origin, ['config', 'uploadpack.allowFilter', 'true']);
  git(clone, ['remote', 'add', 'origin', `file://${origin}`]);
  const stream: Buffer[] = [];
  for (let i = 0; i < 2 * versions; i += 1) {
    // Every other commit changes something else.
    const [path, bytes] =
      i % 2 === 0 ? ['models/net.onnx', Buffer.from(net(i / 2))] : ['README.md', Buffer.from(`${i}`)];
    const head = `commit refs/heads/main\ncommitter a <a> ${1_600_000_000 + i * 3600} +0000\ndata 1\nx\n`;
    stream.push(Buffer.from(`${head}M 100644 inline ${path}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n'));
  }
  execFileSync('git', ['-C', clone, 'fast-import', '--quiet'], { input: Buffer.concat(stream) });
  const repository = await openRepository(clone);
  const branch = await openHistoryBranch(clone, 'flopgate-data');
  const memory: number[] = [];
  const from = performance.now();
  const told = await backfill(repository, branch, {
    version: 'bench',
    policyOf: git(clone, ['rev-parse', 'main']),
    walk: (wanted) => walkCommits(clone, 'main', wanted),
    progress: (done) => {
      if (done % 100 === 0) memory.push(process.memoryUsage.rss() / 2 ** 20);
    },
  });
  const seconds = (performance.now() - from) / 1000;
  branch.close();
  console.log(
    `backfill: ${told.commits} commits, ${told.read} versions read in ${seconds.toFixed(1)} s: ${(told.read / seconds).toFixed(0)} models/s`,
  );
  console.log(`memory every 100 commits, MiB: ${memory.map((one) => one.toFixed(0)).join(' ')}`);
}

try {
  const [what = 'all'] = process.argv.slice(2);
  if (what === 'append' || what === 'all') await appends();
  if (what === 'once' || what === 'all') await onces();
  if (what === 'backfill' || what === 'all') await backfills();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
