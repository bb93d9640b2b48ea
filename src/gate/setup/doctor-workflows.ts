import { parseYaml, type YamlTree } from '#policy/yaml.ts';
import { asFault } from '#graph/fault.ts';
import { visible } from '#text/escape.ts';

/** One thing that was looked at, and what to change if it isn't well. */
export interface Advice {
  /** kebab-case and stable. */
  readonly check: string;
  /** `bad`: it won't work. `warn`: it works, but not as people expect. */
  readonly level: 'good' | 'warn' | 'bad';
  /** One line: what, where. */
  readonly text: string;
  /** One line: what to change; null if all is well. */
  readonly hint: string | null;
}

interface Place {
  readonly path: string;
  readonly tree: YamlTree;
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const isFlopgate = (uses: string, isOwn: boolean): boolean =>
  /(?:^|\/)flopgate(?:\/[^@]*)?@/.test(uses) || (isOwn && uses === './');

/**
 * What keeps a workflow that runs Flopgate from doing it well; nothing for other workflows.
 * @param isOwn the repository is Flopgate's own, where the action is `./`
 */
export function adviseWorkflow(path: string, yaml: string, isOwn: boolean): readonly Advice[] {
  let tree: YamlTree;
  try {
    tree = parseYaml(yaml, path);
  } catch (thrown) {
    if (!/\bflopgate\b/.test(yaml)) return [];
    return [{ check: 'workflow', level: 'bad', text: visible(asFault(thrown).message), hint: 'fix the YAML' }];
  }
  const place = { path, tree };
  const workflow = fields(tree.value);
  const jobs = Object.entries(fields(workflow['jobs'])).filter(([, job]) =>
    list(fields(job)['steps']).some((step) => isFlopgate(text(fields(step)['uses']), isOwn)),
  );
  if (jobs.length === 0) return [];
  const triggers = triggersOf(workflow['on']);
  const advice = [
    ...adviseTriggers(place, triggers),
    ...jobs.flatMap(([name, job]) => adviseJob(place, name, fields(job), workflow, triggers, isOwn)),
  ];
  const fine: Advice = { check: 'workflow', level: 'good', text: `${visible(path)} runs Flopgate`, hint: null };
  return [fine, ...advice];
}

/** Event → its filters; `on` may be a word, a list or a map. */
function triggersOf(on: unknown): ReadonlyMap<string, Fields> {
  if (typeof on === 'string') return new Map([[on, {}]]);
  if (Array.isArray(on)) return new Map(on.map((name) => [text(name), {}]));
  return new Map(Object.entries(fields(on)).map(([name, filters]) => [name, fields(filters)]));
}

const at = ({ path, tree }: Place, keys: readonly PropertyKey[]): string =>
  `${visible(path)}:${tree.locate(keys).line}`;

function adviseTriggers(place: Place, triggers: ReadonlyMap<string, Fields>): readonly Advice[] {
  const advice: Advice[] = [];
  for (const [event, filters] of triggers) {
    for (const filter of ['paths', 'paths-ignore'].filter(
      (name) => name in filters && event.startsWith('pull_request'),
    ))
      advice.push({
        check: 'paths-filter',
        level: 'warn',
        text: `${at(place, ['on', event, filter])}: ${event} is filtered by ${filter}: as a required check it stays pending for ever where nothing fits`,
        hint: `take ${filter} away: without changed models Flopgate ends at once with exit code 0`,
      });
    const types = list(filters['types']).map(text);
    if (event === 'pull_request' && types.length > 0 && !types.includes('synchronize'))
      advice.push({
        check: 'event-types',
        level: 'warn',
        text: `${at(place, ['on', event, 'types'])}: pull_request without synchronize: later pushes aren't judged`,
        hint: 'add synchronize to types, or take types away',
      });
  }
  if (triggers.has('pull_request_target'))
    advice.push({
      check: 'privileged-event',
      level: 'bad',
      text: `${at(place, ['on', 'pull_request_target'])}: under pull_request_target the job has the base's rights beside a stranger's files, and build: is refused`,
      hint: 'use pull_request; for comments on pull requests from forks a second workflow with mode: report',
    });
  if (triggers.has('pull_request') && !triggers.has('merge_group'))
    advice.push({
      check: 'merge-queue',
      level: 'good',
      text: `${at(place, ['on'])}: no merge_group: add it before a merge queue requires this check`,
      hint: null,
    });
  return advice;
}

function adviseJob(
  place: Place,
  name: string,
  job: Fields,
  workflow: Fields,
  triggers: ReadonlyMap<string, Fields>,
  isOwn: boolean,
): readonly Advice[] {
  const steps = list(job['steps']).map(fields);
  const index = steps.findIndex(({ uses }) => isFlopgate(text(uses), isOwn));
  const where = at(place, ['jobs', name, 'steps', index]);
  const inputs = fields(steps[index]?.['with']);
  const isReport = inputs['mode'] === 'report' || (triggers.has('workflow_run') && inputs['mode'] === undefined);
  const checkout = steps.slice(0, index).find(({ uses }) => text(uses).startsWith('actions/checkout@'));
  return [
    ...advisePermissions(place, name, job, workflow, inputs, isReport),
    ...adviseCheckout(where, checkout, isReport),
    ...adviseOutcome(where, job, steps[index] ?? {}),
  ];
}

function adviseCheckout(where: string, checkout: Fields | undefined, isReport: boolean): readonly Advice[] {
  if (isReport)
    return checkout === undefined
      ? []
      : [
          {
            check: 'checkout',
            level: 'warn',
            text: `${where}: mode: report has a checkout before it, in a job with rights`,
            hint: 'take the checkout away: report needs none',
          },
        ];
  if (checkout === undefined)
    return [
      {
        check: 'checkout',
        level: 'bad',
        text: `${where}: no actions/checkout before it`,
        hint: 'add a step uses: actions/checkout, with persist-credentials: false',
      },
    ];
  const ref = text(fields(checkout['with'])['ref']);
  return /pull_request\.head/.test(ref)
    ? [
        {
          check: 'checkout-ref',
          level: 'warn',
          text: `${where}: the checkout is of the pull request's head, not of what merging would make`,
          hint: 'take ref away: the default is the merge commit, whose first parent is the exact base',
        },
      ]
    : [];
}

function adviseOutcome(where: string, job: Fields, step: Fields): readonly Advice[] {
  return [job, step].some((one) => one['continue-on-error'] === true)
    ? [
        {
          check: 'continue-on-error',
          level: 'warn',
          text: `${where}: with continue-on-error a breach doesn't stop anything`,
          hint: 'take it away; warn-only: true does the same openly',
        },
      ]
    : [];
}

function advisePermissions(
  place: Place,
  name: string,
  job: Fields,
  workflow: Fields,
  inputs: Fields,
  isReport: boolean,
): readonly Advice[] {
  const own = 'permissions' in job;
  const given = own ? job['permissions'] : workflow['permissions'];
  const where = at(place, own ? ['jobs', name, 'permissions'] : given === undefined ? ['jobs', name] : ['permissions']);
  const wanted = new Map([
    ...(isReport ? ([['actions', 'read']] as const) : ([['contents', 'read']] as const)),
    ...(inputs['comment'] === 'never' || inputs['shard'] !== undefined ? [] : ([['pull-requests', 'write']] as const)),
    ...(String(inputs['check-run']) === 'true' ? ([['checks', 'write']] as const) : []),
  ]);
  const add = `under permissions: of the job write ${[...wanted].map(([what, right]) => `${what}: ${right}`).join(', ')}`;
  if (given === undefined)
    return [
      {
        check: 'permissions',
        level: 'warn',
        text: `${where}: no permissions: what the token may do depends on the repository's settings`,
        hint: add,
      },
    ];
  if (given === 'write-all')
    return [{ check: 'permissions', level: 'warn', text: `${where}: write-all is more than it needs`, hint: add }];
  const rank = { none: 0, read: 1, write: 2 };
  const rankOf = (right: unknown): number => rank[text(right) as keyof typeof rank] ?? 0;
  const lacking = [...wanted].filter(
    ([what, right]) => rankOf(given === 'read-all' ? 'read' : fields(given)[what]) < rankOf(right),
  );
  return lacking.map(([what, right]): Advice => ({
    check: 'permissions',
    level: what === 'contents' || isReport ? 'bad' : 'warn',
    text: `${where}: ${what}: ${right} is missing: ${consequence[what] ?? ''}`,
    hint: add,
  }));
}

const consequence: Readonly<Record<string, string>> = {
  contents: 'the base can’t be fetched from a private repository',
  'pull-requests': 'no comment can be written; the verdict stands in the check and the summary',
  checks: 'no check run can be made',
  actions: 'the report of the other run can’t be read',
};
