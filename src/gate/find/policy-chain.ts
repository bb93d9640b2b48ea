import { Fault } from '#graph/fault.ts';
import type { Tree } from '#graph/tree.ts';
import type { PolicyFile } from '#policy/read-policy.ts';
import { quote } from '#text/quote.ts';

/** A file of another repository, at a tag or commit. */
interface RemoteFile {
  /** `owner/name`. */
  readonly repository: string;
  readonly path: string;
  readonly ref: string;
}

export type RemoteText = (file: RemoteFile) => Promise<string | null>;

interface Texts {
  readonly text: (tree: Tree, path: string) => Promise<string | null>;
  readonly remote?: RemoteText | undefined;
}

/** Policies that extend each other, at most. */
const MAX_CHAIN = 5;

/**
 * A policy with those that it extends, its own first.
 * @throws Fault `bad-policy` if one isn't there, lies outside of the repository, isn't pinned, or they are too many
 */
export async function chainOf(own: PolicyFile, tree: Tree, texts: Texts): Promise<readonly PolicyFile[]> {
  const chain = [own];
  for (let last: PolicyFile | null = own; last !== null;) {
    // Each names the next.
    // oxlint-disable-next-line no-await-in-loop
    last = await parentOf(last, tree, texts);
    if (last === null) break;
    const { path } = last;
    if (chain.some((file) => file.path === path)) throw bad(chain.at(-1), `extends ${quote(path)}, which extends it`);
    if (chain.length === MAX_CHAIN) throw bad(own, `extends more than ${MAX_CHAIN - 1} policies, one after another`);
    chain.push(last);
  }
  return chain;
}

async function parentOf(file: PolicyFile, tree: Tree, { text, remote }: Texts): Promise<PolicyFile | null> {
  // YAML is loaded if there is something to read.
  if (!file.text.includes('extends')) return null;
  const { extendsOf } = await import('#policy/read-policy.ts');
  const written = extendsOf(file);
  if (written === null) return null;
  const far = remoteOf(written);
  if (far === null) {
    if (file.path.includes('@'))
      throw bad(file, `extends ${quote(written)}: a policy of another repository extends none of its files`);
    const path = pathFrom(file.path, written);
    if (path === null) throw bad(file, `extends ${quote(written)}, outside of the repository`);
    const found = await text(tree, path);
    if (found === null) throw bad(file, `extends ${quote(path)}, which isn't there`);
    return { path, text: found };
  }
  if (!isPinned(far.ref))
    throw bad(
      file,
      `extends ${quote(written)}, which may change at any time: name a tag such as v1.2, or a whole commit id`,
    );
  if (remote === undefined) throw bad(file, `extends ${quote(written)}, which only the action can read`);
  const found = await remote(far);
  if (found === null) throw bad(file, `extends ${quote(written)}, which isn't there, or this token may not read it`);
  return { path: written, text: found };
}

/** A path as it is written in a file, from the repository's root; null if it leaves the repository. */
function pathFrom(file: string, written: string): string | null {
  const steps = file.split('/').slice(0, -1);
  if (written.startsWith('/')) return null;
  for (const step of written.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return null;
  }
  return steps.join('/');
}

/** `OWNER/REPOSITORY@REF` or `OWNER/REPOSITORY/PATH@REF`; null if it is a path. */
function remoteOf(written: string): RemoteFile | null {
  const match = /^([\w.-]+\/[\w.-]+)(?:\/([^@]+))?@([\w./-]+)$/.exec(written);
  const [, repository = '', path = 'flopgate.yml', ref = ''] = match ?? [];
  return match === null ? null : { repository, path, ref };
}

/** A branch moves, and so would what it lets pass. */
const isPinned = (ref: string): boolean => /^(?:[0-9a-f]{40}|v?\d[\w.-]*)$/.test(ref);

const bad = (file: PolicyFile | undefined, what: string): Fault =>
  new Fault('bad-policy', `${file?.path ?? 'the policy'} ${what}`, 'correct extends, or take it out');
