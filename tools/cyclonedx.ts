/**
 * Cuts from the CycloneDX 1.6 schema (© OWASP Foundation, Apache License 2.0) what tools/sbom.ts writes, without its prose. Needs the schema:
 * npm ci --prefix tools/cyclonedx. Writes test/support/cyclonedx-1.6.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Node = { [key: string]: Json };

const root = join(import.meta.dirname, '..');
const source = join(root, 'tools/cyclonedx/node_modules/@cyclonedx/cyclonedx-library/res/schema');
const target = join(root, 'test/support/cyclonedx-1.6.json');
const read = (name: string): Node =>
  JSON.parse(readFileSync(join(source, `${name}.SNAPSHOT.schema.json`), 'utf8')) as Node;

/** Properties that stay; every other is then refused, since the schema allows no further ones. */
const kept: Readonly<Record<string, readonly string[]>> = {
  '': ['$schema', 'bomFormat', 'specVersion', 'serialNumber', 'version', 'metadata', 'components', 'dependencies'],
  metadata: ['timestamp', 'lifecycles', 'tools', 'component'],
  component: ['type', 'bom-ref', 'group', 'name', 'version', 'scope', 'hashes', 'licenses', 'purl'],
  license: ['bom-ref', 'id', 'name', 'acknowledgement'],
  service: ['name'],
  tool: ['name'],
};
const prose = new Set(['description', 'examples', 'title', 'meta:enum', '$comment', 'deprecated']);

const nodeAt = (node: Node, key: string): Node => node[key] as Node;

function keepOnly(schema: Node, names: readonly string[]): void {
  schema['properties'] = Object.fromEntries(
    Object.entries(nodeAt(schema, 'properties')).filter(([name]) => names.includes(name)),
  );
}

/** The same without prose; a name of a property that reads like prose stays. */
function bare(value: Json, isMap = false): Json {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isMap || !prose.has(key))
      .map(([key, item]) => [key, bare(item, !isMap && (key === 'properties' || key === 'definitions'))]),
  );
}

/** References as this file resolves them: to its own definitions. */
function inline(value: Json): Json {
  if (Array.isArray(value)) return value.map(inline);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string' && item.startsWith('spdx.') ? '#/definitions/spdx' : inline(item),
    ]),
  );
}

function reachable(value: Json, definitions: Node, found = new Set<string>()): Set<string> {
  for (const [key, item] of typeof value === 'object' && value !== null ? Object.entries(value) : []) {
    const name = key === '$ref' && typeof item === 'string' ? item.slice('#/definitions/'.length) : undefined;
    if (name === undefined) reachable(item, definitions, found);
    else if (!found.has(name)) {
      found.add(name);
      reachable(definitions[name] ?? null, definitions, found);
    }
  }
  return found;
}

const schema = inline(bare(read('bom-1.6'))) as Node;
const definitions = nodeAt(schema, 'definitions');
definitions['spdx'] = { type: 'string', enum: read('spdx')['enum'] ?? [] };
for (const [name, names] of Object.entries(kept)) keepOnly(name === '' ? schema : nodeAt(definitions, name), names);
const { definitions: _all, ...rest } = schema;
const names = [...reachable(rest, definitions)].toSorted();
const cut = {
  $comment:
    'Cut by tools/cyclonedx.ts from the CycloneDX 1.6 schema, https://github.com/CycloneDX/specification (Apache License 2.0).',
  ...rest,
  definitions: Object.fromEntries(names.map((name) => [name, definitions[name]])),
};
writeFileSync(target, `${JSON.stringify(cut)}\n`);
console.log(`${target}: ${names.join(', ')}`);
