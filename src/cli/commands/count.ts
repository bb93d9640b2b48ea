import type { CountEntry } from '#report/count-entry.ts';
import { countJsonParts } from '#report/json.ts';
import { renderCount } from '#report/terminal/count.ts';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals } from '#cli/command.ts';
import { countFile } from './counting.ts';
import { readSizes, sizeFlags } from './given-sizes.ts';
import { print, printJson, printMarkdown, viewOf } from '#cli/streams.ts';
import { sayFailure } from '#cli/failure.ts';

export const command: Command = {
  name: 'count',
  summary: 'operations, parameters, bytes and memory of model files',
  usage: 'MODEL… [options]',
  about: `Counts multiply–accumulates, other arithmetic, parameters, bytes and planned peak memory, without running the model
and without reading its weights. Sizes that the file leaves open are given with --dim, or stay in the formulas.`,
  examples: [
    'flopgate count detector.onnx',
    'flopgate count detector.onnx --dim batch=8 --per-layer',
    'flopgate count detector.onnx --convention fvcore',
    'flopgate count models/*.onnx --json',
  ],
  flags: {
    ...sizeFlags,
    'per-layer': { type: 'boolean', help: 'list every layer, in file order' },
    convention: {
      type: 'string',
      value: 'TOOL',
      help: 'the figure that fvcore, onnx-tool, ptflops or darknet prints, reconciled with ours',
    },
    md: { type: 'boolean', help: 'print markdown, for an issue or a README' },
  },
  run,
};

async function run(args: Arguments): Promise<number> {
  expectPositionals(command, args, 1, Infinity);
  const sizes = readSizes(args);
  const tool = args.text('convention');
  const reconcile = tool === undefined ? undefined : (await import('#gate/convention.ts')).reconcilerOf(tool);
  const entries: CountEntry[] = [];
  for (const path of args.positionals) {
    const entry = countFile(path, sizes);
    // One model in memory at a time.
    // oxlint-disable-next-line no-await-in-loop
    const counted = entry instanceof Promise ? await entry : entry;
    entries.push(reconcile?.(counted) ?? counted);
  }
  return show(entries, args);
}

/** Figures on stdout, failures on stderr; a failure is part of a document, too. */
async function show(entries: readonly CountEntry[], args: Arguments): Promise<number> {
  const counted = entries.filter(({ kind }) => kind === 'counted');
  if (args.has('json')) for (const part of countJsonParts(entries)) printJson(part);
  else if (args.has('md'))
    printMarkdown((await import('#report/comment/count.ts')).markdownCount(entries, args.has('per-layer')));
  else if (counted.length > 0) print(renderCount(counted, viewOf(1), args.has('per-layer')));
  for (const entry of entries) if (entry.kind === 'failed') sayFailure(entry.failure);
  return counted.length < entries.length ? 2 : 0;
}
