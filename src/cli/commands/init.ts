import { join } from 'node:path';
import { planInit, type InitFile } from '#gate/setup/init.ts';
import { Fault } from '#graph/fault.ts';
import { writeText } from '#host/files/write.ts';
import { openRepository } from '#host/git/repository.ts';
import { terminalLines, terminalName, terminalText } from '#text/escape.ts';
import { jsonDocument } from '#text/plain-json.ts';
import { joined, term, type TerminalText } from '#text/safe.ts';
import { askYes, canAsk } from '#cli/ask.ts';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals } from '#cli/command.ts';
import { openProgress } from '#cli/progress.ts';
import { print, printJson } from '#cli/streams.ts';

export const command: Command = {
  name: 'init',
  summary: 'writes a policy with today’s figures as ceilings, and a workflow',
  usage: '[options]',
  about: `Finds the models of the repository, counts them, and writes flopgate.yml with their figures, rounded up by at most 1 %,
as ceilings, and a workflow that judges each pull request. Asks before it overwrites anything.`,
  examples: ['flopgate init --dry-run', 'flopgate init'],
  flags: {
    'dry-run': { type: 'boolean', help: 'show what would be written, write nothing' },
    yes: { type: 'boolean', help: 'overwrite without asking' },
    force: { type: 'boolean', help: 'the same' },
  },
  run,
};

type Action = 'created' | 'overwritten' | 'kept' | 'same' | 'would be created' | 'would be overwritten';
type Done = InitFile & { readonly action: Action };

async function run(args: Arguments): Promise<number> {
  expectPositionals(command, args, 0, 0);
  const repository = await openRepository(process.cwd());
  const progress = openProgress();
  const plan = await planInit(repository, (done, of, what) =>
    progress.show({ stage: 'count', done, of, what }),
  ).finally(progress.done);
  const files = args.has('dry-run') ? plan.files.map(foretold) : await writeAll(repository.root, plan.files, args);
  if (args.has('json')) {
    const told = files.map(({ path, action, content }) => ({ path, action, content }));
    printJson(jsonDocument({ schema: 'flopgate/init/1', ...plan, files: told }, 2));
    return 0;
  }
  if (args.has('dry-run')) for (const { path, content } of files) print(terminalLines(`# ${path}\n${content}\n`));
  const lines = files.map(({ path, action }) => term`${terminalName(path)}: ${action}`);
  if (plan.workflow !== null)
    lines.push(term`${terminalName(plan.workflow)} runs Flopgate already: no workflow is written`);
  const { models, unreadable, uncounted } = plan;
  lines.push(
    term`${models} ${models === 1 ? 'model' : 'models'} found${unreadable.length === 0 ? '' : term`, ${unreadable.length} can't be read`}`,
  );
  if (uncounted.length > 0)
    lines.push(
      term`${uncounted.length} of them in formats that aren't counted, so that only their size is judged: ${shortList(uncounted)}`,
    );
  if (models === 0)
    lines.push(term`warning: nothing is guarded yet, since no model was found among the files of this repository`);
  for (const { path, why } of plan.withoutCeiling.slice(0, 20))
    lines.push(term`${terminalName(path)}: ${terminalText(why)}`);
  if (plan.withoutCeiling.length > 20)
    lines.push(term`… and ${plan.withoutCeiling.length - 20} more (--json has them all)`);
  if (!args.has('dry-run')) lines.push(term`next: flopgate doctor, then commit the files`);
  print(term`${joined(lines, '\n')}\n`);
  return 0;
}

const shortList = (paths: readonly string[]): TerminalText =>
  term`${joined(paths.slice(0, 5).map(terminalName), ', ')}${paths.length > 5 ? term` and ${paths.length - 5} more` : ''}`;

function foretold(file: InitFile): Done {
  return {
    ...file,
    action: file.before === null ? 'would be created' : isSame(file) ? 'same' : 'would be overwritten',
  };
}

const isSame = ({ before, content }: InitFile): boolean => before === content;

/** Nothing is written unless it is clear what becomes of every file. */
async function writeAll(root: string, files: readonly InitFile[], args: Arguments): Promise<readonly Done[]> {
  const overwrite = args.has('yes') || args.has('force');
  const standing = files.filter((file) => file.before !== null && !isSame(file));
  const [first] = standing;
  if (first !== undefined && !overwrite && !canAsk())
    throw new Fault(
      'would-overwrite',
      `${standing.map(({ path }) => path).join(' and ')} would be overwritten, and nobody is there to be asked`,
      '--dry-run shows the new text; --yes overwrites',
    );
  const done: Done[] = [];
  for (const file of files) {
    // One question after another.
    // oxlint-disable-next-line no-await-in-loop
    const action = await actionFor(file, overwrite);
    done.push({ ...file, action });
  }
  for (const { path, content, action } of done)
    if (action === 'created' || action === 'overwritten') writeText(join(root, path), content, path);
  return done;
}

async function actionFor(file: InitFile, overwrite: boolean): Promise<Action> {
  if (file.before === null) return 'created';
  if (isSame(file)) return 'same';
  return overwrite || (await askYes(term`${terminalName(file.path)} is there already: overwrite it?`))
    ? 'overwritten'
    : 'kept';
}
