/**
 * Writes what a release is made of as a CycloneDX 1.6 document: `node tools/sbom.ts [--out FILE] [--timestamp TIME]`. Its packages are those with
 * code in the bundle, by the bundler's own list, and those of the runtime that is fetched when something is measured; versions and hashes
 * are the lock files'. The same sources give the same bytes.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.ts';
import { dashboardBundle } from './dashboard.ts';
import { bundledFolders } from './licences.ts';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly license?: string;
}

interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Component {
  readonly type: 'library' | 'application';
  readonly 'bom-ref': string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly scope?: 'required' | 'optional';
  readonly hashes?: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
  readonly licenses: readonly object[];
  readonly purl: string;
}

/** As https://cyclonedx.org/docs/1.6/json describes it. */
export interface Bom {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly metadata: { readonly component: Component };
}

const root = join(import.meta.dirname, '..');
const read = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;

/** `node_modules/@a/b/node_modules/c` → `c`. */
const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** An SPDX id is a word; what says more is an expression. */
const licenceOf = (licence: string): object =>
  /^[\w.+-]+$/.test(licence) ? { license: { id: licence } } : { expression: licence };

/** The lock file gives a hash as `sha512-BASE64`. */
function hashOf(folder: string, { integrity = '' }: Locked): string {
  const digest = /(?:^|\s)sha512-([\w+/=]+)/.exec(integrity)?.[1];
  if (digest === undefined) throw new Error(`the lock file has no SHA-512 of ${folder}`);
  return Buffer.from(digest, 'base64').toString('hex');
}

function componentOf(folder: string, lock: Lock, scope: 'required' | 'optional'): Component {
  const locked = lock.packages[folder];
  const full = nameOf(folder);
  if (locked?.version === undefined) throw new Error(`${folder} is in no lock file`);
  if (locked.license === undefined) throw new Error(`the lock file names no licence of ${folder}`);
  const [group, name] = full.startsWith('@') ? full.split('/', 2) : [undefined, full];
  const purl = purlOf(full, locked.version);
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group === undefined ? {} : { group }),
    name: name ?? full,
    version: locked.version,
    scope,
    hashes: [{ alg: 'SHA-512', content: hashOf(folder, locked) }],
    licenses: [licenceOf(locked.license)],
    purl,
  };
}

/** The folder that Node would find `name` in from `folder`: its own node_modules first, then those around it. */
function resolved(name: string, folder: string, lock: Lock): string | undefined {
  for (let at = folder; ; at = at.slice(0, at.lastIndexOf('node_modules/')).replace(/\/$/, '')) {
    const there = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (lock.packages[there] !== undefined) return there;
    if (at === '') return undefined;
  }
}

/** What each of the folders needs of the others. */
function edgesOf(folders: readonly string[], lock: Lock): Map<string, string[]> {
  const inside = new Set(folders);
  const refOf = (folder: string): string => purlOf(nameOf(folder), lock.packages[folder]?.version ?? '');
  return new Map(
    folders.map((folder) => {
      const { dependencies = {}, optionalDependencies = {} } = lock.packages[folder] ?? {};
      const needed = Object.keys({ ...dependencies, ...optionalDependencies })
        .map((name) => resolved(name, folder, lock))
        .filter((one) => one !== undefined && inside.has(one));
      return [refOf(folder), [...new Set(needed.map((one) => refOf(one ?? '')))].toSorted()];
    }),
  );
}

/** @param timestamp of the release; left out where there is none */
export async function sbom(timestamp?: string): Promise<Bom> {
  const lock = read<Lock>('package-lock.json');
  const runtime = read<Lock>('runtimes/onnxruntime-node/package-lock.json');
  const { name, version, license, devDependencies } = read<Manifest>('package.json');
  const bundled = bundledFolders(root, [...(await bundle()).output, ...(await dashboardBundle())]);
  const fetched = Object.keys(runtime.packages)
    .filter((folder) => folder !== '')
    .toSorted();
  const components = [
    ...bundled.map((folder) => componentOf(folder, lock, 'required')),
    ...fetched.map((folder) => componentOf(folder, runtime, 'optional')),
  ];
  const unique = [...new Map(components.toReversed().map((one) => [one['bom-ref'], one])).values()].toSorted((a, b) =>
    a.purl < b.purl ? -1 : 1,
  );
  const purl = purlOf(name, version);
  const edges = new Map([...edgesOf(fetched, runtime), ...edgesOf(bundled, lock)]);
  const needed = new Set([...edges.values()].flat());
  const direct = new Set(Object.entries(devDependencies).map(([dependency, at]) => purlOf(dependency, at)));
  const own = unique.map(({ purl: ref }) => ref).filter((ref) => direct.has(ref) || !needed.has(ref));
  const body = {
    version: 1,
    metadata: {
      ...(timestamp === undefined ? {} : { timestamp }),
      lifecycles: [{ phase: 'build' }],
      tools: { components: [{ type: 'application', name: 'tools/sbom.ts', version }] },
      component: { type: 'application' as const, 'bom-ref': purl, name, version, licenses: [licenceOf(license)], purl },
    },
    components: unique,
    dependencies: [
      { ref: purl, dependsOn: own },
      ...unique.map(({ purl: ref }) => ({ ref, dependsOn: edges.get(ref) ?? [] })),
    ],
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialOf(JSON.stringify(body)),
    ...body,
  } as Bom;
}

/** A UUID (version 8) of the content. */
function serialOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: 'string' }, timestamp: { type: 'string' } } });
  const text = `${JSON.stringify(await sbom(values.timestamp), null, 2)}\n`;
  if (values.out === undefined) process.stdout.write(text);
  else writeFileSync(values.out, text);
}
