import { Fault } from '#graph/fault.ts';
import { isMap, isNode, isPair, LineCounter, parseAllDocuments } from 'yaml';

/** A YAML text as plain data, and where each part of it stands. */
export interface YamlTree {
  readonly value: unknown;
  /** Line and column (from 1) of the key or item that the path leads to, or of the nearest thing around it. */
  locate(path: readonly PropertyKey[]): { readonly line: number; readonly column: number };
}

const maxLength = 1_000_000;

/**
 * Parses one YAML document (JSON is YAML). Integers beyond 2^53 come as decimal strings.
 * @param name of the file, for messages
 * @throws Fault `bad-policy` with line and column
 */
export function parseYaml(text: string, name: string): YamlTree {
  if (text.length > maxLength)
    throw new Fault('bad-policy', `${name} holds ${text.length} characters`, `a policy may hold ${maxLength}`);
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    intAsBigInt: true,
    version: '1.2',
    prettyErrors: false,
  });
  const document = 'empty' in documents ? undefined : documents[0];
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const fail = (offset: number, what: string): Fault => {
    const { line, column } = at(offset);
    return new Fault(
      'bad-policy',
      `${name}:${line}:${column}: ${what}`,
      'mend the YAML; `flopgate schema` prints what a policy may hold',
    );
  };
  if (document === undefined) return { value: undefined, locate: () => ({ line: 1, column: 1 }) };
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) throw fail(problem.pos[0], sentenceOf(problem.message));
  const second = 'empty' in documents ? undefined : documents[1];
  if (second !== undefined) throw fail(second.range[0], 'a second document begins here; a policy is one');
  let value: unknown;
  try {
    value = plain(document.toJS({ maxAliasCount: 100 }));
  } catch (cause) {
    throw fail(0, sentenceOf(cause instanceof Error ? cause.message : String(cause)));
  }
  const lost = protoPath(value);
  if (lost !== undefined) throw fail(offsetOf(document.contents, lost), '"__proto__" is no key here');
  return { value, locate: (path) => at(offsetOf(document.contents, path)) };
}

function sentenceOf(message: string): string {
  return (message.split('\n', 1)[0] ?? '').replace(/ at line \d+.*$/, '').replace(/:$/, '');
}

/** Bigints within 2^53 as numbers, beyond as decimal strings. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** Path of the first key `__proto__`, which what reads objects key by key passes over in silence. */
function protoPath(value: unknown): readonly PropertyKey[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, '__proto__')) return ['__proto__'];
  for (const [key, item] of Object.entries(value)) {
    const inner = protoPath(item);
    if (inner !== undefined) return [Array.isArray(value) ? Number(key) : key, ...inner];
  }
  return undefined;
}

/** Offset of the deepest part of the tree along the path; a map's key rather than its value. */
function offsetOf(contents: unknown, path: readonly PropertyKey[]): number {
  let node: unknown = contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => keyText(key) === String(step)) : undefined;
    const next = pair ?? (isNode(node) && 'get' in node && typeof step === 'number' ? node.items[step] : undefined);
    if (next === undefined) return offset;
    offset = startOf(isPair(next) ? next.key : next) ?? offset;
    node = isPair(next) ? next.value : next;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function keyText(key: unknown): string {
  return isNode(key) && 'value' in key ? String(key.value) : String(key);
}
