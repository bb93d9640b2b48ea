import { Fault } from '#graph/fault.ts';
import { nearest } from '#text/suggest.ts';
import { compareJson, ranked, rankings, renderCompare } from '#report/terminal/compare.ts';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals } from '#cli/command.ts';
import { countAlike, sayUnused } from './counting.ts';
import { sayFailure } from '#cli/failure.ts';
import { readSizes, sizeFlags } from './given-sizes.ts';
import { print, printJson, viewOf } from '#cli/streams.ts';

export const command: Command = {
  name: 'compare',
  summary: 'a ranking table of models side by side',
  usage: 'MODEL… [options]',
  about: `Ranks models by what they cost, the cheapest first. Sizes given with --dim hold for all of them. A size that one model
leaves open is that of the others, if their inputs have it; what is open in all of them is ranked per batch of 1 and at
usual sizes, which a line below the table names.`,
  examples: ['flopgate compare models/*.onnx', 'flopgate compare a.onnx b.onnx --by peakActivationBytes --dim batch=1'],
  flags: { by: { type: 'string', value: 'FIGURE', help: `what to rank by: ${rankings.join(', ')}` }, ...sizeFlags },
  async run(args: Arguments): Promise<number> {
    expectPositionals(command, args, 1, Infinity);
    const by = rankingOf(args.text('by') ?? 'macs');
    const entries = await countAlike(args.positionals, readSizes(args));
    const list = ranked(entries, by);
    if (args.has('json')) printJson(compareJson(list, by));
    else if (list.length > 0) print(renderCompare(list, by, viewOf(1)));
    sayUnused(entries.map((entry) => (entry.kind === 'counted' ? entry.report.findings : [])));
    for (const entry of entries) if (entry.kind === 'failed') sayFailure(entry.failure);
    return list.length < entries.length ? 2 : 0;
  },
};

function rankingOf(text: string): (typeof rankings)[number] {
  const ranking = rankings.find((name) => name === text);
  if (ranking !== undefined) return ranking;
  const meant = nearest(text, rankings);
  const hint = meant === undefined ? `one of ${rankings.join(', ')}` : `did you mean --by ${meant}?`;
  throw new Fault('usage', `models can't be ranked by ${text}`, hint);
}
