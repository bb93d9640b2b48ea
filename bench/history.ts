/**
 * What the history costs, against real bare repositories: one record more where there are few and where there are 100,000, and a
 * backfill of 1,000 versions of a model. Prints medians; what runs beside it shows.
 * node bench/history.ts [append|backfill]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backfill } from '../src/gate/history-story.ts';
import { openHistoryBranch } from '../src/host/history-branch.ts';
import { openRepository } from '../src/host/git-repository.ts';
import { walkCommits } from '../src/host/history-walk.ts';
import { model, node, tensor, value } from '../test/support/onnx-writer.ts';

const scratch = mkdtempSync(join(tmpdir(), 'flopgate-bench-'));
const git = (folder: string, args: readonly string[], input?: string): string =>
  execFileSync('git', ['-C', folder, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 28 }).trim();

const shaOf = (name: string): string => createHash('sha1').update(name).digest('hex');
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** A bare repository with so many records, and a clone of it without any. */
function recorded(count: number): { readonly origin: string; readonly clone: string } {
  const [origin, clone] = [join(scratch, `origin-${count}.git`), join(scratch, `clone-${count}`)];
  execFileSync('git', ['init', '-q', '--bare', origin]);
  execFileSync('git', ['init', '-q', clone]);
  git(origin, ['config', 'uploadpack.allowFilter', 'true']);
  git(clone, ['remote', 'add', 'origin', `file://${origin}`]);
  const files = Array.from({ length: count }, (_, i) => {
    const text = JSON.stringify({ sha: shaOf(`${count} ${i}`), models: [{ figures: { macs: `${i}` } }] });
    const sha = shaOf(`${count} ${i}`);
    return `M 100644 inline v1/${sha.slice(0, 2)}/${sha}.json\ndata ${text.length}\n${text}\n`;
  });
  const head = 'commit refs/heads/flopgate-data\ncommitter a <a> 1600000000 +0000\ndata 1\nx\n';
  git(origin, ['fast-import', '--quiet'], head + files.join(''));
  return { origin, clone };
}

/** Milliseconds of the clock, and of the processor over this process and all that it started, of one record more. */
async function append(clone: string, name: string): Promise<readonly [wall: number, cpu: number]> {
  const sha = shaOf(name);
  const [from, before] = [performance.now(), cpuOfAll()];
  const branch = await openHistoryBranch(clone, 'flopgate-data');
  const path = `v1/${sha.slice(0, 2)}/${sha}.json`;
  await branch.append('one more', async () => [{ path, text: '{}\n', once: true }]);
  branch.close();
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

async function appends(): Promise<void> {
  const sizes = [100, 100_000];
  const clones = sizes.map((size) => recorded(size));
  const times = sizes.map(() => ({ wall: [] as number[], cpu: [] as number[] }));
  for (let round = 0; round < 12; round += 1)
    for (const [i, { clone }] of clones.entries()) {
      // Sizes take turns, so that whatever else runs meets both.
      // oxlint-disable-next-line no-await-in-loop
      const [wall, cpu] = await append(clone, `round ${round}`);
      if (round === 0) continue;
      times[i]?.wall.push(wall);
      times[i]?.cpu.push(cpu);
    }
  const told = times.map(({ wall, cpu }) => ({ wall: median(wall), cpu: median(cpu) }));
  for (const [i, { wall, cpu }] of told.entries())
    console.log(`one record more among ${sizes[i]}: ${wall.toFixed(0)} ms, ${cpu.toFixed(0)} ms of the processor`);
  const [few, many] = told;
  if (few !== undefined && many !== undefined)
    console.log(
      `ratio: ${(many.wall / few.wall).toFixed(2)} of the clock, ${(many.cpu / few.cpu).toFixed(2)} of the processor`,
    );
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
  if (what !== 'backfill') await appends();
  if (what !== 'append') await backfills();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
