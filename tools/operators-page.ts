import type { OpEntry, OpRow } from '#count/registry.ts';
import { registry } from '#count/ops/all.ts';

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

const head = (count: number): string => `# Operators

${count} operators, generated from the registry (\`src/count/ops/\`) by \`npm run docs\`. M are multiply–accumulates, F other
arithmetic, T transcendentals; N elements of the output, k a window's size, R rows normalised: see [counting.md](counting.md).
A version is the first opset of its domain that a row is true for; it holds until the next row's.

Shape: *inferred* from the inputs' shapes and contents, *bodies* by evaluating the subgraphs. An operator that isn't here makes
the total a lower bound.
`;

function sectionOf(domain: string, entries: readonly OpEntry[]): string {
  const rows = entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, rows: versions }) => merged(versions).map((row) => [name, ...row]));
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
function merged(rows: readonly OpRow[]): string[][] {
  const lines: { readonly since: number[]; readonly rest: readonly string[] }[] = [];
  for (const row of rows) {
    const rest = [shapeOf(row), row.formula, row.verified ?? ''];
    const last = lines.at(-1);
    if (last?.rest.join('\u0000') === rest.join('\u0000')) last.since.push(row.since);
    else lines.push({ since: [row.since], rest });
  }
  return lines.map(({ since, rest }) => [since.join(', '), ...rest]);
}

function shapeOf({ shape, control }: OpRow): string {
  if (control !== undefined) return 'bodies';
  return shape === undefined ? 'unknown' : 'inferred';
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
