/**
 * What `count` costs beside a Node that does nothing: CPU time (user and system) of whole processes, interleaved in one run.
 *
 *     node tools/node24/run.mjs benchmarks/count.ts [--rounds N] [--node PATH]...
 *
 * Every run but the last row's has its code from the cache of the runs before, as on a developer's machine. Needs dist/ built and
 * bash. The models are written to a temporary folder (their weights are holes) and deleted.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { inlineWeights } from '../test/support/inline-weights.ts';
import { writeGpt2Medium } from './gpt2-medium.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, node: { type: 'string', multiple: true } },
});
const root = join(import.meta.dirname, '..');
const cli = join(root, 'dist/cli.js');
const fixtures = join(root, 'test/fixtures/onnx');

/** Every `node` on PATH, each once. */
function nodesOnPath(): string[] {
  const found = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => {
    try {
      const file = join(folder, 'node');
      accessSync(file, constants.X_OK);
      return [realpathSync(file)];
    } catch {
      return [];
    }
  });
  return [...new Set([...found, process.execPath])];
}

/** CPU milliseconds of one process. */
function cpuOf(command: readonly string[], env: NodeJS.ProcessEnv): number {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" >/dev/null 2>&3';
  const { stderr, status } = spawnSync('bash', ['-c', `exec 3>/dev/null; ${script}`, 'bench', ...command], {
    encoding: 'utf8',
    env: { ...process.env, CI: '', ...env },
  });
  const [user, system] = stderr.trim().split(/\s+/).map(Number);
  if (status !== 0 || user === undefined || system === undefined || Number.isNaN(user + system))
    throw new Error(`${command.join(' ')} failed: ${stderr}`);
  return (user + system) * 1000;
}

/** Peak resident memory of one process, in MiB. */
function memoryOf(node: string, args: readonly string[]): number {
  const hook = "process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}`))";
  const run = [`--import=data:text/javascript,${encodeURIComponent(hook)}`, ...args];
  const { stderr } = spawnSync(node, run, { encoding: 'utf8' });
  return Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024;
}

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

function compare(node: string, commands: readonly (readonly [string, readonly string[], NodeJS.ProcessEnv?])[]): void {
  const times = commands.map((): number[] => []);
  for (let round = 0; round < Number(values.rounds); round++)
    commands.forEach(([, args, env = {}], i) => times[i]?.push(cpuOf([node, ...args], env)));
  const base = median(times[0] ?? []);
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  console.log(`\nNode ${stdout.trim()}, median of ${values.rounds} rounds`);
  console.log(
    `${''.padEnd(42)}${'CPU ms'.padStart(8)}${'× node -e 0'.padStart(13)}${'best ms'.padStart(9)}${'MiB'.padStart(7)}`,
  );
  commands.forEach(([name, args], i) => {
    const list = times[i] ?? [];
    const cells = [median(list).toFixed(0).padStart(8), (median(list) / base).toFixed(2).padStart(13)];
    const rest = [
      Math.min(...list)
        .toFixed(0)
        .padStart(9),
      memoryOf(node, args).toFixed(0).padStart(7),
    ];
    console.log(name.padEnd(42) + [...cells, ...rest].join(''));
  });
}

const size = (path: string): string => `${(statSync(path).size / 1e6).toFixed(0)} MB`;

const folder = mkdtempSync(join(tmpdir(), 'flopgate-bench-'));
try {
  const [resnet, gpt2] = [join(folder, 'resnet50.onnx'), join(folder, 'gpt2-medium.onnx')];
  inlineWeights(join(fixtures, 'tv_resnet50_ts13.onnx'), resnet);
  writeGpt2Medium(join(fixtures, 'hf_gpt2_l3_ts17.onnx.gz'), gpt2);
  const sizes = ['--dim', 'batch=1', '--dim', 'seq=64'];
  for (const node of values.node ?? nodesOnPath())
    compare(node, [
      ['node -e 0', ['-e', '0']],
      ['flopgate --help', [cli, '--help']],
      [`flopgate count, ResNet-50 (${size(resnet)})`, [cli, 'count', resnet]],
      [`flopgate count, GPT-2 medium (${size(gpt2)})`, [cli, 'count', gpt2]],
      ['… with its sizes given', [cli, 'count', gpt2, ...sizes]],
      [`… and nothing cached, as on a first run`, [cli, 'count', gpt2, ...sizes], { NODE_DISABLE_COMPILE_CACHE: '1' }],
    ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
