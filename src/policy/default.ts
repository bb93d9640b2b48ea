import { metrics } from './metrics.ts';
import type { Budgets, Policy } from './policy.ts';
import { parseIncrease } from './quantity.ts';

/** What holds if no policy states budgets: increases worth a look give warnings, nothing fails. */
const builtInBudgets: Budgets = new Map(
  metrics.flatMap((row) => {
    const warn = 'warn' in row ? parseIncrease(row.warn, row.unit) : undefined;
    return warn === undefined ? [] : [[row.name, { warn }] as const];
  }),
);

/** The policy of a repository that has none. */
export const defaultPolicy: Policy = {
  version: 1,
  path: null,
  models: [],
  ignore: [],
  defaults: { budgets: builtInBudgets, unsupportedOps: 'warn', builtIn: true },
  onInconclusive: null,
  strict: false,
  judgedBy: 'head',
  build: null,
  bench: { enabled: true, timeMs: 120_000, providers: ['cpu'], threads: 1 },
  accept: { label: 'flopgate-accept', trailer: 'Flopgate-Accept' },
  history: { branch: 'flopgate-data' },
  comment: { mode: 'on-change', rows: 15 },
};
