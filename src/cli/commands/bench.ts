import type { BenchFile } from '#gate/measure/measure-files.ts';
import { benchFiles } from '#gate/measure/measure-files.ts';
import { version } from '#gate/version.ts';
import { Fault } from '#graph/fault.ts';
import { kindOfPath } from '#host/files/models.ts';
import { terminalText } from '#text/escape.ts';
import { term } from '#text/safe.ts';
import { resolve } from 'node:path';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals } from '#cli/command.ts';
import { durationOf } from './duration.ts';
import { openShelf } from './shelf.ts';
import { readSizes, sizeFlags } from './given-sizes.ts';
import { openProgress } from '#cli/progress.ts';
import { print, printJson, say, viewOf } from '#cli/streams.ts';

export const command: Command = {
  name: 'bench',
  summary: 'latency, load time and peak memory, alone or paired',
  usage: 'BASE [HEAD] [options]',
  about: `Measures a model, or two against each other: each in fresh processes, in turns on one core, until an exact test can
say whether HEAD is slower than BASE by more than --fail. Inputs are made from the model's own types and a seed.
Exit code 0: within. 1: slower. 2: it can't be measured. 3: undecided.`,
  examples: [
    'flopgate bench detector.onnx --dim batch=1',
    'flopgate bench main:detector.onnx detector.onnx --fail +5%',
    'flopgate bench detector.onnx --profile',
    'flopgate bench old.onnx new.onnx --json > record.json',
  ],
  flags: {
    ...sizeFlags,
    'input-file': { type: 'string', multiple: true, value: 'FILE', help: 'real inputs: x.npz, NAME=x.npy, NAME=x.pb' },
    fail: { type: 'string', value: '+5%', help: 'increase that is too much (+5%, +2ms)' },
    warn: { type: 'string', value: '+2%', help: 'increase that is worth a remark' },
    time: { type: 'string', value: '60s', help: 'time for measuring; after it: undecided' },
    provider: { type: 'string', value: 'NAME', help: 'execution provider: cpu, cuda, tensorrt, dml, coreml, webgpu' },
    threads: { type: 'string', value: 'N', help: 'threads of the runtime; default: 1' },
    profile: { type: 'boolean', help: 'time by layer, beside its operations' },
    seed: { type: 'string', value: 'N', help: 'of inputs and orders; default: 1' },
    'runtime-path': { type: 'string', value: 'DIR', help: 'folder of an installed onnxruntime-node' },
    'runtime-version': { type: 'string', value: 'V', help: 'version of onnxruntime-node to fetch' },
    'no-fetch': { type: 'boolean', help: "don't fetch the runtime" },
  },
  run,
};

async function run(args: Arguments): Promise<number> {
  expectPositionals(command, args, 1, 2);
  const [first = '', second] = args.positionals;
  const progress = openProgress();
  const [path, wanted] = [args.text('runtime-path'), args.text('runtime-version')];
  const document = await benchFiles({
    base: second === undefined ? null : await fileOf(first, 'base'),
    head: await fileOf(second ?? first, 'head'),
    options: readSizes(args),
    inputFiles: args.all('input-file'),
    provider: args.text('provider') ?? 'cpu',
    threads: wholeNumber(args, 'threads', 1, 1024),
    timeMs: durationOf(args.text('time') ?? '60s'),
    fail: second === undefined ? null : (args.text('fail') ?? '+5%'),
    warn: args.text('warn') ?? null,
    seed: wholeNumber(args, 'seed', 1, 2 ** 31),
    profile: args.has('profile'),
    runtime: {
      cwd: process.cwd(),
      fetch: !args.has('no-fetch'),
      say: (line) => say(term`flopgate: ${terminalText(line)}`),
      ...(path === undefined ? {} : { path }),
      ...(wanted === undefined ? {} : { version: wanted }),
    },
    version,
    now: new Date(),
    progress: (done, of) => progress.show({ stage: 'bench', done, of, what: '' }),
  }).finally(progress.done);
  const { benchJson, renderBench } = await import('#report/terminal/bench.ts');
  if (args.has('json')) printJson(benchJson(document));
  else print(renderBench(document, viewOf(1)));
  return benchExitCode(document.result.verdict);
}

function benchExitCode(verdict: Awaited<ReturnType<typeof benchFiles>>['result']['verdict']): number {
  switch (verdict) {
    case 'over':
      return 1;
    case 'failed':
      return 2;
    case 'undecided':
      return 3;
    case 'within':
    case 'warn':
    case 'improved':
    case 'alone':
      return 0;
  }
}

/** A file as it lies, or `REV:path`, which is copied out of git. */
async function fileOf(text: string, side: 'base' | 'head'): Promise<BenchFile> {
  const shelf = await openShelf(text, side);
  const [file] = shelf.files;
  if (!shelf.isOne || file === undefined)
    throw new Fault('usage', `${text} is no single model`, 'name a model file, or REV:path of one');
  const isPlain = kindOfPath(text) === 'file' && !text.toLowerCase().endsWith('.gz');
  const beside = isPlain ? [] : ((await shelf.beside?.(file)) ?? []);
  return {
    name: text,
    open: async () => shelf.open(file),
    file: isPlain ? resolve(text) : null,
    path: file.path,
    beside: beside.map((one) => ({ path: one.path, open: async () => shelf.open(one) })),
  };
}

function wholeNumber(args: Arguments, flag: string, usual: number, most: number): number {
  const text = args.text(flag);
  if (text === undefined) return usual;
  const number = Number(text);
  if (/^\d{1,10}$/.test(text) && number >= 1 && number <= most) return number;
  throw new Fault('usage', `--${flag} ${text} is no whole number from 1 to ${most}`, `e.g. --${flag} ${usual}`);
}
