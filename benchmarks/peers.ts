/**
 * What `count` costs beside other counters, in one run: CPU time (user and system) and peak memory of whole processes.
 *
 *     node tools/node24/run.mjs benchmarks/peers.ts [--python PATH] [--cli PATH] [--rounds N] [--swin FILE] [--only WORD] [--without TOOL] [--node PATH]
 *
 * --python is that of a virtual environment with onnx-tool and onnxsim; without one, .cache/peers is made by pip. Ours runs on the
 * Node of --node, or on the one that runs this. Needs dist/ built. The models are written to a temporary folder, their weights as
 * holes, and deleted.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inlineWeights } from '../test/support/inline-weights.ts';
import { modelPieces, node, value } from '../test/support/onnx-writer.ts';
import { writeSparse } from '../test/support/protobuf.ts';
import { writeGpt2Medium } from './gpt2-medium.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    python: { type: 'string' },
    cli: { type: 'string', default: join(root, 'dist/cli.js') },
    rounds: { type: 'string', default: '5' },
    swin: { type: 'string', default: join(root, '../shared/corpus/onnx/tv_swin_t_ts17.onnx.gz') },
    only: { type: 'string' },
    without: { type: 'string' },
    node: { type: 'string', default: process.execPath },
  },
});
const rounds = Number(values.rounds);
const fixtures = join(root, 'test/fixtures/onnx');
const python = values.python ?? peersPython();

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
  readonly ok: boolean;
}

function peersPython(): string {
  const folder = join(root, '.cache/peers');
  const made = join(folder, 'bin/python');
  if (existsSync(made)) return made;
  mkdirSync(join(root, '.cache'), { recursive: true });
  for (const [command, args] of [
    ['python3', ['-m', 'venv', folder]],
    [made, ['-m', 'pip', 'install', '--quiet', 'onnx==1.23.2', 'onnx-tool==1.0.1', 'onnxsim==0.8.1']],
  ] as const) {
    const { status } = spawnSync(command, args, { stdio: 'inherit' });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: give --python`);
  }
  return made;
}

/** One process: the operating system's own account of it. */
function costOf(command: readonly string[]): Cost {
  const { stdout } = spawnSync(python, [join(import.meta.dirname, 'peers/cost.py'), ...command], { encoding: 'utf8' });
  return JSON.parse(stdout) as Cost;
}

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

/** Interleaved, so that a busy machine is busy for all. */
function compare(
  title: string,
  all: readonly (readonly [name: string, command: readonly string[]])[],
  times = rounds,
): Map<string, Cost> {
  const commands = all.filter(([name]) => values.without === undefined || !name.startsWith(values.without));
  const costs = new Map<string, Cost[]>();
  for (let round = 0; round < times; round++)
    for (const [name, command] of commands) costs.set(name, [...(costs.get(name) ?? []), costOf(command)]);
  const medians = new Map<string, Cost>();
  for (const [name, list] of costs)
    medians.set(name, {
      seconds: median(list.map(({ seconds }) => seconds)),
      megabytes: Math.max(...list.map(({ megabytes }) => megabytes)),
      ok: list.every(({ ok }) => ok),
    });
  const ours = [...medians.values()][0]?.seconds ?? Number.NaN;
  console.log(`\n${title.padEnd(44)}${'CPU s'.padStart(9)}${'× ours'.padStart(9)}${'MB'.padStart(9)}`);
  for (const [name, { seconds, megabytes, ok }] of medians) {
    const cells = [
      seconds.toFixed(3).padStart(9),
      (seconds / ours).toFixed(1).padStart(9),
      megabytes.toFixed(0).padStart(9),
    ];
    console.log(`${name.padEnd(44)}${cells.join('')}${ok ? '' : '  failed'}`);
  }
  return medians;
}

