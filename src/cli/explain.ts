import { Fault } from '#graph/fault.ts';
import { explained, explainJson, renderExplain } from '#report/terminal-explain.ts';
import type { Arguments, Command } from './command.ts';
import { expectPositionals } from './command.ts';
import { countFiles } from './counting.ts';
import { readSizes, sizeFlags } from './sizes.ts';
import { print, viewOf } from './streams.ts';

export const command: Command = {
  name: 'explain',
  summary: 'where the operations of a model are, and how they grow',
  usage: 'MODEL [options]',
  about: `Shows the layers and operators that cost most, how the totals grow in each open size, and how many operations there
are for each byte moved.`,
  examples: ['flopgate explain detector.onnx', 'flopgate explain bert.onnx --dim batch=1 --dim sequence=128'],
  flags: sizeFlags,
  async run(args: Arguments): Promise<number> {
    expectPositionals(command, args, 1, 1);
    const [entry] = await countFiles(args.positionals, readSizes(args));
    if (entry?.kind === 'failed') {
      const { code, message, hint } = entry.failure;
      throw new Fault(code, message, hint);
    }
    if (entry === undefined) return 2;
    const one = explained(entry.path, entry.report);
    print(args.has('json') ? explainJson(one, entry.report) : renderExplain(one, viewOf(1)));
    return 0;
  },
};
