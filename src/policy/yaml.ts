import { Fault } from '#graph/fault.ts';
import { Composer, isAlias, isMap, isNode, isPair, isScalar, isSeq, Lexer, LineCounter, Parser } from 'yaml';
import type { CST, Document, Node, ParsedNode } from 'yaml';
import { quote } from '#text/quote.ts';

/** A YAML text as plain data, with the position of each part. */
export interface YamlTree {
  readonly value: unknown;
  /** Line and column (from 1) of the key or item that the path leads to, or of the nearest thing around it. */
  locate(path: readonly PropertyKey[]): { readonly line: number; readonly column: number };
}

/** What a policy may hold at most: characters, words and signs, levels, keys and items (aliases count as what they stand for). */
const yamlLimits = { characters: 1_000_000, words: 600_000, depth: 50, nodes: 200_000, digits: 100 } as const;

const hint = 'fix the YAML; `flopgate schema` prints what a policy may hold';

type Fail = (offset: number, what: string) => Fault;

/**
 * Parses one YAML document (JSON is YAML). Integers beyond 2^53 come as decimal strings. Work is bounded by `yamlLimits`.
 * @param name of the file, for messages
 * @throws Fault `bad-policy` with line and column
 */
export function parseYaml(text: string, name: string): YamlTree {
  if (text.length > yamlLimits.characters)
    throw new Fault(
      'bad-policy',
      `${name} holds ${text.length} characters`,
      `a policy may hold ${yamlLimits.characters}`,
    );
  const lines = new LineCounter();
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const fail: Fail = (offset, what) => {
    const { line, column } = at(offset);
    return new Fault('bad-policy', `${name}:${line}:${column}: ${what}`, hint);
  };
  const [document, second] = documentsOf(text, lines, fail);
  if (document === undefined) return { value: undefined, locate: () => ({ line: 1, column: 1 }) };
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) throw fail(problem.pos[0], sentenceOf(problem.message));
  if (second !== undefined) throw fail(second.range[0], 'a second document begins here; a policy is one');
  const { contents } = document;
  return { value: plainOf(contents, fail), locate: (path) => at(offsetOf(contents, path)) };
}

/** The first two documents: a second is one too many already. */
function documentsOf(text: string, lines: LineCounter, fail: Fail): readonly Document.Parsed[] {
  // Warnings are read from the document; the library writes none itself. Keys are held to be unique below, in linear time.
  const composer = new Composer({
    lineCounter: lines,
    intAsBigInt: true,
    version: '1.2',
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
  });
  const documents: Document.Parsed[] = [];
  for (const token of tokensOf(text, lines, fail)) {
    checkDepth(token, fail);
    documents.push(...composer.next(token));
    if (documents.length > 1) return documents;
  }
  return [...documents, ...composer.end()];
}

function* tokensOf(text: string, lines: LineCounter, fail: Fail): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let [words, offset] = [0, 0];
  for (const word of new Lexer().lex(text)) {
    words += 1;
    if (words > yamlLimits.words) throw fail(offset, `holds more than ${yamlLimits.words} words and signs`);
    if (!isMark(word)) offset += word.length;
    yield* parser.next(word);
  }
  yield* parser.end();
}

/** The lexer's own signs, which aren't in the text: here begins a document, a scalar, a mistake. */
const isMark = (word: string): boolean => word === '\u0002' || word === '\u001f' || word === '\u0018';

interface Nested {
  readonly offset?: number;
  readonly value?: unknown;
  readonly items?: readonly { readonly key?: unknown; readonly value?: unknown }[];
}

/** What reads the tokens calls itself for each level, and so do we. */
function checkDepth(token: CST.Token, fail: Fail): void {
  let level: readonly Nested[] = [token];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > yamlLimits.depth) throw fail(level[0]?.offset ?? 0, `is nested more than ${yamlLimits.depth} deep`);
    level = level.flatMap(({ value, items = [] }) =>
      [value, ...items.flatMap((item) => [item.key, item.value])].filter(
        (one): one is Nested => typeof one === 'object' && one !== null,
      ),
    );
  }
}

function sentenceOf(message: string): string {
  return (message.split('\n', 1)[0] ?? '')
    .slice(0, 300)
    .replace(/ at line \d+.*$/, '')
    .replace(/:$/, '');
}

interface Converted {
  readonly value: unknown;
  /** Keys and items in it, what aliases stand for included. */
  readonly nodes: number;
}

