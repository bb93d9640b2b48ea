import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../tools/bundle.ts';
import { dashboardBundle } from '../../tools/dashboard.ts';
import { licenceText } from '../../tools/licences.ts';
import { type Bom, sbom } from '../../tools/sbom.ts';

const root = resolve(import.meta.dirname, '../..');
const read = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;

interface Package {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

/** Packages that a source map says code came from: the bundler's own list of modules isn't asked. */
function packagesIn(sources: readonly string[]): Package[] {
  const folders = sources.flatMap((source) => {
    const inside = /(?:.*\/)?(node_modules\/.*)$/.exec(source.replaceAll('\\', '/'))?.[1];
    return inside === undefined ? [] : [/^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(inside)?.[0] ?? ''];
  });
  return [...new Set(folders)]
    .toSorted()
    .map((folder) => ({ ...read<Omit<Package, 'folder'>>(`${folder}/package.json`), folder }));
}

/** What a list of licences lacks: a package's name and version, or a text that it ships. */
function missing(licences: string, packages: readonly Package[]): string[] {
  return packages.flatMap(({ folder, name, version }) => {
    const texts = readdirSync(join(root, folder)).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file));
    const lost = texts.filter(
      (file) =>
        !licences.includes(
          readFileSync(join(root, folder, file), 'utf8')
            .replaceAll('\r\n', '\n')
            .trim(),
        ),
    );
    const named = licences.split('\n').some((line) => line.startsWith(`${name} ${version} (`));
    return [...(named ? [] : [`${name} ${version}`]), ...lost.map((file) => `${name}: ${file}`)];
  });
}

let packages: Package[];
let licences: string;
let bom: Bom;

beforeAll(async () => {
  const mapped = (await bundle(undefined, true)).output;
  const page = await dashboardBundle();
  const sources = mapped.flatMap((file) => (file.type === 'chunk' ? (file.map?.sources ?? []) : []));
  // The page's script is in the bundle as text, which has no map.
  packages = packagesIn([...sources, ...Object.keys(page[0].modules)]);
  licences = await licenceText(root, [...mapped, ...page]);
  bom = await sbom('2026-12-01T00:00:00Z');
});

describe('licences of what is bundled', () => {
  test('every package with code in the bundle is there, by name, version and text', () => {
    expect(packages.length).toBeGreaterThan(20);
    expect(missing(licences, packages)).toEqual([]);
    expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(['yaml', 'zod', '@actions/core', 'uplot']));
  });

  test('the committed list is that list, while no package has changed', () => {
    expect(missing(readFileSync(join(root, 'dist/licenses.txt'), 'utf8'), packages)).toEqual([]);
  });

  test.each(['yaml', '@octokit/core', 'zod'])('without the entry of %s, it is seen', (name) => {
    const entries = licences.split(`\n\n${'-'.repeat(80)}\n\n`);
    const without = entries.filter(
      (entry) => !entry.includes(`${name} ${read<Package>(`node_modules/${name}/package.json`).version} (`),
    );
    expect(without.length).toBe(entries.length - 1);
    expect(missing(without.join('\n'), packages)).toContain(
      `${name} ${read<Package>(`node_modules/${name}/package.json`).version}`,
    );
  });

  test('of another version, or without its text, it is seen', () => {
    const { version } = read<Package>('node_modules/yaml/package.json');
    expect(missing(licences.replace(`yaml ${version} (`, 'yaml 0.0.1 ('), packages)).toEqual([`yaml ${version}`]);
    expect(missing(licences.replace('Copyright Eemeli Aro', ''), packages)).toEqual(['yaml: LICENSE']);
  });
});

