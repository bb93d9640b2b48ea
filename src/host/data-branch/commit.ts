import { runGit } from '#host/git/run-git.ts';
import type { Scratch } from './remote.ts';

/** A text file of the data branch. */
export interface DataFile {
  /** From the branch's root: letters, digits, `.`, `_`, `%`, `-` and `/`. */
  readonly path: string;
  readonly text: string;
  /** True: what lies there already stays, whatever it says. */
  readonly once: boolean;
  /** Of a record: when its commit was made, in seconds since 1970. */
  readonly time?: number;
}

export interface DataCommit {
  /** Local ref that will name it; new. */
  readonly ref: string;
  readonly parent: string | null;
  readonly message: string;
  readonly files: readonly DataFile[];
  /** Folders of the parent that aren't taken over. */
  readonly closes: readonly string[];
}

const readme = `# Efficiency history

Written by Flopgate, one file a commit: \`v1/ab/<commit>.json\`. Nothing here is edited by hand, and no file under \`v1/\` is ever
rewritten. \`flopgate history show\` and \`flopgate dashboard\` read it. Older records lie in the commits of this branch that
\`older.json\` names.
`;

export const readmeFile: DataFile = { path: 'README.md', text: readme, once: true };

/** Commits files on top of the parent's by git fast-import: of the parent's trees it reads only those that it changes. */
export async function commitFiles({ folder: at, how }: Scratch, commit: DataCommit): Promise<void> {
  const { ref, parent, message, files, closes } = commit;
  const name = process.env['GIT_COMMITTER_NAME'] ?? 'Flopgate';
  const mail = process.env['GIT_COMMITTER_EMAIL'] ?? 'noreply@flopgate.invalid';
  const first: readonly DataFile[] = parent === null ? [readmeFile] : [];
  const input = [
    `commit ${ref}`,
    `committer ${plain(name)} <${plain(mail)}> ${Math.floor(Date.now() / 1000)} +0000`,
    data(message),
    ...(parent === null ? [] : [`from ${parent}`]),
    ...closes.map((folder) => `D ${checked(folder)}`),
    ...[...first, ...files].flatMap(({ path, text }) => [`M 100644 inline ${checked(path)}`, data(text)]),
    'done',
    '',
  ].join('\n');
  await runGit(at, ['fast-import', '--quiet', '--done'], { ...how, input, lazyFetch: true });
}

const plain = (text: string): string => text.replaceAll(/[<>\p{Cc}]/gu, '');
const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}`;

/** Paths are ours, never a user's words: anything else is a defect. */
function checked(path: string): string {
  if (/^[\w.%-]+(?:\/[\w.%-]+)*$/.test(path) && !/(?:^|\/)\.+(?:\/|$)|(?:^|\/)\.git/i.test(path)) return path;
  throw new TypeError(`no path of the data branch: ${path}`);
}
