import type { Advice } from '#gate/setup/doctor-workflows.ts';
import { adviseWorkflow } from '#gate/setup/doctor-workflows.ts';
import { advisePolicy } from '#gate/setup/doctor-policy.ts';
import { isWorkflow } from '#gate/setup/init.ts';
import { asFault, type Fault } from '#graph/fault.ts';
import { cloneState, pointersIn, versionOf } from '#host/git/health.ts';
import { openRepository, type Repository } from '#host/git/repository.ts';
import { terminalText } from '#text/escape.ts';
import { jsonDocument } from '#text/plain-json.ts';
import { joined, term, type TerminalText } from '#text/safe.ts';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals, inRepository } from '#cli/command.ts';
import { print, printJson } from '#cli/streams.ts';

export const command: Command = {
  name: 'doctor',
  summary: 'what keeps Flopgate from working well here, and what to change',
  usage: '[options]',
  about: `Looks at git, the clone, Git LFS, the policy, the workflows that run Flopgate, Node and the runtime for measuring, and
says what to change. With --fitness it measures a small network against itself instead: how small a slow-down this
machine can show. Exit code 0: it will work. 2: something must be changed first.`,
  examples: ['flopgate doctor', 'flopgate doctor --fitness'],
  flags: {
    config: { type: 'string', value: 'FILE', help: 'policy; default: flopgate.yml, .github/flopgate.yml' },
    fitness: { type: 'boolean', help: 'try how well latency can be measured here' },
    time: { type: 'string', value: '60s', help: 'time for --fitness' },
    'runtime-path': { type: 'string', value: 'DIR', help: 'folder of an installed onnxruntime-node, for --fitness' },
  },
  run,
};

/** Oldest git whose commands are known to suffice. */
const LEAST_GIT = [2, 30] as const;
const LEAST_NODE = 20;

async function run(args: Arguments): Promise<number> {
  expectPositionals(command, args, 0, 0);
  if (args.has('fitness')) return (await import('./doctor-fitness.ts')).runFitness(args);
  const advice = await examine(args);
  const isBad = advice.some(({ level }) => level === 'bad');
  if (args.has('json')) printJson(jsonDocument({ schema: 'flopgate/doctor/1', ok: !isBad, checks: advice }, 2));
  else print(term`${joined(advice.flatMap(linesOf), '\n')}\n`);
  return isBad ? 2 : 0;
}

const marks = { good: 'ok  ', warn: 'warn', bad: 'bad ' } as const satisfies Readonly<Record<Advice['level'], string>>;

const linesOf = ({ level, text, hint }: Advice): readonly TerminalText[] => [
  term`${marks[level]}  ${terminalText(text)}`,
  ...(hint === null ? [] : [term`      hint: ${terminalText(hint)}`]),
];

async function examine(args: Arguments): Promise<readonly Advice[]> {
  const tools = [adviseNode(), adviseGit()];
  let repository: Repository;
  try {
    repository = await openRepository(process.cwd());
  } catch (thrown) {
    return [...tools, bad('repository', asFault(thrown))];
  }
  const config = args.text('config');
  const policy = await advisePolicy({
    text: async (tree, path) => repository.text(tree, path),
    list: async (tree, wanted) => repository.list(tree, wanted),
    start: async (file, length) => repository.start(file, length),
    open: async (file) => repository.open(file),
    ...(config === undefined ? {} : { config: inRepository(repository.root, config) }),
  });
  const { pointers, missing } = await pointersIn(repository.root, policy.models);
  return [
    ...tools,
    ...adviseClone(await cloneState(repository.root)),
    ...policy.advice,
    ...adviseLfs(pointers, missing),
    ...(await adviseWorkflows(repository)),
    await adviseRuntime(repository.root),
  ];
}

function bad(check: string, { message, hint }: Fault): Advice {
  return { check, level: 'bad', text: message, hint };
}

