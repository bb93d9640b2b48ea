/**
 * The walker of protobuf's wire format: one pass over a message, by rules that say for each field whether it is wanted.
 *
 * Why not a protobuf library:
 * - A model is up to gigabytes of weights around kilobytes of structure. Libraries take the message as a whole; this one seeks over
 *   what isn't wanted and holds a window of 64 KiB. It also works on a stream that can't go back (a pipe, a gzip file).
 * - It is a generator that asks for ranges and never reads by itself, so the same code serves files, git blobs, streams and tests,
 *   synchronous or not (read/reading.ts).
 * - Files are hostile. Lengths are checked against what is left of the enclosing message before memory is spent, depth against a bound
 *   of its own, and there is no recursion: frames are a list.
 * - When bytes are lacking in the middle of a field, the cursor goes back to the field's tag and the field starts again; no state inside a
 *   field has to be saved. It costs nothing, since a window nearly always holds many fields.
 * - Short children are offered as bytes first (`known`): in a deep model most attributes and types are equal to earlier ones, and
 *   a map lookup beats parsing.
 */
import { Fault } from '#graph/fault.ts';
import { feed, openCursor, rangeFor, signed, take, unsigned, type Cursor } from './cursor.ts';
import { latin1, utf8 } from './decode.ts';
import { MAX_KNOWN, type Field, type Message } from './fields.ts';
import type { Reading } from '#read/reading.ts';

/** Deepest nesting of messages; the three messages of one subgraph make about 100 subgraphs, protobuf's own measure. */
const MAX_MESSAGES = 320;
const MAX_GROUPS = 100;
/** A tag and a length, at ten bytes each. */
const HEADER_BYTES = 20;

type Child = Extract<Field<unknown>, { kind: 'message' }>;

interface Frame {
  message: Message<unknown> | null;
  /** The rule by which the frame was opened; null for the root. */
  field: Field<unknown> | null;
  target: unknown;
  /** Offset in the artifact at which the message ends. */
  end: number;
}

interface Walker extends Cursor {
  readonly frames: Frame[];
  depth: number;
  /** Field numbers of the groups (a deprecated kind of message, always skipped) that are open in the top frame. */
  readonly groups: number[];
}

/**
 * Walks a protobuf message from its first to its last byte, once, filling `target` by the rules of `root`. Memory is one window
 * (64 KiB, or the longest text that a rule allows) and a frame per level.
 *
 * @param head the artifact's first bytes
 * @param size the artifact's length, null if it isn't known
 * @throws Fault `bad-wire`, `truncated`, `depth-limit`, `structure-limit`
 */
export function* walk<T>(root: Message<T>, target: T, head: Uint8Array, size: number | null): Reading<void> {
  const cursor = openCursor(head, size, (code, what) => fault(walker, code, what));
  const walker: Walker = Object.assign(cursor, { frames: [], depth: -1, groups: [] });
  enter(walker, root as Message<unknown>, null, target, walker.size);
  for (let lacking = advance(walker); lacking > 0; lacking = advance(walker)) {
    const range = rangeFor(walker, lacking);
    if (feed(walker, range, yield range)) meetEnd(walker);
  }
}

/** The artifact turned out to end: at the end of the last message, or too early. */
function meetEnd(walker: Walker): void {
  const root = walker.frames[0] as Frame;
  if (root.end === Infinity) root.end = walker.size;
  for (let i = 0; i <= walker.depth; i++) {
    if ((walker.frames[i] as Frame).end > walker.size) throw walker.fail('truncated', 'the file ends');
  }
  if (walker.base + walker.at > walker.size) throw walker.fail('truncated', 'the file ends');
}

/** Handles fields until bytes are lacking (their number from the cursor on is returned) or all is read (0). */
function advance(walker: Walker): number {
  while (walker.depth >= 0) {
    const frame = walker.frames[walker.depth] as Frame;
    const left = frame.end - walker.base - walker.at;
    if (left === 0) {
      leave(walker, frame);
      continue;
    }
    const held = walker.window.length - walker.at;
    if (held < HEADER_BYTES && held < left) return HEADER_BYTES;
    const lacking = frame.message === null ? element(walker, frame) : field(walker, frame, frame.message);
    if (lacking > 0) return lacking;
  }
  return 0;
}

