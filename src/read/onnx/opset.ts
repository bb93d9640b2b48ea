import { Fault } from '#graph/fault.ts';
import { int, message, name, type Field, type Message } from '#read/protobuf/fields.ts';
import type { Notes } from '#read/notes.ts';
import { domainOf } from './node.ts';

/** An OperatorSetIdProto. */
export interface Opset {
  domain: string;
  version: number;
}

const opsetMessage: Message<Opset> = {
  name: 'OperatorSetIdProto',
  fields: { 1: name((to, v) => void (to.domain = domainOf(v))), 2: int((to, v) => void (to.version = Number(v))) },
};

/** The opset_import field of a model or a function. */
export const opsetField = <T extends { readonly notes: Notes; readonly opsets: Opset[] }>(): Field<T> =>
  message(
    () => opsetMessage,
    (to) => {
      to.notes.keep(100);
      return { domain: '', version: 0 };
    },
    (to, child) => void to.opsets.push(child),
  );

const MAX_VERSION = 2 ** 31 - 1;

/**
 * Domain → version, '' being ai.onnx.
 * @param owner the model or the function, for messages
 * @throws Fault `duplicate-opset`, `bad-opset`
 */
export function opsetsOf(list: readonly Opset[], owner: string): Map<string, number> {
  const opsets = new Map<string, number>();
  for (const { domain, version } of list) {
    const known = opsets.get(domain);
    const label = domain === '' ? 'ai.onnx' : domain;
    if (known !== undefined && known !== version) {
      throw new Fault(
        'duplicate-opset',
        `${owner} imports ${label} twice, at versions ${known} and ${version}`,
        'keep one opset_import of each domain',
      );
    }
    // A runtime may keep the low 32 bits of a longer one.
    if (version < 1 || version > MAX_VERSION)
      throw new Fault(
        'bad-opset',
        `${owner} imports version ${version} of ${label}`,
        'export the model again with a positive opset version',
      );
    opsets.set(domain, version);
  }
  return opsets;
}
