/** Writes every file that is made from the sources and committed, but for dist/: `npm run docs`. test/house/docs.test.ts fails where one is older. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policySchemaText } from '#gate/find/policy-tools.ts';
import { dashboardAssets } from './dashboard.ts';
import { operatorsPage } from './operators-page.ts';
import { policyPage } from './policy-page.ts';

/** Path from the root → its text at this moment. JSON is laid out by oxfmt afterwards. */
export const generated: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/operators.md': operatorsPage,
  'docs/policy.md': policyPage,
  'docs/flopgate.schema.json': () => `${policySchemaText()}\n`,
  'src/report/dashboard/assets.ts': dashboardAssets,
};

if (import.meta.main)
  for (const [path, make] of Object.entries(generated)) {
    // oxlint-disable-next-line no-await-in-loop
    writeFileSync(join(import.meta.dirname, '..', path), await make());
  }
