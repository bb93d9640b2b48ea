import { diffShelves } from '#gate/diff.ts';
import { Fault } from '#graph/fault.ts';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals } from '#cli/command.ts';
import { sayFailure } from '#cli/failure.ts';
import { sayUnused } from './counting.ts';
import { openShelf } from './shelf.ts';
import { readSizes, sizeFlags } from './given-sizes.ts';
import { print, printJson, viewOf } from '#cli/streams.ts';
import { term } from '#text/safe.ts';

export const command: Command = {
  name: 'diff',
  summary: 'what changed between two models, or two revisions',
  usage: 'BASE HEAD [options]',
  about: `Compares two models figure by figure and layer by layer. Layers are matched by name, then by structure, so that
another export of the same net shows only what really changed. A side is a file, a folder, REV:path, or a revision
as a whole; REV..REV stands for two of them.`,
  examples: [
    'flopgate diff old.onnx new.onnx',
    'flopgate diff main:models/detector.onnx models/detector.onnx',
    'flopgate diff v1.0..HEAD --dim batch=1',
  ],
  flags: sizeFlags,
  run,
};

async function run(args: Arguments): Promise<number> {
  const [base, head] = await sidesOf(args);
  const sizes = readSizes(args);
  const shelves = [await openShelf(base, 'base'), await openShelf(head, 'head')] as const;
  if (shelves[0].isOne !== shelves[1].isOne)
    throw new Fault(
      'usage',
      `${base} and ${head} can't be compared: one is a file, the other holds many`,
      'give two files, or two folders or revisions',
    );
  const { models, unchanged } = await diffShelves(...shelves, sizes);
  if (args.has('json')) printJson((await import('#report/json.ts')).diffJson(models));
  else if (models.length === 0)
    print(term`no model differs (${unchanged} ${unchanged === 1 ? 'is' : 'are'} the same)\n`);
  else print((await import('#report/terminal/diff.ts')).renderDiff(models, viewOf(1)));
  sayUnused(
    models.flatMap((model) => [model.base, model.head].map((side) => (side?.kind === 'counted' ? side.findings : []))),
  );
  const failures = models
    .flatMap((model) => [model.base, model.head])
    .flatMap((side) => (side?.kind === 'failed' ? [side.failure] : []));
  if (args.has('json')) for (const failure of failures) sayFailure(failure);
  return failures.length > 0 ? 2 : 0;
}

/** Two positionals, or one of the form REV..REV. */
async function sidesOf(args: Arguments): Promise<readonly [string, string]> {
  const [first = '', second] = args.positionals;
  const at = first.indexOf('..');
  if (second === undefined && at > 0 && args.positionals.length === 1) {
    return [first.slice(0, at), first.slice(at).replace(/^\.{2,3}/, '') || 'HEAD'];
  }
  expectPositionals(command, args, 2, 2);
  return [first, second ?? ''];
}
