import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '#graph/fault.ts';
import { withChildren } from '#system/ending.ts';
import { makeTempFolder } from '#system/temp.ts';
import { alteredFile, committedHashes } from './runtime-hashes.ts';

export interface FetchOrder {
  /** Where to install it. */
  readonly folder: string;
  readonly version: string;
  /** Folder with the committed package.json and package-lock.json. */
  readonly manifest: string;
  readonly say: (line: string) => void;
}

const PACKAGE = 'onnxruntime-node';
const TIMEOUT_MS = 10 * 60_000;

/**
 * Fetches the runtime by npm, whose lock file holds the hash of every package; then deletes other platforms' binaries
 * (291 → 47 MB). It is made aside and moved into place whole.
 * @throws Fault `runtime-offline`, `runtime-tampered`, `runtime-missing`
 */
export async function fetchRuntime({ folder, version, manifest, say }: FetchOrder): Promise<void> {
  const temp = makeTempFolder('runtime', dirname(folder));
  const aside = temp.path;
  try {
    const pinned = prepare(aside, manifest, version);
    say(`fetching ${PACKAGE} ${version} (about 100 MB, once)`);
    await withChildren(async () => npm(pinned ? 'ci' : 'install', aside, version));
    prune(join(aside, 'node_modules', PACKAGE, 'bin'));
    keepHashed(aside, manifest, version);
    const altered = alteredFile(aside, manifest, version);
    if (altered !== null) throw otherContent(altered, version);
    writeFileSync(join(aside, 'complete'), `${version}\n`);
    moveInto(aside, folder, (there) => alteredFile(there, manifest, version) === null);
  } finally {
    temp.remove();
  }
}

/** @returns true if the committed lock fits; another version is installed by name, without one */
function prepare(aside: string, manifest: string, version: string): boolean {
  const pinned = JSON.stringify({ name: 'flopgate-runtime', private: true, dependencies: { [PACKAGE]: version } });
  writeFileSync(join(aside, 'package.json'), pinned);
  const lock = readLock(manifest);
  if (lock !== version) return false;
  copyFileSync(join(manifest, 'package.json'), join(aside, 'package.json'));
  copyFileSync(join(manifest, 'package-lock.json'), join(aside, 'package-lock.json'));
  return true;
}

function readLock(manifest: string): string | undefined {
  const lock = JSON.parse(readFileSync(join(manifest, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  return lock.packages[`node_modules/${PACKAGE}`]?.version;
}

async function npm(verb: 'ci' | 'install', folder: string, version: string): Promise<void> {
  // npm's own patience, minutes of it, would only put off the message.
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=3000'];
  const args = [verb, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...patience];
  const isWindows = process.platform === 'win32';
  const child = spawn(isWindows ? 'npm.cmd' : 'npm', args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: isWindows,
    timeout: TIMEOUT_MS,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-8192);
  });
  const code = await new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (status, signal) => resolve(status ?? signal ?? 'unknown'));
  });
  if (code !== 0) throw npmFault(code, said, version);
}

function npmFault(code: number | string, said: string, version: string): Fault {
  const line = said.split('\n').find((one) => one.trim() !== '') ?? `npm ended with ${code}`;
  const install = `npm install ${PACKAGE}@${version} in the project, or name one with --runtime-path`;
  if (/EINTEGRITY|integrity checksum failed/i.test(said))
    return new Fault(
      'runtime-tampered',
      `what npm got for ${PACKAGE} ${version} isn't what the lock file names: ${line}`,
      'the registry or a proxy hands out something else: find out why before you go on',
    );
  if (/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ECONNRESET|ENETUNREACH|ENOTCACHED|network/i.test(said))
    return new Fault(
      'runtime-offline',
      `${PACKAGE} ${version} can't be fetched: ${line}`,
      `without network: ${install}`,
    );
  return new Fault('runtime-missing', `npm could not install ${PACKAGE} ${version}: ${line}`, install);
}

/** Deletes the binaries of other platforms and architectures. */
function prune(bin: string): void {
  if (!existsSync(bin)) return;
  for (const napi of readdirSync(bin)) {
    for (const platform of readdirSync(join(bin, napi))) {
      for (const arch of readdirSync(join(bin, napi, platform))) {
        if (platform === process.platform && arch === process.arch) continue;
        rmSync(join(bin, napi, platform, arch), { recursive: true, force: true });
      }
    }
  }
}

/** The runtime needs none of what its installer needs: only packages with committed hashes stay, if there are any. */
function keepHashed(aside: string, manifest: string, version: string): void {
  const files = committedHashes(manifest, version);
  if (files === null) return;
  const kept = new Set(Object.keys(files).map((path) => path.split('/')[0]));
  const packages = join(aside, 'node_modules');
  for (const name of readdirSync(packages))
    if (!kept.has(name)) rmSync(join(packages, name), { recursive: true, force: true });
}

const otherContent = (file: string, version: string): Fault =>
  new Fault(
    'runtime-tampered',
    `${file}, as npm installed it, isn't what ${PACKAGE} ${version} holds there`,
    "npm's cache or a program on this machine changes it: find out why before you go on",
  );

/** Another process may have been quicker: then its work stands, if it is whole. */
function moveInto(aside: string, folder: string, isWhole: (folder: string) => boolean): void {
  try {
    renameSync(aside, folder);
  } catch (cause) {
    if (existsSync(join(folder, 'complete')) && isWhole(folder)) return;
    rmSync(folder, { recursive: true, force: true });
    try {
      renameSync(aside, folder);
    } catch {
      throw new Fault('runtime-missing', `${folder} can't be written`, 'check its permissions', { cause });
    }
  }
}
