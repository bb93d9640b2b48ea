import type { ModelReport } from '#count/model-report.ts';
import type { Source } from '#graph/source.ts';
import { symbolsOfInput } from '#count/pair-inputs.ts';
import type { Tree, TreeFile } from '#graph/tree.ts';
import { defaultPolicy } from '#policy/default.ts';
import { catalogOf, uncountedByName } from '#gate/find/catalog.ts';
import { pointedBytes, uncountedIn } from '#gate/find/kinds.ts';
import { reportRoles, usualSize } from '#diff/usual-sizes.ts';
import { initialPolicy, withoutCeiling, type Sighting } from './init-policy.ts';
import { mapPool } from '#gate/map-pool.ts';
import { policyPlaces } from '#gate/find/policies.ts';
import { createCounter } from '#gate/side.ts';

/** What `init` asks of the repository. */
export interface InitTools {
  text(tree: Tree, path: string): Promise<string | null>;
  list(tree: Tree, wanted: (path: string) => boolean): Promise<readonly TreeFile[]>;
  open(file: TreeFile): Promise<Source>;
  bytes(file: TreeFile): Promise<bigint | null>;
  start(file: TreeFile, length: number): Promise<Uint8Array>;
}

export type InitProgress = (done: number, of: number, path: string) => void;

/** A file that `init` would write; `before` is what lies there, null if nothing does. */
export interface InitFile {
  readonly path: string;
  readonly content: string;
  readonly before: string | null;
}

export interface InitPlan {
  readonly files: readonly InitFile[];
  readonly models: number;
  /** Paths of files that are known for models and that no reader counts: only their size is judged. */
  readonly uncounted: readonly string[];
  /** Models some figures of which got no ceiling, and why. Hostile text. */
  readonly withoutCeiling: readonly { readonly path: string; readonly why: string }[];
  /** Paths of models that can't be read. */
  readonly unreadable: readonly string[];
  /** A workflow that runs Flopgate already, so that no other is written; null if there is none. */
  readonly workflow: string | null;
}

const worktree: Tree = { kind: 'worktree' };
const workflowPath = '.github/workflows/flopgate.yml';

/** What sets a repository up: the policy, at the path where one is looked for, and a workflow unless one runs Flopgate already. */
export async function planInit(tools: InitTools, progress: InitProgress): Promise<InitPlan> {
  const sightings = await countAll(tools, progress);
  const policy = await present(tools, policyPlaces);
  const workflow = await usedIn(tools);
  const files: InitFile[] = [
    { path: policy?.path ?? 'flopgate.yml', content: initialPolicy(sightings), before: policy?.text ?? null },
  ];
  if (workflow === null || workflow.path === workflowPath)
    files.push({ path: workflowPath, content: workflowText, before: workflow?.text ?? null });
  return {
    files,
    models: sightings.length,
    uncounted: sightings.flatMap(({ kind, path }) => (kind === 'uncounted' ? [path] : [])),
    withoutCeiling: sightings.flatMap((one) => withoutCeiling(one).map((why) => ({ path: one.path, why }))),
    unreadable: sightings.flatMap(({ kind, path }) => (kind === 'failed' ? [path] : [])),
    workflow: workflow === null || workflow.path === workflowPath ? null : workflow.path,
  };
}

async function countAll(tools: InitTools, progress: InitProgress): Promise<readonly Sighting[]> {
  const catalog = catalogOf(defaultPolicy);
  const files = await tools.list(worktree, (path) => catalog.planOf(path) !== null || catalog.isExternal(path));
  const uncounted = await uncountedIn(tools, catalog);
  const models = files.filter(({ path }) => catalog.planOf(path) !== null && uncountedByName(path) === null);
  const counter = createCounter(async (file) => tools.open(file));
  const counted = await mapPool(models, 2, async (file, i): Promise<Sighting> => {
    progress(i, models.length, file.path);
    const plan = catalog.planOf(file.path);
    const beside = files.filter(({ path }) => plan !== null && path !== file.path && catalog.belongs(plan, path));
    const bytes = await totalBytes([file, ...beside], tools);
    const [side] = await counter.count(file, [{}], bytes);
    if (side?.kind === 'counted') {
      const dims = usualDims(side.report);
      const [again] = dims.size === 0 ? [] : await counter.count(file, [{ dims }], bytes);
      return again?.kind === 'counted'
        ? { kind: 'counted', path: file.path, report: again.report, bytes, dims }
        : { kind: 'counted', path: file.path, report: side.report, bytes, dims: new Map() };
    }
    const unknown = { code: 'internal', message: 'it was not counted', hint: '' };
    return { kind: 'failed', path: file.path, failure: side?.failure ?? unknown };
  });
  const others = await Promise.all(
    uncounted.map(async ({ file, kind }): Promise<Sighting> => ({
      kind: 'uncounted',
      path: kind.part === 'pointer' ? kind.root.replace(/\.dvc$/i, '') : kind.root,
      what: kind.what,
      bytes: (await pointedBytes(file, tools)) ?? (await tools.bytes(file)),
    })),
  );
  const byPath = new Map([...others, ...counted].map((sighting) => [sighting.path, sighting]));
  return [...byPath.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Usual sizes for what the inputs leave open: a batch of 1. */
function usualDims(report: ModelReport): ReadonlyMap<string, bigint> {
  const named = new Set(
    report.inputs.flatMap(({ name, value }) => (value === undefined ? [] : symbolsOfInput({ name, type: value }))),
  );
  const roles = [...reportRoles(report)].filter(([name]) => named.has(name) && isKey(name));
  return new Map(roles.map(([name, role]) => [name, usualSize(role)]));
}

/** False of a name that a policy can't hold. */
const isKey = (name: string): boolean => name !== '' && name !== '__proto__' && name.length <= 200;

async function totalBytes(files: readonly TreeFile[], tools: InitTools): Promise<bigint | null> {
  const sizes = await Promise.all(files.map(async (file) => tools.bytes(file)));
  return sizes.reduce<bigint | null>((sum, size) => (sum === null || size === null ? null : sum + size), 0n);
}

async function present(
  tools: InitTools,
  places: readonly string[],
): Promise<{ readonly path: string; readonly text: string } | null> {
  const found = await Promise.all(places.map(async (path) => ({ path, text: await tools.text(worktree, path) })));
  return found.flatMap((one) => (one.text === null ? [] : [{ path: one.path, text: one.text }]))[0] ?? null;
}

/** The first workflow of the repository that names Flopgate as a step; the usual place first. */
async function usedIn(tools: InitTools): Promise<{ readonly path: string; readonly text: string } | null> {
  const own = await present(tools, [workflowPath]);
  if (own !== null) return own;
  const files = await tools.list(worktree, isWorkflow);
  for (const { path } of files) {
    // The first that names it is enough.
    // oxlint-disable-next-line no-await-in-loop
    const text = await tools.text(worktree, path);
    if (text !== null && /^\s*(?:-\s+)?uses:\s*['"]?[^\s'"#]*\bflopgate(?:\/[^\s'"@]*)?@/m.test(text))
      return { path, text };
  }
  return null;
}

export const isWorkflow = (path: string): boolean => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);

/** The workflow of the README. */
const workflowText = `name: Flopgate
on: [pull_request, merge_group]
permissions: {}
jobs:
  gate:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pull-requests: write # the comment
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - uses: flopgate/flopgate@v1
`;
