import type { GateReport } from '#judge/types.ts';
import { nearest } from '#text/suggest.ts';
import { shardOf, type Shard } from '#gate/find/shards.ts';
import { Fault } from '#graph/fault.ts';
import { keyPattern } from '#host/github/marker.ts';

export type CommentMode = GateReport['comment']['mode'];

/** What the workflow asks for, as action.yml describes it. Absent: not given. */
export interface Inputs {
  readonly mode: 'auto' | 'check' | 'report' | 'record' | 'plan' | 'merge';
  readonly config?: string;
  readonly paths: readonly string[];
  readonly base?: string;
  readonly head?: string;
  readonly shard?: Shard;
  /** `mode: plan`: jobs at most. */
  readonly shards?: number;
  /** `mode: merge`: a report file, or the folder of all. */
  readonly reports?: string;
  /** Null: as the policy says. */
  readonly comment: CommentMode | null;
  readonly key: string;
  readonly checkRun: boolean;
  readonly token: string;
  readonly workingDirectory: string;
  readonly warnOnly: boolean;
  /** `auto`: what the policy gives a latency or load budget; `on`: every model that changed. */
  readonly bench: 'auto' | 'on' | 'off';
  /** For all models together; absent: as the policy says. */
  readonly benchTimeMs?: number;
  readonly runtimeVersion?: string;
  readonly runtimePath?: string;
}

/**
 * @param input value of an input by name; '' if not given
 * @throws Fault `usage`, naming the input and what was probably meant
 */
export function readInputs(input: (name: string) => string): Inputs {
  const given = <Name extends string>(name: Name): Partial<Readonly<Record<Name, string>>> => {
    const value = input(name);
    return value === '' ? {} : ({ [name]: value } as Readonly<Record<Name, string>>);
  };
  const [shard, shards] = [shardOf(input('shard')), readShards(input('shards'))];
  return {
    mode: readMode(input('mode')),
    ...given('config'),
    paths: input('paths')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    ...given('base'),
    ...given('head'),
    ...(shard === null ? {} : { shard }),
    ...(shards === null ? {} : { shards }),
    ...given('reports'),
    comment: input('comment') === '' ? null : oneOf('comment', input('comment'), commentModes),
    key: readKey(input('comment-key')),
    checkRun: readSwitch('check-run', input('check-run')),
    token: input('token'),
    workingDirectory: input('working-directory') || '.',
    warnOnly: readSwitch('warn-only', input('warn-only')),
    bench: input('bench') === '' ? 'auto' : oneOf('bench', input('bench'), ['auto', 'on', 'off'] as const),
    ...(input('bench-time') === '' ? {} : { benchTimeMs: readTime('bench-time', input('bench-time')) }),
    ...(input('runtime-version') === '' ? {} : { runtimeVersion: input('runtime-version') }),
    ...(input('runtime-path') === '' ? {} : { runtimePath: input('runtime-path') }),
  };
}

const commentModes = ['always', 'on-change', 'on-failure', 'never'] as const;
const modes = ['auto', 'check', 'report', 'record', 'plan', 'merge'] as const;
/** Jobs that GitHub allows a matrix. */
const MAX_SHARDS = 256;

function readMode(text: string): Inputs['mode'] {
  if (text === 'measure')
    throw new Fault(
      'usage',
      `mode: ${text} isn't part of this version`,
      `leave it out, or write one of ${modes.join(', ')}`,
    );
  return text === '' ? 'auto' : oneOf('mode', text, modes);
}

function readKey(text: string): string {
  if (text === '') return 'default';
  if (keyPattern.test(text)) return text;
  throw new Fault(
    'usage',
    `comment-key: '${text}' is no key`,
    'use letters, digits, dot, dash and underscore, 60 at most',
  );
}

function readShards(text: string): number | null {
  if (text === '') return null;
  const shards = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (shards >= 1 && shards <= MAX_SHARDS) return shards;
  throw new Fault('usage', `shards: '${text}' is no number of jobs`, `write a number from 1 to ${MAX_SHARDS}`);
}

function readSwitch(name: string, text: string): boolean {
  return text !== '' && oneOf(name, text.toLowerCase(), ['true', 'false'] as const) === 'true';
}

function readTime(name: string, text: string): number {
  const [, digits, unit] = /^(\d{1,6})\s*(s|m|min)$/.exec(text) ?? [];
  if (digits !== undefined) return Number(digits) * (unit === 's' ? 1000 : 60_000);
  throw new Fault('usage', `${name}: '${text}' is no time`, 'write 120s, or 2m');
}

function oneOf<Word extends string>(name: string, text: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  const meant = nearest(text, words);
  const hint = meant === undefined ? `write one of ${words.join(', ')}` : `did you mean ${meant}?`;
  throw new Fault('usage', `${name}: '${text}' is none of ${words.join(', ')}`, hint);
}
