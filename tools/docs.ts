/** Writes docs/operators.md from the registry: `npm run docs`. test/house/docs.test.ts fails where the committed one is older. */
import { writeFileSync } from 'node:fs';
import { operatorsPage } from './operators-page.ts';

writeFileSync(new URL('../docs/operators.md', import.meta.url), operatorsPage());
