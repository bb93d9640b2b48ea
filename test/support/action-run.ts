import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtDist } from './built.ts';
import type { Payload } from './events.ts';
import { jobToken, type GithubServer } from './github-server.ts';
import { scratchFolder } from './repository.ts';

export interface ActionRun {
  readonly event: string;
  readonly payload: Payload;
  /** Folder of the checkout. */
  readonly workspace: string;
  readonly github: GithubServer;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Absent: the job's token with all rights. */
  readonly token?: string;
  readonly run?: number;
  readonly attempt?: number;
  /** Address of the git server; that of GitHub's API unless told. */
  readonly serverUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Gets the process's id once it runs. */
  readonly started?: (pid: number) => void;
}

export interface ActionResult {
  readonly code: number | null;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The report file, parsed; null where there is none. */
  readonly report: unknown;
}

/** Runs the built action as a runner does: as a process of its own, with the runner's environment and nothing else. */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const temp = scratchFolder('flopgate-runner-');
  const paths = { event: join(temp, 'event.json'), summary: join(temp, 'summary.md'), output: join(temp, 'output') };
  writeFileSync(paths.event, JSON.stringify(run.payload));
  writeFileSync(paths.summary, '');
  writeFileSync(paths.output, '');
  mkdirSync(join(temp, 'home'));
  const inputs = { token: run.token ?? jobToken, ...run.inputs };
  const env = {
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: join(temp, 'home'),
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_REPOSITORY: 'flopgate/flopgate',
    GITHUB_ACTION_REF: 'v1',
    GITHUB_WORKFLOW: 'CI',
    GITHUB_EVENT_NAME: run.event,
    GITHUB_EVENT_PATH: paths.event,
    GITHUB_REPOSITORY: run.github.state.repository,
    GITHUB_RUN_ID: String(run.run ?? 100),
    GITHUB_RUN_ATTEMPT: String(run.attempt ?? 1),
    GITHUB_WORKSPACE: run.workspace,
    GITHUB_SERVER_URL: run.serverUrl ?? run.github.url,
    GITHUB_API_URL: run.github.url,
    GITHUB_GRAPHQL_URL: run.github.graphqlUrl,
    GITHUB_STEP_SUMMARY: paths.summary,
    GITHUB_OUTPUT: paths.output,
    RUNNER_TEMP: temp,
    NO_COLOR: '1',
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...run.env,
  };
  const { code, log } = await spawned(
    process.execPath,
    [join(builtDist(), 'action.js')],
    run.workspace,
    env,
    run.started,
  );
  const outputs = readOutputs(readFileSync(paths.output, 'utf8'));
  const report = outputs['report'] ?? '';
  return {
    code,
    log,
    summary: readFileSync(paths.summary, 'utf8'),
    outputs,
    report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null,
  };
}

/** Runs a program to its end. */
export async function spawned(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  started: (pid: number) => void = () => undefined,
): Promise<{ readonly code: number | null; readonly log: string }> {
  const child = spawn(program, args, { cwd, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid !== undefined) started(child.pid);
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { code, log };
}

/** `NAME<<DELIMITER`, the value, the delimiter: as the runner reads the file. */
function readOutputs(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^([\w-]+)<<(\S+)\n(.*?)\n?\2$/gms)].map(([, name = '', , value = '']) => [name, value]),
  );
}
