import { readLatest } from '#gate/history/write-history.ts';
import { nearest } from '#text/suggest.ts';
import { Fault } from '#graph/fault.ts';
import { recordedMetrics } from '#policy/metrics.ts';
import { renderBadge } from '#report/history/badge.ts';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals } from '#cli/command.ts';
import { openHistory } from './data-branch.ts';
import { historyFlags } from './flags.ts';
import { printJson } from '#cli/streams.ts';

export const command: Command = {
  name: 'badge',
  summary: 'a badge with a model’s figure',
  usage: 'ID [options]',
  about: `Prints what shields.io draws a badge from: the figure of a model at the newest recorded commit, green under its ceiling,
red over it. history record keeps one a model on the data branch, badges/ID.json, for
https://img.shields.io/endpoint?url=…`,
  examples: ['flopgate badge detector', 'flopgate badge detector --metric params'],
  flags: {
    metric: { type: 'string', value: 'NAME', help: `one of ${recordedMetrics.join(', ')}; default macs` },
    ...historyFlags,
  },
  async run(args: Arguments): Promise<number> {
    expectPositionals(command, args, 1, 1);
    const [id = ''] = args.positionals;
    const { branch, name } = await openHistory(args);
    try {
      const latest = await readLatest(await branch.tip());
      if (latest === null)
        throw new Fault(
          'no-history',
          `nothing is recorded on ${name}`,
          'record a commit first: flopgate history record',
        );
      const ids = latest.models.map((model) => model.id);
      const model = latest.models.find((one) => one.id === id);
      if (model === undefined) {
        const meant = nearest(id, ids);
        const hint = meant === undefined ? 'flopgate history show lists the models' : `did you mean ${meant}?`;
        throw new Fault('unknown-model', `the newest record has no model ${id}`, hint);
      }
      printJson(renderBadge(model, args.text('metric') ?? 'macs'));
      return 0;
    } finally {
      branch.close();
    }
  },
};
