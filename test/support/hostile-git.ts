import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from './repository.ts';

/** A file that only a command of the attacker's makes. */
export interface Marker {
  readonly file: string;
  /** A shell command that makes it, and tells its environment in it. */
  readonly command: string;
  readonly made: () => boolean;
}

export function marker(): Marker {
  const file = join(scratchFolder(), 'marker');
  return { file, command: `env > ${file}; false`, made: () => existsSync(file) };
}

/** A program of that name that runs the marker's command. */
export function evilProgram(evil: Marker, folder = scratchFolder()): string {
  const path = join(folder, 'evil-program');
  writeFileSync(path, `#!/bin/sh\n${evil.command}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Layout of a bare repository as files that anybody can commit: its only commit isn't there. */
export function bareLayout(config: string): Readonly<Record<string, string>> {
  const away = '1'.repeat(40);
  return {
    HEAD: 'ref: refs/heads/main\n',
    config,
    'refs/heads/main': `${away}\n`,
    'refs/keep': '',
    'objects/keep': '',
    'objects/info/alternates': '../../.git/objects\n',
  };
}

/** One call of git's, as a wrapper before it on PATH saw it. */
export interface GitCall {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

export interface GitWatch {
  /** To be put before PATH. */
  readonly folder: string;
  calls(): readonly GitCall[];
}

/** Of a text that ends with a NUL. */
const fields = (text: string): string[] => text.split('\0').slice(0, -1);

/** A `git` that writes down how it is called, then is git. @param more shell lines before it is */
export function watchGit(more = ''): GitWatch {
  const folder = scratchFolder();
  const log = join(folder, 'log');
  mkdirSync(log);
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const script = `#!/bin/sh
n=$(mktemp ${log}/XXXXXXXX)
env -0 > $n.env
pwd > $n.cwd
printf '%s\\0' "$@" > $n.args
${more}
exec ${real} "$@"
`;
  writeFileSync(join(folder, 'git'), script);
  chmodSync(join(folder, 'git'), 0o755);
  return {
    folder,
    calls() {
      const names = execFileSync('ls', ['-rt', log], { encoding: 'utf8' }).split('\n');
      return names
        .filter((name) => name.endsWith('.args'))
        .map((name) => {
          const read = (kind: string): string => readFileSync(join(log, name.replace(/args$/, kind)), 'utf8');
          const pairs = fields(read('env')).map((entry) => [
            entry.slice(0, entry.indexOf('=')),
            entry.slice(entry.indexOf('=') + 1),
          ]);
          return { args: fields(read('args')), env: Object.fromEntries(pairs), cwd: read('cwd').trim() };
        });
    },
  };
}

/** Settings that a call was lent by its environment, the last of a name. */
export function settingsOf({ env }: GitCall): Readonly<Record<string, string>> {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? '0');
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [env[`GIT_CONFIG_KEY_${i}`] ?? '', env[`GIT_CONFIG_VALUE_${i}`] ?? '']),
  );
}
