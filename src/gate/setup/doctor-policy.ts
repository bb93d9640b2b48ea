import type { Policy } from '#policy/policy.ts';
import type { Source } from '#graph/source.ts';
import type { Tree, TreeFile } from '#graph/tree.ts';
import { asFault } from '#graph/fault.ts';
import { visible } from '#text/escape.ts';
import type { Advice } from './doctor-workflows.ts';
import { adviseBudgets } from './doctor-budgets.ts';
import { catalogOf } from '#gate/find/catalog.ts';
import { uncountedIn } from '#gate/find/kinds.ts';
import { readPolicies } from '#gate/find/policies.ts';

/** What `doctor` asks of the worktree. */
export interface DoctorTools {
  text(tree: Tree, path: string): Promise<string | null>;
  list(tree: Tree, wanted: (path: string) => boolean): Promise<readonly TreeFile[]>;
  start(file: TreeFile, length: number): Promise<Uint8Array>;
  readonly open: (file: TreeFile) => Promise<Source>;
  readonly config?: string;
}

const worktree: Tree = { kind: 'worktree' };

/** The policy: valid, with a model for every entry. `models` are the files that the gate would look at. */
export async function advisePolicy(
  tools: DoctorTools,
): Promise<{ readonly advice: readonly Advice[]; readonly models: readonly TreeFile[] }> {
  const { config } = tools;
  let policy: Policy;
  try {
    const text = async (tree: Tree, path: string): Promise<string | null> => tools.text(tree, path);
    const question = { base: null, head: worktree, from: 'head' as const, text };
    policy = (await readPolicies(config === undefined ? question : { ...question, config })).judge;
  } catch (thrown) {
    const { message, hint } = asFault(thrown);
    return { advice: [{ check: 'policy', level: 'bad', text: visible(message), hint: visible(hint) }], models: [] };
  }
  const catalog = catalogOf(policy);
  const models = await tools.list(worktree, (path) => catalog.planOf(path) !== null);
  const used = new Set(models.map(({ path }) => catalog.planOf(path)?.rule));
  const advice = policy.models
    .filter((rule) => !used.has(rule))
    .map(({ path }): Advice => {
      const built = policy.build !== null;
      return {
        check: 'unmatched-entry',
        level: built ? 'good' : 'warn',
        text: `${policy.path ?? 'the policy'}: no file fits the entry with path ${visible(path)}${built ? ': build: has to make it' : ''}`,
        hint: built ? null : 'fix the path, take the entry away, or let build: make the model',
      };
    });
  const found = `${models.length} ${models.length === 1 ? 'model' : 'models'} found`;
  const uncounted = await uncountedIn(tools, catalog);
  if (uncounted.length > 0) advice.push(notCounted(uncounted.map(({ kind }) => kind.root)));
  const others = new Set(uncounted.map(({ file }) => file.path));
  const counted = models.filter(({ path }) => !others.has(path));
  if (counted.length === 0 && policy.path !== null) advice.push(nothingGuarded);
  const first: Advice =
    policy.path === null
      ? { check: 'policy', level: 'warn', text: `no policy: ${found}, nothing fails`, hint: 'flopgate init writes one' }
      : { check: 'policy', level: 'good', text: `${policy.path} is valid, ${found}`, hint: null };
  const budgets = await adviseBudgets(
    counted,
    (path) => catalog.planOf(path),
    async (file) => tools.open(file),
  );
  return { advice: [first, ...advice, ...budgets], models };
}

/** A repository without a model that is counted isn't fit, however well the rest is set up. */
const nothingGuarded: Advice = {
  check: 'no-model',
  level: 'warn',
  text: 'no model that is counted was found: no budget but that on size is judged',
  hint: 'commit the models, name them under models:, or let build: make them',
};

function notCounted(paths: readonly string[]): Advice {
  const roots = [...new Set(paths)];
  const more = roots.length > 3 ? ` and ${roots.length - 3} more` : '';
  return {
    check: 'not-counted',
    level: 'warn',
    text: `${roots.length} model ${roots.length === 1 ? 'file' : 'files'} of formats that aren't counted: ${roots
      .slice(0, 3)
      .map((path) => visible(path))
      .join(', ')}${more}`,
    hint: 'their size is judged alone: export them to a format that is counted, or list them under ignore:',
  };
}
