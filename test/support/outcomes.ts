import type { CountOptions } from '#count/bind.ts';
import { countModel } from '#count/count.ts';
import type { ModelReport } from '#count/model-report.ts';
import { gateReport } from '#judge/gate-report.ts';
import type { ReportFacts } from '#judge/gate-report.ts';
import { judgeModel } from '#judge/judge.ts';
import { planFor } from '#policy/model-plan.ts';
import { readPolicy } from '#policy/read-policy.ts';
import { defaultPolicy } from '#policy/default.ts';
import type { CasePlan, ModelPlan, Policy } from '#policy/policy.ts';
import type { Comparison, GateReport, LatencyOutcome, ModelOutcome } from '#judge/types.ts';
import type { Side } from '#diff/types.ts';
import { asFault } from '#graph/fault.ts';
import { readModelSync } from '#read/read.ts';
import { memorySource } from './truth.ts';

/** The count of a file in memory. */
export function reportOf(
  bytes: Uint8Array,
  dims: Readonly<Record<string, number>> = {},
  path = 'model.onnx',
): ModelReport {
  const options: CountOptions = { dims: new Map(Object.entries(dims).map(([name, size]) => [name, BigInt(size)])) };
  return countModel(readModelSync(memorySource(bytes, path), path), options);
}

/** One side of a comparison as the gate makes it: unreadable where the file is. */
function sideOf(
  bytes: Uint8Array | null,
  dims: Readonly<Record<string, number>> = {},
  path = 'model.onnx',
): Side | null {
  if (bytes === null) return null;
  try {
    return { kind: 'counted', report: reportOf(bytes, dims, path), bytes: null };
  } catch (thrown) {
    const { code, message, hint } = asFault(thrown);
    return { kind: 'failed', failure: { code, message, hint } };
  }
}

export const policyOf = (yaml: string): Policy => readPolicy(yaml, 'flopgate.yml');

/** The plan and first case of a path under a policy. */
function planOf(
  policy: Policy,
  path: string,
  name?: string,
): { readonly plan: ModelPlan; readonly casePlan: CasePlan } {
  const plan = planFor(policy, path);
  const casePlan = plan?.cases.find((one) => name === undefined || one.name === name);
  if (plan === null || casePlan === undefined) throw new Error(`no plan for ${path}`);
  return { plan, casePlan };
}

export interface Sides {
  readonly base?: Uint8Array | null;
  readonly head?: Uint8Array | null;
  readonly path?: string;
  readonly change?: Comparison['change'];
  readonly basePath?: string;
  readonly latency?: LatencyOutcome;
  readonly acceptances?: Comparison['acceptances'];
}

/** A model judged under a policy (or the built-in one), counted from real files. */
export function outcomeOf(sides: Sides, policy: Policy = defaultPolicy, name?: string): ModelOutcome {
  return judgeModel(comparisonOf(sides, policy, name));
}

/** What `outcomeOf` judges. */
export function comparisonOf(sides: Sides, policy: Policy = defaultPolicy, name?: string): Comparison {
  const { base = null, head = null, path = 'models/net.onnx' } = sides;
  const { plan, casePlan } = planOf(policy, path, name);
  const dims = Object.fromEntries([...casePlan.dims].map(([symbol, size]) => [symbol, Number(size)]));
  return {
    plan,
    casePlan,
    change: sides.change ?? (base === null ? 'added' : head === null ? 'removed' : 'changed'),
    basePath: sides.basePath ?? null,
    base: sideOf(base, dims, sides.basePath ?? path),
    head: sideOf(head, dims, path),
    latency: sides.latency ?? null,
    acceptances: sides.acceptances ?? [],
  };
}

const accept = { label: 'flopgate-accept', trailer: 'Flopgate-Accept', max: false };

/** A whole report over outcomes. */
export function gateOf(models: readonly ModelOutcome[], facts: Partial<ReportFacts> = {}, unchanged = 14): GateReport {
  return gateReport(
    {
      version: '0.1.0',
      createdAt: '2026-01-02T03:04:05.000Z',
      base: { sha: 'def5678def5678def5678def5678def5678def56', how: 'merge parent' },
      head: { sha: 'abc1234abc1234abc1234abc1234abc1234abc12', how: 'pull request' },
      models,
      policy: { path: 'flopgate.yml', from: 'head', changes: [], accept },
      findings: [],
      acceptances: [],
      incomplete: [],
      environment: null,
      shard: null,
      comment: defaultPolicy.comment,
      ...facts,
    },
    unchanged,
  );
}

const noPolicy: Policy = { ...defaultPolicy, defaults: { budgets: new Map(), unsupportedOps: 'off', builtIn: true } };

/** Two files side by side, judged by nothing, as `flopgate diff` compares them. */
export function pairOf(base: Uint8Array, head: Uint8Array): ModelOutcome {
  return outcomeOf({ base, head, path: 'head.onnx', basePath: 'base.onnx' }, noPolicy);
}
