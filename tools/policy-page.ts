import { policyJsonSchema } from '#policy/schema.ts';
import { metrics } from '#policy/metrics.ts';
import { policyExamples } from './policy-examples.ts';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** docs/policy.md: every key of the policy, with what it means by the schema, and an example of each that the tests read. */
export function policyPage(): string {
  const { properties = {} } = policyJsonSchema() as Schema;
  const sections = Object.entries(policyExamples).map(
    ([title, { text, yaml }]) => `## ${title}\n\n${text.trim()}\n\n\`\`\`yaml\n${yaml.trim()}\n\`\`\`\n`,
  );
  return [
    head,
    ...sections,
    '## Every key\n',
    'Made from the schema; `flopgate schema` prints it for editors.\n',
    table(rowsOf(properties, '')),
    '## Metrics\n',
    'What a budget can stand on.\n',
    table(metrics.map(({ name, description }) => [`\`${name}\``, description])),
  ].join('\n');
}

const head = `# The policy

\`flopgate.yml\` (or \`.yaml\`) stands at the root of the repository or in \`.github/\`. It says what a pull request may cost. Without one, every
known model file is compared and increases are only warned of. A key that doesn't exist is an error that names its line and the key that was
probably meant; \`flopgate policy --explain ID\` says which limits hold for a model, and which place of the policy each comes from.

Of a pull request from a fork the base branch's policy judges. Of any other the pull request's own does, and whatever it loosens is
announced; but who may accept a breach (\`accept:\`) is always what base says.
`;

/** Keys of the schema as rows: `models[].path`. Budgets, the same wherever they stand, are listed once. */
function rowsOf(properties: Readonly<Record<string, Schema>>, prefix: string): string[][] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const place = `${prefix}${name}`;
    const own = [[`\`${place}\``, descriptionOf(schema)]];
    if (name === 'budgets') return place === 'defaults.budgets' ? [...own, ...limitRows(schema)] : own;
    return [...own, ...rowsOf(objectOf(schema), `${place}${isList(schema) ? '[]' : ''}.`)];
  });
}

const limitRows = (schema: Schema): string[][] =>
  rowsOf(objectOf(objectOf(schema)['macs'] ?? {}), 'defaults.budgets.METRIC.');

const isList = (schema: Schema): boolean => schema.items !== undefined;

/** The properties of an object, of a list's items, or of the alternative that is an object. */
function objectOf({ properties, items, anyOf = [] }: Schema): Readonly<Record<string, Schema>> {
  if (properties !== undefined) return properties;
  if (items !== undefined) return objectOf(items);
  return anyOf.map(objectOf).find((one) => Object.keys(one).length > 0) ?? {};
}

function descriptionOf({ description, anyOf = [] }: Schema): string {
  return (description ?? anyOf.map((one) => one.description ?? '').find((text) => text !== '') ?? '').replaceAll(
    '|',
    '\\|',
  );
}

const table = (rows: readonly (readonly string[])[]): string =>
  `| key | meaning |\n|---|---|\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;
