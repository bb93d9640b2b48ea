import { asFault, Fault } from '#graph/fault.ts';
import { terminalLines } from '#text/escape.ts';
import { jsonDocument } from '#text/plain-json.ts';
import type { TerminalText } from '#text/safe.ts';
import { nearest } from '#text/suggest.ts';
import { version } from '#gate/version.ts';
import { helpOf, readArguments, type Command } from './command.ts';
import { command as count } from './commands/count.ts';
import { sayFailure, traceOf } from './failure.ts';
import { print, printJson, say } from './streams.ts';

/** Commands beside `count` are loaded when they are asked for, so that it starts in the time of a bare Node. */
const commands: Readonly<Record<string, { readonly summary: string; load(): Promise<{ readonly command: Command }> }>> =
  {
    count: {
      summary: 'operations, parameters, bytes and memory of model files',
      load: async () => ({ command: count }),
    },
    diff: {
      summary: 'what changed between two models, or two revisions',
      load: async () => import('./commands/diff.ts'),
    },
    check: {
      summary: 'the gate, as in CI: same verdict, same exit code',
      load: async () => import('./commands/check.ts'),
    },
    bench: {
      summary: 'latency, load time and peak memory, alone or paired',
      load: async () => import('./commands/bench.ts'),
    },
    explain: {
      summary: 'where the operations of a model are, and how they grow',
      load: async () => import('./commands/explain.ts'),
    },
    compare: { summary: 'a ranking table of models side by side', load: async () => import('./commands/compare.ts') },
    policy: {
      summary: 'which limits hold for a model, and where they come from',
      load: async () => import('./commands/policy.ts'),
    },
    history: {
      summary: 'figures of every commit, kept on a data branch',
      load: async () => import('./history/history.ts'),
    },
    dashboard: {
      summary: 'the history as one HTML page',
      load: async () => import('./history/dashboard.ts'),
    },
    badge: { summary: 'a badge with a model’s figure', load: async () => import('./history/badge.ts') },
    schema: { summary: 'the JSON Schema of the policy file', load: async () => import('./commands/schema.ts') },
    init: {
      summary: 'writes a policy with today’s figures as ceilings, and a workflow',
      load: async () => import('./commands/init.ts'),
    },
    doctor: {
      summary: 'what keeps Flopgate from working well here, and what to change',
      load: async () => import('./commands/doctor.ts'),
    },
    plan: {
      summary: 'spreads many models over the jobs of a CI matrix',
      load: async () => import('./commands/plan.ts'),
    },
    merge: { summary: 'one verdict of the reports of many shards', load: async () => import('./commands/merge.ts') },
  };

/**
 * Runs a command line.
 * @returns the exit code: 0 pass, 1 a budget is breached, 2 can't answer, 3 undecided where the policy says that undecided fails
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = '', ...rest] = argv;
  const json = rest.includes('--json');
  try {
    if (name === '' || name === 'help' || name === '--help' || name === '-h') return await showHelp(rest[0]);
    if (name === '--version' || name === '-v') return shown(terminalLines(`${version}\n`));
    const command = await find(name);
    if (rest.includes('--help') || rest.includes('-h')) return shown(terminalLines(helpOf(command)));
    return await command.run(readArguments(command, rest));
  } catch (thrown) {
    return fail(thrown, json, rest.includes('--debug'));
  }
}

function shown(text: TerminalText): number {
  print(text);
  return 0;
}

async function find(name: string): Promise<Command> {
  const row = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (row !== undefined) return (await row.load()).command;
  const meant = nearest(name, Object.keys(commands));
  const hint = meant === undefined ? 'flopgate --help lists the commands' : `did you mean flopgate ${meant}?`;
  throw new Fault('usage', `there is no command ${name}`, hint);
}

async function showHelp(name: string | undefined): Promise<number> {
  if (name !== undefined && !name.startsWith('-')) return shown(terminalLines(helpOf(await find(name))));
  const rows = Object.entries(commands).map(([command, { summary }]) => `  ${command.padEnd(10)}${summary}`);
  return shown(
    terminalLines(
      [
        'flopgate counts the operations of ML models, and holds pull requests to a budget of them.',
        '',
        ...rows,
        '',
        'flopgate COMMAND --help says more. Every command takes --json.',
        'Exit codes: 0 pass, 1 a budget is breached, 2 no answer, 3 undecided where the policy fails that.',
        '',
      ].join('\n'),
    ),
  );
}

/** What went wrong, in two lines on stderr; as a document on stdout, too, where a program reads it. */
function fail(thrown: unknown, json: boolean, debug: boolean): number {
  const fault = asFault(thrown);
  sayFailure(fault);
  if (debug) say(terminalLines(traceOf(fault)));
  const { code, message, hint } = fault;
  try {
    if (json) printJson(jsonDocument({ schema: 'flopgate/error/1', error: { code, message, hint } }, 2));
  } catch {
    // stderr has it.
  }
  return 2;
}