/** The document as data. An alias is what it stands for, as the same object. */
function plainOf(contents: ParsedNode | null, fail: Fail): unknown {
  const anchors = new Map<string, Converted | null>();
  let all = 0;

  function convert(node: unknown): Converted {
    if (!isNode(node)) return { value: null, nodes: 1 };
    const offset = startOf(node) ?? 0;
    count(1, offset);
    if (isAlias(node)) return aliased(node.source, offset);
    const { anchor } = node as { readonly anchor?: string };
    if (anchor !== undefined) anchors.set(anchor, null);
    const converted = convertOwn(node, offset);
    if (anchor !== undefined) anchors.set(anchor, converted);
    return converted;
  }

  function convertOwn(node: Node, offset: number): Converted {
    if (isMap(node)) return mapOf(node.items, offset);
    if (isSeq(node)) return listOf(node.items.map(convert));
    return { value: isScalar(node) ? scalarOf(node.value, node.source ?? '', fail, offset) : null, nodes: 1 };
  }

  function count(nodes: number, offset: number): void {
    all += nodes;
    if (all > yamlLimits.nodes) throw fail(offset, `here are more than ${yamlLimits.nodes} keys and items`);
  }

  function aliased(name: string, offset: number): Converted {
    const known = anchors.get(name);
    if (known === undefined) throw fail(offset, `${quote(`*${name}`)} stands for nothing`);
    if (known === null) throw fail(offset, `${quote(`*${name}`)} holds itself`);
    count(known.nodes, offset);
    return known;
  }

  function mapOf(items: readonly unknown[], offset: number): Converted {
    const [entries, merged] = [new Map<string, Converted>(), [] as Converted[]];
    for (const item of items) {
      const { key, value } = isPair(item) ? item : { key: null, value: null };
      const place = startOf(key) ?? offset;
      const name = keyName(key, fail, place);
      if (name === '<<' && isMergeKey(key)) merged.push(...mergedMaps(convert(value), fail, place));
      else if (entries.has(name)) throw fail(place, `Map keys must be unique: ${quote(name)} is here twice`);
      else entries.set(name, convert(value));
    }
    return fromEntries(withMerged(entries, merged));
  }

  return convert(contents).value;
}

/** `<<` is a key like any other where it is quoted. */
const isMergeKey = (key: unknown): boolean => isScalar(key) && key.type === 'PLAIN';

/** What `<<: *one` and `<<: [*one, *two]` bring, as maps. */
function mergedMaps({ value, nodes }: Converted, fail: Fail, offset: number): readonly Converted[] {
  const maps: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (maps.some((one) => typeof one !== 'object' || one === null || Array.isArray(one)))
    throw fail(offset, '`<<` takes an alias of a mapping, or a list of them');
  return maps.map((one) => ({ value: one, nodes }));
}

/** A map's own keys stand over those that it merges, and an earlier merged map's over a later one's. */
function withMerged(own: ReadonlyMap<string, Converted>, merged: readonly Converted[]): ReadonlyMap<string, Converted> {
  const all = new Map<string, Converted>();
  for (const { value, nodes } of merged.toReversed())
    for (const [name, one] of Object.entries(value as Readonly<Record<string, unknown>>))
      all.set(name, { value: one, nodes });
  return new Map([...all, ...own]);
}

/** A key's name. @throws as `fail`, at `offset`, if it can't be a key here */
function keyName(key: unknown, fail: Fail, offset: number): string {
  if (isNode(key) && !isScalar(key)) throw fail(offset, 'a key must be a text');
  const name = key === null ? '' : keyText(key);
  // What reads objects key by key would pass over it in silence.
  if (name === '__proto__') throw fail(offset, '"__proto__" is no key here');
  return name;
}

/** A whole number too large for a number stays its digits. */
function scalarOf(value: unknown, source: string, fail: Fail, offset: number): unknown {
  if (typeof value !== 'bigint') return value;
  if (source.length > yamlLimits.digits) throw fail(offset, `a number of ${source.length} digits is no size`);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

const listOf = (items: readonly Converted[]): Converted => ({
  value: items.map(({ value }) => value),
  nodes: sum(items),
});

const fromEntries = (entries: ReadonlyMap<string, Converted>): Converted => ({
  value: Object.fromEntries([...entries].map(([name, { value }]) => [name, value])),
  nodes: sum([...entries.values()]),
});

const sum = (items: readonly Converted[]): number => items.reduce((total, { nodes }) => total + nodes, 1);

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
  if (!isScalar(key)) return '';
  const value = key.value as string | number | bigint | boolean | null;
  return value === null ? '' : String(value);
}
