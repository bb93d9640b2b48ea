import { Fault } from '#graph/fault.ts';
import { jsonProblem } from '#graph/json-bounds.ts';
import { readEvent, type Event } from './event.ts';
import { readText } from '#host/files/files.ts';

/** Where a job runs and what for, as the runner's environment says. */
export interface Context {
  /** `owner/name`. */
  readonly repository: string;
  readonly event: Event;
  readonly run: number;
  readonly attempt: number;
  /** Addresses of the server, without a slash at the end. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** Page of this run. */
  readonly runUrl: string;
  /** Of the repository's files: a commit's id and a path follow. */
  readonly filesUrl: string;
  /** Of docs/ in the action's own repository, at the version that runs: a page's name follows; null if a checkout's copy runs. */
  readonly docsUrl: string | null;
  /** Folder of the job's checkout. */
  readonly workspace: string;
  /** Folder whose files end with the job. */
  readonly temp: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** GitHub's own bound for payloads is 25 MB; what is larger is no event. */
const MAX_PAYLOAD = 26_214_400;

/**
 * @throws Fault `bad-event`, `no-runner` if a variable is missing that every runner sets
 */
export function readContext(env: Environment): Context {
  const serverUrl = addressOf(env, 'GITHUB_SERVER_URL', 'https://github.com');
  const repository = required(env, 'GITHUB_REPOSITORY');
  const run = Number(required(env, 'GITHUB_RUN_ID'));
  const attempt = Number(env['GITHUB_RUN_ATTEMPT'] ?? '1');
  if (!/^[^/\s]+\/[^/\s]+$/.test(repository) || !Number.isSafeInteger(run) || !Number.isSafeInteger(attempt))
    throw new Fault('no-runner', 'GITHUB_REPOSITORY or GITHUB_RUN_ID is not as a runner sets it', runnerHint);
  return {
    repository,
    event: readEvent(env['GITHUB_EVENT_NAME'] ?? '', readPayload(env['GITHUB_EVENT_PATH'])),
    run,
    attempt,
    serverUrl,
    apiUrl: addressOf(env, 'GITHUB_API_URL', 'https://api.github.com'),
    graphqlUrl: addressOf(env, 'GITHUB_GRAPHQL_URL', 'https://api.github.com/graphql'),
    runUrl: `${serverUrl}/${repository}/actions/runs/${run}`,
    filesUrl: `${serverUrl}/${repository}/blob`,
    docsUrl: docsAddress(env, serverUrl),
    workspace: required(env, 'GITHUB_WORKSPACE'),
    temp: required(env, 'RUNNER_TEMP'),
  };
}

function docsAddress(env: Environment, serverUrl: string): string | null {
  const [repository = '', ref = ''] = [env['GITHUB_ACTION_REPOSITORY'], env['GITHUB_ACTION_REF']];
  const isPlain = /^[\w.-]+\/[\w.-]+$/.test(repository) && /^[\w./-]+$/.test(ref) && !ref.includes('..');
  if (!isPlain) return null;
  return `${serverUrl}/${repository}/blob/${ref}/docs`;
}

const runnerHint = 'this is the door for workflows; on your own machine run flopgate check';

function required(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new Fault('no-runner', `${name} is not set`, runnerHint);
  return value;
}

function addressOf(env: Environment, name: string, standard: string): string {
  const given = env[name] === undefined || env[name] === '' ? standard : env[name];
  if (!/^https?:\/\/[^\s]+$/.test(given)) throw new Fault('no-runner', `${name} is no address`, runnerHint);
  return given.replace(/\/+$/, '');
}

function readPayload(path: string | undefined): unknown {
  if (path === undefined || path === '') return {};
  const text = readText(path, 'GITHUB_EVENT_PATH', MAX_PAYLOAD);
  const problem = jsonProblem(text ?? '', { depth: 100, values: 2_000_000 });
  if (problem !== null)
    throw new Fault('bad-event', `the event at ${path} ${problem}`, 'the runner writes it: update the runner');
  try {
    return text === null ? {} : JSON.parse(text);
  } catch (cause) {
    throw new Fault('bad-event', `the event at ${path} is no JSON`, 'the runner writes it: update the runner', {
      cause,
    });
  }
}
