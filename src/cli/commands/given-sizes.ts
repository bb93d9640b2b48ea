import { Fault } from '#graph/fault.ts';
import type { Arguments, Flags } from '#cli/command.ts';

/** What the command line gives for models' inputs. */
export interface Sizes {
  readonly dims: ReadonlyMap<string, bigint>;
  readonly inputs: ReadonlyMap<string, readonly bigint[]>;
  readonly values: ReadonlyMap<string, unknown>;
}

/** Sizes, and what makes several files speak of the same ones. */
export type SharedSizes = Partial<Sizes> & {
  readonly renames?: ReadonlyMap<string, string>;
  readonly overrides?: ReadonlyMap<string, readonly (bigint | null)[]>;
};

export const sizeFlags: Flags = {
  dim: { type: 'string', multiple: true, value: 'NAME=N', help: 'size of a symbolic dimension, e.g. batch=8' },
  input: {
    type: 'string',
    multiple: true,
    value: 'NAME=1x3x224x224',
    help: 'whole shape of an input; scalar for none',
  },
  value: { type: 'string', multiple: true, value: 'NAME=JSON', help: 'contents of a small input, e.g. steps=5' },
};

/** @throws Fault `usage` if one isn't of its form */
export function readSizes(args: Arguments): Sizes {
  return {
    dims: new Map(args.all('dim').map((text) => read('dim', text, sizeOf))),
    inputs: new Map(args.all('input').map((text) => read('input', text, shapeOf))),
    values: new Map(args.all('value').map((text) => read('value', text, jsonOf))),
  };
}

/** Names are the file's own (`input.1`, `a=b`): the last equals sign that leaves a value parts them. */
function read<T>(flag: string, text: string, parse: (value: string) => T | undefined): [string, T] {
  for (let at = text.lastIndexOf('='); at > 0; at = text.lastIndexOf('=', at - 1)) {
    const value = parse(text.slice(at + 1));
    if (value !== undefined) return [text.slice(0, at), value];
  }
  throw new Fault('usage', `--${flag} ${text} isn't of the form ${sizeFlags[flag]?.value ?? ''}`, examples[flag] ?? '');
}

const examples: Readonly<Record<string, string>> = {
  dim: 'e.g. --dim batch=8',
  input: 'e.g. --input images=1x3x640x640, or --input step=scalar',
  value: 'e.g. --value steps=5 or --value sizes=[1,3,640,640]; quote it for the shell',
};

function sizeOf(text: string): bigint | undefined {
  return /^\d{1,18}$/.test(text) ? BigInt(text) : undefined;
}

function shapeOf(text: string): readonly bigint[] | undefined {
  if (text === 'scalar') return [];
  const sizes = text.split(/[x,×]/).map(sizeOf);
  return sizes.some((size) => size === undefined) ? undefined : (sizes as bigint[]);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
