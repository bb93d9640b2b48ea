import { Fault } from '#graph/fault.ts';
import type { Step } from './glob-parse.ts';
import { quote } from '#text/quote.ts';

/** Steps that the patterns of one question (a policy, the input `paths`) have taken together. */
export interface GlobWork {
  steps: number;
}

/** Steps that they may take: about a second. 5,000 patterns over 100,000 files take a tenth of it, if folders distinguish them. */
const maxGlobSteps = 100_000_000;

/**
 * True if a program matches the whole text: all its states go forward together, so that the work is at most the pattern's
 * length times the text's.
 * @param pattern for the message
 * @throws Fault `too-much-work` past `maxGlobSteps`
 */
export function matches(program: readonly Step[], text: string, work: GlobWork, pattern: string): boolean {
  const [end] = endsOf(program, text, { from: 0, to: text.length, only: true }, work, pattern);
  return end === text.length;
}

interface Span {
  readonly from: number;
  readonly to: number;
  /** Only a match of all the span is asked for. */
  readonly only: boolean;
}

/** Where matches that begin at the span's start end. */
function endsOf(
  program: readonly Step[],
  text: string,
  span: Span,
  work: GlobWork,
  pattern: string,
): readonly number[] {
  const ends: number[] = [];
  const later = new Map<number, number[]>();
  const seen = new Int32Array(program.length).fill(-1);
  let next: number[] = [0];
  for (let at = span.from; at <= span.to; at += 1) {
    const states = [...next, ...(later.get(at) ?? [])];
    later.delete(at);
    if (states.length === 0 && later.size === 0) break;
    next = [];
    const code = text.charCodeAt(at);
    for (let pc = states.pop(); pc !== undefined; pc = states.pop()) {
      if (seen[pc] === at) continue;
      seen[pc] = at;
      work.steps += 1;
      const step = program[pc];
      if (step === undefined) continue;
      switch (step.kind) {
        case 'fork':
          for (const to of step.to) states.push(to);
          break;
        case 'done':
          if (!span.only || at === span.to) ends.push(at);
          break;
        case 'number':
        case 'not': {
          for (const place of groupEnds(step, text, { ...span, from: at }, work, pattern)) {
            if (place === at) states.push(pc + 1);
            else if (later.get(place)?.push(pc + 1) === undefined) later.set(place, [pc + 1]);
          }
          break;
        }
        case 'text':
        case 'any':
        case 'class':
          if (at < span.to && takes(step, code)) next.push(pc + 1);
      }
    }
    if (work.steps > maxGlobSteps) throw tooMuch(pattern);
  }
  return ends;
}

/** Where a step that may take several characters ends, from the span's start. */
function groupEnds(
  step: Extract<Step, { kind: 'number' | 'not' }>,
  text: string,
  { from, to }: Span,
  work: GlobWork,
  pattern: string,
): readonly number[] {
  if (step.kind === 'number') return numberEnds(step, text, from, to);
  return otherEnds(step.body, text, { from, to: folderEnd(text, from, to), only: false }, work, pattern);
}

function takes(step: Extract<Step, { kind: 'text' | 'any' | 'class' }>, code: number): boolean {
  switch (step.kind) {
    case 'text':
      return code === step.code;
    case 'any':
      return !step.folder || code !== SLASH;
    case 'class':
      return code !== SLASH && step.ranges.some(([low, high]) => code >= low && code <= high) !== step.negated;
  }
}

const SLASH = 47;

function folderEnd(text: string, at: number, most: number): number {
  const slash = text.indexOf('/', at);
  return slash === -1 ? most : Math.min(slash, most);
}

function otherEnds(
  body: readonly Step[],
  text: string,
  span: Span,
  work: GlobWork,
  pattern: string,
): readonly number[] {
  const ends = new Set(endsOf(body, text, span, work, pattern));
  const others: number[] = [];
  for (let at = span.from; at <= span.to; at += 1) if (!ends.has(at)) others.push(at);
  work.steps += others.length;
  return others;
}

function numberEnds(
  { low, high, step, width }: Extract<Step, { kind: 'number' }>,
  text: string,
  at: number,
  most: number,
): readonly number[] {
  const [written = ''] = /^-?\d{1,15}/.exec(text.slice(at, Math.min(at + 16, most))) ?? [];
  const ends: number[] = [];
  for (let length = 1; length <= written.length; length += 1) {
    const digits = written.slice(0, length);
    const value = Number(digits);
    const well = width === 0 ? /^(?:0|-?[1-9]\d*)$/.test(digits) : digits.length === width;
    if (well && value >= low && value <= high && (value - low) % step === 0) ends.push(at + length);
  }
  return ends;
}

function tooMuch(pattern: string): Fault {
  return new Fault(
    'too-much-work',
    `matching the pattern ${quote(pattern)} took more than ${maxGlobSteps} steps, with those before it`,
    'name the files more closely: a folder before the first wildcard, fewer wildcards, fewer patterns',
  );
}
