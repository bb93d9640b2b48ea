import { Fault } from '#graph/fault.ts';
import { explained, explainJson, renderExplain } from '#report/terminal/explain.ts';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals } from '#cli/command.ts';
import { countFiles, sayUnused } from './counting.ts';
import { readSizes, sizeFlags } from './given-sizes.ts';
import { print, printJson, viewOf } from '#cli/streams.ts';

export const command: Command = {
  name: 'explain',
  summary: 'where the operations of a model are, and how they grow',
  usage: 'MODEL [options]',
  about: `Shows the layers and operators that cost most, how the totals grow in each open size, and how many operations there
are for each byte moved. With --device, what the peaks of that device make of the counts (a roofline: a floor under the
time, not a forecast); with --what-if, what would lower them.`,
  examples: [
    'flopgate explain detector.onnx --what-if',
    'flopgate explain bert.onnx --dim batch=1 --dim sequence=128 --device A100',
  ],
  flags: {
    ...sizeFlags,
    device: { type: 'string', value: 'NAME', help: 'accelerator or board, e.g. A100, T4, "Raspberry Pi 5"' },
    'what-if': { type: 'boolean', help: 'known ways to lower the count, and what each would save' },
  },
  async run(args: Arguments): Promise<number> {
    expectPositionals(command, args, 1, 1);
    const isMore = args.has('what-if') || args.text('device') !== undefined;
    const beside = isMore
      ? (await import('#gate/explain.ts')).extrasOf(args.text('device'), args.has('what-if'))
      : undefined;
    const [entry] = await countFiles(args.positionals, readSizes(args));
    if (entry?.kind === 'failed') {
      const { code, message, hint } = entry.failure;
      throw new Fault(code, message, hint);
    }
    if (entry === undefined) return 2;
    const { report } = entry;
    const one = explained(entry.path, report);
    const more = beside?.(report) ?? {};
    sayUnused([report.findings]);
    if (args.has('json')) printJson(explainJson(one, report, more));
    else {
      print(renderExplain(one, viewOf(1)));
      if (isMore) print((await import('#report/terminal/roofline.ts')).renderBeside(more, viewOf(1)));
    }
    return 0;
  },
};
