import { Fault } from '#graph/fault.ts';
import { relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { nearest } from '#text/suggest.ts';

/** A flag of a command. Its name is its key in the table, without the dashes. */
interface Flag {
  readonly type: 'boolean' | 'string';
  /** May stand several times. */
  readonly multiple?: true;
  /** What stands for the value in `--help`: `NAME=N`. */
  readonly value?: string;
  readonly help: string;
}

export type Flags = Readonly<Record<string, Flag>>;

/** A command line as given. */
export interface Arguments {
  readonly positionals: readonly string[];
  has(flag: string): boolean;
  /** The last value given, or undefined. */
  text(flag: string): string | undefined;
  all(flag: string): readonly string[];
}

export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What follows the name: `MODEL… [options]`. */
  readonly usage: string;
  /** Sentences between usage and options. */
  readonly about: string;
  readonly examples: readonly string[];
  readonly flags: Flags;
  /** Does it and gives the exit code. @throws Fault (exit code 2) */
  run(args: Arguments): number | Promise<number>;
}

/** Flags that every command has. */
const commonFlags: Flags = {
  json: { type: 'boolean', help: 'print one JSON document on stdout and nothing else' },
  debug: { type: 'boolean', help: 'show where in the program a failure comes from' },
  help: { type: 'boolean', help: 'show this help' },
};

/**
 * Reads a command's own arguments.
 * @throws Fault `usage`, naming the flag that was probably meant
 */
export function readArguments(command: Command, argv: readonly string[]): Arguments {
  const flags = { ...command.flags, ...commonFlags };
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { type, multiple }]) => [name, { type, multiple: multiple ?? false }]),
  );
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (thrown) {
    throw usageFault(command, flags, thrown);
  }
  const values = parsed.values as Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  const all = (flag: string): readonly string[] => {
    const value = values[flag];
    return typeof value === 'string' ? [value] : typeof value === 'object' ? value : [];
  };
  return {
    positionals: parsed.positionals,
    has: (flag) => values[flag] === true,
    text: (flag) => all(flag).at(-1),
    all,
  };
}

function usageFault(command: Command, flags: Flags, thrown: unknown): Fault {
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  const [, dashes, unknown] = /^Unknown option '(-{1,2})([^']*)'/.exec(said) ?? [];
  if (dashes !== undefined && unknown !== undefined) {
    const meant = nearest(unknown, Object.keys(flags));
    const hint = meant === undefined ? helpHint(command) : `did you mean --${meant}? ${helpHint(command)}`;
    return new Fault('usage', `flopgate ${command.name} has no option ${dashes}${unknown}`, hint);
  }
  const [, lacking] =
    /^Option '-{0,2}(?:., --)?([\w-]+)(?: <value>)?' (?:argument missing|argument is ambiguous)/.exec(said) ?? [];
  if (lacking !== undefined) {
    const form = `--${lacking} ${flags[lacking]?.value ?? 'VALUE'}`;
    return new Fault(
      'usage',
      `--${lacking} needs a value`,
      `write ${form}; a value that starts with a dash: --${lacking}=-x`,
    );
  }
  const [, full] = /^Option '--([\w-]+)' does not take an argument/.exec(said) ?? [];
  if (full !== undefined) return new Fault('usage', `--${full} takes no value`, `write --${full} alone`);
  return new Fault('usage', said.split('\n', 1)[0] ?? said, helpHint(command), { cause: thrown });
}

const helpHint = ({ name }: Command): string => `flopgate ${name} --help lists the options`;

/** `--help` of a command. */
export function helpOf(command: Command): string {
  const rows = Object.entries({ ...command.flags, ...commonFlags }).map(
    ([name, { value, help }]) => [`--${name}${value === undefined ? '' : ` ${value}`}`, help] as const,
  );
  const width = Math.max(...rows.map(([form]) => form.length));
  return [
    `flopgate ${command.name} ${command.usage}`,
    '',
    command.about,
    '',
    'Options',
    ...rows.map(([form, help]) => `  ${form.padEnd(width)}  ${help}`),
    '',
    command.examples.length === 1 ? 'Example' : 'Examples',
    ...command.examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}

/** @throws Fault `usage` if there are fewer or more positionals */
export function expectPositionals(command: Command, { positionals }: Arguments, least: number, most: number): void {
  if (positionals.length >= least && positionals.length <= most) return;
  const given = positionals.length === 0 ? 'nothing' : positionals.length;
  throw new Fault(
    'usage',
    `flopgate ${command.name} ${command.usage}: ${given} given`,
    `e.g. ${command.examples[0] ?? ''}`,
  );
}

/**
 * The path of a policy as both sides of a comparison know it: from the repository's root.
 * @throws Fault `usage` if it lies outside
 */
export function inRepository(root: string, path: string): string {
  const inside = relative(root, resolve(path));
  if (inside !== '' && !inside.startsWith('..')) return inside.split(sep).join('/');
  throw new Fault(
    'usage',
    `--config ${path} lies outside of the repository`,
    'both sides have their own: name one inside',
  );
}