function enter(
  walker: Walker,
  message: Message<unknown> | null,
  rule: Field<unknown> | null,
  target: unknown,
  end: number,
): void {
  if (walker.depth + 1 === MAX_MESSAGES) {
    throw walker.fail('depth-limit', `more than ${MAX_MESSAGES} messages inside one another`);
  }
  walker.depth++;
  const frame = walker.frames[walker.depth];
  if (frame === undefined) {
    walker.frames.push({ message, field: rule, target, end });
    return;
  }
  frame.message = message;
  frame.field = rule;
  frame.target = target;
  frame.end = end;
}

function leave(walker: Walker, frame: Frame): void {
  if (walker.groups.length > 0) throw walker.fail('bad-wire', 'a group that is never closed');
  walker.depth--;
  const rule = frame.field;
  const target = frame.target;
  frame.target = null;
  if (rule === null || rule.kind !== 'message' || rule.close === undefined) return;
  rule.close((walker.frames[walker.depth] as Frame).target, target);
}

/** One value of a packed run. */
function element(walker: Walker, frame: Frame): number {
  const limit = limitOf(walker, frame);
  const rule = frame.field as Field<unknown>;
  switch (rule.kind) {
    case 'varint':
      rule.put(frame.target, signed(walker, limit));
      return 0;
    case 'fixed32':
      rule.put(frame.target, walker.window.readFloatLE(take(walker, limit, 4)));
      return 0;
    case 'fixed64':
      rule.put(frame.target, walker.window.readDoubleLE(take(walker, limit, 8)));
      return 0;
    case 'text':
    case 'bytes':
    case 'message':
      return 0;
  }
}

/** One field with its tag. */
function field(walker: Walker, frame: Frame, message: Message<unknown>): number {
  const start = walker.at;
  const limit = limitOf(walker, frame);
  const tag = unsigned(walker, limit);
  const number = Math.floor(tag / 8);
  if (number === 0 || number > 0x1fffffff) throw walker.fail('bad-wire', `field number ${number}`);
  const rule = walker.groups.length > 0 ? undefined : message.fields[number];
  switch (tag % 8) {
    case 0:
      return scalar(walker, frame, message, rule, 'varint', limit);
    case 1:
      return scalar(walker, frame, message, rule, 'fixed64', limit);
    case 2:
      return delimited(walker, frame, message, rule, start, limit);
    case 3:
      if (walker.groups.push(number) > MAX_GROUPS)
        throw walker.fail('depth-limit', `more than ${MAX_GROUPS} groups inside one another`);
      return 0;
    case 4:
      if (walker.groups.pop() !== number) throw walker.fail('bad-wire', 'the end of a group that was not opened');
      return 0;
    case 5:
      return scalar(walker, frame, message, rule, 'fixed32', limit);
    case 6:
    case 7:
      throw walker.fail('bad-wire', `wire type ${tag % 8}`);
  }
  return 0;
}

function scalar(
  walker: Walker,
  frame: Frame,
  message: Message<unknown>,
  rule: Field<unknown> | undefined,
  kind: 'varint' | 'fixed32' | 'fixed64',
  limit: number,
): number {
  let value: number | bigint;
  if (kind === 'varint') value = signed(walker, limit);
  else if (kind === 'fixed32') value = walker.window.readFloatLE(take(walker, limit, 4));
  else value = walker.window.readDoubleLE(take(walker, limit, 8));
  if (rule === undefined) return 0;
  if (rule.kind === kind) rule.put(frame.target, value);
  else message.misfit?.(frame.target);
  return 0;
}

