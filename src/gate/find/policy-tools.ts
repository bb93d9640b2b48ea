import type { ModelPlan, Policy } from '#policy/policy.ts';
import type { Tree, TreeFile } from '#graph/tree.ts';
import { jsonDocument, toJson } from '#text/plain-json.ts';
import type { JsonText } from '#text/safe.ts';
import { explainPlan } from '#policy/model-plan.ts';
import { policyJsonSchema } from '#policy/schema.ts';
import { nearest } from '#text/suggest.ts';
import { Fault } from '#graph/fault.ts';
import { catalogOf, uncountedByName } from './catalog.ts';
import { readPolicies } from './policies.ts';

/** The JSON Schema of the policy file, for editors. */
export function policySchemaText(): JsonText {
  return jsonDocument(policyJsonSchema(), 2);
}

/** What `policy` asks: the worktree's policy and models. */
export interface PolicyTools {
  readonly text: (tree: Tree, path: string) => Promise<string | null>;
  readonly list: (tree: Tree, wanted: (path: string) => boolean) => Promise<readonly TreeFile[]>;
  readonly config?: string;
}

/**
 * `policy`: every model that the policy sees, a line each; with an id or a path, all that holds for that one.
 * @throws Fault `bad-policy`, `missing-policy`, `unknown-model`
 */
export async function explainPolicy(tools: PolicyTools, asked: string | undefined): Promise<string> {
  const { judge, plans } = await plansOf(tools, asked);
  if (asked === undefined) return `${listed(plans, judge)}\n`;
  return `${plans.map((plan) => explainPlan(plan, judge)).join('\n\n')}\n`;
}

/** The same as JSON, schema `flopgate/policy/1`. @throws as `explainPolicy` */
export async function policyJson(tools: PolicyTools, asked: string | undefined): Promise<JsonText> {
  const { judge, plans } = await plansOf(tools, asked);
  return jsonDocument({ schema: 'flopgate/policy/1', path: judge.path, models: plans.map(plain) }, 2);
}

/** The policy, and what it plans for the models asked for. */
async function plansOf(
  { config, text, list }: PolicyTools,
  asked: string | undefined,
): Promise<{ readonly judge: Policy; readonly plans: readonly ModelPlan[] }> {
  const head: Tree = { kind: 'worktree' };
  const given = config === undefined ? {} : { config };
  const { judge } = await readPolicies({ base: null, head, from: 'head', text, ...given });
  const catalog = catalogOf(judge);
  const files = await list(head, (path) => catalog.planOf(path) !== null);
  const plans = files.flatMap(({ path }) => catalog.planOf(path) ?? []);
  return { judge, plans: asked === undefined ? plans : [find(plans, asked, judge)] };
}

function find(plans: readonly ModelPlan[], asked: string, { path }: Policy): ModelPlan {
  const plan = plans.find(({ id }) => id === asked) ?? plans.find((one) => one.path === asked);
  if (plan !== undefined) return plan;
  const names = plans.flatMap(({ id, path: file }) => [id, file]);
  const meant = nearest(asked, names);
  throw new Fault(
    'unknown-model',
    `${path ?? 'the built-in policy'} knows no model ${asked}`,
    meant === undefined ? 'flopgate policy lists them' : `did you mean ${meant}?`,
  );
}

function listed(plans: readonly ModelPlan[], { path }: Policy): string {
  const width = Math.max(0, ...plans.map(({ id }) => id.length));
  const rows = plans.map((plan) => {
    const limits = plan.cases.map(
      ({ name, budgets }) => `${name === '' ? '' : `${name}: `}${[...budgets.keys()].join(', ') || 'none'}`,
    );
    return `  ${plan.id.padEnd(width)}  ${plan.id === plan.path ? '' : `${plan.path}  `}${uncountedByName(plan.path) === null ? '' : 'not counted, only its size is judged; '}budgets on ${limits.join(' · ')}`;
  });
  const head = path === null ? 'There is no flopgate.yml: built-in warnings hold.' : `${path}: valid, version 1.`;
  return [head, ...(rows.length === 0 ? ['  no model found'] : rows)].join('\n');
}

/** Maps become objects. */
const plain = (plan: ModelPlan): unknown =>
  JSON.parse(
    toJson({
      ...plan,
      rule: plan.rule === null ? null : plan.rule.path,
      cases: plan.cases.map((one) => ({
        ...one,
        dims: Object.fromEntries(one.dims),
        inputs: Object.fromEntries(one.inputs),
        values: Object.fromEntries(one.values),
        budgets: Object.fromEntries(
          [...one.budgets].map(([metric, budget]) => [
            metric,
            { ...budget, growth: Object.fromEntries(budget.growth) },
          ]),
        ),
      })),
    }),
  );