describe('the bill of materials', () => {
  // Formats of dates and addresses need another package; the fields that we write have patterns of their own.
  const valid = new Ajv({ strict: false, validateFormats: false, logger: false }).compile(
    read<Record<string, unknown>>('test/support/cyclonedx-1.6.json'),
  );

  test('is CycloneDX 1.6 by its schema', () => {
    valid(bom);
    expect(valid.errors).toBeNull();
  });

  test.each<[string, (made: Record<string, unknown>) => void]>([
    ['another format', (made) => (made['bomFormat'] = 'SPDX')],
    [
      'a component without a name',
      (made) => delete (made as unknown as { components: [{ name?: string }] }).components[0].name,
    ],
    [
      'a licence that SPDX doesn’t know',
      (made) =>
        ((made as unknown as { components: [{ licenses: unknown }] }).components[0].licenses = [
          { license: { id: 'MINE' } },
        ]),
    ],
    [
      'a hash that is none',
      (made) =>
        ((made as unknown as { components: [{ hashes: unknown }] }).components[0].hashes = [
          { alg: 'SHA-512', content: 'x' },
        ]),
    ],
    ['a field of its own', (made) => (made['more'] = 1)],
  ])('%s is refused by the schema', (_, plant) => {
    const made = structuredClone(bom) as unknown as Record<string, unknown>;
    plant(made);
    expect(valid(made)).toBe(false);
  });

  test('holds every package with code in the bundle, and the runtime’s', () => {
    const refs = new Set(
      bom.components.map(({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name}@${version}`),
    );
    expect(packages.filter(({ name, version }) => !refs.has(`${name}@${version}`))).toEqual([]);
    const fetched = Object.entries(
      read<{ packages: Record<string, { version: string }> }>('runtimes/onnxruntime-node/package-lock.json').packages,
    ).filter(([folder]) => folder !== '');
    expect(refs).toContain('onnxruntime-node@1.30.0');
    expect(bom.components.filter(({ scope }) => scope === 'optional').length).toBe(fetched.length);
    const listed = [...licences.matchAll(/^(\S+) (\S+) \(.*\)$/gm)].map(([, name, version]) => `${name}@${version}`);
    const required = bom.components.filter(({ scope }) => scope === 'required');
    expect(required.map(({ purl }) => decodeURIComponent(purl.slice('pkg:npm/'.length))).toSorted()).toEqual(
      listed.toSorted(),
    );
  });

  test('has the hashes of the lock file', () => {
    const lock = read<{ packages: Record<string, { integrity: string }> }>('package-lock.json').packages;
    const yaml = bom.components.find(({ name }) => name === 'yaml');
    expect(Buffer.from(yaml?.hashes?.[0]?.content ?? '', 'hex').toString('base64')).toBe(
      lock['node_modules/yaml']?.integrity.slice('sha512-'.length),
    );
  });

  test('every component is reached from Flopgate, and every edge leads to one', () => {
    const edges = new Map(bom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    const seen = new Set<string>();
    const visit = (ref: string): void => {
      if (seen.has(ref)) return;
      seen.add(ref);
      for (const next of edges.get(ref) ?? [`nowhere: ${ref}`]) visit(next);
    };
    visit(bom.metadata.component['bom-ref']);
    expect([...seen].toSorted()).toEqual(
      [bom.metadata.component['bom-ref'], ...bom.components.map((one) => one['bom-ref'])].toSorted(),
    );
  });

  test('the same sources give the same bytes, from another process too, and no address', () => {
    const text = execFileSync(process.execPath, ['tools/sbom.ts', '--timestamp', '2026-12-01T00:00:00Z'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(text).toBe(`${JSON.stringify(bom, null, 2)}\n`);
    expect(text.match(/https?:\/\/[^"]*/g)).toEqual(['http://cyclonedx.org/schema/bom-1.6.schema.json']);
  });

  test('the release workflow makes it, attests it and attaches it', () => {
    const workflow = readFileSync(join(root, '.github/workflows/release.yml'), 'utf8');
    expect(workflow).toMatch(/node tools\/sbom\.ts .*--out/);
    expect(workflow).toMatch(/sbom-path: /);
    expect(workflow).toMatch(/gh release create .*\.cdx\.json/s);
    expect(existsSync(join(root, 'tools/sbom.ts'))).toBe(true);
  });
});
