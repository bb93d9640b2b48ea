import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

/** An operation of GitHub's published API description, as tools/openapi.ts cuts it. */
export interface Operation {
  /** As https://docs.github.com/rest names it: `issues/create-comment`. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly query: object;
  readonly body: object | null;
  readonly responses: Readonly<Record<string, object | null>>;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Cut {
  readonly operations: readonly Operation[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

const cut = JSON.parse(readFileSync(join(import.meta.dirname, 'github-openapi.json'), 'utf8')) as Cut;
const common = { strict: false, validateFormats: false, allErrors: true } as const;
/** A query comes as text: its numbers and booleans are read from it. */
const [plain, lenient] = [new Ajv(common), new Ajv({ ...common, coerceTypes: 'array' })];
plain.addSchema({ $id: 'github', schemas: cut.schemas });

const validators = new Map<object, ValidateFunction>();

/** Faults of a value by a schema of the description. */
function faultsOf(ajv: Ajv, schema: object, value: unknown): string[] {
  const known = validators.get(schema) ?? ajv.compile(pointed(schema));
  validators.set(schema, known);
  return known(value) ? [] : (known.errors ?? []).map(textOf);
}

/** References lead into the one schema that holds all the others. */
function pointed(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/schemas/', '"github#/schemas/')) as object;
}

function textOf({ instancePath, message = '', params }: ErrorObject): string {
  const extra = 'additionalProperty' in params ? ` '${String(params['additionalProperty'])}'` : '';
  return `${instancePath === '' ? 'it' : instancePath} ${message}${extra}`;
}

/** The operation behind a request, and the values of its path's parameters; null where the description has none. */
export function operationFor(
  method: string,
  path: string,
): { readonly operation: Operation; readonly params: Readonly<Record<string, string>> } | null {
  for (const operation of cut.operations) {
    if (operation.method !== method) continue;
    const pattern = operation.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const match = new RegExp(`^${pattern}$`).exec(path);
    if (match !== null) {
      const groups = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
      return { operation, params: Object.fromEntries(groups) as Record<string, string> };
    }
  }
  return null;
}

/** What is wrong with a request: unknown or ill-typed query and body keys, a body where none belongs. */
export function requestFaults(operation: Operation, query: Record<string, string>, body: unknown): string[] {
  const inQuery = faultsOf(lenient, operation.query, { ...query }).map((fault) => `query: ${fault}`);
  if (operation.body === null) return body === undefined ? inQuery : [...inQuery, 'body: there should be none'];
  if (body === undefined) return [...inQuery, 'body: there is none'];
  return [...inQuery, ...faultsOf(plain, operation.body, body).map((fault) => `body: ${fault}`)];
}

/** What is wrong with an answer of ours. */
export function answerFaults(operation: Operation, status: number, body: unknown): string[] {
  const schema = operation.responses[String(status)];
  if (schema === undefined) return [`${operation.id} never answers ${status}`];
  if (schema === null) return [];
  return faultsOf(plain, schema, body).map((fault) => `${operation.id} ${status}: ${fault}`);
}

/** The least that satisfies a named schema, with the given properties in it. */
export function example<T extends object>(name: string, properties: T): T & Record<string, unknown> {
  return { ...(minimal(cut.schemas[name] ?? {}, '') as Record<string, unknown>), ...properties };
}

function minimal(schema: Schema, name: string): unknown {
  if (schema.$ref !== undefined) return minimal(cut.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name);
  const types = [schema.type ?? 'object'].flat();
  if (types.includes('null')) return null;
  if (schema.enum !== undefined) return schema.enum[0];
  const part = schema.anyOf?.[0];
  if (part !== undefined && schema.properties === undefined) return minimal(part, name);
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((one) => minimal(one, name))) as object;
  switch (types[0] as 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object') {
    case 'string':
      return name.endsWith('_at') ? '2026-01-01T00:00:00Z' : name;
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object': {
      const keys = schema.required ?? [];
      return Object.fromEntries(keys.map((key) => [key, minimal(schema.properties?.[key] ?? {}, key)]));
    }
  }
}