const ours = (path: string, ...flags: readonly string[]): readonly string[] => [
  values.node,
  values.cli,
  'count',
  path,
  ...flags,
];
const onnxTool = (path: string, ...flags: readonly string[]): readonly string[] => [
  python,
  '-m',
  'onnx_tool',
  '-i',
  path,
  ...flags,
];
const onnxsim = (path: string, ...flags: readonly string[]): readonly string[] => [
  python,
  '-m',
  'onnxsim',
  path,
  `${path}.sim`,
  ...flags,
];

/** A chain of alternating additions and activations. */
function writeChain(path: string, length: number): void {
  const nodes = Array.from({ length }, (_, i) =>
    node(i % 2 === 0 ? 'Relu' : 'Sigmoid', [i === 0 ? 'x' : `t${i - 1}`], [`t${i}`]),
  );
  const outputs = [value(`t${length - 1}`, 'f32', null)];
  writeSparse(
    path,
    modelPieces({ nodes, initializers: [], inputs: [value('x', 'f32', [1, 64, 56, 56])], outputs, opset: 17 }),
  );
}

function titleOf(name: string, path: string): string {
  return `${name}, ${(statSync(path).size / 1e6).toFixed(0)} MB`;
}

const folder = mkdtempSync(join(tmpdir(), 'flopgate-peers-'));
const isWanted = (word: string): boolean => values.only === undefined || values.only === word;
try {
  if (isWanted('resnet50')) {
    const path = join(folder, 'resnet50.onnx');
    inlineWeights(join(fixtures, 'tv_resnet50_ts13.onnx'), path);
    compare(titleOf('ResNet-50', path), [
      ['flopgate count', ours(path)],
      ['node -e 0', [values.node, '-e', '0']],
      ['onnx-tool 1.0.1', onnxTool(path)],
      ['onnxsim 0.8.1', onnxsim(path)],
      ['python -c "import onnx"', [python, '-c', 'import onnx']],
    ]);
  }
  if (isWanted('gpt2')) {
    const path = join(folder, 'gpt2-medium.onnx');
    writeGpt2Medium(join(fixtures, 'hf_gpt2_l3_ts17.onnx.gz'), path);
    compare(
      titleOf('GPT-2 medium, 1 × 64', path),
      [
        ['flopgate count', ours(path, '--dim', 'batch=1', '--dim', 'seq=64')],
        ['flopgate count, sizes open', ours(path)],
        ['onnx-tool 1.0.1', onnxTool(path, '-d', 'input_ids:i64:1x64', 'attention_mask:i64:1x64')],
        ['onnxsim 0.8.1', onnxsim(path, '--overwrite-input-shape', 'input_ids:1,64', 'attention_mask:1,64')],
      ],
      Math.min(rounds, 3),
    );
  }
  if (isWanted('swin') && existsSync(values.swin)) {
    const [swin, resnet] = [join(folder, 'swin_t.onnx'), join(folder, 'resnet.onnx')];
    inlineWeights(values.swin, swin);
    inlineWeights(join(fixtures, 'tv_resnet50_ts13.onnx'), resnet);
    compare(titleOf('Swin-T, legacy export', swin), [
      ['ResNet-50', ours(resnet)],
      ['Swin-T, batch open', ours(swin)],
      ['Swin-T, batch of 1', ours(swin, '--dim', 'N=1')],
      ['node -e 0', [values.node, '-e', '0']],
    ]);
  }
  if (isWanted('chain')) {
    const lengths = [1000, 3000, 10_000, 30_000, 60_000, 100_000];
    const commands = lengths.map((length) => {
      const path = join(folder, `chain-${length}.onnx`);
      writeChain(path, length);
      return [String(length), ours(path)] as const;
    });
    const costs = compare('Chains, nodes', [['node -e 0', [values.node, '-e', '0']], ...commands], Math.min(rounds, 3));
    const start = costs.get('1000')?.seconds ?? 0;
    for (const length of lengths.slice(1)) {
      const each = (((costs.get(String(length))?.seconds ?? 0) - start) / (length - 1000)) * 1e6;
      console.log(`${String(length).padStart(8)} nodes: ${each.toFixed(1)} µs a node beyond the first thousand`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
