import type { Policy } from '#policy/policy.ts';
import type { Finding } from '#graph/finding.ts';
import type { Tree } from '#graph/tree.ts';
import { defaultPolicy } from '#policy/default.ts';
import { asFault, Fault } from '#graph/fault.ts';

/** Where a policy is looked for, in this order. */
export const policyPlaces = ['flopgate.yml', 'flopgate.yaml', '.github/flopgate.yml', '.github/flopgate.yaml'] as const;

/** The policy that judges, and what both sides say. */
export interface Policies {
  readonly judge: Policy;
  readonly from: 'head' | 'base' | 'defaults';
  /** Null if a side has none, or there is no such side. */
  readonly base: Policy | null;
  readonly head: Policy | null;
  /** True if head's policy says something else than base's. */
  readonly changed: boolean;
  readonly findings: readonly Finding[];
}

export interface PolicyQuestion {
  readonly base: Tree | null;
  readonly head: Tree;
  readonly from: 'head' | 'base';
  readonly config?: string;
  readonly text: (tree: Tree, path: string) => Promise<string | null>;
}

interface Found {
  readonly path: string;
  readonly text: string;
}

/**
 * Finds and reads the policies of both sides. Only the one that judges must be right: another that can't be read is reported.
 * @throws Fault `bad-policy` with line and column, `missing-policy` if the configured path has none
 */
export async function readPolicies(question: PolicyQuestion): Promise<Policies> {
  const { base, head, from } = question;
  const [atBase, atHead] = await Promise.all([base === null ? null : find(question, base), find(question, head)]);
  const findings: Finding[] = [];
  if (question.config !== undefined && atHead === null && (from === 'head' || atBase === null)) {
    throw new Fault(
      'missing-policy',
      `there is no policy at ${question.config}`,
      'check the path (config), or leave it out: without a policy the built-in warnings hold',
    );
  }
  const same = atBase?.text === atHead?.text;
  const baseOf = async (): Promise<Policy | null> =>
    from === 'base' ? parse(atBase) : tryParse(atBase, 'base', findings);
  const ofBase = same && from === 'head' ? null : await baseOf();
  const judgeFrom = from === 'base' || ofBase?.judgedBy === 'base' ? 'base' : 'head';
  const ofHead = judgeFrom === 'head' ? await parse(atHead) : same ? ofBase : await tryParse(atHead, 'head', findings);
  const judge = judgeFrom === 'base' ? ofBase : ofHead;
  return {
    judge: judge ?? defaultPolicy,
    from: judge === null ? 'defaults' : judgeFrom,
    base: same && from === 'head' ? ofHead : ofBase,
    head: ofHead,
    changed: !same,
    findings,
  };
}

async function find({ config, text }: PolicyQuestion, tree: Tree): Promise<Found | null> {
  for (const path of config === undefined ? policyPlaces : [config]) {
    // The first that is there counts.
    // oxlint-disable-next-line no-await-in-loop
    const found = await text(tree, path);
    if (found !== null) return { path, text: found };
  }
  return null;
}

/** YAML and its schema are loaded only if there is a policy. */
async function parse(found: Found | null): Promise<Policy | null> {
  if (found === null) return null;
  const { readPolicy } = await import('#policy/read-policy.ts');
  return readPolicy(found.text, found.path);
}

async function tryParse(found: Found | null, side: 'base' | 'head', findings: Finding[]): Promise<Policy | null> {
  try {
    return await parse(found);
  } catch (thrown) {
    const detail = `the policy at ${side} can't be read, so what changed in it isn't listed: ${asFault(thrown).message}`;
    findings.push({ code: 'policy-unreadable', level: 'warning', detail });
    return null;
  }
}
