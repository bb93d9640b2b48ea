import { Fault } from '#graph/fault.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Events under which a workflow runs the pull request's own code anyhow, with a token that can do no harm to others. */
const harmless: readonly string[] = ['pull_request', 'push', 'merge_group', 'workflow_dispatch', 'schedule'];

/**
 * Refuses to build where the job has rights that a pull request must not have: a build is code of whoever wrote the commit.
 * @throws Fault `build-refused`
 */
export function checkEvent(env: Environment): void {
  const event = env['GITHUB_EVENT_NAME'] ?? '';
  if (event === '' && env['GITHUB_ACTIONS'] !== 'true') return;
  if (harmless.includes(event)) return;
  throw new Fault(
    'build-refused',
    `build: runs the commit's own code, and a job under ${event === '' ? 'an unknown event' : event} has rights that it must not have`,
    `let the workflow run on ${harmless.slice(0, 3).join(', ')}`,
  );
}

/** What a build may know of the environment: where programs and their caches are, and its language; nothing that opens a door. */
const passed =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TERM|CI|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|PKG_CONFIG_PATH|PYTHON(?:PATH|HOME|UNBUFFERED|DONTWRITEBYTECODE|UTF8|HASHSEED)|pythonLocation|Python\d*_ROOT_DIR|VIRTUAL_ENV|CONDA_(?:PREFIX|EXE|DEFAULT_ENV)|JAVA_HOME|GOROOT|GOPATH|CARGO_HOME|RUSTUP_HOME|CUDA_(?:HOME|PATH|VISIBLE_DEVICES)|OMP_NUM_THREADS|HF_HOME|TORCH_HOME|XDG_CACHE_HOME|UV_CACHE_DIR|PIP_CACHE_DIR|SystemRoot|SYSTEMROOT|ComSpec|COMSPEC|PATHEXT|USERPROFILE|LOCALAPPDATA|APPDATA|ProgramFiles|NUMBER_OF_PROCESSORS|PROCESSOR_ARCHITECTURE)$/;

/** The whole environment of a build. @param own variables to add */
export function buildEnvironment(env: Environment, own: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && passed.test(name) ? [[name, value] as const] : [],
  );
  return { ...Object.fromEntries(kept), ...own };
}
