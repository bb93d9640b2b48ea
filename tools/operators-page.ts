import { readFileSync, readdirSync } from 'node:fs';
import type { OpEntry, OpRow } from '#count/ops/registry.ts';
import { registry } from '#count/ops/all.ts';
import { formulaLetters } from './formula-letters.ts';

const domains: Readonly<Record<string, string>> = { '': 'ai.onnx' };

/** docs/operators.md: every operator with the opset versions of its rows, what its shape comes from, its cost and how that is verified. */
export function operatorsPage(): string {
  const entries = [...registry().values()];
  const names = [...new Set(entries.map(({ domain }) => domain))].toSorted();
  const sections = names.map((domain) =>
    sectionOf(
      domain,
      entries.filter((entry) => entry.domain === domain),
    ),
  );
  return `${head(entries.length)}\n${sections.join('\n')}`;
}

/** Oracles in the order of the column, and what each of them shows of a row. */
const oracles: readonly (readonly [name: string, shows: string])[] = [
  ['formula', 'the formula of this page is executed at random sizes and compared with what is counted'],
  ['definition', 'its cost is that of the operator’s definition in the ONNX specification, counted node by node'],
  ['node oracle', 'shapes and contents equal what the reference implementation of ONNX gives on its own test models'],
  [
    'corpus',
    'every tensor of real models has the shape that onnxruntime gave it, and the MACs are those of an independent count',
  ],
  ['onnxruntime', 'shapes and contents equal what onnxruntime gives on models of this one operator'],
];

const lists = new URL('../test/golden/verified/', import.meta.url);

/** Rows by name, with the oracles that verified them: lists that the tests write (`test/support/verified.ts`). */
export function verifiedRows(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [oracle] of oracles) {
    const files = readdirSync(lists).filter((file) => file.startsWith(`${oracle.replace(' ', '-')}.`));
    const rows = files.flatMap((file) => readFileSync(new URL(file, lists), 'utf8').split('\n').filter(Boolean));
    for (const row of new Set(rows)) found.set(row, [...(found.get(row) ?? []), oracle]);
  }
  return found;
}

const head = (count: number): string => `# Operators

${count} operators, generated from the registry (\`src/count/ops/\`) by \`npm run docs\`. What is counted and why is in
[counting.md](counting.md). A version is the first opset of its domain that a row is true for; it holds until the next row's.

Shape: *inferred* from the inputs' shapes and contents, *bodies* by evaluating the subgraphs. An operator that isn't here makes
the total a lower bound. An activation inside an operator, and a part without a letter, costs what it costs as an operator of its own.

Verified by (lists that the tests write):

${oracles.map(([name, shows]) => `- *${name}*: ${shows}.`).join('\n')}

Letters, beside plain words:

| letter | stands for |
|---|---|
${formulaLetters.map(([letters, meaning]) => `| ${cell(letters)} | ${cell(meaning)} |`).join('\n')}

A formula in words has its reason behind it.
`;

function sectionOf(domain: string, entries: readonly OpEntry[]): string {
  const verified = verifiedRows();
  const rows = entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => merged(entry, verified).map((row) => [entry.name, ...row]));
  const title = domains[domain] ?? domain;
  const lines = rows.map((cells) => `| ${cells.map(cell).join(' | ')} |`);
  return [
    `## ${title}`,
    '',
    '| operator | since opset | shape | cost | verified by |',
    '|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

/** Rows that differ in their shape rule alone are one line with several versions. */
function merged({ domain, name, rows }: OpEntry, verified: ReadonlyMap<string, readonly string[]>): string[][] {
  const lines: { readonly since: number[]; readonly rest: readonly string[] }[] = [];
  for (const row of rows) {
    const id = `${domain === '' ? '' : `${domain}::`}${name}-${row.since}`;
    const rest = [shapeOf(row), formulaOf(row), (verified.get(id) ?? []).join(', ')];
    const last = lines.at(-1);
    if (last?.rest.join('\u0000') === rest.join('\u0000')) last.since.push(row.since);
    else lines.push({ since: [row.since], rest });
  }
  return lines.map(({ since, rest }) => [since.join(', '), ...rest]);
}

const formulaOf = ({ formula, inWords }: OpRow): string =>
  inWords === undefined ? formula : `${formula} (${inWords})`;

function shapeOf({ shape, control }: OpRow): string {
  if (control !== undefined) return 'bodies';
  return shape === undefined ? 'unknown' : 'inferred';
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
