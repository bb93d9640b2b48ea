/**
 * Cuts from GitHub's published API description the operations that the tests' server answers, as JSON Schema.
 * Needs the description: npm ci --prefix tools/openapi. Writes test/support/github-openapi.json.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** By operation id, as https://docs.github.com/rest names them. */
const operations = [
  'actions/download-artifact',
  'actions/list-workflow-run-artifacts',
  'checks/create',
  'issues/create',
  'issues/create-comment',
  'issues/delete-comment',
  'issues/list-comments',
  'issues/list-for-repo',
  'issues/list-events-for-timeline',
  'issues/update',
  'issues/update-comment',
  'pulls/get',
  'pulls/list',
  'pulls/list-commits',
  'repos/compare-commits-with-basehead',
  'repos/get-collaborator-permission-level',
  'repos/get-content',
  'repos/list-pull-requests-associated-with-commit',
  'teams/get-membership-for-user-in-org',
  'users/get-authenticated',
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Node = { [key: string]: Json };

const root = join(import.meta.dirname, '..');
const source = join(root, 'tools/openapi/node_modules/@octokit/openapi/generated/api.github.com.json');
const target = join(root, 'test/support/github-openapi.json');

const isNode = (json: Json | undefined): json is Node =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
const nodeAt = (json: Json | undefined): Node => (isNode(json) ? json : {});
const textAt = (json: Json | undefined): string => (typeof json === 'string' ? json : '');
const listAt = (json: Json | undefined): Json[] => (Array.isArray(json) ? json : []);

/** Keywords that say nothing about what is valid. */
const silent = new Set([
  'description',
  'title',
  'example',
  'examples',
  'default',
  'externalDocs',
  'deprecated',
  'discriminator',
  'format',
]);
/** Keywords under which names stand, not keywords. */
const named = new Set(['properties', 'patternProperties']);

/**
 * One schema of the description as JSON Schema draft 7. `nullable` becomes a type; `oneOf` becomes `anyOf`, for the
 * description's alternatives overlap.
 * @param closed refuse properties that it doesn't name: right for what is sent, wrong for what is answered
 */
const schemaOf = (json: Json, closed: boolean): Json => {
  if (Array.isArray(json)) return json.map((item) => schemaOf(item, closed));
  if (!isNode(json)) return json;
  const out: Node = {};
  for (const [key, value] of Object.entries(json)) {
    if (silent.has(key) || key === 'nullable' || key.startsWith('x-')) continue;
    if (key === 'enum' || key === 'required') out[key] = value;
    else if (named.has(key))
      out[key] = Object.fromEntries(Object.entries(nodeAt(value)).map(([name, one]) => [name, schemaOf(one, closed)]));
    else if (key === '$ref') out[key] = textAt(value).replace('#/components/schemas/', '#/schemas/');
    else out[key === 'oneOf' ? 'anyOf' : key] = schemaOf(value, closed);
  }
  const whole = out['anyOf'] === undefined && out['allOf'] === undefined;
  if (closed && whole && isNode(out['properties']) && out['additionalProperties'] === undefined)
    out['additionalProperties'] = false;
  return json['nullable'] === true ? orNull(out) : out;
};

const orNull = (schema: Node): Node => {
  const { type, enum: values } = schema;
  if (typeof type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  return { ...schema, type: [type, 'null'], ...(Array.isArray(values) ? { enum: [...values, null] } : {}) };
};

const refsIn = (json: Json): string[] => {
  if (Array.isArray(json)) return json.flatMap(refsIn);
  if (!isNode(json)) return [];
  return Object.entries(json).flatMap(([key, value]) =>
    key === '$ref' ? [textAt(value).replace('#/schemas/', '')] : refsIn(value),
  );
};

if (!existsSync(source)) {
  console.error('openapi: GitHub’s description is not installed\nhint: npm ci --prefix tools/openapi');
  process.exit(1);
}
const description = JSON.parse(readFileSync(source, 'utf8')) as Node;
const components = nodeAt(description['components']);

/** The part that `{ $ref: '#/components/KIND/NAME' }` names. */
const resolved = (json: Json | undefined): Node => {
  const node = nodeAt(json);
  const [, , kind = '', name = ''] = typeof node['$ref'] === 'string' ? node['$ref'].split('/') : [];
  return name === '' ? node : nodeAt(nodeAt(components[kind])[name]);
};

const jsonBody = (json: Json | undefined, closed: boolean): Json => {
  const schema = nodeAt(nodeAt(resolved(json)['content'])['application/json'])['schema'];
  return schema === undefined ? null : schemaOf(schema, closed);
};

const cutOperation = (path: string, method: string, operation: Node): Node => {
  const parameters = listAt(operation['parameters']).map(resolved);
  const query = parameters.filter((parameter) => parameter['in'] === 'query');
  const responses = Object.entries(nodeAt(operation['responses']));
  return {
    id: operation['operationId'] ?? '',
    method: method.toUpperCase(),
    path,
    query: {
      type: 'object',
      properties: Object.fromEntries(query.map(({ name, schema }) => [textAt(name), schemaOf(schema ?? {}, false)])),
      required: query.filter(({ required }) => required === true).map(({ name }) => textAt(name)),
      additionalProperties: false,
    },
    body: jsonBody(operation['requestBody'], true),
    responses: Object.fromEntries(responses.map(([status, response]) => [status, jsonBody(response, false)])),
  };
};

const cut: Node[] = [];
for (const [path, methods] of Object.entries(nodeAt(description['paths'])))
  for (const [method, operation] of Object.entries(nodeAt(methods)))
    if (isNode(operation) && operations.includes(textAt(operation['operationId'])))
      cut.push(cutOperation(path, method, operation));
const lacking = operations.filter((id) => !cut.some((operation) => operation['id'] === id));
if (lacking.length > 0) throw new Error(`the description has no ${lacking.join(', ')}`);

const schemas: Node = {};
for (let wanted = refsIn(cut); wanted.length > 0; wanted = wanted.filter((name) => schemas[name] === undefined)) {
  const name = wanted.pop() ?? '';
  if (schemas[name] !== undefined) continue;
  schemas[name] = schemaOf(nodeAt(components['schemas'])[name] ?? {}, false);
  wanted.push(...refsIn(schemas[name]));
}
const version = nodeAt(description['info'])['version'] ?? '';
const text = JSON.stringify({ about: 'cut by tools/openapi.ts; MIT, © GitHub', version, operations: cut, schemas });
writeFileSync(
  target,
  `${text.replaceAll(/(\{"id":)|("[\w-]+":\{(?:"type"|"anyOf"|"allOf"|"properties"))/g, '\n$&')}\n`,
);
console.log(`${cut.length} operations, ${Object.keys(schemas).length} schemas, ${text.length} characters`);