function adviseNode(): Advice {
  const [major = 0] = process.versions.node.split('.').map(Number);
  return major >= LEAST_NODE
    ? { check: 'node', level: 'good', text: `Node ${process.versions.node}`, hint: null }
    : {
        check: 'node',
        level: 'bad',
        text: `Node ${process.versions.node} is too old`,
        hint: `install Node ${LEAST_NODE} or newer`,
      };
}

function adviseGit(): Advice {
  const version = versionOf(['--version']);
  if (version === null)
    return { check: 'git', level: 'bad', text: 'git can’t be run', hint: 'install git and put it on PATH' };
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < LEAST_GIT[0] || (major === LEAST_GIT[0] && minor < LEAST_GIT[1]);
  return old
    ? {
        check: 'git',
        level: 'warn',
        text: `git ${version} is old`,
        hint: `install git ${LEAST_GIT.join('.')} or newer`,
      }
    : { check: 'git', level: 'good', text: `git ${version}`, hint: null };
}

function adviseClone({ shallow, partial, remote }: Awaited<ReturnType<typeof cloneState>>): readonly Advice[] {
  const kind = `${shallow ? 'shallow' : 'full'}${partial ? ', partial' : ''} clone`;
  if (remote !== null || (!shallow && !partial)) {
    const how = shallow ? `: a base that isn't here is fetched from ${remote}` : '';
    return [{ check: 'clone', level: 'good', text: `${kind}${how}`, hint: null }];
  }
  return [
    {
      check: 'clone',
      level: 'bad',
      text: `${kind} without a remote: a base that isn't here can't be fetched`,
      hint: 'git remote add origin URL, or git fetch --unshallow from where the history is',
    },
  ];
}

function adviseLfs(pointers: readonly string[], missing: readonly string[]): readonly Advice[] {
  if (pointers.length === 0) return [];
  const installed = versionOf(['lfs', 'version']);
  const some = `${pointers.length} ${pointers.length === 1 ? 'model is a' : 'models are'} Git LFS ${pointers.length === 1 ? 'pointer' : 'pointers'}`;
  if (missing.length === 0)
    return [{ check: 'lfs', level: 'good', text: `${some}, with their objects here`, hint: null }];
  const without = `${some}, ${missing.length} without the object (${missing[0]}${missing.length > 1 ? ', …' : ''})`;
  return [
    installed === null
      ? {
          check: 'lfs',
          level: 'bad',
          text: `${without}, and git-lfs is not installed`,
          hint: 'install git-lfs, then git lfs pull',
        }
      : {
          check: 'lfs',
          level: 'good',
          text: `${without}: those that a pull request changes are fetched when they are judged (git-lfs ${installed})`,
          hint: null,
        },
  ];
}

async function adviseWorkflows(repository: Repository): Promise<readonly Advice[]> {
  const worktree = { kind: 'worktree' } as const;
  const isOwn = /^name: Flopgate$/m.test((await repository.text(worktree, 'action.yml')) ?? '');
  const files = await repository.list(worktree, isWorkflow);
  const texts = await Promise.all(
    files.map(async ({ path }) => ({ path, yaml: await repository.text(worktree, path) })),
  );
  const advice = texts.flatMap(({ path, yaml }) => (yaml === null ? [] : adviseWorkflow(path, yaml, isOwn)));
  if (advice.length > 0) return advice;
  const none = 'no workflow runs Flopgate: pull requests aren’t judged';
  return [{ check: 'workflow', level: 'warn', text: none, hint: 'flopgate init writes one' }];
}

/** Only looked for, never fetched: counting needs none. */
async function adviseRuntime(root: string): Promise<Advice> {
  const { lookForRuntime } = await import('#gate/setup/doctor-runtime.ts');
  const runtime = await lookForRuntime(root);
  const text =
    runtime === null ? 'no runtime here: it is fetched when latency is first measured' : `onnxruntime ${runtime}`;
  return { check: 'runtime', level: 'good', text, hint: null };
}