/** A field with a length: text, bytes, a message or a packed run. Restarts at its tag when bytes are lacking. */
function delimited(
  walker: Walker,
  frame: Frame,
  message: Message<unknown>,
  rule: Field<unknown> | undefined,
  start: number,
  limit: number,
): number {
  const length = unsigned(walker, limit);
  const end = walker.base + walker.at + length;
  if (end > frame.end) throw walker.fail('truncated', `a field of ${length} bytes passes the end of ${where(walker)}`);
  if (rule === undefined) {
    walker.at += length;
    return 0;
  }
  switch (rule.kind) {
    case 'message':
      if (rule.known !== undefined && isKnown(walker, rule, frame.target, length)) return 0;
      if (rule.whole !== undefined && areWhole(walker, rule, frame, length)) return 0;
      enter(walker, rule.of(frame.target), rule, rule.open(frame.target), end);
      return 0;
    case 'varint':
    case 'fixed32':
    case 'fixed64':
      if (rule.wants?.(frame.target, length) === true) enter(walker, null, rule, frame.target, end);
      else walker.at += length;
      if (rule.wants === null) message.misfit?.(frame.target);
      return 0;
    case 'text': {
      if (length > rule.limit && !rule.cut)
        throw walker.fail('structure-limit', `a name of ${length} bytes (limit ${rule.limit})`);
      const kept = Math.min(length, rule.limit);
      if (walker.at + kept > walker.window.length) return restart(walker, start, kept);
      rule.put(frame.target, utf8(walker.window, walker.at, walker.at + kept));
      walker.at += length;
      return 0;
    }
    case 'bytes': {
      const wanted = rule.wants(frame.target, length);
      if (wanted && walker.at + length > walker.window.length) return restart(walker, start, length);
      rule.put(
        frame.target,
        wanted ? Uint8Array.prototype.slice.call(walker.window, walker.at, walker.at + length) : null,
        length,
      );
      walker.at += length;
      return 0;
    }
  }
}

/** Whether a child that is short and at hand is known by its bytes; if so it is passed. */
function isKnown(walker: Walker, rule: Child, target: unknown, length: number): boolean {
  if (length > MAX_KNOWN || walker.at + length > walker.window.length) return false;
  if (rule.known?.(target, latin1(walker.window, walker.at, walker.at + length)) !== true) return false;
  walker.at += length;
  return true;
}

/** Whether a child that is at hand as a whole was read at one go, others behind it perhaps too; if so they are passed. */
function areWhole(walker: Walker, rule: Child, frame: Frame, length: number): boolean {
  const start = walker.at;
  if (start + length > walker.window.length) return false;
  const limit = limitOf(walker, frame);
  walker.at = rule.whole?.(frame.target, walker.window, start, start + length, limit) ?? start;
  return walker.at > start;
}

/** Puts the cursor back to a field's tag; the answer is what `field` returns: bytes lacking from there. */
function restart(walker: Walker, start: number, length: number): number {
  const lacking = walker.at - start + length;
  walker.at = start;
  return lacking;
}

function limitOf(walker: Walker, frame: Frame): number {
  return Math.min(walker.window.length, frame.end - walker.base);
}

/** The chain of messages at the cursor, as in `ModelProto/GraphProto/NodeProto`. */
function where(walker: Walker): string {
  const names: string[] = [];
  for (let i = 0; i <= walker.depth; i++) names.push((walker.frames[i] as Frame).message?.name ?? 'packed values');
  return names.length > 6 ? [...names.slice(0, 3), '…', ...names.slice(-2)].join('/') : names.join('/');
}

function fault(walker: Walker, code: string, what: string): Fault {
  const hints: Readonly<Record<string, string>> = {
    truncated: 'the file is cut short or damaged: fetch or export it again',
    'bad-wire': 'the file is damaged: fetch or export it again',
    'depth-limit': 'no exporter nests so deeply: simplify the model',
    'structure-limit': 'Flopgate bounds what it keeps of a file: simplify the model',
  };
  return new Fault(code, `${what}, at byte ${walker.base + walker.at} in ${where(walker)}`, hints[code] ?? '');
}
